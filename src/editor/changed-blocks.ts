import type { Node } from "@tiptap/pm/model";

/** How many blocks at the start and at the end of two pages are the same objects: what lies between them has changed. */
export function sameBlocks(
  before: Node,
  after: Node,
): { readonly atStart: number; readonly atEnd: number } {
  const most = Math.min(before.childCount, after.childCount);
  let atStart = 0;
  while (atStart < most && before.child(atStart) === after.child(atStart)) atStart += 1;
  let atEnd = 0;
  while (
    atEnd < most - atStart &&
    before.child(before.childCount - 1 - atEnd) === after.child(after.childCount - 1 - atEnd)
  ) {
    atEnd += 1;
  }
  return { atStart, atEnd };
}

/** Where the block at `index` begins, or the page ends. */
export function offsetOfBlock(doc: Node, index: number): number {
  let offset = 0;
  for (let before = 0; before < index; before += 1) offset += doc.child(before).nodeSize;
  return offset;
}
