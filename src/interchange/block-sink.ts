import { type Paragraph, type Run, type TableCell, paragraph } from "../domain/index.ts";
import type { DraftBuilder, ParagraphStyle } from "./draft-builder.ts";
import type { NoticeTally } from "./notice-tally.ts";

/** Where a reader puts what it finds: the page itself, or a cell of a table, which holds only paragraphs. */
export interface BlockSink {
  paragraph(style: ParagraphStyle, text: readonly Run[]): void;
  picture(source: number, alt: string): void;
  table(rows: readonly (readonly CellContent[])[]): void;
  rule(): void;
}

export interface CellContent extends Omit<TableCell, "blocks"> {
  readonly content: CellSink;
}

export class PageSink implements BlockSink {
  readonly #builder: DraftBuilder;
  constructor(builder: DraftBuilder) {
    this.#builder = builder;
  }

  paragraph(style: ParagraphStyle, text: readonly Run[]): void {
    this.#builder.addParagraph(style, text);
  }

  picture(source: number, alt: string): void {
    this.#builder.addPicture(source, alt);
  }

  rule(): void {
    this.#builder.addRule();
  }

  /** Pictures cannot stand in cells; they follow the table, so that none is lost. */
  table(rows: readonly (readonly CellContent[])[]): void {
    this.#builder.addTable(rows.map((row) => row.map(toCell)));
    for (const { source, alt } of rows.flat().flatMap(({ content }) => content.pictures)) {
      this.#builder.notices.count("picturesInTables");
      this.#builder.addPicture(source, alt);
    }
  }
}

export class CellSink implements BlockSink {
  readonly paragraphs: Paragraph[] = [];
  readonly pictures: { readonly source: number; readonly alt: string }[] = [];
  readonly #notices: NoticeTally;
  constructor(notices: NoticeTally) {
    this.#notices = notices;
  }

  paragraph(style: ParagraphStyle, text: readonly Run[]): void {
    this.paragraphs.push({ ...paragraph("", style), text });
  }

  picture(source: number, alt: string): void {
    this.pictures.push({ source, alt });
  }

  rule(): void {
    // A line inside a cell says nothing that the cell's own border does not.
  }

  /** A table in a cell becomes its paragraphs, one after the other. */
  table(rows: readonly (readonly CellContent[])[]): void {
    this.#notices.count("nestedTables");
    for (const { content } of rows.flat()) {
      this.paragraphs.push(...content.paragraphs);
      this.pictures.push(...content.pictures);
    }
  }
}

function toCell({ header, colspan, rowspan, content }: CellContent): TableCell {
  return { header, colspan, rowspan, blocks: content.paragraphs };
}
