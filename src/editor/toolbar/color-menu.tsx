import type { Editor } from "@tiptap/react";
import type { CSSProperties, ReactNode } from "react";
import {
  HIGHLIGHT_COLORS,
  type HighlightColor,
  TEXT_COLORS,
  type TextColor,
} from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";
import { IconButton, IconHighlight, IconTextColor, Menu } from "../../ui/index.ts";
import type { ToolProps } from "./tool-props.ts";
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

/** Named colours of the letters; each passes contrast in every theme. */
export function ColorMenu({ editor, state }: ToolProps) {
  return (
    <NamedColors
      label={translate("editor.textColor")}
      none={translate("editor.colorNone")}
      icon={<IconTextColor aria-hidden />}
      colors={TEXT_COLORS}
      current={state.color}
      look={(color) => ({ color: `var(--ts-text-${color})` })}
      onChoose={(color) => setMark(editor, "textColor", color)}
    />
  );
}

/** Named colours behind the letters. */
export function HighlightMenu({ editor, state }: ToolProps) {
  return (
    <NamedColors
      label={translate("editor.highlight")}
      none={translate("editor.highlightNone")}
      icon={<IconHighlight aria-hidden />}
      colors={HIGHLIGHT_COLORS}
      current={state.highlight}
      look={(color) => ({ background: `var(--ts-highlight-${color})` })}
      onChoose={(color) => setMark(editor, "highlight", color)}
    />
  );
}

function setMark(editor: Editor, mark: string, color: string | null): void {
  const chain = editor.chain().focus();
  if (color === null) chain.unsetMark(mark).run();
  else chain.setMark(mark, { color }).run();
}

function NamedColors<Color extends TextColor | HighlightColor>({
  label,
  none,
  icon,
  colors,
  current,
  look,
  onChoose,
}: {
  readonly label: string;
  readonly none: string;
  readonly icon: ReactNode;
  readonly colors: readonly Color[];
  readonly current: string | null;
  readonly look: (color: Color) => CSSProperties;
  readonly onChoose: (color: Color | null) => void;
}) {
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <IconButton label={label} icon={icon} isPressed={current !== null} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{label}</Menu.Label>
        <Menu.Item aria-current={current === null || undefined} onClick={() => onChoose(null)}>
          {none}
        </Menu.Item>
        {colors.map((color) => (
          <Menu.Item
            key={color}
            aria-current={current === color || undefined}
            leftSection={
              <span className={styles["swatch"]} style={look(color)} aria-hidden>
                {translate("editor.colorSample")}
              </span>
            }
            onClick={() => onChoose(color)}
          >
            {translate(NAMES[color])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
