import { safeLink } from "../../domain/index.ts";
import type { Marks } from "../runs.ts";
import { type HtmlElement, attribute } from "./bounded-tree.ts";
import {
  asHighlightColor,
  asTextColor,
  nearestHighlight,
  nearestTextColor,
} from "./inline-style.ts";

const BY_TAG: Readonly<Record<string, Marks>> = {
  b: { bold: true },
  strong: { bold: true },
  i: { italic: true },
  em: { italic: true },
  cite: { italic: true },
  dfn: { italic: true },
  var: { italic: true },
  u: { underline: true },
  ins: { underline: true },
  s: { strike: true },
  strike: { strike: true },
  del: { strike: true },
  code: { code: true },
  kbd: { code: true },
  samp: { code: true },
  tt: { code: true },
};

/** The marks of the text inside `element`, given those around it. */
export function marksOf(
  element: HtmlElement,
  style: ReadonlyMap<string, string>,
  outer: Marks,
): Marks {
  let marks: Marks = { ...outer, ...BY_TAG[element.tagName] };
  if (element.tagName === "mark") {
    marks = {
      ...marks,
      highlight:
        asHighlightColor(attribute(element, "data-highlight")) ??
        nearestHighlight(style.get("background-color") ?? "") ??
        "yellow",
    };
  }
  const color =
    asTextColor(attribute(element, "data-color")) ??
    nearestTextColor(style.get("color") ?? attribute(element, "color") ?? "");
  // Links have a colour of their own.
  if (color !== null && marks.link === undefined && element.tagName !== "a")
    marks = { ...marks, color };
  if (element.tagName === "span") {
    const highlight = nearestHighlight(
      style.get("background-color") ?? style.get("background") ?? "",
    );
    if (highlight !== null) marks = { ...marks, highlight };
  }
  return withStyledMarks(marks, style);
}

function withStyledMarks(marks: Marks, style: ReadonlyMap<string, string>): Marks {
  const weight = style.get("font-weight");
  const slant = style.get("font-style");
  const line = `${style.get("text-decoration") ?? ""} ${style.get("text-decoration-line") ?? ""}`;
  let changed = marks;
  if (weight !== undefined)
    changed = setMark(
      changed,
      "bold",
      weight === "bold" || weight === "bolder" || Number(weight) >= 600,
    );
  if (slant !== undefined) changed = setMark(changed, "italic", slant !== "normal");
  if (line.includes("underline") && changed.link === undefined)
    changed = setMark(changed, "underline", true);
  if (line.includes("line-through")) changed = setMark(changed, "strike", true);
  return changed;
}

function setMark(
  marks: Marks,
  name: "bold" | "italic" | "underline" | "strike",
  on: boolean,
): Marks {
  const { [name]: _old, ...rest } = marks;
  return on ? { ...rest, [name]: true } : rest;
}

export type LinkTarget =
  | { readonly kind: "safe"; readonly link: string }
  | { readonly kind: "inner" | "unsafe" | "none" };

export function linkTarget(element: HtmlElement): LinkTarget {
  const href = attribute(element, "href");
  if (href === null || href.trim() === "") return { kind: "none" };
  const link = safeLink(href);
  if (link !== null) return { kind: "safe", link };
  // With its control characters gone, as a browser would read it.
  const compact = Array.from(href, (letter) => (letter.charCodeAt(0) <= 32 ? "" : letter)).join("");
  return { kind: /^[a-z][a-z0-9+.-]*:/iu.test(compact) ? "unsafe" : "inner" };
}
