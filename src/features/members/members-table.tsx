import type { Member, MemberId, PartnerSync, School } from "../../domain/index.ts";
import { compareNames, formatAgo, formatDate, translate } from "../../i18n/index.ts";
import { Badge } from "../../ui/index.ts";
import styles from "./members.module.css";

/** The people of one school. */
export function MembersTable({
  school,
  people,
  me,
  partners,
  now,
}: {
  readonly school: School | null;
  readonly people: readonly Member[];
  readonly me: MemberId;
  readonly partners: readonly PartnerSync[];
  readonly now: number;
}) {
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
        </tr>
      </thead>
      <tbody>
        {[...people]
          .sort((a, b) => compareNames(a.name, b.name))
          .map((member) => (
            <tr key={member.id}>
              <th scope="row">
                <bdi>{shownName(member, me)}</bdi>
              </th>
              <td>{translate(`roles.${member.role}`)}</td>
              <td>
                <LastMet
                  partner={partners.find((partner) => partner.member === member.id)}
                  isMe={member.id === me}
                  now={now}
                />
              </td>
              <td>{formatDate(member.joinedAt)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function LastMet({
  partner,
  isMe,
  now,
}: {
  readonly partner: PartnerSync | undefined;
  readonly isMe: boolean;
  readonly now: number;
}) {
  if (isMe) return translate("members.thisComputer");
  if (partner?.here === true) return <Badge tone="good">{translate("members.here")}</Badge>;
  const lastMetAt = partner?.lastMetAt ?? null;
  return lastMetAt === null ? translate("members.neverMet") : formatAgo(lastMetAt, now);
}

function shownName(member: Member, me: MemberId): string {
  const name = member.name === "" ? translate("members.unknownPerson") : member.name;
  return member.id === me ? translate("members.you", { name }) : name;
}
