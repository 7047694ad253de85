import {
  type DefaultTreeAdapterTypes,
  type TreeAdapter,
  type DefaultTreeAdapterMap,
  defaultTreeAdapter,
  parse,
} from "parse5";
import { ImportRefused } from "../import-outcome.ts";

/**
 * What the tree of an HTML file may hold. A parser that follows the standard can be made to build far more nodes than the
 * file has letters (open formatting elements are repeated in every paragraph), so the nodes are counted as they are made.
 */
export const HTML_LIMITS = { nodes: 300_000, depth: 4_000, letters: 8_000_000 } as const;

export type HtmlDocument = DefaultTreeAdapterTypes.Document;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** As every browser would read it, but as plain objects: nothing in it can run or load. Throws `ImportRefused` (tooComplex). */
export function parseBounded(html: string): HtmlDocument {
  if (html.length > HTML_LIMITS.letters) throw new ImportRefused({ kind: "tooComplex" });
  let nodes = 0;
  let depth = 0;
  function count(): void {
    nodes += 1;
    if (nodes > HTML_LIMITS.nodes) throw new ImportRefused({ kind: "tooComplex" });
  }
  const treeAdapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement(...fields) {
      count();
      return defaultTreeAdapter.createElement(...fields);
    },
    createCommentNode(text) {
      count();
      return defaultTreeAdapter.createCommentNode(text);
    },
    insertText(parent, text) {
      // The parser hands a text over word by word; only the first makes a node.
      if (parent.childNodes.at(-1)?.nodeName !== "#text") count();
      defaultTreeAdapter.insertText(parent, text);
    },
    onItemPush() {
      depth += 1;
      if (depth > HTML_LIMITS.depth) throw new ImportRefused({ kind: "tooComplex" });
    },
    onItemPop() {
      depth -= 1;
    },
  };
  return parse(html, { treeAdapter, scriptingEnabled: false });
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return "tagName" in node;
}

export function attribute(element: HtmlElement, name: string): string | null {
  return element.attrs.find((found) => found.name === name)?.value ?? null;
}

/** All text below `node`, however deep it lies. */
export function textOf(node: HtmlNode): string {
  const parts: string[] = [];
  const waiting: HtmlNode[] = [node];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.nodeName === "#text" && "value" in next) parts.push(next.value);
    else if (isElement(next) && next.tagName !== "script" && next.tagName !== "style") {
      for (const child of [...next.childNodes].reverse()) waiting.push(child);
    }
  }
  return parts.join("");
}
