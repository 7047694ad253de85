import { PageSink } from "../block-sink.ts";
import type { Draft } from "../draft.ts";
import { DraftBuilder } from "../draft-builder.ts";
import {
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
  isElement,
  parseBounded,
  textOf,
} from "./bounded-tree.ts";
import { liftDataUrls } from "./data-url.ts";
import { type FindBeside, HtmlPictures } from "./html-pictures.ts";
import { HtmlWalker } from "./html-walker.ts";

/**
 * Reads HTML as a browser would and keeps what a page can hold. Nothing is ever put back into a live document, so there is
 * nothing to sanitise: what the walker does not know it drops, and counts.
 * Throws `ImportRefused` (tooComplex).
 */
export function readHtml(html: string, findBeside: FindBeside): Draft {
  const { text, lifted } = liftDataUrls(html);
  return readLiftedHtml(text, lifted, findBeside);
}

/** As `readHtml`, for a text whose picture addresses are already lifted. */
export function readLiftedHtml(
  html: string,
  lifted: readonly string[],
  findBeside: FindBeside,
): Draft {
  const document = parseBounded(html);
  const builder = new DraftBuilder();
  const heading = titleHeading(document);
  const walker = new HtmlWalker(builder, new HtmlPictures(builder, findBeside, lifted), heading);
  walker.walk(document.childNodes, new PageSink(builder));
  const title = singleLine(heading === null ? documentTitle(document) : textOf(heading));
  return builder.finish(title === "" ? null : title);
}

/**
 * The only heading of the first level, if the document begins with it: it is the page's title, and the other headings move
 * up one level. Export writes pages that way, so that one comes back as it went.
 */
function titleHeading(document: HtmlDocument): HtmlElement | null {
  let found: HtmlElement | null = null;
  let contentBefore = false;
  const waiting: HtmlNode[] = [...document.childNodes].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isElement(node)) {
      if (node.tagName === "h1") {
        if (found !== null || contentBefore) return null;
        found = node;
      } else if (!WITHOUT_CONTENT.has(node.tagName)) {
        if (node.tagName === "img" || node.tagName === "table") contentBefore = true;
        for (let index = node.childNodes.length - 1; index >= 0; index -= 1) {
          const child = node.childNodes[index];
          if (child !== undefined) waiting.push(child);
        }
      }
    } else if (node.nodeName === "#text" && "value" in node && node.value.trim() !== "")
      contentBefore = true;
  }
  return found;
}

const WITHOUT_CONTENT = new Set(["head", "script", "style", "noscript", "template", "nav"]);

function documentTitle(document: HtmlDocument): string {
  const html = document.childNodes.find((node) => isElement(node) && node.tagName === "html");
  const head =
    html !== undefined && isElement(html)
      ? html.childNodes.find((node) => isElement(node) && node.tagName === "head")
      : undefined;
  const title =
    head !== undefined && isElement(head)
      ? head.childNodes.find((node) => isElement(node) && node.tagName === "title")
      : undefined;
  return title === undefined ? "" : textOf(title);
}

function singleLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** The character set that a file claims in its first kilobyte, as Word and old editors write it. */
export function claimedCharset(start: string): string | null {
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{2,40})/iu.exec(start)?.[1] ?? null;
}
