import type { OtherFormat } from "./import-outcome.ts";
import { type PictureFormat, recognisePicture } from "./pictures/picture-header.ts";

export type FileFormat =
  | { readonly kind: "document"; readonly format: "docx" | "html" | "markdown" | "text" | "pack" }
  | { readonly kind: "picture"; readonly format: PictureFormat }
  | { readonly kind: "other"; readonly format: OtherFormat }
  | { readonly kind: "unknown" };

/** Enough to tell every format apart, whatever the file is called. */
export const START_BYTES = 4_096;

/**
 * What a file is by its first bytes; the name only chooses between the kinds of text.
 * ZIP files need `namesInside`, null for other files.
 */
export function detectFormat(
  start: Uint8Array,
  name: string,
  namesInside: readonly string[] | null,
): FileFormat {
  const picture = recognisePicture(start);
  if (picture !== null) return { kind: "picture", format: picture };
  const head = asLatin(start);
  if (head.startsWith("PK\u0003\u0004")) return insideZip(namesInside ?? [], head);
  if (head.startsWith("PK\u0005\u0006")) return { kind: "other", format: "zip" };
  if (head.startsWith("\u00D0\u00CF\u0011\u00E0")) return { kind: "other", format: "doc" };
  if (head.startsWith("{\\rtf")) return { kind: "other", format: "rtf" };
  if (head.startsWith("%PDF-")) return { kind: "other", format: "pdf" };
  return ofText(head, name);
}

function insideZip(names: readonly string[], head: string): FileFormat {
  if (head.includes("application/vnd.oasis.opendocument.text"))
    return { kind: "other", format: "odt" };
  if (names.some((name) => /^word\/document\d*\.xml$/u.test(name)))
    return { kind: "document", format: "docx" };
  if (names.some((name) => name.startsWith("xl/"))) return { kind: "other", format: "spreadsheet" };
  if (names.some((name) => name.startsWith("ppt/")))
    return { kind: "other", format: "presentation" };
  if (names.filter((name) => /\.(?:md|markdown|html?)$/iu.test(name)).length === 1)
    return { kind: "document", format: "pack" };
  return { kind: "other", format: "zip" };
}

function ofText(head: string, name: string): FileFormat {
  const extension = /\.([a-z0-9]+)$/iu.exec(name)?.[1]?.toLowerCase() ?? "";
  if (["html", "htm", "xhtml"].includes(extension)) return { kind: "document", format: "html" };
  if (["md", "markdown"].includes(extension)) return { kind: "document", format: "markdown" };
  if (extension === "txt" || extension === "text") return { kind: "document", format: "text" };
  return /^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype html|html)[\s>]/iu.test(head)
    ? { kind: "document", format: "html" }
    : { kind: "unknown" };
}

export function asLatin(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, START_BYTES), (byte) => String.fromCharCode(byte)).join("");
}
