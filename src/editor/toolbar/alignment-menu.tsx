import { translate } from "../../i18n/index.ts";
import {
  IconAlignCenter,
  IconAlignLeft,
  IconAlignRight,
  IconButton,
  Menu,
} from "../../ui/index.ts";
import { setAlignment } from "../commands/paragraphs.ts";
import type { ToolProps } from "./tool-props.ts";
import styles from "./toolbar.module.css";

const CHOICES = [
  { align: "start", label: "editor.alignStart", keys: "Shift+L", Icon: IconAlignLeft },
  { align: "center", label: "editor.alignCenter", keys: "Shift+E", Icon: IconAlignCenter },
  { align: "end", label: "editor.alignEnd", keys: "Shift+R", Icon: IconAlignRight },
] as const;

export function AlignmentMenu({ state, modKey, run }: ToolProps) {
  const { Icon } = CHOICES.find(({ align }) => align === state.align) ?? CHOICES[0];
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <IconButton label={translate("editor.align")} icon={<Icon aria-hidden />} />
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ align, label, keys, Icon: Sign }) => (
          <Menu.Item
            key={align}
            leftSection={<Sign aria-hidden />}
            aria-current={align === state.align || undefined}
            rightSection={<kbd className={styles["keys"]}>{`${modKey}+${keys}`}</kbd>}
            onClick={() => run(setAlignment(align))}
          >
            {translate(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
