import { assertNever } from "../../base/index.ts";
import type { Block, Paragraph, Picture, Table, TableCell } from "../../domain/index.ts";
import { plainText } from "../runs.ts";
import { escapeHtml } from "./escape-html.ts";
import { writeLine, writeMarks } from "./write-line.ts";
import { isListItem, writeList } from "./write-list.ts";

/** Where the bytes of a picture are to be found; null: the picture is not on this PC. */
export type PictureAddress = (picture: Picture) => string | null;

/** What stands in a page's place of a picture that has not arrived. */
export type MissingPicture = (picture: Picture) => string;

/** HTML of the blocks, without the frame of a document. Headings begin at the second level, as the page's title is the first. */
export function writeBlocks(
  blocks: readonly Block[],
  address: PictureAddress,
  missing: MissingPicture,
): string {
  const lines: string[] = [];
  for (let index = 0; index < blocks.length;) {
    const end = endOfGroup(blocks, index);
    const group = blocks.slice(index, end);
    const first = group[0];
    if (first === undefined) break;
    if (first.type === "paragraph") lines.push(writeGroup(group.filter(isParagraph)));
    else if (first.type === "picture") lines.push(writePicture(first, address, missing));
    else if (first.type === "table") lines.push(writeTable(first));
    else if (first.type === "rule") lines.push("<hr>");
    else assertNever(first);
    index = end;
  }
  return lines.join("\n");
}

/** Items of a list and lines of a quotation stand together in one element. */
function endOfGroup(blocks: readonly Block[], start: number): number {
  const group = groupOf(blocks[start]);
  let end = start + 1;
  if (group !== null) while (end < blocks.length && groupOf(blocks[end]) === group) end += 1;
  return end;
}

function groupOf(block: Block | undefined): "list" | "quote" | null {
  if (block?.type !== "paragraph") return null;
  if (isListItem(block)) return "list";
  return block.kind === "quote" ? "quote" : null;
}

function isParagraph(block: Block): block is Paragraph {
  return block.type === "paragraph";
}

function writeGroup(group: readonly Paragraph[]): string {
  const first = group[0];
  if (first === undefined) return "";
  if (isListItem(first)) return writeList(group);
  if (first.kind === "quote")
    return `<blockquote>\n${group.map((line) => writeLine("p", line)).join("\n")}\n</blockquote>`;
  if (first.kind === "code") return writeCode(first);
  return writeLine(first.kind === "h" ? `h${first.level + 1}` : "p", first);
}

/** One line break more at the end, because browsers and `readHtml` drop the last. */
function writeCode(paragraph: Paragraph): string {
  const text = plainText(paragraph.text);
  const last = text === "" || text.endsWith("\n") ? "\n" : "";
  const style = paragraph.align === "start" ? "" : ` style="text-align:${paragraph.align}"`;
  return `<pre dir="auto"${style}>\n${paragraph.text.map((run) => writeMarks(run, escapeHtml(run.text))).join("")}${last}</pre>`;
}

function writePicture(picture: Picture, address: PictureAddress, missing: MissingPicture): string {
  const src = address(picture);
  if (src === null) return `<p class="missing">${escapeHtml(missing(picture))}</p>`;
  const name = picture.name === "" ? "" : ` data-name="${escapeHtml(picture.name)}"`;
  return `<figure><img src="${escapeHtml(src)}" alt="${escapeHtml(picture.alt)}" width="${picture.width}" height="${picture.height}"${name}></figure>`;
}

export function writeTable(table: Table): string {
  const rows = table.rows.map(({ cells }) => `<tr>${cells.map(writeCell).join("")}</tr>`);
  return `<table>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table>`;
}

function writeCell(cell: TableCell): string {
  const tag = cell.header ? "th" : "td";
  const spans = `${cell.colspan > 1 ? ` colspan="${cell.colspan}"` : ""}${cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : ""}`;
  const inner = writeBlocks(
    cell.blocks,
    () => null,
    () => "",
  );
  return `<${tag}${spans}>${inner}</${tag}>`;
}
