import * as Y from "yjs";
import type { Block, Paragraph, Run, Table } from "../../domain/index.ts";
import { hasSameShape, matchBlocks, matchTexts, textOf } from "./match-blocks.ts";
import { ELEMENTS, paragraphAttributes, runAttributes } from "./page-format.ts";
import { readElement } from "./read-blocks.ts";
import { elementFor } from "./write-blocks.ts";

/**
 * Makes the children of `parent` these blocks with as few changes as it takes: what stays keeps its authors, and what others write in
 * it meanwhile keeps its place. Elements of a newer version stay where they are.
 */
export function becomeBlocks(parent: Y.XmlFragment, blocks: readonly Block[]): void {
  const children = parent.toArray().map((child) => ({
    child,
    block: child instanceof Y.XmlElement ? readElement(child) : null,
  }));
  const known = children.flatMap(({ block }) => block ?? []);
  let next = 0;
  let at = 0;
  for (const { was, is } of matchBlocks(known, blocks)) {
    if (was === null) {
      at += insert(parent, at, is);
      continue;
    }
    while (children[next]?.block !== was) {
      next += 1;
      at += 1;
    }
    const element = children[next]?.child;
    next += 1;
    if (is !== null && element instanceof Y.XmlElement && become(element, was, is)) {
      at += 1;
      continue;
    }
    parent.delete(at, 1);
    if (is !== null) at += insert(parent, at, is);
  }
}

function insert(parent: Y.XmlFragment, at: number, block: Block): number {
  const element = elementFor(block);
  if (element === null) return 0;
  parent.insert(at, [element]);
  return 1;
}

/** False: it has to be written anew. */
function become(element: Y.XmlElement, was: Block, is: Block): boolean {
  if (JSON.stringify(was) === JSON.stringify(is)) return true;
  if (was.type === "paragraph" && is.type === "paragraph") return becomeParagraph(element, was, is);
  if (was.type === "table" && is.type === "table") return becomeTable(element, was, is);
  return false;
}

function becomeParagraph(element: Y.XmlElement, was: Paragraph, is: Paragraph): boolean {
  const [text, ...others] = element.toArray();
  if (!(text instanceof Y.XmlText) || others.length > 0) return false;
  for (const [name, value] of Object.entries(paragraphAttributes(is))) {
    if (value === null) element.removeAttribute(name);
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value as string);
  }
  let at = 0;
  let read = 0;
  const words = textOf(is);
  for (const { change, count } of matchTexts(textOf(was), words)) {
    if (change === "removed") {
      text.delete(at, count);
      continue;
    }
    if (change === "added") text.insert(at, words.slice(read, read + count), {});
    at += count;
    read += count;
  }
  becomeMarked(text, is.text);
  return true;
}

const NO_MARKS = {
  bold: null,
  italic: null,
  underline: null,
  strike: null,
  code: null,
  link: null,
  textColor: null,
  highlight: null,
} as const;

function becomeMarked(text: Y.XmlText, runs: readonly Run[]): void {
  let at = 0;
  for (const run of runs) {
    // Yjs writes only what differs, and leaves marks alone that this version does not know.
    text.format(at, run.text.length, { ...NO_MARKS, ...runAttributes(run) });
    at += run.text.length;
  }
}

function becomeTable(element: Y.XmlElement, was: Table, is: Table): boolean {
  if (!hasSameShape(was, is)) return false;
  const rows = elementsOf(element, ELEMENTS.tableRow).map((row) =>
    elementsOf(row, ELEMENTS.tableCell),
  );
  const isWhole = is.rows.every(
    ({ cells }, row) =>
      cells.length === rows[row]?.length &&
      cells.every((cell, at) => {
        const old = was.rows[row]?.cells[at];
        return (
          old?.header === cell.header &&
          old.colspan === cell.colspan &&
          old.rowspan === cell.rowspan &&
          cell.blocks.length > 0
        );
      }),
  );
  if (!isWhole || rows.length !== is.rows.length) return false;
  for (const [row, { cells }] of is.rows.entries()) {
    for (const [at, { blocks }] of cells.entries()) {
      const cell = rows[row]?.[at];
      if (cell !== undefined) becomeBlocks(cell, blocks);
    }
  }
  return true;
}

function elementsOf(parent: Y.XmlElement, name: string): readonly Y.XmlElement[] {
  return parent
    .toArray()
    .filter((child) => child instanceof Y.XmlElement)
    .filter(({ nodeName }) => nodeName === name);
}
