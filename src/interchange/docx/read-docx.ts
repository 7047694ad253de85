import { type Zippable, zipSync } from "fflate";
import mammoth from "mammoth";
import { PageSink } from "../block-sink.ts";
import type { Draft } from "../draft.ts";
import { DraftBuilder } from "../draft-builder.ts";
import { ImportRefused } from "../import-outcome.ts";
import { openZip, type ZipArchive } from "../zip/zip-archive.ts";
import { readWordDocument } from "./word-blocks.ts";
import type { WordDocument, WordImage, WordNode } from "./word-document.ts";
import { XML_LIMITS, countElements, countPassedOver } from "./word-xml.ts";

/** Parts that hold no text of the page; leaving them out saves memory and doors. */
const UNREAD_PARTS =
  /^(?:docProps|customXml|word\/(?:theme|charts|embeddings|diagrams|glossary|webextensions|fonts))\//u;

/**
 * Reads a Word document. Runs in a worker or in Node and touches no network and no disk.
 * Throws `ImportRefused` for everything that is not a sound .docx within the limits.
 */
export async function readDocx(bytes: Uint8Array<ArrayBuffer>): Promise<Draft> {
  const archive = openZip(bytes);
  const builder = new DraftBuilder();
  const document = await parseDocument(rewrite(archive, builder));
  const pictures = await findPictures(document, archive);
  const sources = new Map<string, number | null>();
  const title = readWordDocument(document, new PageSink(builder), builder, (image) => {
    const name = pictures.get(image);
    if (name === undefined || !archive.names.includes(name)) {
      builder.notices.count("missingPictures");
      return null;
    }
    const known = sources.get(name);
    if (known !== undefined) return known;
    const source = builder.addSource({
      bytes: archive.read(name),
      name: name.slice(name.lastIndexOf("/") + 1),
    });
    sources.set(name, source);
    return source;
  });
  return builder.finish(title);
}

/**
 * A new, uncompressed archive of checked XML parts for the parser, in which each picture is only its own name: the parser
 * never inflates anything, and pictures are inflated one at a time when they are needed.
 */
function rewrite(archive: ZipArchive, builder: DraftBuilder): Uint8Array<ArrayBuffer> {
  const parts: Zippable = {};
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let xmlBytes = 0;
  let elements = 0;
  for (const name of archive.names) {
    if (name.endsWith("/") || UNREAD_PARTS.test(name)) continue;
    if (!/\.(?:xml|rels)$/u.test(name)) {
      parts[name] = encoder.encode(name);
      continue;
    }
    xmlBytes += archive.sizeOf(name);
    if (xmlBytes > XML_LIMITS.bytes) throw new ImportRefused({ kind: "tooComplex" });
    const part = archive.read(name);
    const xml = decoder.decode(part);
    elements += countElements(xml, {
      elements: XML_LIMITS.elements - elements,
      depth: XML_LIMITS.depth,
    });
    if (/^word\/document\d*\.xml$/u.test(name)) countPassedOver(xml, builder.notices);
    if (/^word\/(?:header|footer)\d*\.xml$/u.test(name)) {
      if (/<w:t[ >]/u.test(xml)) builder.notices.once("headersAndFooters");
      continue;
    }
    parts[name] = part;
  }
  return zipSync(parts, { level: 0 });
}

/** mammoth's own tree, taken before it would become HTML: alignment and check boxes are still in it. */
async function parseDocument(zip: Uint8Array<ArrayBuffer>): Promise<WordDocument> {
  let document: WordDocument | null = null;
  // Node's build reads `buffer`, the browser's `arrayBuffer`; both accept the same bytes.
  const input = { arrayBuffer: zip.buffer, buffer: zip.buffer };
  try {
    await mammoth.convertToHtml(input, {
      includeDefaultStyleMap: false,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      transformDocument(found: WordDocument) {
        document = found;
        return { ...found, children: [] };
      },
    });
  } catch (error) {
    if (error instanceof RangeError) throw new ImportRefused({ kind: "tooComplex" });
    throw new ImportRefused({ kind: "damaged" });
  }
  if (document === null) throw new ImportRefused({ kind: "damaged" });
  return document;
}

async function findPictures(
  document: WordDocument,
  archive: ZipArchive,
): Promise<ReadonlyMap<WordImage, string>> {
  const names = new Map<WordImage, string>();
  const decoder = new TextDecoder();
  for (const image of imagesIn(document)) {
    try {
      const name = decoder.decode(await image.readAsArrayBuffer());
      if (archive.names.includes(name)) names.set(image, name);
    } catch {
      // A picture that is linked or lost has no name, and the report counts it as missing.
      continue;
    }
  }
  return names;
}

function imagesIn(document: WordDocument): readonly WordImage[] {
  const images: WordImage[] = [];
  const notes = new Set<object>();
  const waiting: WordNode[] = [document];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.type === "image") images.push(node);
    else if (node.type === "noteReference") {
      const note = document.notes.resolve(node);
      if (note === null || notes.has(note)) continue;
      notes.add(note);
      waiting.push(...note.body);
    } else if ("children" in node) {
      for (const child of node.children) waiting.push(child);
    }
  }
  return images;
}
