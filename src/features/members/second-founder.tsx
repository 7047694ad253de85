import { useState } from "react";
import { type Result, fail } from "../../base/index.ts";
import type { Member, MemberId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  ActDialog,
  Button,
  ChoiceField,
  IconUserPlus,
  IconUsers,
  Notice,
  notify,
  useStore,
} from "../../ui/index.ts";
import type { ActFailure } from "../../workspace/index.ts";
import { isHere, shownName } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

/** Stands until there are two founders: with one alone, a lost computer would close the project to newcomers for ever. */
export function SecondFounder({
  project,
  inviteHref,
}: {
  readonly project: PeopleView;
  readonly inviteHref: string;
}) {
  const members = useStore(project.members);
  const rights = useStore(project.rights);
  const [isOpen, setOpen] = useState(false);
  const founders = members.filter((member) => member.role === "founder" && isHere(member));
  if (rights.role !== "founder" || rights.standing !== "active" || founders.length > 1) return null;
  const candidates = members.filter(
    ({ id, standing }) =>
      standing === "active" && id !== project.me && project.people.rolesFor(id).includes("founder"),
  );
  return (
    <>
      <Notice
        title={translate("members.secondFounder")}
        tone="waiting"
        icon={<IconUsers aria-hidden />}
        data-testid="second-founder"
        actions={
          candidates.length === 0 ? (
            <Button kind="secondary" icon={<IconUserPlus aria-hidden />} href={inviteHref}>
              {translate("members.invite")}
            </Button>
          ) : (
            <Button kind="secondary" onClick={() => setOpen(true)}>
              {translate("members.makeFounder")}
            </Button>
          )
        }
      >
        <p>{translate("members.secondFounderText")}</p>
        {candidates.length === 0 && <p>{translate("members.secondFounderInvite")}</p>}
      </Notice>
      <MakeFounder
        project={project}
        candidates={candidates}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      />
    </>
  );
}

function MakeFounder({
  project,
  candidates,
  isOpen,
  onClose,
}: {
  readonly project: PeopleView;
  readonly candidates: readonly Member[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<MemberId | null>(null);
  const schools = useStore(project.schools);
  const member = candidates.find(({ id }) => id === chosen) ?? candidates[0];
  async function make(): Promise<Result<null, ActFailure>> {
    if (member === undefined) return fail({ kind: "noRight" });
    return project.people.changeRole(member.id, "founder", null);
  }
  return (
    <ActDialog
      isOpen={isOpen}
      title={translate("members.makeFounderTitle")}
      confirm={translate("members.makeFounderConfirm")}
      act={make}
      onDone={() => {
        const name = shownName(member ?? { name: "" });
        notify({ words: translate("members.nowFounder", { name }) });
        onClose();
      }}
      onClose={onClose}
    >
      <div className={styles["form"]}>
        <ChoiceField
          label={translate("members.makeFounderWho")}
          value={member?.id ?? null}
          choices={candidates.map((one) => ({
            value: one.id,
            label: shownName(one),
            text:
              schools.find(({ id }) => id === one.schoolId)?.name ??
              translate("members.unknownSchool"),
          }))}
          onChange={setChosen}
        />
        <p>{translate("members.makeFounderText")}</p>
      </div>
    </ActDialog>
  );
}
