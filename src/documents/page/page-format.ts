import {
  ALIGNMENTS,
  BLOB_HASH_PATTERN,
  type BlobHash,
  HIGHLIGHT_COLORS,
  PARAGRAPH_KINDS,
  PICTURE_TYPES,
  type Paragraph,
  type Picture,
  type Run,
  TEXT_COLORS,
  safeLink,
} from "../../domain/index.ts";

/** The root types of a page's document. */
export const PAGE_ROOTS = { about: "about", content: "content", rescued: "rescued" } as const;

/** Names of the elements in "content"; docs/spec/page-content.md tells them in full. */
export const ELEMENTS = {
  paragraph: "paragraph",
  picture: "picture",
  table: "table",
  tableRow: "tableRow",
  tableCell: "tableCell",
  rule: "rule",
} as const;

export const DEEPEST_INDENT = 6;
const LONGEST = { name: 200, alt: 1000, span: 100, side: 100_000 } as const;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The attributes of a "paragraph" element. What is plain is not written, so that most paragraphs carry no attribute
 * at all; what makes no sense falls back to plain.
 */
export function readParagraphFields(fields: Fields): Omit<Paragraph, "type" | "text"> {
  const kind = oneOf(PARAGRAPH_KINDS, fields["kind"]) ?? "p";
  const level = whole(fields["level"], 1, 3) as 1 | 2 | 3;
  const isList = kind === "ul" || kind === "ol" || kind === "todo";
  return {
    kind,
    level: kind === "h" ? level : 0,
    indent: isList ? whole(fields["indent"], 0, DEEPEST_INDENT) : 0,
    checked: kind === "todo" && fields["checked"] === true,
    align: oneOf(ALIGNMENTS, fields["align"]) ?? "start",
  };
}

/** The same fields as they are written: null is not written. In the order in which the editor writes them. */
export function paragraphAttributes(
  paragraph: Omit<Paragraph, "type" | "text">,
): ParagraphAttributes {
  const { kind, level, indent, checked, align } = readParagraphFields({ ...paragraph });
  return {
    kind: kind === "p" ? null : kind,
    level: level === 0 ? null : level,
    indent: indent === 0 ? null : indent,
    checked: checked ? true : null,
    align: align === "start" ? null : align,
  };
}

export interface ParagraphAttributes {
  readonly kind: string | null;
  readonly level: number | null;
  readonly indent: number | null;
  readonly checked: true | null;
  readonly align: string | null;
}

/** null: it names no picture that could be shown. */
export function readPictureFields(fields: Fields): Omit<Picture, "type"> | null {
  const hash = fields["hash"];
  const mime = oneOf(PICTURE_TYPES, fields["mime"]);
  if (typeof hash !== "string" || !BLOB_HASH_PATTERN.test(hash) || mime === null) return null;
  return {
    hash: hash as BlobHash,
    mime,
    name: words(fields["name"], LONGEST.name),
    width: whole(fields["width"], 1, LONGEST.side),
    height: whole(fields["height"], 1, LONGEST.side),
    sizeBytes: whole(fields["sizeBytes"], 0, Number.MAX_SAFE_INTEGER),
    alt: words(fields["alt"], LONGEST.alt),
  };
}

export function readCellFields(fields: Fields): {
  header: boolean;
  colspan: number;
  rowspan: number;
} {
  return {
    header: fields["header"] === true,
    colspan: whole(fields["colspan"], 1, LONGEST.span),
    rowspan: whole(fields["rowspan"], 1, LONGEST.span),
  };
}

/** Marks as the editor's binding writes them: the mark's name with its attributes, `{}` where it has none. */
export function runAttributes(run: Run): Record<string, Record<string, string>> {
  const attributes: Record<string, Record<string, string>> = {};
  if (run.bold) attributes["bold"] = {};
  if (run.italic) attributes["italic"] = {};
  if (run.underline) attributes["underline"] = {};
  if (run.strike) attributes["strike"] = {};
  if (run.code) attributes["code"] = {};
  const link = run.link === undefined ? null : safeLink(run.link);
  if (link !== null) attributes["link"] = { href: link };
  if (run.color !== undefined) attributes["textColor"] = { color: run.color };
  if (run.highlight !== undefined) attributes["highlight"] = { color: run.highlight };
  return attributes;
}

export function readRunMarks(attributes: Fields): Omit<Run, "text"> {
  const has = (name: string): boolean =>
    Object.hasOwn(attributes, name) && isTruthyMark(attributes[name]);
  const field = (mark: string, name: string): unknown =>
    Object.hasOwn(attributes, mark) ? fieldOf(attributes[mark], name) : undefined;
  const href = field("link", "href");
  const link = typeof href === "string" ? safeLink(href) : null;
  const color = oneOf(TEXT_COLORS, field("textColor", "color"));
  const highlight = oneOf(HIGHLIGHT_COLORS, field("highlight", "color"));
  return {
    ...(has("bold") && { bold: true as const }),
    ...(has("italic") && { italic: true as const }),
    ...(has("underline") && { underline: true as const }),
    ...(has("strike") && { strike: true as const }),
    ...(has("code") && { code: true as const }),
    ...(link !== null && { link }),
    ...(color !== null && { color }),
    ...(highlight !== null && { highlight }),
  };
}

/** A number that is none, or lies outside, becomes the nearest that is allowed. */
function whole(value: unknown, least: number, most: number): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return least;
  return Math.min(most, Math.max(least, Math.round(value)));
}

function words(value: unknown, longest: number): string {
  return typeof value === "string" ? value.slice(0, longest) : "";
}

function oneOf<const Choice extends string>(
  choices: readonly Choice[],
  value: unknown,
): Choice | null {
  return choices.find((choice) => choice === value) ?? null;
}

function isTruthyMark(value: unknown): boolean {
  return value !== null && value !== undefined && value !== false;
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Fields)[name];
}
