import * as Y from "yjs";
import {
  type Block,
  type BlobHash,
  PAGE_CONTENT_LIMITS,
  type Paragraph,
  type Run,
  type Table,
  type TableCell,
  type TableRow,
} from "../../domain/index.ts";
import {
  ELEMENTS,
  readCellFields,
  readParagraphFields,
  readPictureFields,
  readRunMarks,
} from "./page-format.ts";

/** What a reading may still take in; beyond it the rest is left out, whatever a partner wrote. */
interface Room {
  blocks: number;
  characters: number;
  cells: number;
}

/**
 * The text of a page as plain values. Never throws: elements that are not known are skipped, attributes that make no
 * sense fall back, and nothing deeper than paragraphs in the cells of a table is entered.
 */
export function readBlocks(fragment: Y.XmlFragment): readonly Block[] {
  const room = wholeRoom();
  const blocks: Block[] = [];
  for (const element of elementsIn(fragment)) {
    if (room.blocks <= 0 || room.characters <= 0) break;
    const block = readBlock(element, room);
    if (block === null) continue;
    room.blocks -= 1;
    blocks.push(block);
  }
  return blocks;
}

/** One block of a page; null for what this version does not know. */
export function readElement(element: Y.XmlElement): Block | null {
  return readBlock(element, wholeRoom());
}

function wholeRoom(): Room {
  return {
    blocks: PAGE_CONTENT_LIMITS.blocks,
    characters: PAGE_CONTENT_LIMITS.characters,
    cells: PAGE_CONTENT_LIMITS.tableCells,
  };
}

/** The pictures that a page shows, each once, in the order of the page. */
export function readPictureHashes(fragment: Y.XmlFragment): readonly BlobHash[] {
  const hashes = new Set<BlobHash>();
  for (const element of elementsIn(fragment)) {
    if (element.nodeName !== ELEMENTS.picture) continue;
    const picture = readPictureFields(element.getAttributes());
    if (picture !== null) hashes.add(picture.hash);
  }
  return [...hashes];
}

function readBlock(element: Y.XmlElement, room: Room): Block | null {
  switch (element.nodeName) {
    case ELEMENTS.paragraph:
      return readParagraph(element, room);
    case ELEMENTS.picture: {
      const picture = readPictureFields(element.getAttributes());
      return picture === null ? null : { type: "picture", ...picture };
    }
    case ELEMENTS.table:
      return readTable(element, room);
    case ELEMENTS.rule:
      return { type: "rule" };
    default:
      return null;
  }
}

function readParagraph(element: Y.XmlElement, room: Room): Paragraph {
  return {
    type: "paragraph",
    ...readParagraphFields(element.getAttributes()),
    text: readRuns(element, room),
  };
}

function readTable(element: Y.XmlElement, room: Room): Table | null {
  const rows: TableRow[] = [];
  for (const row of elementsIn(element)) {
    if (row.nodeName !== ELEMENTS.tableRow) continue;
    const cells: TableCell[] = [];
    for (const cell of elementsIn(row)) {
      if (cell.nodeName !== ELEMENTS.tableCell || room.cells <= 0) continue;
      room.cells -= 1;
      const paragraphs = elementsIn(cell).filter(({ nodeName }) => nodeName === ELEMENTS.paragraph);
      cells.push({
        ...readCellFields(cell.getAttributes()),
        blocks: paragraphs.map((inner) => readParagraph(inner, room)),
      });
    }
    if (cells.length > 0) rows.push({ cells });
  }
  return rows.length === 0 ? null : { type: "table", rows };
}

function readRuns(paragraph: Y.XmlElement, room: Room): readonly Run[] {
  const runs: Run[] = [];
  for (const child of childrenOf(paragraph)) {
    if (!(child instanceof Y.XmlText)) continue;
    for (const { insert, attributes } of child.toDelta() as readonly Delta[]) {
      if (typeof insert !== "string" || room.characters <= 0) continue;
      const text = insert.slice(0, room.characters);
      room.characters -= text.length;
      const marks = readRunMarks(attributes ?? {});
      const last = runs.at(-1);
      if (last !== undefined && sameMarks(last, marks))
        runs[runs.length - 1] = { ...last, text: last.text + text };
      else runs.push({ text, ...marks });
    }
  }
  return runs;
}

interface Delta {
  readonly insert: unknown;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function sameMarks(run: Run, marks: Omit<Run, "text">): boolean {
  const { text: _, ...own } = run;
  const names = Object.keys(own) as (keyof typeof own)[];
  return (
    names.length === Object.keys(marks).length && names.every((name) => own[name] === marks[name])
  );
}

function elementsIn(parent: Y.XmlFragment): readonly Y.XmlElement[] {
  return childrenOf(parent).filter((child) => child instanceof Y.XmlElement);
}

/** Foreign updates may have put anything among the children. */
function childrenOf(parent: Y.XmlFragment): readonly unknown[] {
  return parent.toArray();
}
