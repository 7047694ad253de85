import { type Result, fail, succeed } from "../base/index.ts";
import { START_BYTES, asLatin, detectFormat } from "./detect-format.ts";
import { readDocx } from "./docx/read-docx.ts";
import type { Draft } from "./draft.ts";
import { type FindBeside, NOTHING_BESIDE } from "./html/html-pictures.ts";
import { claimedCharset, readHtml } from "./html/read-html.ts";
import { type ImportFailure, ImportRefused } from "./import-outcome.ts";
import { readMarkdown } from "./markdown/read-markdown.ts";
import { decodeText } from "./text/decode-text.ts";
import { readText } from "./text/read-text.ts";
import { type ZipArchive, openZip } from "./zip/zip-archive.ts";

/**
 * Turns a file's bytes into a draft of a page. Knows no DOM, no network and no disk, so it runs alike in a worker and in
 * Node. A picture gives a draft that holds only the picture.
 */
export async function convertDocument(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Result<Draft, ImportFailure>> {
  try {
    return succeed(await convert(bytes, name));
  } catch (error) {
    if (error instanceof ImportRefused) return fail(error.failure);
    // Nested beyond the stack, or larger than a string can be: both are built, not written.
    if (error instanceof RangeError) return fail({ kind: "tooComplex" });
    throw error;
  }
}

async function convert(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Draft> {
  if (bytes.length === 0) throw new ImportRefused({ kind: "empty" });
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
  const archive = isZip ? openZip(bytes) : null;
  const format = detectFormat(bytes.subarray(0, START_BYTES), name, archive?.names ?? null);
  switch (format.kind) {
    case "picture":
      return {
        title: null,
        blocks: [{ type: "picture", source: 0, alt: "" }],
        sources: [{ bytes, name }],
        notices: [],
      };
    case "other":
      throw new ImportRefused(
        format.format === "doc" && isEncrypted(bytes)
          ? { kind: "encrypted" }
          : { kind: "otherFormat", format: format.format },
      );
    case "unknown":
      throw new ImportRefused({ kind: "unknownFormat" });
    case "document":
      if (format.format === "docx") return readDocx(bytes);
      if (format.format === "pack" && archive !== null) return readPack(archive);
      return readTextual(bytes, format.format, NOTHING_BESIDE);
  }
}

/** Office keeps an encrypted document in the old container, under a name that nothing else has. */
function isEncrypted(bytes: Uint8Array): boolean {
  const wanted = Array.from("EncryptedPackage", (letter) => [letter.charCodeAt(0), 0]).flat();
  for (
    let at = bytes.indexOf(wanted[0] ?? 0);
    at !== -1;
    at = bytes.indexOf(wanted[0] ?? 0, at + 1)
  ) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

function readTextual(bytes: Uint8Array<ArrayBuffer>, format: string, beside: FindBeside): Draft {
  const decoded = decodeText(bytes, format === "html" ? claimedCharset(asLatin(bytes)) : null);
  if (decoded === null) throw new ImportRefused({ kind: "unknownFormat" });
  const draft =
    format === "html"
      ? readHtml(decoded.text, beside)
      : format === "markdown"
        ? readMarkdown(decoded.text, beside)
        : readText(decoded.text);
  if (draft.blocks.length === 0 && draft.title === null) throw new ImportRefused({ kind: "empty" });
  return decoded.guessed
    ? { ...draft, notices: [...draft.notices, { kind: "guessedLetters", count: 1 }] }
    : draft;
}

/** A text with its pictures in one ZIP file, as export writes it. */
function readPack(archive: ZipArchive): Draft {
  const name = archive.names.find((candidate) => /\.(?:md|markdown|html?)$/iu.test(candidate));
  if (name === undefined) throw new ImportRefused({ kind: "unknownFormat" });
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const names = new Set(archive.names);
  const beside: FindBeside = (path) => {
    const full = folder + path.replace(/^\.\//u, "");
    return names.has(full) ? archive.read(full) : null;
  };
  return readTextual(archive.read(name), /\.html?$/iu.test(name) ? "html" : "markdown", beside);
}
