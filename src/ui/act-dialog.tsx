import type { ReactNode } from "react";
import type { Result } from "../base/index.ts";
import { translate } from "../i18n/index.ts";
import type { ActFailureKind } from "./act-words.ts";
import { Button } from "./button.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";
import styles from "./dialog.module.css";
import { useAct } from "./use-act.ts";

export interface ActDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly size?: string;
  /** What it does, and what it does not. */
  readonly children: ReactNode;
  /** The verb of the answer. */
  readonly confirm: string;
  readonly kind?: "primary" | "danger";
  readonly act: () => Promise<Result<unknown, { readonly kind: ActFailureKind }>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before something that others will see and that may be refused; says why when it is, and stays. */
export function ActDialog({ isOpen, title, size, onClose, ...question }: ActDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      title={title}
      onClose={onClose}
      {...(size === undefined ? {} : { size })}
    >
      <Question {...question} onClose={onClose} />
    </Dialog>
  );
}

function Question({
  children,
  confirm,
  kind = "primary",
  act,
  onDone,
  onClose,
}: Omit<ActDialogProps, "isOpen" | "title" | "size">) {
  const { isBusy, failure, run } = useAct();
  return (
    <>
      <div className={styles["words"]}>{children}</div>
      {failure === null ? null : (
        <p role="alert" className={styles["failure"]}>
          {failure}
        </p>
      )}
      <DialogActions>
        <Button kind="secondary" onClick={onClose} hasFirstFocus={kind === "danger"}>
          {translate("ui.cancel")}
        </Button>
        <Button
          kind={kind}
          isBusy={isBusy}
          onClick={() =>
            void run(act).then((done) => {
              if (done !== null) onDone();
            })
          }
        >
          {confirm}
        </Button>
      </DialogActions>
    </>
  );
}
