import { translate } from "../i18n/index.ts";
import { Dialog } from "./dialog.tsx";
import styles from "./keyboard-help.module.css";

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

export interface Shortcut {
  /** Pressed together, as they stand on the keyboard: ["Ctrl", "B"]. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** Everything that can be done from the keyboard. */
export function KeyboardHelp({
  isOpen,
  groups,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly groups: readonly ShortcutGroup[];
  readonly onClose: () => void;
}) {
  return (
    <Dialog isOpen={isOpen} title={translate("ui.keyboardTitle")} size="48rem" onClose={onClose}>
      <div className={styles["groups"]}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.does}>
                  <dt>
                    <Keys keys={shortcut.keys} />
                  </dt>
                  <dd>{shortcut.does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Keys as they stand on the keyboard, always left to right. */
function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className={styles["keys"]} dir="ltr">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
