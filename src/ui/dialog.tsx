import { Modal } from "@mantine/core";
import { type ReactNode, useLayoutEffect, useState } from "react";
import { translate } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import styles from "./dialog.module.css";

/** Longer than the dialog takes to fade out. */
const FOCUS_RETURN_MS = 200;

/** A question or a small task over the screen. Escape and the cross close it; the focus returns to where it was. */
export function Dialog({
  isOpen,
  title,
  size = "32rem",
  onClose,
  children,
}: {
  readonly isOpen: boolean;
  readonly title: string;
  /** Its width at normal text size. */
  readonly size?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  useFocusReturn(isOpen);
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size={size} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* Not a banner: the page has one. */}
        <Modal.Header role="none">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={translate("ui.close")} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Also for a dialog that comes into being open, and for one that goes as soon as it is closed. */
function useFocusReturn(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    const before = document.activeElement;
    return () => {
      if (!(before instanceof HTMLElement)) return;
      // After the dialog has let go of the focus.
      setTimeout(() => {
        const isNowhere = document.activeElement === document.body || !document.hasFocus();
        if (before.isConnected && isNowhere) before.focus({ preventScroll: true });
      }, FOCUS_RETURN_MS);
    };
  }, [isOpen]);
}

/** The row of answers at the foot of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles["actions"]}>{children}</div>;
}

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** What will happen, and whether it can be taken back. */
  readonly words: ReactNode;
  /** The verb of the answer, e.g. "Take off this computer". */
  readonly confirm: string;
  readonly kind?: "primary" | "danger";
  /** The dialog closes when the promise has settled well; it stays when it fails, and the failure is the caller's to show. */
  readonly onConfirm: () => void | Promise<void>;
  readonly onClose: () => void;
}

export function ConfirmDialog({
  isOpen,
  title,
  words,
  confirm,
  kind = "primary",
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  async function answer(): Promise<void> {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog isOpen={isOpen} title={title} onClose={onClose}>
      <div className={styles["words"]}>{words}</div>
      <DialogActions>
        <Button kind="secondary" onClick={onClose} hasFirstFocus={kind === "danger"}>
          {translate("ui.cancel")}
        </Button>
        <Button
          kind={kind}
          isBusy={isBusy}
          onClick={() => void answer()}
          hasFirstFocus={kind === "primary"}
        >
          {confirm}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
