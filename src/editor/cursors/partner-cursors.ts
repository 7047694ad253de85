import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { Store } from "../../base/index.ts";
import type { MemberId, Presence, SchoolMark } from "../../domain/index.ts";
import { isFromYjs } from "../binding/index.ts";
import { placesOf, positionsOf } from "./cursor-places.ts";

/** Who a cursor belongs to, from the roster and never from what was sent. */
export interface CursorOwner {
  readonly name: string;
  /** The school's country code. */
  readonly school: string;
  readonly mark: SchoolMark;
}

interface Options {
  readonly present: Store<readonly Presence[]>;
  readonly ownerOf: (member: MemberId) => CursorOwner | null;
  /** Told when the names behind `ownerOf` changed. */
  readonly owners: Store<unknown>;
  readonly showCursor: (cursor: Presence["cursor"]) => void;
}

/** So often at most: a cursor is worth four messages a second. */
const TELL_EVERY_MS = 250;
const MOST_SHOWN = 30;
const key = new PluginKey<DecorationSet>("partnerCursors");

/** Shows where the others are in the page, and tells them where this window is. */
export const PartnerCursors = Extension.create<Options>({
  name: "partnerCursors",

  addProseMirrorPlugins() {
    const { present, ownerOf, owners, showCursor } = this.options;
    const draw = (state: EditorState): DecorationSet =>
      DecorationSet.create(
        state.doc,
        present.get().slice(0, MOST_SHOWN).flatMap(cursorIn(state, ownerOf)),
      );
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, shown, _, state) => {
            // What came from a partner replaces whole blocks, and with them the cursors that stood there.
            const isStale = isFromYjs(transaction) && present.get().length > 0;
            if (isStale || transaction.getMeta(key) === "redraw") return draw(state);
            return transaction.docChanged ? shown.map(transaction.mapping, transaction.doc) : shown;
          },
        },
        props: { decorations: (state) => key.getState(state) },
        view: (view) => {
          const redraw = (): void => view.dispatch(view.state.tr.setMeta(key, "redraw"));
          const stops = [present.subscribe(redraw), owners.subscribe(redraw)];
          const teller = tellPlaces(view, showCursor);
          if (present.get().length > 0) queueMicrotask(() => !view.isDestroyed && redraw());
          return {
            update: (_, before) => teller.update(before),
            destroy: () => {
              for (const stop of stops) stop();
              teller.close();
            },
          };
        },
      }),
    ];
  },
});

function cursorIn(state: EditorState, ownerOf: Options["ownerOf"]) {
  return ({ member, session, cursor }: Presence): Decoration[] => {
    const owner = ownerOf(member);
    const places = cursor === null ? null : positionsOf(state, cursor);
    if (owner === null || places === null) return [];
    const { anchor, head } = places;
    const caret = Decoration.widget(head, () => caretOf(owner), {
      key: `${session} ${owner.name}`,
      side: 10,
    });
    if (anchor === head) return [caret];
    const selected = {
      class: "page-partner-selection",
      style: `--partner: var(--ts-mark-${owner.mark}-soft)`,
    };
    return [caret, Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), selected)];
  };
}

/** Told apart by name, school and line, not by colour alone. */
function caretOf({ name, school, mark }: CursorOwner): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "page-partner-caret";
  caret.dataset["mark"] = String(mark);
  caret.setAttribute("aria-hidden", "true");
  const label = document.createElement("bdi");
  label.textContent = school === "" ? name : `${name} · ${school}`;
  caret.append(label);
  return caret;
}

function tellPlaces(view: EditorView, showCursor: Options["showCursor"]) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let told: Presence["cursor"] = null;
  const tell = (): void => {
    timer = null;
    const places = view.hasFocus() ? placesOf(view.state) : null;
    if (places?.anchor === told?.anchor && places?.head === told?.head) return;
    told = places;
    showCursor(places);
  };
  const soon = (): void => {
    timer ??= setTimeout(tell, TELL_EVERY_MS);
  };
  view.dom.addEventListener("focus", soon);
  view.dom.addEventListener("blur", soon);
  return {
    update: (before: EditorState) => {
      if (!before.selection.eq(view.state.selection) || before.doc !== view.state.doc) soon();
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
      view.dom.removeEventListener("focus", soon);
      view.dom.removeEventListener("blur", soon);
      if (told !== null) showCursor(null);
    },
  };
}
