import * as Y from "yjs";
import {
  type Block,
  PAGE_CONTENT_LIMITS,
  type Paragraph,
  type Picture,
  type TableCell,
} from "../../domain/index.ts";
import {
  ELEMENTS,
  paragraphAttributes,
  readCellFields,
  readPictureFields,
  runAttributes,
} from "./page-format.ts";

/**
 * Writes blocks into a page exactly as the editor would have. `at` counts blocks from the top. A long import may
 * write slice after slice at the end: the outcome is the same, and the window stays awake in between.
 */
export function writeBlocks(
  fragment: Y.XmlFragment,
  blocks: readonly Block[],
  at: number | "end" = "end",
): void {
  const index = at === "end" ? fragment.length : Math.min(Math.max(at, 0), fragment.length);
  const elements = blocks
    .slice(0, PAGE_CONTENT_LIMITS.blocks)
    .flatMap((block) => elementFor(block) ?? []);
  if (elements.length > 0) fragment.insert(index, elements);
}

/** Null for what no page may hold. */
export function elementFor(block: Block): Y.XmlElement | null {
  switch (block.type) {
    case "paragraph":
      return paragraphElement(block);
    case "picture":
      return pictureElement(block);
    case "table": {
      const rows = block.rows.filter(({ cells }) => cells.length > 0);
      const children = rows.map(({ cells }) =>
        element(ELEMENTS.tableRow, {}, cells.map(cellElement)),
      );
      return children.length === 0 ? null : element(ELEMENTS.table, {}, children);
    }
    case "rule":
      return element(ELEMENTS.rule, {}, []);
  }
}

/** A paragraph has its text from the start, even an empty one: two classes that begin to write in it share that text. */
function paragraphElement(paragraph: Paragraph): Y.XmlElement {
  const text = new Y.XmlText();
  const runs = paragraph.text.filter((run) => run.text !== "");
  if (runs.length > 0)
    text.applyDelta(runs.map((run) => ({ insert: run.text, attributes: runAttributes(run) })));
  return element(ELEMENTS.paragraph, { ...paragraphAttributes(paragraph) }, [text]);
}

function pictureElement(picture: Picture): Y.XmlElement | null {
  const fields = readPictureFields({ ...picture });
  return fields === null ? null : element(ELEMENTS.picture, { ...fields }, []);
}

function cellElement(cell: TableCell): Y.XmlElement {
  const { header, colspan, rowspan } = readCellFields({ ...cell });
  const blocks = cell.blocks.length === 0 ? [EMPTY] : cell.blocks;
  return element(
    ELEMENTS.tableCell,
    { header: header ? true : null, colspan, rowspan },
    blocks.map(paragraphElement),
  );
}

const EMPTY: Paragraph = {
  type: "paragraph",
  kind: "p",
  level: 0,
  indent: 0,
  checked: false,
  align: "start",
  text: [],
};

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | true | null>>,
  children: readonly (Y.XmlElement | Y.XmlText)[],
): Y.XmlElement {
  // Yjs types attributes as strings; the binding stores numbers and booleans as they are, and so do we.
  const made = new Y.XmlElement<Record<string, string | number | boolean>>(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== null) made.setAttribute(key, value);
  if (children.length > 0) made.insert(0, [...children]);
  return made as Y.XmlElement;
}
