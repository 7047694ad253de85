import { zipSync } from "fflate";
import type { BlobHash, Block, Picture } from "../domain/index.ts";
import { escapeHtml } from "./html/escape-html.ts";
import { writeDataUrl } from "./html/data-url.ts";
import { PAGE_STYLE } from "./html/page-style.ts";
import { writeBlocks } from "./html/write-html.ts";
import { writeMarkdown } from "./markdown/write-markdown.ts";

export interface ExportedFile {
  /** Without folder, fit for every file system. */
  readonly suggestedName: string;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface PageToExport {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** null while the picture is still at the partner's. */
  readonly pictures: (hash: BlobHash) => Promise<Blob | null>;
  /** BCP 47 tag of the reader's language, for the document's frame. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** What stands in place of a picture that is not on this PC. */
  readonly missing: (picture: Picture) => string;
}

/** One file that any browser opens without a network: pictures inside, no script, print style of its own. */
export async function exportHtml(page: PageToExport): Promise<ExportedFile> {
  const found = await collectPictures(page);
  const addresses = new Map(
    [...found].map(([hash, { mime, bytes }]) => [hash, writeDataUrl(mime, bytes)]),
  );
  const body = writeBlocks(page.blocks, ({ hash }) => addresses.get(hash) ?? null, page.missing);
  const title = escapeHtml(page.title);
  const html = `<!doctype html>
<html lang="${escapeHtml(page.language)}" dir="${page.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${title}</title>
<style>
${PAGE_STYLE}
</style>
</head>
<body>
<main>
<h1 dir="auto">${title}</h1>
${body}
</main>
</body>
</html>
`;
  return { suggestedName: `${fileName(page.title)}.html`, mime: "text/html", bytes: encode(html) };
}

/** Plain Markdown; with pictures, a ZIP file of the text and a folder beside it. */
export async function exportMarkdown(page: PageToExport): Promise<ExportedFile> {
  const found = await collectPictures(page);
  const paths = nameFiles(page.blocks, found);
  const name = fileName(page.title);
  const markdown = encode(
    writeMarkdown(page.title, page.blocks, ({ hash }) => paths.get(hash) ?? null, page.missing),
  );
  if (found.size === 0)
    return { suggestedName: `${name}.md`, mime: "text/markdown", bytes: markdown };
  const files: Record<string, Uint8Array> = { [`${name}.md`]: markdown };
  for (const [hash, path] of paths) {
    const picture = found.get(hash);
    if (picture !== undefined) files[path] = picture.bytes;
  }
  // Pictures are compressed already.
  return {
    suggestedName: `${name}.zip`,
    mime: "application/zip",
    bytes: zipSync(files, { level: 0 }),
  };
}

interface FoundPicture {
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function collectPictures({
  blocks,
  pictures,
}: PageToExport): Promise<ReadonlyMap<BlobHash, FoundPicture>> {
  const found = new Map<BlobHash, FoundPicture>();
  for (const block of blocks) {
    if (block.type !== "picture" || found.has(block.hash)) continue;
    const blob = await pictures(block.hash);
    if (blob !== null)
      found.set(block.hash, { mime: block.mime, bytes: new Uint8Array(await blob.arrayBuffer()) });
  }
  return found;
}

const EXTENSIONS = {
  "image/webp": "webp",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
} as const;

/** "pictures/01 bread.webp": in the page's order, and readable. */
function nameFiles(
  blocks: readonly Block[],
  found: ReadonlyMap<BlobHash, FoundPicture>,
): ReadonlyMap<BlobHash, string> {
  const paths = new Map<BlobHash, string>();
  for (const block of blocks) {
    if (block.type !== "picture" || paths.has(block.hash) || !found.has(block.hash)) continue;
    const number = String(paths.size + 1).padStart(2, "0");
    const stem = fileName(block.name.replace(/\.[a-z0-9]{2,5}$/iu, ""));
    paths.set(block.hash, `pictures/${number} ${stem}.${EXTENSIONS[block.mime]}`);
  }
  return paths;
}

/** No sign that Windows refuses, no name that it keeps for itself, no dot at the end, at most 80 letters. */
export function fileName(title: string): string {
  const safe = Array.from(title, (letter) => (isFit(letter) ? letter : " "))
    .slice(0, 80)
    .join("")
    .replace(/\s+/gu, " ")
    .replace(/^[\s.]+|[\s.]+$/gu, "");
  return safe === "" || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(safe)
    ? `page ${safe}`.trim()
    : safe;
}

function isFit(letter: string): boolean {
  return letter >= " " && !/[<>:"/\\|?*\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]/u.test(letter);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
