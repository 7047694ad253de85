import type { Command } from "@tiptap/pm/state";
import { translate } from "../../i18n/index.ts";
import {
  IconButton,
  IconClearFormatting,
  IconCode,
  IconDotsVertical,
  IconMinus,
  IconStrikethrough,
  Menu,
} from "../../ui/index.ts";
import type { ToolProps } from "./tool-props.ts";
import styles from "./toolbar.module.css";

/** What is needed less often. */
export function MoreMenu({ editor, state, modKey, run }: ToolProps) {
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <IconButton label={translate("editor.more")} icon={<IconDotsVertical aria-hidden />} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconStrikethrough aria-hidden />}
          aria-current={state.isStrike || undefined}
          rightSection={<kbd className={styles["keys"]}>{`${modKey}+Shift+S`}</kbd>}
          onClick={() => editor.chain().focus().toggleStrike().run()}
        >
          {translate("editor.strike")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCode aria-hidden />}
          aria-current={state.isCode || undefined}
          rightSection={<kbd className={styles["keys"]}>{`${modKey}+E`}</kbd>}
          onClick={() => editor.chain().focus().toggleCode().run()}
        >
          {translate("editor.codeMark")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconClearFormatting aria-hidden />}
          onClick={() => editor.chain().focus().unsetAllMarks().run()}
        >
          {translate("editor.clearMarks")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconMinus aria-hidden />} onClick={() => run(insertRule)}>
          {translate("editor.rule")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const insertRule: Command = (state, dispatch) => {
  const { rule, paragraph } = state.schema.nodes;
  if (rule === undefined || paragraph === undefined) return false;
  const after = state.selection.$to.depth === 0 ? state.selection.to : state.selection.$to.after(1);
  const isLast = after === state.doc.content.size;
  dispatch?.(
    state.tr
      .insert(after, isLast ? [rule.create(), paragraph.create()] : rule.create())
      .scrollIntoView(),
  );
  return true;
};
