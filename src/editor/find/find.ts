import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import {
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";

export interface Found {
  readonly query: string;
  readonly matchCase: boolean;
  readonly places: readonly Place[];
  /** Index of the place that is shown; -1 for none. */
  readonly current: number;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

interface FindState {
  readonly found: Found;
  readonly decorations: DecorationSet;
}

type Wish =
  | { readonly kind: "search"; readonly query: string; readonly matchCase: boolean }
  | { readonly kind: "again" }
  | { readonly kind: "go"; readonly to: number };

const MOST_PLACES = 2000;
const SEARCH_AGAIN_MS = 200;
const NOTHING: Found = { query: "", matchCase: false, places: [], current: -1 };
const key = new PluginKey<FindState>("find");

/** Finds words in the page; what is found moves along while people write, and is searched again when they pause. */
export const Find = Extension.create({
  name: "find",

  addProseMirrorPlugins() {
    return [
      new Plugin<FindState>({
        key,
        state: {
          init: () => ({ found: NOTHING, decorations: DecorationSet.empty }),
          apply: (transaction, before, _, state) => {
            const wish = transaction.getMeta(key) as Wish | undefined;
            if (wish !== undefined) return fulfil(wish, before.found, state);
            return transaction.docChanged && before.found.query !== ""
              ? move(before, transaction)
              : before;
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
        view: (view) => searchAgainAfterPauses(view),
      }),
    ];
  },
});

export function foundIn(state: EditorState): Found {
  return key.getState(state)?.found ?? NOTHING;
}

/** An empty query ends the search. */
export function search(view: EditorView, query: string, matchCase: boolean): void {
  view.dispatch(view.state.tr.setMeta(key, { kind: "search", query, matchCase } satisfies Wish));
  scrollToCurrent(view);
}

export function goToNext(view: EditorView, steps: 1 | -1): void {
  const { places, current } = foundIn(view.state);
  if (places.length === 0) return;
  const to = (current + steps + places.length) % places.length;
  view.dispatch(view.state.tr.setMeta(key, { kind: "go", to } satisfies Wish));
  scrollToCurrent(view);
}

/** Puts the selection on what is shown, for going on to write there. */
export function selectCurrent(view: EditorView): void {
  const { places, current } = foundIn(view.state);
  const place = places[current];
  if (place === undefined) return;
  view.dispatch(
    view.state.tr.setSelection(TextSelection.create(view.state.doc, place.from, place.to)),
  );
}

function fulfil(wish: Wish, before: Found, state: EditorState): FindState {
  if (wish.kind === "go") return show({ ...before, current: wish.to }, state);
  const { query, matchCase } = wish.kind === "search" ? wish : before;
  const places = placesOf(state.doc, query, matchCase);
  const from = before.places[before.current]?.from ?? state.selection.from;
  const next = places.findIndex((place) => place.from >= from);
  const current = places.length === 0 ? -1 : Math.max(next, 0);
  return show({ query, matchCase, places, current }, state);
}

function show(found: Found, state: EditorState): FindState {
  const decorations = found.places.map(({ from, to }, index) =>
    Decoration.inline(from, to, {
      class: index === found.current ? "page-found page-found-current" : "page-found",
    }),
  );
  return { found, decorations: DecorationSet.create(state.doc, decorations) };
}

function move({ found, decorations }: FindState, { mapping, doc }: Transaction): FindState {
  const places = found.places.map(({ from, to }) => ({
    from: mapping.map(from, 1),
    to: mapping.map(to, -1),
  }));
  return { found: { ...found, places }, decorations: decorations.map(mapping, doc) };
}

function placesOf(doc: Node, query: string, matchCase: boolean): readonly Place[] {
  const wanted = fold(query, matchCase);
  const places: Place[] = [];
  if (wanted === "") return places;
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true;
    const text = fold(node.textContent, matchCase);
    for (
      let at = text.indexOf(wanted);
      at >= 0 && places.length < MOST_PLACES;
      at = text.indexOf(wanted, at + wanted.length)
    ) {
      places.push({ from: position + 1 + at, to: position + 1 + at + wanted.length });
    }
    return false;
  });
  return places;
}

/** Letter by letter, so that every place keeps its index even where capitals have another length. */
function fold(text: string, matchCase: boolean): string {
  if (matchCase) return text;
  const folded = text.toLocaleLowerCase();
  if (folded.length === text.length) return folded;
  return text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLocaleLowerCase();
    return small.length === letter.length ? small : letter;
  });
}

function searchAgainAfterPauses(view: EditorView) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const again = (): void => {
    timer = null;
    if (!view.isDestroyed)
      view.dispatch(view.state.tr.setMeta(key, { kind: "again" } satisfies Wish));
  };
  return {
    update: (_: EditorView, before: EditorState) => {
      if (before.doc === view.state.doc || foundIn(view.state).query === "") return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(again, SEARCH_AGAIN_MS);
    },
    destroy: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function scrollToCurrent(view: EditorView): void {
  const { places, current } = foundIn(view.state);
  const place = places[current];
  if (place === undefined) return;
  const { node } = view.domAtPos(place.from);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: "center" });
}
