import type { MarkType, Node } from "@tiptap/pm/model";
import type { Command, EditorState } from "@tiptap/pm/state";
import { safeLink } from "../../domain/index.ts";

interface FoundLink {
  readonly href: string;
  readonly from: number;
  readonly to: number;
}

/** The link that the cursor stands in, whole. */
export function linkAtCursor(state: EditorState): FoundLink | null {
  const { $from } = state.selection;
  const cursor = $from.parentOffset;
  const around = linksIn($from.parent).filter(({ from, to }) => from <= cursor && cursor <= to);
  const inside = around.find(({ to }) => cursor < to) ?? around[0];
  if (inside === undefined) return null;
  const start = $from.start();
  return { href: inside.href, from: start + inside.from, to: start + inside.to };
}

function linksIn(paragraph: Node): readonly FoundLink[] {
  const links: FoundLink[] = [];
  paragraph.forEach((child, from) => {
    const href: unknown = child.marks.find(({ type }) => type.name === "link")?.attrs["href"];
    if (typeof href !== "string") return;
    const last = links.at(-1);
    const to = from + child.nodeSize;
    if (last?.href === href && last.to === from) links[links.length - 1] = { ...last, to };
    else links.push({ href, from, to });
  });
  return links;
}

/** Links the selection, or the link around the cursor anew; without either, writes the address itself. */
export function setLink(address: string): Command {
  return (state, dispatch) => {
    const type = linkType(state);
    const href = safeLink(withScheme(address));
    if (type === null || href === null) return false;
    if (dispatch === undefined) return true;
    const { from, to, empty } = state.selection;
    const mark = type.create({ href });
    const found = linkAtCursor(state);
    const transaction = state.tr;
    if (!empty) transaction.removeMark(from, to, type).addMark(from, to, mark);
    else if (found !== null)
      transaction.removeMark(found.from, found.to, type).addMark(found.from, found.to, mark);
    else transaction.replaceSelectionWith(state.schema.text(address.trim(), [mark]), false);
    dispatch(transaction.scrollIntoView());
    return true;
  };
}

export const removeLink: Command = (state, dispatch) => {
  const type = linkType(state);
  if (type === null) return false;
  const { from, to, empty } = state.selection;
  const found = linkAtCursor(state);
  if (empty && found === null) return false;
  const range = empty && found !== null ? found : { from, to };
  dispatch?.(state.tr.removeMark(range.from, range.to, type));
  return true;
};

/** "www.example.org" and "ana@example.org" are what people type; the scheme is ours to add. */
export function withScheme(address: string): string {
  const trimmed = address.trim();
  if (trimmed === "" || /^[a-z][a-z0-9+.-]*:/iu.test(trimmed)) return trimmed;
  return /^[^\s/@]+@[^\s/@]+\.[^\s/@]+$/u.test(trimmed)
    ? `mailto:${trimmed}`
    : `https://${trimmed}`;
}

function linkType(state: EditorState): MarkType | null {
  return state.schema.marks["link"] ?? null;
}
