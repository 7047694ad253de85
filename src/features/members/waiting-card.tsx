import { translate } from "../../i18n/index.ts";
import { Card } from "../../ui/index.ts";
import { FourWords } from "./four-words.tsx";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

/** For whoever joined by a code: what they wait for, and their own words. */
export function WaitingCard({ project }: { readonly project: Pick<PeopleView, "me" | "people"> }) {
  return (
    <Card as="section" aria-labelledby="members-waiting" data-testid="waiting">
      <div className={styles["pending"]}>
        <h2 id="members-waiting">{translate("members.waitingTitle")}</h2>
        <p>{translate("members.waitingText")}</p>
        <p>
          <strong>{translate("members.waitingWords")}</strong>
        </p>
        <FourWords people={project.people} member={project.me} />
        <p className={styles["soft"]}>{translate("members.waitingNext")}</p>
      </div>
    </Card>
  );
}
