import { type HighlightColor, type Run, safeLink } from "../../domain/index.ts";
import { type BlockSink, CellSink } from "../block-sink.ts";
import type { DraftBuilder, ParagraphStyle } from "../draft-builder.ts";
import { shiftText } from "../raised-text.ts";
import { type Marks, RunCollector, joinRuns, plainText } from "../runs.ts";
import type {
  WordDocument,
  WordImage,
  WordNode,
  WordNotes,
  WordParagraph,
  WordRun,
  WordTable,
} from "./word-document.ts";

/** null: the picture is not in the file. */
export type FindSource = (image: WordImage) => number | null;

/** Writes the blocks of a Word document into `sink`; returns its title where the document begins with one. */
export function readWordDocument(
  document: WordDocument,
  sink: BlockSink,
  builder: DraftBuilder,
  findSource: FindSource,
): string | null {
  const reader = new WordReader(builder, findSource, document.notes);
  return reader.read(document.children, sink);
}

interface PendingNote {
  readonly number: number;
  readonly body: readonly WordNode[];
}

class WordReader {
  readonly #builder: DraftBuilder;
  readonly #findSource: FindSource;
  readonly #notes: WordNotes;
  readonly #pendingNotes: PendingNote[] = [];
  /** Blank lines part verses and letters; only one is kept, and only between two ordinary paragraphs. */
  #blankLine = false;
  #lastWasText = false;
  #title: string | null = null;
  #started = false;

  constructor(builder: DraftBuilder, findSource: FindSource, notes: WordNotes) {
    this.#builder = builder;
    this.#findSource = findSource;
    this.#notes = notes;
  }

  read(children: readonly WordNode[], sink: BlockSink): string | null {
    this.#readBlocks(children, sink);
    // A note may hold a note of its own; the list grows while it is walked.
    for (const [index, { number, body }] of this.#pendingNotes.entries()) {
      if (index === 0) sink.rule();
      this.#readNote(number, body, sink);
    }
    return this.#title;
  }

  #readBlocks(nodes: readonly WordNode[], sink: BlockSink): void {
    for (const node of nodes) {
      if (this.#builder.isFull) this.#builder.notices.once("cutText");
      if (node.type === "paragraph") this.#readParagraph(node, sink);
      else if (node.type === "table") this.#readTable(node, sink);
      else if ("children" in node) this.#readBlocks(node.children, sink);
    }
  }

  #readParagraph(node: WordParagraph, sink: BlockSink): void {
    const styleName = (node.styleName ?? "").toLowerCase();
    if (/^toc( |\d|heading)/u.test(styleName)) {
      this.#builder.notices.once("tableOfContents");
      return;
    }
    const line = this.#readLine(node.children);
    for (const { source, alt } of line.before) this.#picture(sink, source, alt);
    this.#writeLine(node, styleName, line, sink);
    for (const { source, alt } of line.after) this.#picture(sink, source, alt);
  }

  #writeLine(node: WordParagraph, styleName: string, line: Line, sink: BlockSink): void {
    const words = plainText(line.text).trim();
    if (words === "" && line.tick === null) {
      this.#blankLine = line.before.length + line.after.length === 0 && this.#lastWasText;
      return;
    }
    const isTitle = styleName === "title" || (node.styleName === null && node.styleId === "Title");
    if (isTitle && !this.#started && sink !== null) {
      this.#title = words;
      this.#started = true;
      return;
    }
    const style = isTitle
      ? { kind: "h" as const, level: 1 as const }
      : paragraphStyle(node, styleName, line.tick);
    const isText = (style.kind ?? "p") === "p";
    if (this.#blankLine && isText && !(sink instanceof CellSink)) sink.paragraph({}, []);
    this.#blankLine = false;
    this.#lastWasText = isText;
    this.#started = true;
    sink.paragraph({ ...style, align: alignment(node.alignment) }, line.text);
  }

  #picture(sink: BlockSink, source: number, alt: string): void {
    this.#blankLine = false;
    this.#lastWasText = false;
    this.#started = true;
    sink.picture(source, alt);
  }

  #readTable(table: WordTable, sink: BlockSink): void {
    this.#started = true;
    const rows = table.children.flatMap((row) => {
      if (row.type !== "tableRow") return [];
      const cells = row.children.flatMap((cell) => {
        if (cell.type !== "tableCell") return [];
        const content = new CellSink(this.#builder.notices);
        this.#readBlocks(cell.children, content);
        return [{ header: row.isHeader, colspan: cell.colSpan, rowspan: cell.rowSpan, content }];
      });
      return [cells];
    });
    sink.table(rows);
    this.#blankLine = false;
    this.#lastWasText = false;
  }

  #readNote(number: number, body: readonly WordNode[], sink: BlockSink): void {
    const content = new CellSink(this.#builder.notices);
    this.#readBlocks(body, content);
    for (const [index, { text }] of content.paragraphs.entries()) {
      const start: Run = { text: index === 0 ? `[${number}] ` : "" };
      sink.paragraph({}, index === 0 ? joinRuns([start, ...trimStart(text)]) : text);
    }
    for (const { source, alt } of content.pictures) sink.picture(source, alt);
  }

  #readLine(children: readonly WordNode[]): Line {
    const line: OpenLine = { collector: new RunCollector(), before: [], after: [], tick: null };
    this.#readInline(children, {}, line);
    const text = line.collector.take();
    const ballot = line.tick === null ? /^([☐☑☒])\s*/u.exec(plainText(text)) : null;
    if (ballot !== null)
      return { ...line, tick: ballot[1] !== "☐", text: dropLetters(text, ballot[0].length) };
    return { ...line, text: line.tick === null ? text : trimStart(text) };
  }

  #readInline(nodes: readonly WordNode[], marks: Marks, line: OpenLine): void {
    for (const node of nodes) {
      switch (node.type) {
        case "text":
          line.collector.add(node.value, marks, false);
          break;
        case "tab":
          line.collector.add("\t", marks, false);
          break;
        case "break":
          if (node.breakType === "line") line.collector.addBreak(marks);
          break;
        case "run":
          this.#readRun(node, marks, line);
          break;
        case "hyperlink":
          this.#readInline(node.children, this.#linkMarks(node.href, node.anchor, marks), line);
          break;
        case "checkbox":
          if (line.collector.isEmpty && line.tick === null) line.tick = node.checked;
          else line.collector.add(node.checked ? "☑" : "☐", marks, false);
          break;
        case "noteReference":
          this.#readNoteReference(node, marks, line);
          break;
        case "image":
          this.#readImage(node, line);
          break;
        case "commentReference":
        case "bookmarkStart":
          break;
        case "paragraph":
        case "table":
        case "tableRow":
        case "tableCell":
        case "document":
          this.#readInline(node.children, marks, line);
          break;
      }
    }
  }

  #readRun(run: WordRun, outer: Marks, line: OpenLine): void {
    const highlight = run.highlight === null ? undefined : HIGHLIGHTS[run.highlight];
    const marks: Marks = {
      ...outer,
      ...(run.isBold && { bold: true }),
      ...(run.isItalic && { italic: true }),
      // Word underlines every link; here links have a look of their own.
      ...(run.isUnderline &&
        outer.link === undefined &&
        !run.children.some((child) => child.type === "hyperlink") && { underline: true }),
      ...(run.isStrikethrough && { strike: true }),
      ...(highlight !== undefined && { highlight }),
    };
    if (run.verticalAlignment === "superscript" || run.verticalAlignment === "subscript") {
      this.#readInline(
        run.children.map((child) => this.#shifted(child, run.verticalAlignment)),
        marks,
        line,
      );
    } else {
      this.#readInline(run.children, marks, line);
    }
  }

  #shifted(node: WordNode, verticalAlignment: string): WordNode {
    if (node.type !== "text") return node;
    const value = shiftText(node.value, verticalAlignment === "superscript" ? "raised" : "lowered");
    if (value === null) this.#builder.notices.count("raisedText");
    return { type: "text", value: value ?? node.value };
  }

  #linkMarks(href: string | undefined, anchor: string | undefined, marks: Marks): Marks {
    const link = href === undefined ? null : safeLink(href);
    if (link !== null) return { ...marks, link };
    this.#builder.notices.count(
      href === undefined || href.startsWith("#") || anchor !== undefined
        ? "innerLinks"
        : "unsafeLinks",
    );
    return marks;
  }

  #readNoteReference(
    reference: { readonly noteType: string; readonly noteId: string },
    marks: Marks,
    line: OpenLine,
  ): void {
    const note = this.#notes.resolve(reference);
    if (note === null) return;
    const number = this.#pendingNotes.push({
      number: this.#pendingNotes.length + 1,
      body: note.body,
    });
    this.#builder.notices.count("footnotes");
    line.collector.add(`[${number}]`, marks, false);
  }

  #readImage(image: WordImage, line: OpenLine): void {
    const source = this.#findSource(image);
    if (source === null) return;
    (line.collector.isEmpty ? line.before : line.after).push({
      source,
      alt: (image.altText ?? "").trim(),
    });
  }
}

interface FoundPicture {
  readonly source: number;
  readonly alt: string;
}

interface OpenLine {
  readonly collector: RunCollector;
  readonly before: FoundPicture[];
  readonly after: FoundPicture[];
  /** null: no item of a check list. */
  tick: boolean | null;
}

type Line = Omit<OpenLine, "collector"> & { readonly text: readonly Run[] };

const HIGHLIGHTS: Readonly<Record<string, HighlightColor>> = {
  yellow: "yellow",
  darkYellow: "yellow",
  green: "green",
  darkGreen: "green",
  cyan: "blue",
  darkCyan: "blue",
  blue: "blue",
  darkBlue: "blue",
  magenta: "pink",
  darkMagenta: "pink",
  red: "pink",
  darkRed: "pink",
};

const QUOTES = /^(?:intense )?quot(?:e|ations?)$|^block text$/u;
const CODE = /preformatted|^(?:source )?code$|^macro text$/u;

/** `styleName` in lower case. Word keeps English names inside the file, whatever language it shows. */
function paragraphStyle(
  node: WordParagraph,
  styleName: string,
  tick: boolean | null,
): ParagraphStyle {
  const heading =
    /^heading ?([1-9])?$/u.exec(styleName) ?? /^Heading([1-9])$/u.exec(node.styleId ?? "");
  if (heading !== null) return { kind: "h", level: headingLevel(Number(heading[1] ?? 1)) };
  const indent = node.numbering === null ? 0 : Number(node.numbering.level) || 0;
  if (tick !== null) return { kind: "todo", checked: tick, indent };
  if (node.numbering !== null) return { kind: node.numbering.isOrdered ? "ol" : "ul", indent };
  if (QUOTES.test(styleName)) return { kind: "quote" };
  if (CODE.test(styleName)) return { kind: "code" };
  return {};
}

function headingLevel(level: number): 1 | 2 | 3 {
  if (level <= 1) return 1;
  return level === 2 ? 2 : 3;
}

function alignment(name: string | null): "start" | "center" | "end" {
  if (name === "center") return "center";
  return name === "right" || name === "end" ? "end" : "start";
}

function trimStart(runs: readonly Run[]): readonly Run[] {
  return dropLetters(runs, plainText(runs).length - plainText(runs).trimStart().length);
}

function dropLetters(runs: readonly Run[], count: number): readonly Run[] {
  let left = count;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left -= run.text.length - text.length;
    return text === "" ? [] : [{ ...run, text }];
  });
}
