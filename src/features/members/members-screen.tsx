import type { Member, MemberRole, School } from "../../domain/index.ts";
import { compareNames, countryName, translate } from "../../i18n/index.ts";
import {
  Button,
  Card,
  EmptyState,
  IconUserPlus,
  SchoolBadge,
  ScreenHeader,
  useLanguage,
  useNow,
  useStore,
} from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import { MembersTable } from "./members-table.tsx";
import styles from "./members.module.css";

/** Who may bring in partners, by the table of roles and rights. */
const MAY_INVITE: readonly MemberRole[] = ["founder", "administrator"];

export function MembersScreen({
  project,
  onInvite,
}: {
  readonly project: OpenProject;
  readonly onInvite: () => void;
}) {
  useLanguage();
  const now = useNow();
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const { partners } = useStore(project.sync);
  const myRole = members.find(({ id }) => id === project.me)?.role;
  const mayInvite = myRole !== undefined && MAY_INVITE.includes(myRole);
  const isAlone = members.length <= 1;
  const inviteButton = (
    <Button icon={<IconUserPlus aria-hidden />} onClick={onInvite}>
      {translate("members.invite")}
    </Button>
  );

  return (
    <div className={styles["screen"]}>
      <ScreenHeader
        title={translate("members.title")}
        text={translate("members.intro", { schools: schools.length, people: members.length })}
        actions={mayInvite && !isAlone ? inviteButton : undefined}
      />
      {!mayInvite && <p className={styles["soft"]}>{translate("members.onlyFounders")}</p>}
      {bySchool(members, schools).map(({ school, people }) => (
        <Card
          key={school?.id ?? "unknown"}
          as="section"
          aria-label={school?.name ?? translate("members.unknownSchool")}
        >
          <div className={styles["school"]}>
            {school !== null && <SchoolBadge school={school} all={schools} />}
            <div>
              <h2>
                <bdi>{school?.name ?? translate("members.unknownSchool")}</bdi>
              </h2>
              {school !== null && (
                <p className={styles["soft"]}>
                  {translate("members.place", {
                    town: school.town,
                    country: countryName(school.country),
                  })}
                </p>
              )}
            </div>
          </div>
          <MembersTable
            school={school}
            people={people}
            me={project.me}
            partners={partners}
            now={now}
          />
        </Card>
      ))}
      {isAlone && (
        <EmptyState
          drawing="schools"
          title={translate("members.alone")}
          text={translate("members.aloneText")}
          action={mayInvite ? inviteButton : undefined}
        />
      )}
    </div>
  );
}

interface SchoolGroup {
  /** null: people whose school has not arrived yet. */
  readonly school: School | null;
  readonly people: readonly Member[];
}

function bySchool(members: readonly Member[], schools: readonly School[]): readonly SchoolGroup[] {
  const known = new Set<string>(schools.map(({ id }) => id));
  const groups: SchoolGroup[] = schools
    .slice()
    .sort((a, b) => compareNames(a.name, b.name))
    .map((school) => ({
      school,
      people: members.filter(({ schoolId }) => schoolId === school.id),
    }));
  groups.push({ school: null, people: members.filter(({ schoolId }) => !known.has(schoolId)) });
  return groups.filter(({ people }) => people.length > 0);
}
