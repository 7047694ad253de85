import type { Attrs, Node } from "@tiptap/pm/model";
import type { Command, EditorState, Transaction } from "@tiptap/pm/state";
import { DEEPEST_INDENT, ELEMENTS, paragraphAttributes } from "../../documents/index.ts";
import type { Alignment, ParagraphKind } from "../../domain/index.ts";
import { type ParagraphLook, lookOf } from "../schema/index.ts";

interface Found {
  readonly node: Node;
  readonly position: number;
  readonly look: ParagraphLook;
}

export function isList(kind: ParagraphKind): boolean {
  return kind === "ul" || kind === "ol" || kind === "todo";
}

/** The paragraphs that the selection touches, in the cells of a table too. */
export function selectedParagraphs(state: EditorState): readonly Found[] {
  const found = new Map<number, Found>();
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, position) => {
      if (node.type.name !== ELEMENTS.paragraph) return true;
      found.set(position, { node, position, look: lookOf(node) });
      return false;
    });
  }
  return [...found.values()];
}

/** The paragraph that the cursor is in, with the place before it. */
export function paragraphAtCursor(state: EditorState): Found | null {
  const { $from } = state.selection;
  const node = $from.parent;
  return node.type.name === ELEMENTS.paragraph
    ? { node, position: $from.before(), look: lookOf(node) }
    : null;
}

export function attributesFor(look: ParagraphLook): Attrs {
  return { ...paragraphAttributes(look) };
}

/** Makes every selected paragraph of this kind; those that are all of it already become plain again. */
export function toggleKind(kind: ParagraphKind, level: ParagraphLook["level"] = 0): Command {
  return (state, dispatch) => {
    const paragraphs = selectedParagraphs(state);
    const all = paragraphs.every(({ look }) => look.kind === kind && look.level === level);
    return all && kind !== "p"
      ? setKind("p")(state, dispatch)
      : setKind(kind, level)(state, dispatch);
  };
}

export function setKind(kind: ParagraphKind, level: ParagraphLook["level"] = 0): Command {
  return changeLooks((look) => ({ ...look, kind, level, checked: false }));
}

export function setAlignment(align: Alignment): Command {
  return changeLooks((look) => ({ ...look, align }));
}

/** Lists only; true for a list even at the last step, so that Tab never leaves in the middle of one. */
export function changeIndent(steps: 1 | -1): Command {
  return (state, dispatch) => {
    if (!selectedParagraphs(state).some(({ look }) => isList(look.kind))) return false;
    changeLooks((look) => {
      const indent = Math.min(DEEPEST_INDENT, Math.max(0, look.indent + steps));
      return isList(look.kind) ? { ...look, indent } : look;
    })(state, dispatch);
    return true;
  };
}

export const toggleChecked: Command = (state, dispatch) => {
  const items = selectedParagraphs(state).filter(({ look }) => look.kind === "todo");
  if (items.length === 0) return false;
  const checked = !items.every(({ look }) => look.checked);
  return changeLooks((look) => (look.kind === "todo" ? { ...look, checked } : look))(
    state,
    dispatch,
  );
};

export function setChecked(position: number, checked: boolean): Command {
  return (state, dispatch) => {
    const node = state.doc.nodeAt(position);
    if (node === null || node.type.name !== ELEMENTS.paragraph) return false;
    dispatch?.(setLook(state.tr, position, { ...lookOf(node), checked }));
    return true;
  };
}

export function setLook(
  transaction: Transaction,
  position: number,
  look: ParagraphLook,
): Transaction {
  return transaction.setNodeMarkup(position, null, attributesFor(look));
}

function changeLooks(change: (look: ParagraphLook) => ParagraphLook): Command {
  return (state, dispatch) => {
    const paragraphs = selectedParagraphs(state);
    if (paragraphs.length === 0) return false;
    if (dispatch === undefined) return true;
    const transaction = state.tr;
    for (const { position, look } of paragraphs) setLook(transaction, position, change(look));
    dispatch(transaction.scrollIntoView());
    return true;
  };
}
