import { Extension } from "@tiptap/core";
import type { Plugin } from "@tiptap/pm/state";
import { redoCommand, undoCommand, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import type * as Y from "yjs";
import { ELEMENTS } from "../../documents/index.ts";
import { makeTolerant } from "./tolerant-schema.ts";
import { narrowChange } from "./narrow-change.ts";
import { selectionGuard } from "./selection-guard.ts";
import { typedText } from "./typed-text.ts";
import { isFromYjs } from "./yjs-change.ts";

interface Options {
  readonly content: Y.XmlFragment;
  /** The origin of the window's other changes to this page, which undo takes back as well. */
  readonly localOrigin: object;
}

/** Undo never deletes one of these while someone else's words are in it. */
const PROTECTED = new Set<string>([
  ELEMENTS.paragraph,
  ELEMENTS.table,
  ELEMENTS.tableRow,
  ELEMENTS.tableCell,
]);

/**
 * Ties the editor to the shared text by upstream y-prosemirror. TipTap's own collaboration extension rebuilds the whole
 * page for each letter of a partner (docs/adr/0051-tiptap-over-upstream-y-prosemirror.md).
 */
export const YjsBinding = Extension.create<Options>({
  name: "yjsBinding",
  priority: 1000,

  onBeforeCreate() {
    makeTolerant(this.editor.schema);
  },

  dispatchTransaction({ transaction, next }) {
    next(isFromYjs(transaction) ? narrowChange(this.editor.state, transaction) : transaction);
  },

  addProseMirrorPlugins() {
    const { content, localOrigin } = this.options;
    const sync = ySyncPlugin(content) as Plugin;
    const undo = yUndoPlugin({ protectedNodes: PROTECTED, trackedOrigins: [localOrigin] });
    return [typedText(), sync, selectionGuard(), undo];
  },

  addKeyboardShortcuts() {
    const undo = (): boolean => undoCommand(this.editor.state, this.editor.view.dispatch);
    const redo = (): boolean => redoCommand(this.editor.state, this.editor.view.dispatch);
    // Handled even when there is nothing to take back: the browser's own undo would tear the page apart.
    return {
      "Mod-z": () => undo() || true,
      "Mod-y": () => redo() || true,
      "Mod-Shift-z": () => redo() || true,
    };
  },
});
