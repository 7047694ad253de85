import type { Paragraph } from "../../domain/index.ts";
import { lineStyle, writeRuns } from "./write-line.ts";

export function isListItem({ kind }: Paragraph): boolean {
  return kind === "ul" || kind === "ol" || kind === "todo";
}

/**
 * Nested lists of the flat items. An item that stands deeper than the one before lies in lists inside items without a line of
 * their own, so that its depth comes back as it went.
 */
export function writeList(items: readonly Paragraph[]): string {
  const html: string[] = [];
  /** Tags of the open lists; each has an open item. */
  const open: string[] = [];
  for (const item of items) {
    const depth = item.indent + 1;
    while (open.length > depth) html.push(`</li>\n</${open.pop() ?? "ul"}>\n`);
    const tag = item.kind === "ol" ? "ol" : "ul";
    if (open.length === depth) {
      if (open[depth - 1] === tag) html.push("</li>\n");
      else html.push(`</li>\n</${open.pop() ?? "ul"}>\n`);
    }
    while (open.length < depth) {
      html.push(`<${tag}>`, open.length + 1 < depth ? `<li class="hollow">` : "");
      open.push(tag);
    }
    html.push(writeItem(item));
  }
  while (open.length > 0)
    html.push(`</li>\n</${open.pop() ?? "ul"}>${open.length > 0 ? "\n" : ""}`);
  return html.join("");
}

/**
 * The item's end tag is written when its list goes on or closes. Its style stands on a line of its own, because items further in
 * would inherit it from the item.
 */
function writeItem(item: Paragraph): string {
  const tick =
    item.kind === "todo" ? `<input type="checkbox" disabled${item.checked ? " checked" : ""}>` : "";
  const text = `${tick}${writeRuns(item.text) || "<br>"}`;
  const style = lineStyle(item);
  return `<li${item.kind === "todo" ? ' class="todo"' : ""} dir="auto">${style === "" ? text : `<div${style}>${text}</div>`}`;
}
