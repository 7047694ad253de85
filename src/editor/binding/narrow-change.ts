import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import {
  AllSelection,
  type EditorState,
  Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";
import { ySyncPluginKey } from "y-prosemirror";
import { offsetOfBlock, sameBlocks } from "../changed-blocks.ts";

/**
 * The binding answers a partner's letter by replacing the whole page, which throws away every decoration and makes each
 * plugin look at everything. Unchanged blocks are the same objects in both, so only those between the first and the
 * last difference need to be replaced.
 */
export function narrowChange(state: EditorState, wide: Transaction): Transaction {
  const before = state.doc;
  const after = wide.doc;
  const { atStart, atEnd } = sameBlocks(before, after);
  const from = offsetOfBlock(before, atStart);
  const to = offsetOfBlock(before, before.childCount - atEnd);
  const fresh: Node[] = [];
  for (let index = atStart; index < after.childCount - atEnd; index += 1)
    fresh.push(after.child(index));
  const narrow = state.tr;
  if (from !== to || fresh.length > 0) {
    narrow.step(new ReplaceStep(from, to, new Slice(Fragment.from(fresh), 0, 0)));
  }
  // A selected picture or cell moves with its block; only a cursor in a changed text needs the binding's memory.
  const isCursor =
    state.selection instanceof TextSelection || state.selection instanceof AllSelection;
  if (wide.selectionSet && isCursor) {
    narrow.setSelection(Selection.fromJSON(narrow.doc, wide.selection.toJSON() as object));
  }
  // What changes below the cursor does not move it, and looking where it stands lays out the page.
  if (wide.scrolledIntoView && from < state.selection.to) narrow.scrollIntoView();
  narrow.setMeta("addToHistory", false);
  return narrow.setMeta(ySyncPluginKey, wide.getMeta(ySyncPluginKey) as unknown);
}
