import type { Command } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { type MouseEvent, type ReactNode, useRef } from "react";
import { redoCommand, undoCommand } from "y-prosemirror";
import type { Store } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconButton,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconPhotoPlus,
  IconSearch,
  IconUnderline,
  useStore,
} from "../../ui/index.ts";
import { toggleKind } from "../commands/paragraphs.ts";
import { indentInList, outdentInList } from "../commands/typing-keys.ts";
import { AlignmentMenu } from "./alignment-menu.tsx";
import { ColorMenu, HighlightMenu } from "./color-menu.tsx";
import { KindMenu } from "./kind-menu.tsx";
import { LinkTool, type LinkToolProps } from "./link-tool.tsx";
import { MoreMenu } from "./more-menu.tsx";
import { useRovingFocus } from "./roving-focus.ts";
import { TableMenu } from "./table-menu.tsx";
import type { ToolbarState } from "./toolbar-state.ts";
import styles from "./toolbar.module.css";

export function Toolbar({
  editor,
  state: store,
  modKey,
  onPickPicture,
  onFind,
  link,
}: {
  readonly editor: Editor;
  readonly state: Store<ToolbarState>;
  readonly modKey: string;
  readonly onPickPicture: () => void;
  readonly onFind: () => void;
  readonly link: LinkToolProps;
}) {
  const bar = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus(bar);
  const state = useStore(store);
  const run = (command: Command): void => {
    command(editor.state, editor.view.dispatch, editor.view);
    editor.view.focus();
  };
  const tool = { editor, state, modKey, run };
  return (
    <div
      ref={bar}
      role="toolbar"
      tabIndex={-1}
      aria-label={translate("editor.toolbar")}
      className={styles["bar"]}
      onMouseDown={keepSelection}
      {...roving}
    >
      <Group>
        <KindMenu {...tool} />
      </Group>
      <Group>
        <IconButton
          label={translate("editor.bold")}
          keys={`${modKey}+B`}
          icon={<IconBold aria-hidden />}
          isPressed={state.isBold}
          onClick={() => editor.chain().focus().toggleBold().run()}
        />
        <IconButton
          label={translate("editor.italic")}
          keys={`${modKey}+I`}
          icon={<IconItalic aria-hidden />}
          isPressed={state.isItalic}
          onClick={() => editor.chain().focus().toggleItalic().run()}
        />
        <IconButton
          label={translate("editor.underline")}
          keys={`${modKey}+U`}
          icon={<IconUnderline aria-hidden />}
          isPressed={state.isUnderline}
          onClick={() => editor.chain().focus().toggleUnderline().run()}
        />
        <ColorMenu {...tool} />
        <HighlightMenu {...tool} />
      </Group>
      <Group>
        <IconButton
          label={translate("editor.bulletList")}
          keys={`${modKey}+Shift+8`}
          icon={<IconList aria-hidden />}
          isPressed={state.kind === "ul"}
          onClick={() => run(toggleKind("ul"))}
        />
        <IconButton
          label={translate("editor.numberedList")}
          keys={`${modKey}+Shift+7`}
          icon={<IconListNumbers aria-hidden />}
          isPressed={state.kind === "ol"}
          onClick={() => run(toggleKind("ol"))}
        />
        <IconButton
          label={translate("editor.checkList")}
          keys={`${modKey}+Shift+9`}
          icon={<IconListCheck aria-hidden />}
          isPressed={state.kind === "todo"}
          onClick={() => run(toggleKind("todo"))}
        />
        <IconButton
          label={translate("editor.outdent")}
          keys="Shift+Tab"
          icon={<IconIndentDecrease aria-hidden />}
          isDisabled={!state.isInList}
          onClick={() => run(outdentInList)}
        />
        <IconButton
          label={translate("editor.indent")}
          keys="Tab"
          icon={<IconIndentIncrease aria-hidden />}
          isDisabled={!state.isInList}
          onClick={() => run(indentInList)}
        />
        <AlignmentMenu {...tool} />
      </Group>
      <Group>
        <LinkTool {...tool} {...link} />
        <IconButton
          label={translate("editor.picture")}
          icon={<IconPhotoPlus aria-hidden />}
          onClick={onPickPicture}
        />
        <TableMenu {...tool} />
        <MoreMenu {...tool} />
      </Group>
      <Group>
        <IconButton
          label={translate("editor.undo")}
          keys={`${modKey}+Z`}
          icon={<IconArrowBackUp aria-hidden />}
          isDisabled={!state.canUndo}
          onClick={() => run(undoCommand)}
        />
        <IconButton
          label={translate("editor.redo")}
          keys={`${modKey}+Y`}
          icon={<IconArrowForwardUp aria-hidden />}
          isDisabled={!state.canRedo}
          onClick={() => run(redoCommand)}
        />
        <IconButton
          label={translate("editor.findInPage")}
          keys={`${modKey}+F`}
          icon={<IconSearch aria-hidden />}
          onClick={onFind}
        />
      </Group>
    </div>
  );
}

function Group({ children }: { readonly children: ReactNode }) {
  return <div className={styles["group"]}>{children}</div>;
}

/** A press on a tool leaves the cursor in the text. */
function keepSelection(event: MouseEvent): void {
  const target = event.target as Element;
  if (target.closest("button") !== null) event.preventDefault();
}
