import type { Member } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { ActDialog, notify } from "../../ui/index.ts";
import { nameInSentence } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

/** Says before it is done what a removal does and what it cannot do. */
export function RemoveDialog({
  project,
  member,
  isMismatch,
  isOpen,
  onClose,
}: {
  readonly project: PeopleView;
  readonly member: Member;
  /** The words differed. */
  readonly isMismatch: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const name = nameInSentence(member);
  return (
    <ActDialog
      isOpen={isOpen}
      title={translate("members.removeTitle", { name })}
      size="40rem"
      confirm={translate("members.removeConfirm")}
      kind="danger"
      act={() => project.people.remove(member.id)}
      onDone={() => {
        notify({ words: translate("members.wasRemoved", { name }) });
        onClose();
      }}
      onClose={onClose}
    >
      <div className={styles["consequences"]}>
        {isMismatch && <p>{translate("members.removeMismatch")}</p>}
        <h3>{translate("members.removeDoes")}</h3>
        <ul>
          <li>{translate("members.removeCloses", { name })}</li>
          <li>{translate("members.removeVoid")}</li>
        </ul>
        <h3>{translate("members.removeDoesNot")}</h3>
        <ul>
          <li>{translate("members.removeKeeps", { name })}</li>
          <li>{translate("members.removeOffline")}</li>
          <li>{translate("members.removeWords")}</li>
        </ul>
        <p>{translate("members.removeForGood")}</p>
      </div>
    </ActDialog>
  );
}
