import type { Editor } from "@tiptap/react";
import { yUndoPluginKey } from "y-prosemirror";
import type { Store } from "../../base/index.ts";
import type { Alignment, ParagraphKind } from "../../domain/index.ts";
import { linkAtCursor } from "../commands/links.ts";
import { isList, selectedParagraphs } from "../commands/paragraphs.ts";
import { isInTable } from "../commands/tables.ts";

/** What the toolbar shows of the place where the cursor is. */
export interface ToolbarState {
  /** null where the selection holds several kinds. */
  readonly kind: ParagraphKind | null;
  readonly level: 0 | 1 | 2 | 3;
  readonly align: Alignment | null;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isUnderline: boolean;
  readonly isStrike: boolean;
  readonly isCode: boolean;
  readonly isLink: boolean;
  readonly isInList: boolean;
  readonly isInTable: boolean;
  readonly color: string | null;
  readonly highlight: string | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Read again at most once a frame, and told on only when something in it changed. */
export function toolbarStore(editor: Editor): Store<ToolbarState> {
  let known = read(editor);
  return {
    get: () => known,
    subscribe(listener) {
      let frame: number | null = null;
      const refresh = (): void => {
        frame = null;
        if (editor.isDestroyed) return;
        const next = read(editor);
        if (isSame(next, known)) return;
        known = next;
        listener();
      };
      const soon = (): void => {
        frame ??= requestAnimationFrame(refresh);
      };
      editor.on("transaction", soon);
      soon();
      return () => {
        editor.off("transaction", soon);
        if (frame !== null) cancelAnimationFrame(frame);
      };
    },
  };
}

function read(editor: Editor): ToolbarState {
  const { state } = editor;
  const looks = selectedParagraphs(state).map(({ look }) => look);
  const [first] = looks;
  const all = (test: (look: (typeof looks)[number]) => boolean): boolean => looks.every(test);
  const undo = yUndoPluginKey.getState(state)?.undoManager;
  const isOneKind =
    first !== undefined && all(({ kind, level }) => kind === first.kind && level === first.level);
  const attribute = (mark: string): string | null => {
    const value: unknown = editor.getAttributes(mark)["color"];
    return typeof value === "string" ? value : null;
  };
  return {
    kind: isOneKind ? first.kind : null,
    level: isOneKind ? first.level : 0,
    align: first !== undefined && all(({ align }) => align === first.align) ? first.align : null,
    isBold: editor.isActive("bold"),
    isItalic: editor.isActive("italic"),
    isUnderline: editor.isActive("underline"),
    isStrike: editor.isActive("strike"),
    isCode: editor.isActive("code"),
    isLink: linkAtCursor(state) !== null,
    isInList: looks.some(({ kind }) => isList(kind)),
    isInTable: isInTable(state),
    color: attribute("textColor"),
    highlight: attribute("highlight"),
    canUndo: undo?.canUndo() === true,
    canRedo: undo?.canRedo() === true,
  };
}

function isSame(a: ToolbarState, b: ToolbarState): boolean {
  return (Object.keys(a) as (keyof ToolbarState)[]).every((name) => a[name] === b[name]);
}
