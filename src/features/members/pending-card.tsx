import type { Member } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, Card, IconUserCheck, Rich, notify, useAct, useStore } from "../../ui/index.ts";
import { FourWords } from "./four-words.tsx";
import { nameOf } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

/** For founders: someone joined by a code that others may have overheard, so the words are compared first. */
export function PendingCard({
  project,
  member,
  onNoMatch,
}: {
  readonly project: PeopleView;
  readonly member: Member;
  readonly onNoMatch: () => void;
}) {
  const { people } = project;
  const { isBusy, failure, run } = useAct();
  const confirm = async () => {
    const done = await run(() => people.confirm(member.id));
    const name = member.name === "" ? translate("members.pendingPerson") : member.name;
    if (done !== null) notify({ words: translate("members.pendingLetIn", { name }) });
  };
  return (
    <Card as="section" aria-label={translate("members.pendingTitle")} data-testid="pending">
      <div className={styles["pending"]}>
        <h2>{translate("members.pendingTitle")}</h2>
        <p>
          <WhoJoined project={project} member={member} />
        </p>
        <p>{translate("members.pendingCompare")}</p>
        <FourWords people={people} member={member.id} />
        {failure !== null && (
          <p role="alert" className={styles["failure"]}>
            {failure}
          </p>
        )}
        <div className={styles["answers"]}>
          <Button
            icon={<IconUserCheck aria-hidden />}
            isBusy={isBusy}
            onClick={() => void confirm()}
          >
            {translate("members.pendingMatch")}
          </Button>
          <Button kind="secondary" onClick={onNoMatch}>
            {translate("members.pendingNoMatch")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** Whoever waits cannot say their name yet, so the invitation says whose code it was. */
function WhoJoined({ project, member }: { readonly project: PeopleView; readonly member: Member }) {
  const members = useStore(project.members);
  const invitations = useStore(project.people.invitations);
  const role = translate(`roles.${member.role}`);
  if (member.name !== "")
    return <Rich message="members.pendingNamed" values={{ name: member.name, role }} />;
  const inviter = invitations.find(({ usedBy }) => usedBy.includes(member.id))?.by;
  if (inviter === undefined || inviter === project.me)
    return <Rich message="members.pendingUnnamedYours" values={{ role }} />;
  const values = { inviter: nameOf(members, inviter), role };
  return <Rich message="members.pendingUnnamed" values={values} />;
}
