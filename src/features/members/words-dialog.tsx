import type { Member } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Dialog } from "../../ui/index.ts";
import { FourWords } from "./four-words.tsx";
import { nameInSentence } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

export function WordsDialog({
  project,
  member,
  isOpen,
  onClose,
}: {
  readonly project: PeopleView;
  readonly member: Member;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      isOpen={isOpen}
      title={translate("members.wordsTitle", { name: nameInSentence(member) })}
      onClose={onClose}
    >
      <div className={styles["pending"]}>
        <p>{translate("members.wordsText")}</p>
        <FourWords people={project.people} member={member.id} />
      </div>
    </Dialog>
  );
}
