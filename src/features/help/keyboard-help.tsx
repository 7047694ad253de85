import { type MessageKey, translate } from "../../i18n/index.ts";
import type { AppInfo } from "../../platform/index.ts";
import { KeyboardHelp as ShortcutList, type ShortcutGroup, useLanguage } from "../../ui/index.ts";

/** "Mod" is Ctrl, or Command on a Mac. */
type Shortcuts = readonly (readonly [keys: readonly string[], does: MessageKey])[];

const ANYWHERE: Shortcuts = [
  [["F1"], "app.keysHelp"],
  [["Mod", "Shift", "N"], "app.keysNewProject"],
  [["Mod", "N"], "app.keysNewPage"],
  [["Mod", "P"], "app.keysPrint"],
  [["Mod", ","], "app.keysSettings"],
  [["Mod", "L"], "app.keysLock"],
  [["Mod", "Enter"], "app.keysSend"],
  [["Tab"], "app.keysNext"],
  [["Shift", "Tab"], "app.keysPrevious"],
  [["Esc"], "app.keysClose"],
];

const WRITING: Shortcuts = [
  [["Mod", "B"], "app.keysBold"],
  [["Mod", "I"], "app.keysItalic"],
  [["Mod", "U"], "app.keysUnderline"],
  [["Mod", "Z"], "app.keysUndo"],
  [["Mod", "Shift", "Z"], "app.keysRedo"],
  [["Mod", "F"], "app.keysFind"],
];

export function KeyboardHelp({
  isOpen,
  onClose,
  platform,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly platform: AppInfo["platform"];
}) {
  useLanguage();
  const groups: readonly ShortcutGroup[] = [
    { title: translate("app.keysAnywhere"), shortcuts: shown(ANYWHERE, platform) },
    { title: translate("app.keysWriting"), shortcuts: shown(WRITING, platform) },
  ];
  return <ShortcutList isOpen={isOpen} groups={groups} onClose={onClose} />;
}

function shown(shortcuts: Shortcuts, platform: AppInfo["platform"]): ShortcutGroup["shortcuts"] {
  const mod = platform === "darwin" ? "⌘" : "Ctrl";
  return shortcuts.map(([keys, does]) => ({
    keys: keys.map((key) => (key === "Mod" ? mod : key)),
    does: translate(does),
  }));
}
