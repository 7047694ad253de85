/** What a paste leaves behind besides its text. */
export interface Leftovers {
  /** Pictures that came along in the text itself, as data: addresses. */
  readonly pictures: string[];
  /** Pictures that only have an address on the web: they would not be there without internet. */
  remotePictures: number;
}

interface Block {
  readonly kind: string;
  readonly level?: number;
  readonly indent?: number;
  readonly checked?: boolean;
  readonly align?: string | undefined;
  /** Spaces and line breaks count. */
  readonly isVerbatim?: boolean;
}

const PLAIN: Block = { kind: "p" };
const MOST_PICTURES = 50;
const DROPPED = new Set(
  "SCRIPT STYLE TEMPLATE HEAD META TITLE LINK IFRAME OBJECT EMBED SVG MATH CANVAS VIDEO AUDIO BUTTON SELECT TEXTAREA".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "P DIV SECTION ARTICLE ASIDE HEADER FOOTER MAIN NAV FIGURE FIGCAPTION DL DT DD ADDRESS DETAILS SUMMARY FORM FIELDSET BODY CENTER".split(
    " ",
  ),
);
const MARKS: Readonly<Record<string, string>> = {
  B: "strong",
  STRONG: "strong",
  I: "em",
  EM: "em",
  CITE: "em",
  U: "u",
  INS: "u",
  S: "s",
  STRIKE: "s",
  DEL: "s",
  CODE: "code",
  KBD: "code",
  SAMP: "code",
};

/**
 * Rewrites pasted HTML, as a tree that belongs to no page, into what the schema reads: flat paragraphs with data-kind,
 * tables of paragraphs, rules. Styles, classes, scripts and frames are left out.
 */
export function flattenHtml(root: Element, leftovers: Leftovers): void {
  const flat = new Flattener(root.ownerDocument, leftovers);
  flat.children(root, PLAIN, []);
  root.replaceChildren(...flat.finish());
}

class Flattener {
  readonly #document: Document;
  readonly #leftovers: Leftovers;
  readonly #out: Element[] = [];
  #open: HTMLElement | null = null;

  constructor(document: Document, leftovers: Leftovers) {
    this.#document = document;
    this.#leftovers = leftovers;
  }

  finish(): readonly Element[] {
    this.#close();
    return this.#out;
  }

  children(parent: Node, block: Block, marks: readonly Element[]): void {
    for (const child of parent.childNodes) {
      if (child.nodeType === 3) this.#text(child.nodeValue ?? "", block, marks);
      else if (child.nodeType === 1) this.#element(child as HTMLElement, block, marks);
    }
  }

  #element(element: HTMLElement, block: Block, marks: readonly Element[]): void {
    const name = element.tagName.toUpperCase();
    if (DROPPED.has(name)) return;
    const own = ownBlock(element);
    if (own !== null)
      return this.#block(element.querySelector("[data-text]") ?? element, own, marks, true);
    switch (name) {
      case "BR":
        return this.#text("\n", { ...block, isVerbatim: true }, marks);
      case "HR":
        return this.#put(this.#document.createElement("hr"));
      case "IMG":
        return this.#picture(element);
      case "TABLE":
        return this.#table(element as HTMLTableElement);
      case "UL":
      case "OL":
        return this.#list(element, name === "UL" ? "ul" : "ol", block, marks);
      case "LI":
        return this.#block(element, itemOf(element, block), marks, false);
      case "BLOCKQUOTE":
        return this.#block(
          element,
          { ...block, kind: block.kind === "p" ? "quote" : block.kind },
          marks,
          false,
        );
      case "PRE":
        return this.#block(element, { kind: "code", isVerbatim: true }, [], true);
      default:
    }
    if (element.dataset["picture"] !== undefined) return this.#put(element.cloneNode() as Element);
    const heading = /^H([1-6])$/u.exec(name)?.[1];
    if (heading !== undefined) {
      return this.#block(
        element,
        { kind: "h", level: Math.min(3, Number(heading)), align: alignOf(element) },
        marks,
        true,
      );
    }
    if (BLOCKS.has(name))
      return this.#block(
        element,
        { ...block, align: alignOf(element) ?? block.align },
        marks,
        false,
      );
    this.children(element, block, [...marks, ...this.#marksOf(element, name)]);
  }

  /** `isWhole`: all that is inside is one paragraph, even if it is empty. */
  #block(element: Element, block: Block, marks: readonly Element[], isWhole: boolean): void {
    this.#close();
    if (isWhole) this.#begin(block);
    this.children(element, block, marks);
    this.#close();
  }

  #list(element: Element, kind: string, outer: Block, marks: readonly Element[]): void {
    this.#close();
    const isNested = outer.kind === "ul" || outer.kind === "ol" || outer.kind === "todo";
    const indent = isNested ? (outer.indent ?? 0) + 1 : 0;
    this.children(element, { kind, indent: Math.min(indent, 6) }, marks);
    this.#close();
  }

  #text(text: string, block: Block, marks: readonly Element[]): void {
    const words =
      block.isVerbatim === true
        ? text.replace(/\r\n?/gu, "\n")
        : text.replace(/[ \t\r\n\f]+/gu, " ");
    if (this.#open === null && words.trim() === "") return;
    const open = this.#open ?? this.#begin(block);
    const isAtStart = open.textContent === "" || open.textContent?.endsWith("\n") === true;
    const kept = isAtStart && block.isVerbatim !== true ? words.trimStart() : words;
    let inner: Node = this.#document.createTextNode(kept);
    for (const mark of [...marks].reverse()) {
      const wrap = mark.cloneNode();
      wrap.appendChild(inner);
      inner = wrap;
    }
    open.append(inner);
  }

  #begin({ kind, level, indent, checked, align }: Block): HTMLElement {
    const paragraph = this.#document.createElement("p");
    paragraph.dataset["kind"] = kind;
    if (level !== undefined) paragraph.dataset["level"] = String(level);
    if (indent !== undefined && indent > 0) paragraph.dataset["indent"] = String(indent);
    if (checked === true) paragraph.dataset["checked"] = "true";
    if (align !== undefined) paragraph.dataset["align"] = align;
    this.#open = paragraph;
    return paragraph;
  }

  #close(): void {
    if (this.#open !== null) this.#out.push(this.#open);
    this.#open = null;
  }

  #put(element: Element): void {
    this.#close();
    this.#out.push(element);
  }

  #picture(image: Element): void {
    const address = image.getAttribute("src") ?? "";
    if (!address.startsWith("data:image/")) this.#leftovers.remotePictures += 1;
    else if (this.#leftovers.pictures.length < MOST_PICTURES)
      this.#leftovers.pictures.push(address);
  }

  #table(table: HTMLTableElement): void {
    const made = this.#document.createElement("table");
    for (const row of table.querySelectorAll("tr")) {
      // The rows of a table inside a cell become text of that cell.
      if (row.closest("table") !== table) continue;
      const fresh = made.appendChild(this.#document.createElement("tr"));
      for (const cell of row.children) {
        if (cell.tagName !== "TD" && cell.tagName !== "TH") continue;
        const kept = fresh.appendChild(this.#document.createElement(cell.tagName));
        for (const span of ["colspan", "rowspan"])
          kept.setAttribute(span, cell.getAttribute(span) ?? "1");
        kept.append(...this.#cell(cell));
      }
      if (fresh.childElementCount === 0) fresh.remove();
    }
    if (made.childElementCount > 0) this.#put(made);
  }

  #cell(cell: Element): readonly Element[] {
    const inner = new Flattener(this.#document, this.#leftovers);
    inner.children(cell, PLAIN, []);
    const blocks = inner
      .finish()
      .flatMap((block) => (block.tagName === "TABLE" ? [...block.querySelectorAll("p")] : [block]));
    const paragraphs = blocks.filter(({ tagName }) => tagName === "P");
    return paragraphs.length > 0 ? paragraphs : [this.#document.createElement("p")];
  }

  #marksOf(element: HTMLElement, name: string): readonly Element[] {
    if (name === "A") return this.#mark("a", { href: element.getAttribute("href") ?? "" });
    const { color, highlight } = element.dataset;
    if (color !== undefined) return this.#mark("span", { "data-color": color });
    if (highlight !== undefined) return this.#mark("mark", { "data-highlight": highlight });
    const { fontWeight, fontStyle, textDecoration } = element.style;
    const isBold = /^(bold|bolder|[6-9]00)$/u.test(fontWeight);
    const isLight = /^(normal|lighter|[1-5]00)$/u.test(fontWeight);
    // Word processors on the web wrap everything in a <b> that is not bold.
    const plain = MARKS[name];
    const marks = plain === undefined || (plain === "strong" && isLight) ? [] : this.#mark(plain);
    return [
      ...marks,
      ...(isBold && plain !== "strong" ? this.#mark("strong") : []),
      ...(fontStyle === "italic" && plain !== "em" ? this.#mark("em") : []),
      ...(textDecoration.includes("underline") && plain !== "u" ? this.#mark("u") : []),
      ...(textDecoration.includes("line-through") && plain !== "s" ? this.#mark("s") : []),
    ];
  }

  #mark(name: string, attributes: Readonly<Record<string, string>> = {}): readonly Element[] {
    const mark = this.#document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) mark.setAttribute(key, value);
    return [mark];
  }
}

function ownBlock(element: HTMLElement): Block | null {
  const { kind, level, indent, checked, align } = element.dataset;
  if (kind === undefined) return null;
  return {
    kind,
    level: Number(level ?? 0),
    indent: Number(indent ?? 0),
    checked: checked === "true",
    align,
    isVerbatim: true,
  };
}

function itemOf(item: Element, list: Block): Block {
  const box = item.querySelector<HTMLInputElement>(
    ":scope > input[type=checkbox], :scope > p > input[type=checkbox], :scope > label > input[type=checkbox]",
  );
  const base = list.kind === "ul" || list.kind === "ol" ? list : { kind: "ul", indent: 0 };
  return box === null ? base : { ...base, kind: "todo", checked: box.hasAttribute("checked") };
}

function alignOf(element: HTMLElement): string | undefined {
  const wanted = element.style.textAlign || element.getAttribute("align");
  return wanted === "center" || wanted === "end" ? wanted : wanted === "right" ? "end" : undefined;
}
