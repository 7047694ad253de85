import { useState } from "react";
import { translate } from "../i18n/index.ts";
import { Button, Card, IconLifebuoy, useStore } from "../ui/index.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import styles from "./recovery-reminder.module.css";

/** Until the next start of the program, not for good. */
const LATER = "twinspan.sheetLater";

/** Stands on the home screen until there is a recovery sheet, from the first project on: before, there is nothing to lose. */
export function RecoveryReminder() {
  const { workspace, info } = useProgram();
  const madeAt = useStore(workspace.keys.sheetMadeAt);
  const hasProjects = useStore(workspace.projects).length > 0;
  const [isLater, setLater] = useState(() => sessionStorage.getItem(LATER) !== null);
  if (madeAt !== null || !hasProjects || isLater || info.demo !== null) return null;
  return (
    <div className={styles["reminder"]}>
      <Card as="section" aria-labelledby="recovery-reminder">
        <div className={styles["row"]}>
          <IconLifebuoy aria-hidden />
          <div className={styles["words"]}>
            <h2 id="recovery-reminder">{translate("recovery.remindTitle")}</h2>
            <p>{translate("recovery.remindText")}</p>
          </div>
          <div className={styles["actions"]}>
            <Button kind="secondary" href={href(PATHS.recovery)}>
              {translate("recovery.remindMake")}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                sessionStorage.setItem(LATER, "yes");
                setLater(true);
              }}
            >
              {translate("recovery.remindLater")}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}
