import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { Mark, Node, ResolvedPos } from "@tiptap/pm/model";
import { ReplaceStep } from "@tiptap/pm/transform";
import { ySyncPluginKey } from "y-prosemirror";
import * as Y from "yjs";
import { isFromYjs } from "./yjs-change.ts";

interface Sync {
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly binding: {
    readonly mapping: Map<unknown, unknown>;
    readonly mux: (act: () => void) => void;
  };
}

/** Letters written or deleted within one paragraph. */
interface Typed {
  readonly before: Node;
  readonly from: number;
  readonly to: number;
  /** The letters with their marks. */
  readonly letters: readonly Node[];
}

const key = new PluginKey<Typed | null>("typedText");

/**
 * Writes typed letters where they were typed. The binding finds a change by comparing texts, and takes an "e" typed before an
 * "e" for one behind it: the letters of two writers change places without anyone seeing it, until a merge rescues the words of
 * one of them, or an undo takes them back. What is more than letters in one paragraph is left to the binding.
 * Stands before the binding, which then finds nothing to do.
 */
export function typedText(): Plugin {
  return new Plugin<Typed | null>({
    key,
    state: {
      init: () => null,
      apply: (transaction, typed, { doc }) =>
        transaction.docChanged ? typedIn(transaction, doc) : typed,
    },
    view: () => ({
      update: (view, before) => {
        const typed = key.getState(view.state) ?? null;
        if (typed?.before === before.doc) write(view.state, typed);
      },
    }),
  });
}

function typedIn(transaction: Transaction, before: Node): Typed | null {
  const [step] = transaction.steps;
  if (transaction.steps.length !== 1 || !(step instanceof ReplaceStep)) return null;
  if (isFromYjs(transaction) || transaction.getMeta("addToHistory") === false) return null;
  const { from, to, slice } = step;
  const letters = slice.content.content;
  const $from = before.resolve(from);
  const isInParagraph = $from.parent.isTextblock && to <= $from.end();
  return isInParagraph && letters.every(isPlainlyMarked) ? { before, from, to, letters } : null;
}

/** Marks that may stand over each other have names of the binding's own making. */
function isPlainlyMarked(node: Node): boolean {
  return node.isText && node.marks.every(({ type }) => type.excludes(type));
}

function write(state: EditorState, { before, from, to, letters }: Typed): void {
  const sync = ySyncPluginKey.getState(state) as Sync | undefined;
  const $from = before.resolve(from);
  const path = sync === undefined ? null : sharedPath(sync, $from);
  if (sync === undefined || path === null) return;
  const { mapping, mux } = sync.binding;
  mux(() =>
    sync.doc.transact(() => {
      let place = $from.parentOffset;
      path.text.delete(place, to - from);
      for (const { text = "", marks } of letters) {
        path.text.insert(place, text, attributesOf(marks));
        place += text.length;
      }
      const $after = state.doc.resolve(from);
      path.elements.forEach((element, depth) => mapping.set(element, $after.node(depth + 1)));
      mapping.set(path.text, $after.parent.content.content);
    }, ySyncPluginKey),
  );
}

function attributesOf(marks: readonly Mark[]): Record<string, unknown> {
  return Object.fromEntries(marks.map(({ type, attrs }) => [type.name, attrs]));
}

interface SharedPath {
  /** Outermost first; the last is the paragraph. */
  readonly elements: readonly Y.XmlElement[];
  readonly text: Y.XmlText;
}

/** The shared text of the paragraph around `$place`, if all that leads to it is known to be as the editor had it. */
function sharedPath({ type, binding }: Sync, $place: ResolvedPos): SharedPath | null {
  const elements: Y.XmlElement[] = [];
  let inner: Y.XmlFragment = type;
  for (let depth = 0; depth < $place.depth; depth += 1) {
    const element: unknown = inner.get($place.index(depth));
    const isKnown = binding.mapping.get(element) === $place.node(depth + 1);
    if (!(element instanceof Y.XmlElement) || !isKnown) return null;
    elements.push(element);
    inner = element;
  }
  const text: unknown = inner.length === 1 ? inner.get(0) : null;
  const isSame = text instanceof Y.XmlText && text.length === $place.parent.content.size;
  return isSame ? { elements, text } : null;
}
