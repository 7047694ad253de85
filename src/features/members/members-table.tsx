import { useState } from "react";
import type { Member, PartnerSync, School } from "../../domain/index.ts";
import { compareNames, formatAgo, formatDate, translate } from "../../i18n/index.ts";
import { Badge, IconHourglass, Rich, VisuallyHidden, useStore } from "../../ui/index.ts";
import { MemberMenu, type MemberTask } from "./member-menu.tsx";
import { nameOf, shownName } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

interface TableProps {
  readonly project: PeopleView;
  readonly school: School | null;
  readonly people: readonly Member[];
  readonly now: number;
  readonly onTask: (task: MemberTask, member: Member) => void;
}

/** The people of one school. */
export function MembersTable({ project, school, people, now, onTask }: TableProps) {
  const { partners } = useStore(project.sync);
  return (
    <table className={styles["table"]}>
      <caption className={styles["hidden"]}>
        {translate("members.membersOf", {
          school: school?.name ?? translate("members.unknownSchool"),
        })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{translate("members.person")}</th>
          <th scope="col">{translate("members.role")}</th>
          <th scope="col">{translate("members.lastMet")}</th>
          <th scope="col">{translate("members.joined")}</th>
          <th scope="col" className={styles["menuCell"]}>
            <VisuallyHidden>{translate("members.more")}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...people]
          .sort((a, b) => compareNames(a.name, b.name))
          .map((member) => (
            <MemberRow
              key={member.id}
              project={project}
              member={member}
              partner={partners.find((partner) => partner.member === member.id)}
              now={now}
              onTask={onTask}
            />
          ))}
      </tbody>
    </table>
  );
}

function MemberRow({
  project,
  member,
  partner,
  now,
  onTask,
}: Omit<TableProps, "school" | "people"> & {
  readonly member: Member;
  readonly partner: PartnerSync | undefined;
}) {
  const [isMenuOpen, setMenuOpen] = useState(false);
  const isMe = member.id === project.me;
  const name = shownName(member);
  return (
    <tr
      data-me={isMe || undefined}
      data-testid="member"
      onContextMenu={(event) => {
        event.preventDefault();
        setMenuOpen(true);
      }}
    >
      <th scope="row">
        <bdi>{isMe ? ownName(member) : name}</bdi>
      </th>
      <td data-label={translate("members.role")}>
        <RoleOf project={project} member={member} />
      </td>
      <td data-label={translate("members.lastMet")}>
        <LastMet member={member} partner={partner} isMe={isMe} now={now} />
      </td>
      <td data-label={translate("members.joined")}>{formatDate(member.joinedAt)}</td>
      <td className={styles["menuCell"]}>
        <MemberMenu
          project={project}
          member={member}
          isOpen={isMenuOpen}
          onOpen={setMenuOpen}
          onChoose={(task) => onTask(task, member)}
        />
      </td>
    </tr>
  );
}

/** Whoever waits cannot tell the others their name yet, and knows it all the same. */
function ownName(member: Member): string {
  return member.name === ""
    ? translate("members.youAlone")
    : translate("members.you", { name: member.name });
}

function RoleOf({ project, member }: { readonly project: PeopleView; readonly member: Member }) {
  const members = useStore(project.members);
  const role = translate(`roles.${member.role}`);
  if (member.mentor === null) return role;
  const mentor = nameOf(members, member.mentor);
  return <Rich message="members.roleWithMentor" values={{ role, mentor }} />;
}

function LastMet({
  member,
  partner,
  isMe,
  now,
}: {
  readonly member: Member;
  readonly partner: PartnerSync | undefined;
  readonly isMe: boolean;
  readonly now: number;
}) {
  if (member.standing === "pending")
    return (
      <Badge tone="waiting" icon={<IconHourglass aria-hidden />}>
        {translate("members.waits")}
      </Badge>
    );
  if (isMe) return translate("members.thisComputer");
  if (partner?.here === true) return <Badge tone="good">{translate("members.here")}</Badge>;
  const lastMetAt = partner?.lastMetAt ?? null;
  return lastMetAt === null ? translate("members.neverMet") : formatAgo(lastMetAt, now);
}
