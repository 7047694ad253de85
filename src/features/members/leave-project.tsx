import { useState } from "react";
import { translate } from "../../i18n/index.ts";
import { ActDialog, Button, IconDoorExit, useStore } from "../../ui/index.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

export function LeaveProject({ project }: { readonly project: PeopleView }) {
  const members = useStore(project.members);
  const [isOpen, setOpen] = useState(false);
  const founders = members.filter(
    ({ role, standing }) => role === "founder" && standing === "active",
  );
  const isLastFounder = founders.length === 1 && founders[0]?.id === project.me;
  return (
    <div className={styles["leave"]}>
      <Button
        kind="quiet"
        icon={<IconDoorExit aria-hidden />}
        isDisabled={isLastFounder}
        onClick={() => setOpen(true)}
        {...(isLastFounder ? { "aria-describedby": "members-leave-not" } : {})}
      >
        {translate("members.leave")}
      </Button>
      {isLastFounder && (
        <p id="members-leave-not" className={styles["soft"]}>
          {translate("members.leaveLastFounder")}
        </p>
      )}
      <ActDialog
        isOpen={isOpen}
        title={translate("members.leaveTitle")}
        confirm={translate("members.leaveConfirm")}
        kind="danger"
        act={() => project.people.leave()}
        onDone={() => setOpen(false)}
        onClose={() => setOpen(false)}
      >
        <div className={styles["consequences"]}>
          <p>{translate("members.leaveDoes")}</p>
          <p>{translate("members.leaveForGood")}</p>
        </div>
      </ActDialog>
    </div>
  );
}
