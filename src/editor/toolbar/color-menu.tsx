import {
  HIGHLIGHT_COLORS,
  type HighlightColor,
  TEXT_COLORS,
  type TextColor,
} from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";
import { IconButton, IconPalette, Menu } from "../../ui/index.ts";
import type { ToolProps } from "./toolbar.tsx";
import styles from "./toolbar.module.css";

const NAMES = {
  red: "editor.colorRed",
  orange: "editor.colorOrange",
  yellow: "editor.colorYellow",
  green: "editor.colorGreen",
  teal: "editor.colorTeal",
  blue: "editor.colorBlue",
  purple: "editor.colorPurple",
  pink: "editor.colorPink",
  grey: "editor.colorGrey",
} as const satisfies Record<TextColor | HighlightColor, MessageKey>;

/** Named colours of letters and behind them; each passes contrast in every theme. */
export function ColorMenu({ editor, state }: ToolProps) {
  const set = (mark: "textColor" | "highlight", color: string | null): void => {
    const chain = editor.chain().focus();
    if (color === null) chain.unsetMark(mark).run();
    else chain.setMark(mark, { color }).run();
  };
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <IconButton label={translate("editor.colors")} icon={<IconPalette aria-hidden />} />
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: "auto" }}>
        <Menu.Label>{translate("editor.textColor")}</Menu.Label>
        <Menu.Item
          aria-current={state.color === null || undefined}
          onClick={() => set("textColor", null)}
        >
          {translate("editor.colorNone")}
        </Menu.Item>
        {TEXT_COLORS.map((color) => (
          <Menu.Item
            key={color}
            aria-current={state.color === color || undefined}
            leftSection={
              <span
                className={styles["swatch"]}
                style={{ color: `var(--ts-text-${color})` }}
                aria-hidden
              >
                {translate("editor.colorSample")}
              </span>
            }
            onClick={() => set("textColor", color)}
          >
            {translate(NAMES[color])}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{translate("editor.highlight")}</Menu.Label>
        <Menu.Item
          aria-current={state.highlight === null || undefined}
          onClick={() => set("highlight", null)}
        >
          {translate("editor.highlightNone")}
        </Menu.Item>
        {HIGHLIGHT_COLORS.map((color) => (
          <Menu.Item
            key={color}
            aria-current={state.highlight === color || undefined}
            leftSection={
              <span
                className={styles["swatch"]}
                style={{ background: `var(--ts-highlight-${color})` }}
                aria-hidden
              >
                {translate("editor.colorSample")}
              </span>
            }
            onClick={() => set("highlight", color)}
          >
            {translate(NAMES[color])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
