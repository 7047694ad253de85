import { Node } from "@tiptap/core";
import type { Node as DocumentNode } from "@tiptap/pm/model";
import { ELEMENTS, readParagraphFields } from "../../documents/index.ts";
import { type Paragraph as ParagraphFields, PARAGRAPH_KINDS } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";

export type ParagraphLook = Omit<ParagraphFields, "type" | "text">;

/** How a paragraph is to be shown, whatever a partner wrote into its attributes. */
export function lookOf(node: DocumentNode): ParagraphLook {
  return readParagraphFields(node.attrs);
}

/**
 * Every block of text is a "paragraph": a heading, a list item or a quote differ by attributes alone, so that changing
 * the kind never replaces the element that a partner types in. Plain is null, and null is not written.
 */
export const Paragraph = Node.create({
  name: ELEMENTS.paragraph,
  priority: 1000,
  group: "block",
  content: "text*",
  // A line break inside a paragraph is a "\n" of its text: one text, which merges letter by letter.
  whitespace: "pre",

  addAttributes() {
    return {
      kind: plain((element) =>
        PARAGRAPH_KINDS.find((kind) => kind !== "p" && kind === element.dataset["kind"]),
      ),
      level: plain((element) => numberOf(element.dataset["level"])),
      indent: plain((element) => numberOf(element.dataset["indent"])),
      checked: plain((element) => (element.dataset["checked"] === "true" ? true : null)),
      align: plain((element) => element.dataset["align"]),
    };
  },

  parseHTML() {
    // What is pasted comes through flatten-html.ts, which writes nothing else.
    return [
      { tag: "[data-kind]", preserveWhitespace: "full", contentElement: textIn },
      { tag: "p" },
    ];
  },

  renderHTML({ node }) {
    const look = lookOf(node);
    const attributes = attributesOf(look);
    switch (look.kind) {
      case "h":
        return [`h${look.level + 1}`, { ...attributes, "data-text": "" }, 0];
      case "quote":
        return ["blockquote", { ...attributes, "data-text": "" }, 0];
      case "code":
        return ["pre", attributes, ["code", { "data-text": "" }, 0]];
      case "todo":
        return [
          "div",
          attributes,
          ["span", { contenteditable: "false" }, checkbox(look)],
          ["p", { "data-text": "" }, 0],
        ];
      case "p":
      case "ul":
      case "ol":
        return ["p", { ...attributes, "data-text": "" }, 0];
    }
  },
});

function checkbox(look: ParagraphLook): readonly [string, Record<string, string>] {
  const attributes = {
    type: "checkbox",
    tabindex: "-1",
    "aria-label": translate("editor.checkItem"),
  };
  return ["input", look.checked ? { ...attributes, checked: "checked" } : attributes];
}

function attributesOf({
  kind,
  level,
  indent,
  checked,
  align,
}: ParagraphLook): Record<string, string> {
  return {
    dir: "auto",
    "data-kind": kind,
    ...(level > 0 && { "data-level": String(level) }),
    ...(indent > 0 && { "data-indent": String(indent) }),
    ...(checked && { "data-checked": "true" }),
    ...(align !== "start" && { "data-align": align }),
  };
}

function textIn(element: globalThis.Node): HTMLElement {
  const own = element as HTMLElement;
  return own.querySelector<HTMLElement>("[data-text]") ?? own;
}

function plain(read: (element: HTMLElement) => unknown): object {
  return {
    default: null,
    rendered: false,
    parseHTML: (element: HTMLElement) => read(element) ?? null,
  };
}

function numberOf(text: string | undefined): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : null;
}
