import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type * as Y from "yjs";
import type { Store } from "../../base/index.ts";
import type { Member, MemberId, School } from "../../domain/index.ts";
import { isFromYjs } from "../binding/index.ts";
import { offsetOfBlock, sameBlocks } from "../changed-blocks.ts";
import { type AuthorLook, looksOfAuthors } from "./author-marks.ts";
import type { AuthorOf } from "./author-runs.ts";
import { type AuthorShare, type Authorship, NO_SHARES } from "./authorship.ts";
import { PageRuns, type WrittenParagraph } from "./page-runs.ts";

interface Options {
  readonly content: Y.XmlFragment;
  readonly authorOf: AuthorOf;
  readonly authorship: Authorship;
  readonly members: Store<readonly Member[]>;
  readonly schools: Store<readonly School[]>;
}

interface Shown {
  /** The page for which the decorations were drawn; null while nothing is shown. */
  readonly drawnFor: Node | null;
  readonly looks: ReadonlyMap<MemberId | null, AuthorLook>;
  readonly decorations: DecorationSet;
}

type Wish = "redraw" | "refresh";
interface Spec {
  readonly look: AuthorLook;
}

const NOTHING: Shown = { drawnFor: null, looks: new Map(), decorations: DecorationSet.empty };
/** One's own letters take the look of those beside them until then. */
const REFRESH_MS = 120;
/** Shorter runs than this, a corrected letter or two, carry no letters of their author before them. */
const LONG_ENOUGH_TO_NAME = 8;
const key = new PluginKey<Shown>("showAuthors");

/** Shows who wrote what: by letters before a run, by a line below it, by colour, and by name under the pointer. */
export const ShowAuthors = Extension.create<Options>({
  name: "showAuthors",

  addProseMirrorPlugins() {
    const { content, authorOf, authorship, members, schools } = this.options;
    const runs = new PageRuns(content, authorOf);
    const isWanted = (): boolean => authorship.shown.get().kind !== "nobody";
    const drawAll = (doc: Node): Shown => {
      const paragraphs = runs.paragraphs(doc);
      const looks = looksOfAuthors(authorsOf(paragraphs), members.get(), schools.get());
      const decorations = DecorationSet.create(doc, decorate(paragraphs, looks, authorship));
      return { drawnFor: doc, looks, decorations };
    };
    const refresh = (shown: Shown, doc: Node): Shown => {
      if (shown.drawnFor === null) return drawAll(doc);
      const { atStart, atEnd } = sameBlocks(shown.drawnFor, doc);
      const end = doc.childCount - atEnd;
      const paragraphs = runs.paragraphs(doc, atStart, end);
      // A new author may take a mark that others have now.
      if ([...authorsOf(paragraphs)].some((author) => !shown.looks.has(author)))
        return drawAll(doc);
      const old = shown.decorations.find(offsetOfBlock(doc, atStart), offsetOfBlock(doc, end));
      const decorations = shown.decorations
        .remove(old)
        .add(doc, decorate(paragraphs, shown.looks, authorship));
      return { ...shown, drawnFor: doc, decorations };
    };
    return [
      new Plugin<Shown>({
        key,
        state: {
          init: (_, { doc }) => (isWanted() ? drawAll(doc) : NOTHING),
          apply: (transaction, shown, _, { doc }) => {
            if (!isWanted()) return NOTHING;
            const wish = transaction.getMeta(key) as Wish | undefined;
            if (wish === "redraw") return drawAll(doc);
            if (wish === "refresh") return refresh(shown, doc);
            if (!transaction.docChanged) return shown;
            const decorations = shown.decorations.map(transaction.mapping, doc);
            // What came from a partner replaces whole blocks, and with them their decorations; it is shared already.
            return isFromYjs(transaction)
              ? refresh({ ...shown, decorations }, doc)
              : { ...shown, decorations };
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
        view: (view) => {
          const ask = (wish: Wish) => (): void => {
            if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, wish));
          };
          const redraw = ask("redraw");
          const redrawIfShown = (): void => {
            if (isWanted()) redraw();
          };
          const stops = [
            authorship.shown.subscribe(redraw),
            members.subscribe(redrawIfShown),
            schools.subscribe(redrawIfShown),
          ];
          const teller = tellWhenShown(authorship, runs, ask("refresh"));
          teller.update(view);
          return {
            update: () => teller.update(view),
            destroy: () => {
              teller.close();
              for (const stop of stops) stop();
            },
          };
        },
      }),
    ];
  },
});

function authorsOf(paragraphs: readonly WrittenParagraph[]): ReadonlySet<MemberId | null> {
  const authors = new Set<MemberId | null>();
  for (const { runs } of paragraphs) for (const { author } of runs) authors.add(author);
  return authors;
}

function decorate(
  paragraphs: readonly WrittenParagraph[],
  looks: Shown["looks"],
  authorship: Authorship,
): Decoration[] {
  const shown = authorship.shown.get();
  const decorations: Decoration[] = [];
  for (const { from, isInCell, runs } of paragraphs) {
    let at = from;
    for (const { author, length } of runs) {
      const end = at + length;
      const look = looks.get(author);
      const isShown =
        shown.kind === "everyone" || (shown.kind === "one" && shown.author === author);
      if (look !== undefined && isShown) {
        const spec: Spec = { look };
        decorations.push(Decoration.inline(at, end, attributesOf(look), spec));
        const isFirst = at === from;
        if (isFirst ? !isInCell : length >= LONG_ENOUGH_TO_NAME)
          decorations.push(Decoration.inline(at, at + 1, { "data-author": look.code }, spec));
      }
      at = end;
    }
  }
  return decorations;
}

function attributesOf({ name, school, mark }: AuthorLook): Record<string, string> {
  return {
    class: "page-author",
    "data-mark": mark === null ? "none" : String(mark),
    title: school === "" ? name : `${name} · ${school}`,
  };
}

/** Tells the panel who wrote how much, and who wrote at the cursor; and asks for a fresh look when one has typed. */
function tellWhenShown(authorship: Authorship, runs: PageRuns, refresh: () => void) {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let toldFor: Shown | null = null;
  const soon = (view: EditorView): void => {
    timer ??= setTimeout(() => {
      timer = null;
      // What is drawn anew under an input method's hands would end its word.
      if (view.composing) soon(view);
      else refresh();
    }, REFRESH_MS);
  };
  return {
    update: (view: EditorView) => {
      const shown = key.getState(view.state) ?? NOTHING;
      if (shown.drawnFor !== null && shown.drawnFor !== view.state.doc) soon(view);
      else if (toldFor?.drawnFor !== shown.drawnFor || toldFor.looks !== shown.looks) {
        toldFor = shown;
        authorship.tell(
          shown.drawnFor === null ? NO_SHARES : sharesOf(runs.paragraphs(shown.drawnFor), shown),
        );
      }
      authorship.tellCursor(lookAt(shown, view.state.selection.head));
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
      authorship.tell(NO_SHARES);
      authorship.tellCursor(null);
    },
  };
}

function sharesOf(
  paragraphs: readonly WrittenParagraph[],
  { looks }: Shown,
): readonly AuthorShare[] {
  const words = new Map<MemberId | null, number>();
  for (const paragraph of paragraphs) {
    for (const [author, count] of paragraph.words)
      words.set(author, (words.get(author) ?? 0) + count);
  }
  return [...looks.values()]
    .map((look) => ({ ...look, words: words.get(look.author) ?? 0 }))
    .sort((one, other) => other.words - one.words);
}

function lookAt({ decorations }: Shown, position: number): AuthorLook | null {
  // The letter before the cursor is the one that was written there.
  const found = decorations.find(position, position);
  const written = found.find(({ to }) => to === position) ?? found[0];
  return written === undefined ? null : (written.spec as Spec).look;
}
