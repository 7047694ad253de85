import { assertNever } from "../../base/index.ts";
import type { Member, School } from "../../domain/index.ts";
import { compareNames, countryName, translate } from "../../i18n/index.ts";
import {
  Button,
  Card,
  EmptyState,
  IconUserPlus,
  SchoolBadge,
  ScreenHeader,
  type Shown,
  useLanguage,
  useNow,
  useShown,
  useStore,
} from "../../ui/index.ts";
import { FormerMembers } from "./former-members.tsx";
import { LeaveProject } from "./leave-project.tsx";
import type { MemberTask } from "./member-menu.tsx";
import { MembersTable } from "./members-table.tsx";
import { PendingCard } from "./pending-card.tsx";
import { isHere } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import { RemoveDialog } from "./remove-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { RolesPopover } from "./roles-popover.tsx";
import { SecondFounder } from "./second-founder.tsx";
import { UnawareSchools } from "./unaware-schools.tsx";
import { WaitingCard } from "./waiting-card.tsx";
import { WordsDialog } from "./words-dialog.tsx";
import styles from "./members.module.css";

interface Task {
  readonly kind: MemberTask | "removeMismatch";
  readonly member: Member;
}

/** Who belongs to the project, by school, and what one may do with each. */
export function MembersScreen({
  project,
  inviteHref,
}: {
  readonly project: PeopleView;
  readonly inviteHref: string;
}) {
  useLanguage();
  const now = useNow();
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const rights = useStore(project.rights);
  const task = useShown<Task>();
  const here = members.filter(isHere);
  const isAlone = here.length <= 1;
  const isWaiting = here.some(({ id, standing }) => id === project.me && standing === "pending");
  const pending = rights.confirmMembers
    ? here.filter(({ standing, id }) => standing === "pending" && id !== project.me)
    : [];

  return (
    <div className={styles["screen"]}>
      <ScreenHeader
        title={translate("members.title")}
        text={translate("members.intro", {
          schools: new Set(here.map(({ schoolId }) => schoolId)).size,
          people: here.length,
        })}
        actions={
          <>
            <RolesPopover />
            {rights.inviteAdults && !isAlone && <InviteButton href={inviteHref} />}
          </>
        }
      />
      {isWaiting && <WaitingCard project={project} />}
      {pending.map((member) => (
        <PendingCard
          key={member.id}
          project={project}
          member={member}
          onNoMatch={() => task.show({ kind: "removeMismatch", member })}
        />
      ))}
      <UnawareSchools project={project} />
      <SecondFounder project={project} inviteHref={inviteHref} />
      {!rights.inviteAdults && rights.standing === "active" && (
        <p className={styles["soft"]}>{translate("members.onlyLead")}</p>
      )}
      {bySchool(here, schools).map(({ school, people }) => (
        <Card key={school?.id ?? "unknown"} as="section" aria-label={schoolName(school)}>
          <SchoolHead school={school} schools={schools} />
          <MembersTable
            project={project}
            school={school}
            people={people}
            now={now}
            onTask={(kind, member) => task.show({ kind, member })}
          />
        </Card>
      ))}
      {isAlone && (
        <EmptyState
          drawing="schools"
          title={translate("members.alone")}
          text={translate("members.aloneText")}
          action={rights.inviteAdults ? <InviteButton href={inviteHref} /> : undefined}
        />
      )}
      <FormerMembers former={members.filter((member) => !isHere(member))} schools={schools} />
      {rights.standing === "active" && <LeaveProject project={project} />}
      <TaskDialog key={task.round} project={project} task={task} />
    </div>
  );
}

function InviteButton({ href }: { readonly href: string }) {
  return (
    <Button icon={<IconUserPlus aria-hidden />} href={href}>
      {translate("members.invite")}
    </Button>
  );
}

function SchoolHead({
  school,
  schools,
}: {
  readonly school: School | null;
  readonly schools: readonly School[];
}) {
  return (
    <div className={styles["school"]}>
      {school !== null && <SchoolBadge school={school} all={schools} />}
      <div>
        <h2>
          <bdi>{schoolName(school)}</bdi>
        </h2>
        {school !== null && school.town !== "" && (
          <p className={styles["soft"]}>
            {translate("members.place", {
              town: school.town,
              country: countryName(school.country),
            })}
          </p>
        )}
      </div>
    </div>
  );
}

function TaskDialog({
  project,
  task: { value, isOpen, close },
}: {
  readonly project: PeopleView;
  readonly task: Shown<Task>;
}) {
  if (value === null) return null;
  const common = { project, member: value.member, isOpen, onClose: close };
  switch (value.kind) {
    case "words":
      return <WordsDialog {...common} />;
    case "role":
      return <RoleDialog {...common} />;
    case "remove":
      return <RemoveDialog {...common} isMismatch={false} />;
    case "removeMismatch":
      return <RemoveDialog {...common} isMismatch />;
    default:
      return assertNever(value.kind);
  }
}

interface SchoolGroup {
  /** null: people whose schools have no names here yet. */
  readonly school: School | null;
  readonly people: readonly Member[];
}

function bySchool(members: readonly Member[], schools: readonly School[]): readonly SchoolGroup[] {
  const named = schools.filter(({ name }) => name !== "");
  const known = new Set<string>(named.map(({ id }) => id));
  const groups: SchoolGroup[] = named
    .sort((a, b) => compareNames(a.name, b.name))
    .map((school) => ({
      school,
      people: members.filter(({ schoolId }) => schoolId === school.id),
    }));
  groups.push({ school: null, people: members.filter(({ schoolId }) => !known.has(schoolId)) });
  return groups.filter(({ people }) => people.length > 0);
}

function schoolName(school: School | null): string {
  return school?.name ?? translate("members.unknownSchool");
}
