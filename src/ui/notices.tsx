import { notifications } from "@mantine/notifications";
import { translate } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import styles from "./notices.module.css";

const PLAIN_MS = 8_000;
const UNDO_MS = 15_000;

export interface Notice {
  /** One sentence that says what has happened. */
  readonly words: string;
  /** Shows a button that takes it back. */
  readonly undo?: () => void;
}

/** A sentence at the foot of the window that goes by itself. Never the only place that says a thing went wrong. */
export function notify({ words, undo }: Notice): void {
  const id = notifications.show({
    message: undo === undefined ? words : <UndoNotice words={words} undo={takeBack} />,
    autoClose: undo === undefined ? PLAIN_MS : UNDO_MS,
    withBorder: true,
    color: "teal",
  });
  function takeBack(): void {
    notifications.hide(id);
    undo?.();
  }
}

function UndoNotice({ words, undo }: { readonly words: string; readonly undo: () => void }) {
  return (
    <span className={styles["notice"]}>
      <span>{words}</span>
      <Button kind="secondary" onClick={undo}>
        {translate("ui.undo")}
      </Button>
    </span>
  );
}
