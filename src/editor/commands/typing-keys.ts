import { type Command, TextSelection } from "@tiptap/pm/state";
import { attributesFor, changeIndent, isList, paragraphAtCursor, setLook } from "./paragraphs.ts";
import type { ParagraphLook } from "../schema/index.ts";

const PLAIN: ParagraphLook = { kind: "p", level: 0, indent: 0, checked: false, align: "start" };

/** Enter: the next item of a list, plain text after a heading, and out of a list or quote from an empty line. */
export const breakParagraph: Command = (state, dispatch) => {
  const found = paragraphAtCursor(state);
  if (found === null || !(state.selection instanceof TextSelection)) return false;
  const { node, position, look } = found;
  if (look.kind === "code") return breakCode(state, dispatch);
  if (node.content.size === 0 && look.kind !== "p") {
    dispatch?.(setLook(state.tr, position, stepOut(look)).scrollIntoView());
    return true;
  }
  if (dispatch === undefined) return true;
  const { $from, $to } = state.selection;
  const transaction = state.tr;
  const isAtStart = $from.parentOffset === 0 && $to.parent === $from.parent;
  const isAtEnd = $to.parentOffset === $to.parent.content.size;
  if (!state.selection.empty) transaction.deleteSelection();
  const next =
    isAtEnd && look.kind === "h" ? { ...PLAIN, align: look.align } : { ...look, checked: false };
  transaction.split(transaction.mapping.map($from.pos), 1, [
    { type: node.type, attrs: attributesFor(next) },
  ]);
  // The words go down as they are; what is left above them is an empty line.
  if (isAtStart && !isAtEnd && look.kind === "h") setLook(transaction, position, PLAIN);
  dispatch(transaction.scrollIntoView());
  return true;
};

/** Code is one paragraph of many lines; Enter on an empty last line leaves it. */
const breakCode: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const text = $from.parent.textContent;
  const leaves = $to.parentOffset === text.length && text.endsWith("\n") && state.selection.empty;
  if (!leaves) return insertLineBreak(state, dispatch);
  if (dispatch === undefined) return true;
  const transaction = state.tr.delete($from.pos - 1, $from.pos);
  transaction.split($from.pos - 1, 1, [{ type: $from.parent.type, attrs: attributesFor(PLAIN) }]);
  dispatch(transaction.scrollIntoView());
  return true;
};

/** A new line in the same paragraph. */
export const insertLineBreak: Command = (state, dispatch) => {
  if (paragraphAtCursor(state) === null) return false;
  dispatch?.(state.tr.insertText("\n").scrollIntoView());
  return true;
};

/** Backspace at the start of a heading, list item or quote first makes it plain. */
export const clearKindAtStart: Command = (state, dispatch) => {
  const found = paragraphAtCursor(state);
  if (found === null || !state.selection.empty || state.selection.$from.parentOffset > 0)
    return false;
  if (found.look.kind === "p") return false;
  dispatch?.(setLook(state.tr, found.position, stepOut(found.look)).scrollIntoView());
  return true;
};

export const indentInList: Command = changeIndent(1);
export const outdentInList: Command = changeIndent(-1);

function stepOut(look: ParagraphLook): ParagraphLook {
  if (isList(look.kind) && look.indent > 0) return { ...look, indent: look.indent - 1 };
  return { ...PLAIN, align: look.align };
}
