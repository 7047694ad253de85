import type { BlobHash } from "./ids.ts";

/**
 * The text of a page as plain values: what import produces, export reads and the editor's schema mirrors.
 * Blocks are flat: a heading, a list item or a quote is a paragraph of another kind, so that changing
 * the kind is a changed attribute and two classes that write apart lose no words over it.
 */
export type Block = Paragraph | Picture | Table | Rule;

export interface Paragraph {
  readonly type: "paragraph";
  readonly kind: ParagraphKind;
  /** 1 to 3 for headings, 0 otherwise. */
  readonly level: 0 | 1 | 2 | 3;
  /** 0 to 6, for lists. */
  readonly indent: number;
  /** For check lists. */
  readonly checked: boolean;
  readonly align: Alignment;
  readonly text: readonly Run[];
}

export const PARAGRAPH_KINDS = ["p", "h", "ul", "ol", "todo", "quote", "code"] as const;
export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

export const ALIGNMENTS = ["start", "center", "end"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** A stretch of text with the same marks. A line break inside a paragraph is "\n". */
export interface Run {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
  readonly code?: true;
  /** https:, http: or mailto: only. */
  readonly link?: string;
  readonly color?: TextColor;
  readonly highlight?: HighlightColor;
}

/** Names, not values: the theme gives each a shade that passes contrast in light, dark and high contrast. */
export const TEXT_COLORS = [
  "red",
  "orange",
  "green",
  "teal",
  "blue",
  "purple",
  "pink",
  "grey",
] as const;
export type TextColor = (typeof TEXT_COLORS)[number];
export const HIGHLIGHT_COLORS = ["yellow", "green", "blue", "pink"] as const;
export type HighlightColor = (typeof HIGHLIGHT_COLORS)[number];

export interface Picture {
  readonly type: "picture";
  readonly hash: BlobHash;
  readonly mime: PictureType;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  /** What the picture shows, for those who cannot see it. */
  readonly alt: string;
}

export const PICTURE_TYPES = ["image/webp", "image/png", "image/jpeg", "image/gif"] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface Table {
  readonly type: "table";
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: readonly Paragraph[];
}

export interface Rule {
  readonly type: "rule";
}

/** The most of a page that any door lets in. */
export const PAGE_CONTENT_LIMITS = {
  blocks: 20_000,
  characters: 5_000_000,
  tableCells: 20_000,
  pictureBytes: 25_000_000,
  picturesPerImport: 500,
  linkCharacters: 2048,
} as const;

export function paragraph(
  text: string,
  fields: Partial<Omit<Paragraph, "type" | "text">> = {},
): Paragraph {
  return {
    type: "paragraph",
    kind: "p",
    level: 0,
    indent: 0,
    checked: false,
    align: "start",
    ...fields,
    text: text === "" ? [] : [{ text }],
  };
}

/** Only addresses that open a web page or a mail; null for everything else. */
export function safeLink(address: string): string | null {
  const trimmed = address.trim();
  if (trimmed.length > PAGE_CONTENT_LIMITS.linkCharacters) return null;
  // Browsers skip control characters inside a scheme, so "java\nscript:" must not slip through.
  const compact = Array.from(trimmed, (letter) => (letter.charCodeAt(0) <= 32 ? "" : letter)).join(
    "",
  );
  return /^(https?:\/\/|mailto:)[^"'<>\\]+$/iu.test(compact) ? compact : null;
}
