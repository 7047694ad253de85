import { type MessageKey, translate } from "../../i18n/index.ts";
import { IconChevronDown, Menu } from "../../ui/index.ts";
import type { ParagraphKind } from "../../domain/index.ts";
import { setKind } from "../commands/paragraphs.ts";
import type { ToolProps } from "./tool-props.ts";
import styles from "./toolbar.module.css";

const CHOICES = [
  { kind: "p", level: 0, label: "editor.kindText", keys: "Alt+0" },
  { kind: "h", level: 1, label: "editor.kindHeading1", keys: "Alt+1" },
  { kind: "h", level: 2, label: "editor.kindHeading2", keys: "Alt+2" },
  { kind: "h", level: 3, label: "editor.kindHeading3", keys: "Alt+3" },
  { kind: "quote", level: 0, label: "editor.kindQuote", keys: "Shift+B" },
  { kind: "code", level: 0, label: "editor.kindCode", keys: null },
] as const;

const LISTS: Readonly<Partial<Record<ParagraphKind, MessageKey>>> = {
  ul: "editor.bulletList",
  ol: "editor.numberedList",
  todo: "editor.checkList",
};

/** What kind of paragraph it is. */
export function KindMenu({ state, modKey, run }: ToolProps) {
  const { kind, level } = state;
  const choice = CHOICES.find((one) => one.kind === kind && one.level === level);
  const list = kind === null ? undefined : LISTS[kind];
  const shown = choice?.label ?? list ?? "editor.kindMixed";
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          className={styles["kind"]}
          aria-label={translate("editor.kindIs", { kind: translate(shown) })}
        >
          {translate(shown)}
          <IconChevronDown aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map((one) => (
          <Menu.Item
            key={one.label}
            aria-current={one === choice || undefined}
            rightSection={
              one.keys === null ? undefined : (
                <kbd className={styles["keys"]}>{`${modKey}+${one.keys}`}</kbd>
              )
            }
            onClick={() => run(setKind(one.kind, one.level))}
          >
            {translate(one.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
