import { type SyntheticEvent, useState } from "react";
import { translate } from "../../i18n/index.ts";
import {
  Button,
  Card,
  ChoiceField,
  EmptyState,
  IconTicket,
  ScreenHeader,
  Select,
  TextInput,
  useAct,
  useLanguage,
  useStore,
} from "../../ui/index.ts";
import { InvitedFields } from "./invited-fields.tsx";
import {
  type InviteDraft,
  LASTS,
  USES,
  WHOM,
  type Whom,
  faultsOf,
  invitedAs,
  newDraft,
  wishOf,
} from "./invite-draft.ts";
import type { InviteView } from "./invite-view.ts";
import styles from "./invite.module.css";

/** Whom, how, how many, until when. */
export function InviteScreen({
  project,
  listHref,
  onMade,
}: {
  readonly project: InviteView;
  readonly listHref: string;
  readonly onMade: (invitation: string) => void;
}) {
  useLanguage();
  const { inviteAdults } = useStore(project.rights);
  return (
    <div className={styles["screen"]}>
      <ScreenHeader title={translate("invite.title")} text={translate("invite.intro")} />
      {inviteAdults ? (
        <InviteForm project={project} listHref={listHref} onMade={onMade} />
      ) : (
        <EmptyState
          drawing="letterbox"
          title={translate("invite.title")}
          text={translate("invite.mayNot")}
        />
      )}
    </div>
  );
}

function InviteForm({
  project,
  listHref,
  onMade,
}: {
  readonly project: InviteView;
  readonly listHref: string;
  readonly onMade: (invitation: string) => void;
}) {
  const members = useStore(project.members);
  const [draft, setDraft] = useState<InviteDraft>(newDraft);
  const [isChecked, setChecked] = useState(false);
  const { isBusy, failure, run } = useAct();
  const ownSchool = members.find(({ id }) => id === project.me)?.schoolId ?? null;
  const change = (part: Partial<InviteDraft>) => setDraft((before) => ({ ...before, ...part }));
  const faults = faultsOf(draft);

  async function make(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (faults.mentor || faults.uses) return;
    const made = await run(() => project.people.invite(wishOf(draft, Date.now())));
    if (made !== null) onMade(made.value.id);
  }

  return (
    <Card padding="wide">
      <form className={styles["form"]} onSubmit={(event) => void make(event)} noValidate>
        <ChoiceField
          label={translate("invite.whom")}
          value={draft.whom}
          choices={WHOM.map((whom) => ({ value: whom, ...whomWords(whom) }))}
          onChange={(whom) => setDraft((before) => invitedAs(before, whom, ownSchool))}
        />
        <InvitedFields
          project={project}
          draft={draft}
          isMentorMissing={isChecked && faults.mentor}
          onChange={change}
        />
        <ChoiceField
          label={translate("invite.how")}
          value={draft.way}
          choices={[
            {
              value: "file",
              label: translate("invite.byFile"),
              text: translate("invite.byFileText"),
            },
            {
              value: "code",
              label: translate("invite.byCode"),
              text: translate("invite.byCodeText"),
            },
          ]}
          onChange={(way) => change({ way })}
        />
        <div className={styles["pair"]}>
          <TextInput
            label={translate("invite.uses")}
            type="number"
            min={USES.fewest}
            max={USES.most}
            value={draft.uses}
            onChange={(event) => change({ uses: event.currentTarget.value })}
            error={isChecked && faults.uses ? translate("invite.usesWrong") : null}
          />
          <Select
            label={translate("invite.until")}
            data={LASTS.map((days) => ({ value: String(days), label: lastsWords(days) }))}
            value={String(draft.days)}
            onChange={(days) => change({ days: Number(days) })}
            allowDeselect={false}
          />
        </div>
        {failure !== null && (
          <p role="alert" className={styles["care"]}>
            {failure}
          </p>
        )}
        <div className={styles["row"]}>
          <Button type="submit" icon={<IconTicket aria-hidden />} isBusy={isBusy}>
            {translate("invite.make")}
          </Button>
          <Button kind="secondary" href={listHref}>
            {translate("invite.cancel")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function whomWords(whom: Whom): { readonly label: string; readonly text: string } {
  return {
    partner: { label: translate("invite.partner"), text: translate("invite.partnerText") },
    colleague: { label: translate("invite.colleague"), text: translate("invite.colleagueText") },
    student: { label: translate("invite.student"), text: translate("invite.studentText") },
    expert: { label: translate("invite.expert"), text: translate("invite.expertText") },
    observer: { label: translate("invite.observer"), text: translate("invite.observerText") },
  }[whom];
}

function lastsWords(days: (typeof LASTS)[number]): string {
  return {
    1: translate("invite.untilDay"),
    7: translate("invite.untilWeek"),
    28: translate("invite.untilMonth"),
    90: translate("invite.untilTerm"),
  }[days];
}
