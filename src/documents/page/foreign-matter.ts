import * as Y from "yjs";
import { newStructs } from "./lost-words.ts";

/** content, table, row, cell, paragraph, text: a page goes no deeper, and a newer version not much. */
const DEEPEST = 10;

/**
 * Deletes what came with `transaction` and can be no part of a page: anything but elements among the blocks, anything
 * but text in a text, and nesting without end. The editor's binding would break on it. Elements and marks with
 * unknown names stay, for a partner may run a newer version.
 */
export function removeForeignMatter(transaction: Y.Transaction, content: Y.XmlFragment): void {
  const structs = newStructs(transaction);
  // Last written, first deleted: what is nested without end is taken down from the inside.
  for (let index = structs.length - 1; index >= 0; index -= 1) {
    const struct = structs[index];
    if (!(struct instanceof Y.Item) || struct.deleted) continue;
    if (!mayStand(struct) && isIn(content, struct)) struct.delete(transaction);
    else if (isTooDeep(struct)) struct.delete(transaction);
  }
}

function mayStand(item: Y.Item): boolean {
  const { parent, content } = item;
  // Attributes may hold anything: they are parsed when they are read.
  if (item.parentSub !== null) return true;
  if (parent instanceof Y.XmlText)
    return content instanceof Y.ContentString || content instanceof Y.ContentFormat;
  if (!(parent instanceof Y.XmlFragment)) return true;
  if (!(content instanceof Y.ContentType)) return false;
  const isElement = content.type instanceof Y.XmlElement;
  return isElement || (content.type instanceof Y.XmlText && parent instanceof Y.XmlElement);
}

function isIn(content: Y.XmlFragment, item: Y.Item): boolean {
  let parent: unknown = item.parent;
  for (let depth = 0; depth <= DEEPEST && parent instanceof Y.AbstractType; depth += 1) {
    if (parent === content) return true;
    parent = parent._item?.parent ?? null;
  }
  return false;
}

function isTooDeep(item: Y.Item): boolean {
  let parent: unknown = item.parent;
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    if (!(parent instanceof Y.AbstractType)) return false;
    parent = parent._item?.parent ?? null;
  }
  return parent instanceof Y.AbstractType;
}
