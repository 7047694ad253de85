import { ImportRefused } from "../import-outcome.ts";
import type { NoticeTally } from "../notice-tally.ts";

/**
 * What the XML of a document may hold. Word nests tables about ten deep (some forty elements); 500 pages of much-edited
 * text have some 400,000 elements, each of which costs about a kilobyte of memory while it is read.
 */
export const XML_LIMITS = { bytes: 64_000_000, elements: 600_000, depth: 300 } as const;

const OPEN = 60;
const CLOSE = 62;
const SLASH = 47;
const QUESTION = 63;
const EXCLAMATION = 33;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

/**
 * Counts the elements of an XML text before a parser builds them. Throws `ImportRefused`: suspicious for a document type
 * (the door of entity bombs; Office never writes one), tooComplex for more depth or elements than `limits`.
 */
export function countElements(
  xml: string,
  limits: { readonly elements: number; readonly depth: number },
): number {
  let elements = 0;
  let depth = 0;
  let at = xml.indexOf("<");
  while (at !== -1) {
    const next = xml.charCodeAt(at + 1);
    if (next === EXCLAMATION) {
      at = skipSpecial(xml, at);
    } else if (next === QUESTION) {
      at = after(xml, "?>", at);
    } else if (next === SLASH) {
      depth -= 1;
      at = after(xml, ">", at);
    } else {
      elements += 1;
      depth += 1;
      const end = endOfTag(xml, at + 1);
      if (xml.charCodeAt(end - 1) === SLASH) depth -= 1;
      if (elements > limits.elements || depth > limits.depth)
        throw new ImportRefused({ kind: "tooComplex" });
      at = end;
    }
    at = xml.indexOf("<", at);
  }
  return elements;
}

function skipSpecial(xml: string, at: number): number {
  if (xml.startsWith("<!--", at)) return after(xml, "-->", at + 4);
  if (xml.startsWith("<![CDATA[", at)) return after(xml, "]]>", at);
  throw new ImportRefused({ kind: "suspicious" });
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  return found === -1 ? xml.length : found + mark.length;
}

function endOfTag(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at += 1) {
    const letter = xml.charCodeAt(at);
    if (quote !== 0) {
      if (letter === quote) quote = 0;
    } else if (letter === DOUBLE_QUOTE || letter === SINGLE_QUOTE) quote = letter;
    else if (letter === CLOSE) return at;
    else if (letter === OPEN) return at - 1;
  }
  return xml.length;
}

/** What the reader passes over in silence, counted so that the report can say it. */
export function countPassedOver(documentXml: string, notices: NoticeTally): void {
  const count = (pattern: RegExp) => documentXml.match(pattern)?.length ?? 0;
  notices.count("trackedChanges", count(/<w:(?:del|moveFrom) /gu));
  notices.count("equations", count(/<m:oMath[ >]/gu));
  notices.count("textBoxes", count(/<wps:txbx[ >]/gu) || count(/<v:textbox[ >]/gu));
  notices.count(
    "drawings",
    count(/<(?:c:chart|dgm:relIds|o:OLEObject|wpc:wpc|w14:contentPart) /gu),
  );
  notices.count("comments", count(/<w:commentReference /gu));
  if (count(/<w:color [^>]*w:val="(?!auto"|0{6}")[0-9A-Fa-f]{6}"/gu) > 0)
    notices.once("textColors");
}
