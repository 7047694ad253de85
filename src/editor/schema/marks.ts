import { Mark } from "@tiptap/core";
import { HIGHLIGHT_COLORS, TEXT_COLORS, safeLink } from "../../domain/index.ts";

/** Colours are names: the theme gives each a shade that passes contrast. */
export const TextColorMark = Mark.create({
  name: "textColor",

  addAttributes() {
    return { color: named(TEXT_COLORS, "color") };
  },

  parseHTML() {
    return [{ tag: "span[data-color]" }];
  },

  renderHTML({ mark }) {
    const color = TEXT_COLORS.find((candidate) => candidate === mark.attrs["color"]);
    return ["span", color === undefined ? {} : { "data-color": color }, 0];
  },
});

export const HighlightMark = Mark.create({
  name: "highlight",

  addAttributes() {
    return { color: named(HIGHLIGHT_COLORS, "highlight") };
  },

  parseHTML() {
    return [{ tag: "mark[data-highlight]" }];
  },

  renderHTML({ mark }) {
    const color = HIGHLIGHT_COLORS.find((candidate) => candidate === mark.attrs["color"]);
    return color === undefined ? ["span", 0] : ["mark", { "data-highlight": color }, 0];
  },
});

export const LinkMark = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,

  addAttributes() {
    return {
      href: {
        default: null,
        rendered: false,
        parseHTML: (element: HTMLElement) => safeLink(element.getAttribute("href") ?? ""),
      },
    };
  },

  parseHTML() {
    const getAttrs = (element: HTMLElement): false | null =>
      safeLink(element.getAttribute("href") ?? "") === null ? false : null;
    return [{ tag: "a[href]", getAttrs }];
  },

  renderHTML({ mark }) {
    const href: unknown = mark.attrs["href"];
    const safe = typeof href === "string" ? safeLink(href) : null;
    if (safe === null) return ["span", 0];
    return ["a", { href: safe, rel: "noopener noreferrer", target: "_blank", title: safe }, 0];
  },
});

function named(colors: readonly string[], data: string): object {
  return {
    default: null,
    rendered: false,
    parseHTML: (element: HTMLElement) =>
      colors.find((color) => color === element.dataset[data]) ?? null,
  };
}
