import * as Y from "yjs";
import { type Store, createStore } from "../../base/index.ts";
import {
  type Block,
  type BlobHash,
  type MemberId,
  PAGE_LIMITS,
  type PageAbout,
  type RescuedWords,
  paragraph,
} from "../../domain/index.ts";
import { viewOf } from "../document-store.ts";
import { becomeBlocks } from "./become-blocks.ts";
import { readPageAbout } from "./page-about.ts";
import { type LostPiece, newStructs } from "./lost-words.ts";
import { ELEMENTS, PAGE_ROOTS } from "./page-format.ts";
import { readBlocks, readPictureHashes } from "./read-blocks.ts";
import { type Received, receiveUpdates } from "./receive-updates.ts";
import { RescueList } from "./rescue-list.ts";
import { writeBlocks } from "./write-blocks.ts";

/** The origin of what the page's document writes by itself: kept and sent like any local change, but never undone. */
const BOOKKEEPING = Object.freeze({ origin: "page bookkeeping" });

/** So many characters in the same order are no coincidence. */
const DISTINCTIVE = 16;

interface Parts {
  /** Who wrote under a clientID of Yjs, if a signature says so. */
  readonly authorOf: (client: number) => MemberId | null;
  /** False for one who only reads: then nothing is noted in the document, for it would count nowhere. */
  readonly mayWrite: () => boolean;
  readonly now: () => number;
}

/**
 * The text of one page. Everything that comes from the store or from a partner enters by `receive`, because only there
 * can words that a merge swallows be caught; docs/spec/merging.md has the rules.
 */
export class PageDocument {
  readonly about: Store<PageAbout>;
  /** For the editor's binding. */
  readonly content: Y.XmlFragment;
  /** Words that lost their place, oldest first. */
  readonly rescued: Store<readonly RescuedWords[]>;
  /** The pictures that the page shows. */
  readonly pictures: Store<readonly BlobHash[]>;
  readonly #doc: Y.Doc;
  readonly #parts: Parts;
  readonly #rescueList: RescueList;
  readonly #about: Y.Map<unknown>;
  readonly #watch = (transaction: Y.Transaction): void => this.#afterTransaction(transaction);

  constructor(doc: Y.Doc, parts: Parts) {
    this.#doc = doc;
    this.#parts = parts;
    this.content = doc.getXmlFragment(PAGE_ROOTS.content);
    this.#about = doc.getMap(PAGE_ROOTS.about);
    this.about = viewOf(this.#about, () => readPageAbout(doc));
    this.#rescueList = new RescueList(doc.getMap(PAGE_ROOTS.rescued), parts.authorOf);
    this.rescued = rescuedView(this.#rescueList);
    this.pictures = viewOf(this.content, () => readPictureHashes(this.content));
    doc.on("afterTransaction", this.#watch);
  }

  /** Applies updates of format V1 as one change; throws what Yjs throws on bytes that are no update. */
  receive(updates: readonly Uint8Array[], origin: object): void {
    const { content } = this;
    const rescued = this.#rescueList.map;
    const waiting = (): ReturnType<RescueList["waiting"]> => this.#rescueList.waiting();
    const keep = ({ lost, takenBack }: Received): void => {
      const missing = withoutStanding(lost, this.content);
      if (missing.length === 0 && takenBack.length === 0) return;
      if (!this.#parts.mayWrite()) return;
      this.#doc.transact(() => {
        this.#rescueList.add(missing, this.#parts.now());
        for (const stretch of takenBack) this.#rescueList.settleStretch(stretch);
      }, BOOKKEEPING);
    };
    receiveUpdates({ doc: this.#doc, content, rescued, waiting, keep }, updates, origin);
  }

  blocks(): readonly Block[] {
    return readBlocks(this.content);
  }

  /** What its creator says of a new page. */
  begin({ title, createdAt }: Omit<PageAbout, "deletedAt">, origin: object): void {
    this.#changeAbout({ title: title.slice(0, PAGE_LIMITS.title), createdAt }, origin);
  }

  rename(title: string, origin: object): void {
    this.#changeAbout({ title: title.slice(0, PAGE_LIMITS.title) }, origin);
  }

  /** Into the basket by those who write in it; null takes it out again. */
  setDeletedAt(deletedAt: number | null, origin: object): void {
    this.#changeAbout({ deletedAt }, origin);
  }

  /** Adds at the end, in one step. */
  append(blocks: readonly Block[], origin: object): void {
    this.#doc.transact(() => writeBlocks(this.content, blocks), origin);
  }

  /** Makes the page these blocks, in one step; what stays keeps its authors, and its place for others. */
  become(blocks: readonly Block[], origin: object): void {
    this.#doc.transact(() => becomeBlocks(this.content, blocks), origin);
  }

  /** The words become a paragraph at the end. Not undoable, so that an undo of typing never takes them away again. */
  putBack(id: string): void {
    this.#doc.transact(() => {
      const words = this.#rescueList.settle(id);
      if (words !== null) writeBlocks(this.content, [paragraph(words.text)]);
    }, BOOKKEEPING);
  }

  letGo(id: string): void {
    this.#doc.transact(() => this.#rescueList.settle(id), BOOKKEEPING);
  }

  close(): void {
    this.#doc.off("afterTransaction", this.#watch);
  }

  #changeAbout(change: Partial<PageAbout>, origin: object): void {
    this.#doc.transact(() => {
      for (const [name, value] of Object.entries(change)) {
        if (this.#about.get(name) !== value) this.#about.set(name, value);
      }
    }, origin);
  }

  #afterTransaction(transaction: Y.Transaction): void {
    const changed: ReadonlyMap<unknown, unknown> = transaction.changedParentTypes;
    const isOwnEdit = transaction.local && changed.has(this.content);
    if (!isOwnEdit || transaction.origin instanceof Y.UndoManager) return;
    const bare = newStructs(transaction).flatMap((struct) =>
      struct instanceof Y.Item && struct.id.client === this.#doc.clientID
        ? (bareParagraph(struct) ?? [])
        : [],
    );
    if (bare.length === 0) return;
    this.#doc.transact(() => {
      for (const element of bare) element.insert(0, [new Y.XmlText()]);
    }, transaction.origin);
  }
}

/**
 * Joining, splitting and moving copy text: what was lost may stand elsewhere. Short texts could stand there by
 * chance, so they are rescued all the same. Should the copy get lost later, it is found then.
 */
function withoutStanding(lost: readonly LostPiece[], content: Y.XmlFragment): readonly LostPiece[] {
  let page: string | null = null;
  return lost.filter((piece) => {
    const words = piece.text.trim();
    if (words.length < DISTINCTIVE) return true;
    page ??= textOf(readBlocks(content));
    return !page.includes(words);
  });
}

function textOf(blocks: readonly Block[]): string {
  const texts = blocks.map((block) => {
    if (block.type === "paragraph") return block.text.map(({ text }) => text).join("");
    if (block.type !== "table") return "";
    return block.rows
      .map(({ cells }) => cells.map((cell) => textOf(cell.blocks)).join("\n"))
      .join("\n");
  });
  return texts.join("\n");
}

/** The binding writes an empty paragraph without a text; two who begin to write in it would make two. */
function bareParagraph(item: Y.Item): Y.XmlElement | null {
  const type = item.content instanceof Y.ContentType ? item.content.type : null;
  const isBare =
    type instanceof Y.XmlElement && type.nodeName === ELEMENTS.paragraph && type.length === 0;
  return isBare && !item.deleted ? type : null;
}

function rescuedView(list: RescueList): Store<readonly RescuedWords[]> {
  const words = createStore(oldestFirst(list.read()));
  const refresh = (): void => words.set(oldestFirst(list.read()));
  list.map.observe(refresh);
  return words;
}

function oldestFirst(words: readonly RescuedWords[]): readonly RescuedWords[] {
  return [...words].sort((a, b) => a.foundAt - b.foundAt || (a.id < b.id ? -1 : 1));
}
