import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");

/** The colours of one look: those of the root, overlaid by its own. */
function tokens(...selectors: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const selector of selectors) {
    const start = css.indexOf(`${selector} {`);
    const block = css.slice(start, css.indexOf("}", start));
    for (const [, name, value] of block.matchAll(/--ts-([\w-]+): (#[0-9a-f]{6});/gu)) {
      if (name !== undefined && value !== undefined) found.set(name, value);
    }
  }
  return found;
}

const DARK = ':root[data-mantine-color-scheme="dark"]';
const LOOKS = {
  light: tokens(":root"),
  dark: tokens(":root", DARK),
  contrast: tokens(":root", DARK, ':root[data-appearance="contrast"]'),
};

/** WCAG 2.2's relative luminance of sRGB. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(look: ReadonlyMap<string, string>, front: string, back: string): number {
  const [a, b] = [front, back].map((name) => {
    const color = look.get(name);
    if (color === undefined) throw new Error(`no colour ${name}`);
    return luminance(color);
  });
  if (a === undefined || b === undefined) throw new Error("two colours");
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ["page", "surface", "raised", "sunken"];
const TEXTS: readonly (readonly [string, string])[] = [
  ...GROUNDS.flatMap((ground) => ["ink", "ink-soft"].map((text) => [text, ground] as const)),
  ...["page", "surface", "primary-soft", "primary-soft-hover"].map(
    (ground) => ["link", ground] as const,
  ),
  ["on-primary", "primary"],
  ["on-primary", "primary-hover"],
  ["on-sun", "sun"],
  ["on-brick", "brick"],
  ["on-brick", "brick-hover"],
  ["ink", "primary-soft"],
  ["ink", "selection"],
  ["sun-text", "sun-soft"],
  ["sun-text", "surface"],
  ["leaf", "leaf-soft"],
  ["slate", "slate-soft"],
  ["brick", "brick-soft"],
  ["brick", "surface"],
  ["brick", "page"],
  ...Array.from({ length: 8 }, (_, mark) => [`mark-${mark}`, `mark-${mark}-soft`] as const),
  ...Array.from({ length: 8 }, (_, mark) => [`mark-${mark}`, "surface"] as const),
  ...["red", "orange", "green", "teal", "blue", "purple", "pink", "grey"].map(
    (color) => [`text-${color}`, "surface"] as const,
  ),
  ...["yellow", "green", "blue", "pink"].map((color) => ["ink", `highlight-${color}`] as const),
];
const LINES: readonly (readonly [string, string])[] = [
  ...["page", "surface", "raised"].map((ground) => ["border", ground] as const),
  ...["page", "surface", "primary-soft"].map((ground) => ["focus", ground] as const),
  ["primary", "surface"],
  ["primary", "page"],
];

test.each(Object.entries(LOOKS))("every text of the %s look reaches 4.5 to 1", (_, look) => {
  const weak = TEXTS.filter(([front, back]) => contrast(look, front, back) < 4.5);
  expect(weak).toEqual([]);
});

test.each(Object.entries(LOOKS))(
  "every control's edge and the focus of the %s look reach 3 to 1",
  (_, look) => {
    const weak = LINES.filter(([front, back]) => contrast(look, front, back) < 3);
    expect(weak).toEqual([]);
  },
);

test("high contrast means 7 to 1 for every text", () => {
  const weak = TEXTS.filter(([front, back]) => contrast(LOOKS.contrast, front, back) < 7);
  expect(weak).toEqual([]);
});
