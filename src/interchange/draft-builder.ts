import {
  type Paragraph,
  PAGE_CONTENT_LIMITS,
  type Run,
  type TableCell,
  paragraph,
} from "../domain/index.ts";
import type { Draft, DraftBlock, DraftSource } from "./draft.ts";
import { NoticeTally } from "./notice-tally.ts";
import { plainText } from "./runs.ts";
import { tidyTable } from "./table-grid.ts";

export type ParagraphStyle = Partial<Omit<Paragraph, "type" | "text">>;

/** Collects the blocks of a page within the limits that every door keeps. */
export class DraftBuilder {
  readonly notices = new NoticeTally();
  readonly #blocks: DraftBlock[] = [];
  readonly #sources: DraftSource[] = [];
  #characters = 0;
  #squares = 0;
  #pictures = 0;

  /** True once nothing more fits; readers may stop then. */
  get isFull(): boolean {
    return (
      this.#blocks.length >= PAGE_CONTENT_LIMITS.blocks ||
      this.#characters >= PAGE_CONTENT_LIMITS.characters
    );
  }

  get lastBlock(): DraftBlock | undefined {
    return this.#blocks[this.#blocks.length - 1];
  }

  addParagraph(style: ParagraphStyle, text: readonly Run[]): void {
    const fitting = this.#admit(style, text);
    if (fitting !== null) this.#blocks.push(fitting);
  }

  addRule(): void {
    if (this.#hasRoom()) this.#blocks.push({ type: "rule" });
  }

  /** Raw bytes of a picture, to be named by the index that comes back. */
  addSource(source: DraftSource): number {
    return this.#sources.push(source) - 1;
  }

  addPicture(source: number, alt: string): void {
    if (!this.#hasRoom()) return;
    if (this.#pictures >= PAGE_CONTENT_LIMITS.picturesPerImport) {
      this.notices.count("tooManyPictures");
      return;
    }
    this.#pictures += 1;
    this.#blocks.push({ type: "picture", source, alt });
  }

  addTable(rows: readonly (readonly TableCell[])[]): void {
    if (!this.#hasRoom()) return;
    const admitted = rows.map((row) =>
      row.map((cell) => ({ ...cell, blocks: this.#admitCell(cell.blocks) })),
    );
    const table = tidyTable(admitted, PAGE_CONTENT_LIMITS.tableCells - this.#squares);
    if (table.mended) this.notices.count("brokenTables");
    if (table.cut) this.notices.count("cutTables");
    if (table.rows.length === 0) return;
    this.#squares += table.squares;
    this.#blocks.push({ type: "table", rows: table.rows });
  }

  finish(title: string | null): Draft {
    return { title, blocks: this.#blocks, sources: this.#sources, notices: this.notices.list() };
  }

  #admitCell(blocks: readonly Paragraph[]): readonly Paragraph[] {
    const admitted = blocks.flatMap((block) => this.#admit(block, block.text) ?? []);
    return admitted.length === 0 ? [paragraph("")] : admitted;
  }

  #admit(style: ParagraphStyle, text: readonly Run[]): Paragraph | null {
    if (!this.#hasRoom()) return null;
    const fitting = this.#cut(text);
    return {
      ...paragraph("", canonicalStyle(style)),
      text: style.kind === "code" ? fitting.map(withoutCodeMark) : fitting,
    };
  }

  #cut(runs: readonly Run[]): readonly Run[] {
    const room = PAGE_CONTENT_LIMITS.characters - this.#characters;
    const length = plainText(runs).length;
    this.#characters += Math.min(length, room);
    if (length <= room) return runs;
    this.notices.once("cutText");
    let left = room;
    return runs.flatMap((run) => {
      const text = run.text.slice(0, left).replace(/[\uD800-\uDBFF]$/, "");
      left -= text.length;
      return text === "" ? [] : [{ ...run, text }];
    });
  }

  #hasRoom(): boolean {
    if (!this.isFull) return true;
    this.notices.once("cutText");
    return false;
  }
}

/** Only the fields that the kind has: a level for headings, an indent for lists, a tick for check lists. */
function canonicalStyle(style: ParagraphStyle): ParagraphStyle {
  const kind = style.kind ?? "p";
  const isList = kind === "ul" || kind === "ol" || kind === "todo";
  const level = kind === "h" ? (style.level === 2 || style.level === 3 ? style.level : 1) : 0;
  return {
    kind,
    level,
    indent: isList ? Math.max(0, Math.min(6, style.indent ?? 0)) : 0,
    checked: kind === "todo" && style.checked === true,
    align: style.align ?? "start",
  };
}

function withoutCodeMark(run: Run): Run {
  const { code: _code, ...rest } = run;
  return rest;
}
