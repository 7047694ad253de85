import {
  type Block,
  type Paragraph,
  type ProjectTemplate,
  type TableRow,
  paragraph,
} from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";
import type { NewProject } from "../../workspace/index.ts";

/** The pages of a template in the person's language. */
export function templatePages(template: ProjectTemplate): NewProject["pages"] {
  return template.pages.map((page) => {
    const key = `templates.${template.id}Page${page.charAt(0).toUpperCase()}${page.slice(1)}`;
    return {
      title: translate(`${key}Title` as MessageKey),
      blocks: blocksFromLines(translate(`${key}Text` as MessageKey)),
    };
  });
}

/**
 * One block a line, told by how the line begins: "## " heading, "### " smaller heading, "- " item, "1. " numbered item,
 * "[ ] " task, "> " quote; "| a | b |" is a row of a table, whose first row is its head. All else is a paragraph.
 */
export function blocksFromLines(text: string): Block[] {
  const blocks: Block[] = [];
  let rows: TableRow[] = [];
  const closeTable = () => {
    if (rows.length > 0) blocks.push({ type: "table", rows });
    rows = [];
  };
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    if (line.startsWith("|")) {
      rows.push(tableRow(line, rows.length === 0));
      continue;
    }
    closeTable();
    if (line !== "") blocks.push(paragraphOf(line));
  }
  closeTable();
  return blocks;
}

const MARKS: readonly (readonly [RegExp, Partial<Omit<Paragraph, "type" | "text">>])[] = [
  [/^###\s+/u, { kind: "h", level: 3 }],
  [/^##\s+/u, { kind: "h", level: 2 }],
  [/^-(\s+|$)/u, { kind: "ul" }],
  [/^\d+\.(\s+|$)/u, { kind: "ol" }],
  [/^\[ \](\s+|$)/u, { kind: "todo" }],
  [/^>\s+/u, { kind: "quote" }],
];

function paragraphOf(line: string): Paragraph {
  const found = MARKS.find(([mark]) => mark.test(line));
  return found === undefined ? paragraph(line) : paragraph(line.replace(found[0], ""), found[1]);
}

function tableRow(line: string, isHead: boolean): TableRow {
  const cells = line.replace(/^\|/u, "").replace(/\|$/u, "").split("|");
  return {
    cells: cells.map((cell) => ({
      header: isHead,
      colspan: 1,
      rowspan: 1,
      blocks: [paragraph(cell.trim())],
    })),
  };
}
