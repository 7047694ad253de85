import type { Alignment } from "../../domain/index.ts";
import { type BlockSink, type CellContent, CellSink } from "../block-sink.ts";
import type { DraftBuilder, ParagraphStyle } from "../draft-builder.ts";
import { shiftText } from "../raised-text.ts";
import { type Marks, RunCollector, plainText, withoutLastBreak } from "../runs.ts";
import { type HtmlElement, type HtmlNode, attribute, isElement, textOf } from "./bounded-tree.ts";
import { linkTarget, marksOf } from "./html-marks.ts";
import type { HtmlPictures } from "./html-pictures.ts";
import { readAlignment, readStyle } from "./inline-style.ts";

/** Deeper than this only the words are kept: Word and mail programs nest some fifty elements. */
const MAX_DEPTH = 250;

/** What the surrounding elements say about the text inside. */
interface Context {
  readonly sink: BlockSink;
  readonly marks: Marks;
  readonly style: ParagraphStyle;
  readonly align: Alignment;
  /** White space counts as written. */
  readonly preserve: boolean;
  readonly shift: "raised" | "lowered" | null;
  readonly rightToLeft: boolean;
  readonly listDepth: number;
  readonly item: ListItem | null;
  readonly depth: number;
}

interface ListItem {
  style: ParagraphStyle;
  /** The item's own line is written; what follows inside it is ordinary text. */
  written: boolean;
  hasOther: boolean;
}

const SILENT = new Set([
  "head",
  "style",
  "link",
  "title",
  "base",
  "noscript",
  "template",
  "source",
  "track",
  "param",
  "col",
  "colgroup",
  "option",
  "datalist",
  "area",
  "map",
]);
const EMBEDS = new Set([
  "iframe",
  "frame",
  "frameset",
  "object",
  "embed",
  "applet",
  "video",
  "audio",
  "canvas",
  "portal",
]);
const CONTROLS = new Set(["button", "select", "textarea", "input", "output", "progress", "meter"]);
const BLOCKS = new Set([
  "html",
  "body",
  "p",
  "div",
  "section",
  "article",
  "header",
  "footer",
  "main",
  "aside",
  "nav",
  "figure",
  "figcaption",
  "address",
  "form",
  "fieldset",
  "legend",
  "details",
  "summary",
  "dialog",
  "dl",
  "dt",
  "dd",
  "center",
  "hgroup",
  "search",
  "caption",
  "tr",
  "td",
  "th",
  "tbody",
  "thead",
  "tfoot",
]);

export class HtmlWalker {
  readonly #builder: DraftBuilder;
  readonly #pictures: HtmlPictures;
  readonly #title: HtmlElement | null;
  #line = new RunCollector();
  #picturesOfLine: { readonly source: number; readonly alt: string }[] = [];

  /** `title`: a heading that is left out because it titles the page; the others move up. */
  constructor(builder: DraftBuilder, pictures: HtmlPictures, title: HtmlElement | null) {
    this.#builder = builder;
    this.#pictures = pictures;
    this.#title = title;
  }

  walk(nodes: readonly HtmlNode[], sink: BlockSink): void {
    const context: Context = {
      sink,
      marks: {},
      style: {},
      align: "start",
      preserve: false,
      shift: null,
      rightToLeft: false,
      listDepth: 0,
      item: null,
      depth: 0,
    };
    this.#walkAll(nodes, context);
    this.#endLine(context);
  }

  #walkAll(nodes: readonly HtmlNode[], context: Context): void {
    for (const node of nodes) {
      if (isElement(node)) this.#element(node, context);
      else if (node.nodeName === "#text" && "value" in node) this.#text(node.value, context);
    }
  }

  #text(value: string, context: Context): void {
    const shifted = context.shift === null ? value : shiftText(value, context.shift);
    if (shifted === null) this.#builder.notices.count("raisedText");
    this.#line.add(shifted ?? value, context.marks, !context.preserve);
  }

  #element(element: HtmlElement, outer: Context): void {
    const tag = element.tagName;
    const notices = this.#builder.notices;
    notices.count("scripts", element.attrs.filter(({ name }) => name.startsWith("on")).length);
    if (tag === "script") return notices.count("scripts");
    if (tag === "meta")
      return attribute(element, "http-equiv")?.toLowerCase() === "refresh"
        ? notices.count("scripts")
        : undefined;
    if (EMBEDS.has(tag)) return notices.count("embeds");
    if (tag === "svg") return notices.count("unsupportedPictures");
    if (tag === "math") return notices.count("equations");
    if (SILENT.has(tag) || element === this.#title) return;
    if (CONTROLS.has(tag)) return this.#control(element, outer);
    if (outer.depth >= MAX_DEPTH) {
      notices.once("deepNesting");
      return this.#text(` ${textOf(element)} `, outer);
    }
    const style = readStyle(attribute(element, "style") ?? "");
    if (style.get("display") === "none" || attribute(element, "hidden") !== null) return;
    this.#visible(element, style, this.#inside(element, style, outer));
  }

  #inside(element: HtmlElement, style: ReadonlyMap<string, string>, outer: Context): Context {
    const dir = attribute(element, "dir")?.toLowerCase();
    const rightToLeft = dir === "rtl" || (outer.rightToLeft && dir !== "ltr");
    const align =
      element.tagName === "center"
        ? "center"
        : readAlignment(
            style.get("text-align") ?? attribute(element, "align")?.toLowerCase(),
            rightToLeft,
          );
    const whiteSpace = style.get("white-space");
    const preserve =
      whiteSpace === undefined
        ? outer.preserve
        : /^(?:pre|pre-wrap|break-spaces)$/u.test(whiteSpace);
    const marks = marksOf(element, style, outer.marks);
    return {
      ...outer,
      marks,
      rightToLeft,
      align: align ?? outer.align,
      preserve,
      depth: outer.depth + 1,
    };
  }

  #visible(element: HtmlElement, style: ReadonlyMap<string, string>, context: Context): void {
    const tag = element.tagName;
    const heading = /^h([1-6])$/u.exec(tag);
    if (heading !== null) return this.#heading(element, Number(heading[1]), context);
    switch (tag) {
      case "br":
        return this.#line.addBreak(context.marks);
      case "hr":
        this.#endLine(context);
        return context.sink.rule();
      case "img":
        return this.#image(element, context);
      case "a":
        return this.#link(element, context);
      case "sup":
      case "sub":
        return this.#walkAll(element.childNodes, {
          ...context,
          shift: tag === "sup" ? "raised" : "lowered",
        });
      case "pre":
        return this.#styledBlock(element, { ...context, preserve: true }, { kind: "code" });
      case "blockquote":
        return this.#styledBlock(element, context, { kind: "quote" });
      case "ul":
      case "ol":
      case "menu":
        return this.#list(element, context);
      case "li":
        return this.#listItem(element, "ul", context);
      case "table":
        return this.#table(element, context);
      default:
        if (tag === "form") this.#builder.notices.count("forms");
        return BLOCKS.has(tag) || style.get("display") === "block"
          ? this.#block(element, context)
          : this.#walkAll(element.childNodes, context);
    }
  }

  #block(element: HtmlElement, context: Context): void {
    this.#endLine(context);
    this.#walkAll(element.childNodes, context);
    this.#endLine(context);
  }

  #heading(element: HtmlElement, level: number, context: Context): void {
    const raised = this.#title === null ? level : level - 1;
    this.#styledBlock(element, context, {
      kind: "h",
      level: raised <= 1 ? 1 : raised === 2 ? 2 : 3,
    });
  }

  /** A block that is no list item, even inside one. */
  #styledBlock(element: HtmlElement, context: Context, style: ParagraphStyle): void {
    this.#endLine(context);
    if (context.item !== null) context.item.hasOther = true;
    this.#block(element, { ...context, style, item: null });
  }

  #link(element: HtmlElement, context: Context): void {
    const target = linkTarget(element);
    if (target.kind === "unsafe") this.#builder.notices.count("unsafeLinks");
    if (target.kind === "inner") this.#builder.notices.count("innerLinks");
    const { color: _ownColor, ...marks } = context.marks;
    this.#walkAll(
      element.childNodes,
      target.kind === "safe" ? { ...context, marks: { ...marks, link: target.link } } : context,
    );
  }

  #list(element: HtmlElement, context: Context): void {
    this.#endLine(context);
    if (context.item !== null) context.item.hasOther = true;
    const inner: Context = { ...context, listDepth: context.listDepth + 1, item: null };
    for (const child of element.childNodes) {
      if (isElement(child) && child.tagName === "li") {
        this.#listItem(child, element.tagName === "ol" ? "ol" : "ul", inner);
      } else this.#walkAll([child], inner);
    }
    this.#endLine(context);
  }

  #listItem(element: HtmlElement, kind: "ul" | "ol", outer: Context): void {
    this.#endLine(outer);
    const item: ListItem = {
      style: { kind, indent: Math.min(6, Math.max(0, outer.listDepth - 1)) },
      written: false,
      hasOther: false,
    };
    const style = readStyle(attribute(element, "style") ?? "");
    const context: Context = { ...this.#inside(element, style, outer), style: {}, item };
    this.#walkAll(element.childNodes, context);
    this.#endLine(context);
    if (!item.written && !item.hasOther)
      outer.sink.paragraph({ ...item.style, align: context.align }, []);
  }

  #control(element: HtmlElement, context: Context): void {
    const isTick =
      element.tagName === "input" && attribute(element, "type")?.toLowerCase() === "checkbox";
    const { item } = context;
    if (isTick && item !== null && !item.written && this.#line.isEmpty) {
      item.style = { ...item.style, kind: "todo", checked: attribute(element, "checked") !== null };
      return;
    }
    if (attribute(element, "type")?.toLowerCase() !== "hidden")
      this.#builder.notices.count("forms");
  }

  #image(element: HtmlElement, context: Context): void {
    const source = this.#pictures.find(element);
    if (source === null) return;
    if (context.item !== null) context.item.hasOther = true;
    const alt = (attribute(element, "alt") ?? "").replace(/\s+/gu, " ").trim();
    if (this.#line.isEmpty) context.sink.picture(source, alt);
    else this.#picturesOfLine.push({ source, alt });
  }

  #table(table: HtmlElement, context: Context): void {
    this.#endLine(context);
    if (context.item !== null) context.item.hasOther = true;
    const rows: CellContent[][] = [];
    for (const part of table.childNodes.filter(isElement)) {
      if (part.tagName === "caption") this.#block(part, context);
      for (const row of part.tagName === "tr" ? [part] : part.childNodes.filter(isElement)) {
        if (row.tagName === "tr") rows.push(this.#cells(row, context));
      }
    }
    if (rows.length > 0) context.sink.table(rows);
  }

  #cells(row: HtmlElement, context: Context): CellContent[] {
    return row.childNodes.filter(isElement).flatMap((cell) => {
      if (cell.tagName !== "td" && cell.tagName !== "th") return [];
      const content = new CellSink(this.#builder.notices);
      const style = readStyle(attribute(cell, "style") ?? "");
      const inner: Context = {
        ...this.#inside(cell, style, context),
        sink: content,
        style: {},
        listDepth: 0,
        item: null,
        preserve: false,
      };
      this.#walkAll(cell.childNodes, inner);
      this.#endLine(inner);
      return [
        {
          header: cell.tagName === "th",
          colspan: span(cell, "colspan"),
          rowspan: span(cell, "rowspan"),
          content,
        },
      ];
    });
  }

  /** Writes the open line as a paragraph, and after it the pictures that stood in it. */
  #endLine(context: Context): void {
    const { item, sink } = context;
    if (!this.#line.isEmpty) {
      const all = this.#line.take();
      const text = withoutLastBreak(all);
      const isOwnLine = item !== null && !item.written;
      const style = isOwnLine ? item.style : context.style;
      if (item !== null) item.written = true;
      sink.paragraph({ ...style, align: context.align }, plainText(text) === "\u00A0" ? [] : text);
    }
    const pictures = this.#picturesOfLine;
    this.#picturesOfLine = [];
    for (const { source, alt } of pictures) sink.picture(source, alt);
  }
}

function span(cell: HtmlElement, name: "colspan" | "rowspan"): number {
  const value = Number.parseInt(attribute(cell, name) ?? "1", 10);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, 1_000) : 1;
}
