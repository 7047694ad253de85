import { Extension } from "@tiptap/core";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

/**
 * Marks the block that the cursor is in. Blocks are not laid out before they are seen (page-text.css), and a browser
 * that types into one that Enter has just made puts the cursor before the letter; so this one is always laid out.
 * An empty page also says what it is for.
 */
export const CursorBlock = Extension.create<{ readonly placeholder: () => string }>({
  name: "cursorBlock",

  addProseMirrorPlugins() {
    const { placeholder } = this.options;
    return [new Plugin({ props: { decorations: (state) => decorate(state, placeholder) } })];
  },
});

function decorate(state: EditorState, placeholder: () => string): DecorationSet {
  const { doc, selection } = state;
  const only = doc.childCount === 1 ? doc.firstChild : null;
  const isEmptyPage = only !== null && only.isTextblock && only.content.size === 0;
  const empty = isEmptyPage ? { "data-placeholder": placeholder() } : {};
  const starts = new Set<number>();
  for (const place of [selection.$from, selection.$to])
    if (place.depth > 0) starts.add(place.before(1));
  const blocks = [...starts].flatMap((start) => {
    const end = start + (doc.nodeAt(start)?.nodeSize ?? 0);
    return end > start ? [Decoration.node(start, end, { class: "page-here", ...empty })] : [];
  });
  return DecorationSet.create(doc, blocks);
}
