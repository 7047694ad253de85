import { assertNever } from "../../base/index.ts";
import type { Block, Paragraph, Picture, Table } from "../../domain/index.ts";
import { writeTable } from "../html/write-html.ts";
import { isListItem } from "../html/write-list.ts";
import { plainText } from "../runs.ts";
import { asMarkdownRuns, writeMarkdownRuns } from "./markdown-text.ts";

/** The path of a picture beside the text; null: it is not on this PC. */
export type PicturePath = (picture: Picture) => string | null;

/**
 * GitHub's Markdown. The title is the only heading of the first level, so headings stand one level deeper than in the page.
 * Left out: colours, alignment and blank paragraphs. Tables with merged cells or more than a line in a cell stay HTML.
 */
export function writeMarkdown(
  title: string,
  blocks: readonly Block[],
  path: PicturePath,
  missing: (picture: Picture) => string,
): string {
  const parts = [`# ${writeMarkdownRuns(asMarkdownRuns([{ text: title }]), " ")}`];
  for (let index = 0; index < blocks.length;) {
    const end = endOfList(blocks, index);
    const part =
      end > index
        ? writeItems(blocks.slice(index, end).filter((block) => block.type === "paragraph"))
        : writeBlock(blocks, index, path, missing);
    if (part !== "") parts.push(part);
    index = end > index ? end : endOfQuote(blocks, index);
  }
  return `${parts.join("\n\n")}\n`;
}

function writeBlock(
  blocks: readonly Block[],
  index: number,
  path: PicturePath,
  missing: (picture: Picture) => string,
): string {
  const block = blocks[index];
  switch (block?.type) {
    case undefined:
      return "";
    case "rule":
      return "---";
    case "table":
      return writeMarkdownTable(block);
    case "picture": {
      const found = path(block);
      const words = (text: string) =>
        writeMarkdownRuns(asMarkdownRuns([{ text: text.replaceAll("\n", " ") }]), " ");
      return found === null ? words(missing(block)) : `![${words(block.alt)}](<${found}>)`;
    }
    case "paragraph":
      if (block.kind === "quote") {
        return blocks
          .slice(index, endOfQuote(blocks, index))
          .flatMap((line) => (line.type === "paragraph" ? [writeLine(line, "\\\n> ")] : []))
          .filter((line) => line !== "")
          .map((line) => `> ${line}`)
          .join("\n>\n");
      }
      return writeParagraph(block);
    default:
      return assertNever(block);
  }
}

function writeParagraph(paragraph: Paragraph): string {
  if (paragraph.kind === "code") return writeFence(plainText(paragraph.text));
  if (paragraph.kind !== "h") return writeLine(paragraph, "\\\n");
  const line = writeLine(paragraph, "<br>");
  return line === "" ? "" : `${"#".repeat(paragraph.level + 1)} ${line.replace(/#$/u, "&#35;")}`;
}

function writeLine({ text }: Paragraph, lineBreak: string): string {
  const runs = asMarkdownRuns(text);
  // A line that holds nothing but a break cannot be written with a backslash.
  return writeMarkdownRuns(runs, plainText(runs).includes("\n\n") ? "<br>" : lineBreak);
}

function writeFence(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/gu), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function endOfQuote(blocks: readonly Block[], start: number): number {
  let end = start;
  for (
    let block = blocks[end];
    block?.type === "paragraph" && block.kind === "quote";
    block = blocks[end]
  )
    end += 1;
  return Math.max(end, start + 1);
}

function endOfList(blocks: readonly Block[], start: number): number {
  let end = start;
  for (
    let block = blocks[end];
    block?.type === "paragraph" && isListItem(block);
    block = blocks[end]
  )
    end += 1;
  return end;
}

/** An item can stand only one step deeper than the one before. */
function writeItems(items: readonly Paragraph[]): string {
  const lines: string[] = [];
  /** For each open depth, the columns that its text is moved in, and the number of its last item. */
  const open: { readonly columns: number; readonly kind: "ul" | "ol"; readonly number: number }[] =
    [];
  for (const item of items) {
    const line = writeLine(item, "<br>");
    if (line === "") continue;
    const depth = Math.min(item.indent, open.length);
    const kind = item.kind === "ol" ? "ol" : "ul";
    const before = open[depth];
    open.length = depth;
    const number = kind === "ol" && before?.kind === "ol" ? before.number + 1 : 1;
    const sign = kind === "ol" ? `${number}.` : "-";
    const outer = open[depth - 1]?.columns ?? 0;
    open.push({ columns: outer + sign.length + 1, kind, number });
    const tick = item.kind === "todo" ? (item.checked ? "[x] " : "[ ] ") : "";
    lines.push(`${" ".repeat(outer)}${sign} ${tick}${line}`);
  }
  return lines.join("\n");
}

function writeMarkdownTable(table: Table): string {
  if (!isSimple(table)) return onOneLine(writeTable(table));
  const rows = table.rows.map(
    ({ cells }) =>
      `| ${cells.map(({ blocks: [line] }) => (line === undefined ? "" : writeLine(line, "<br>"))).join(" | ")} |`,
  );
  const width = table.rows[0]?.cells.length ?? 0;
  return [rows[0], `|${" --- |".repeat(width)}`, ...rows.slice(1)].join("\n");
}

/** GitHub's tables have one row of headings on top and one line in each cell. */
function isSimple({ rows }: Table): boolean {
  return rows.every(({ cells }, index) =>
    cells.every(({ header, colspan, rowspan, blocks }) => {
      const line = blocks[0];
      return (
        header === (index === 0) &&
        colspan === 1 &&
        rowspan === 1 &&
        blocks.length === 1 &&
        line?.kind === "p" &&
        line.align === "start"
      );
    }),
  );
}

/** A blank line would end a stretch of HTML in Markdown, so breaks inside code are written as references. */
function onOneLine(html: string): string {
  return html.replace(
    /(<pre[^>]*>)([\s\S]*?)<\/pre>/gu,
    (_found, start: string, text: string) => `${start}${text.replaceAll("\n", "&#10;")}</pre>`,
  );
}
