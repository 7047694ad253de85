import type * as Y from "yjs";
import { reportFault } from "../base/index.ts";
import { PageDocument, documentKind, isLocal, pageDocument } from "../documents/index.ts";
import type { BlobHash, PageId } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import type { Clock } from "../roads/index.ts";
import type { RecordStore } from "../storage/index.ts";
import type { SpaceJournal } from "./journal/index.ts";
import { PageCards } from "./page-cards.ts";
import { type ApplyUpdates, type SpaceDocuments, applyPlainly } from "./space-documents.ts";

/** Pictures of a page are looked up again when the hand rests. */
const LOOK_FOR_PICTURES_MS = 500;

interface Parts {
  readonly journal: SpaceJournal;
  readonly clock: Clock;
  readonly records: RecordStore;
  readonly recordName: string;
  readonly want: (pictures: readonly BlobHash[]) => Promise<void>;
  /** One's own change of any document. */
  readonly changed: (document: string) => void;
}

/** The pages of one space: those that are open, and what is remembered of all. */
export class SpacePages {
  readonly cards: PageCards;
  readonly #parts: Parts;
  readonly #open = new Map<string, PageDocument>();
  readonly #stops: readonly (() => void)[];
  /** Set once the documents, which attach their pages here, are open themselves. */
  #documents: Pick<SpaceDocuments, "open"> | null = null;
  #stopLooking: (() => void) | null = null;
  #isClosed = false;

  private constructor(parts: Parts, cards: PageCards) {
    this.#parts = parts;
    this.cards = cards;
    const look = (names: readonly DocumentName[]): void => {
      const pages = names.flatMap((name) => pageOf(name) ?? []);
      if (pages.length > 0) this.lookAt(pages);
    };
    this.#stops = [
      parts.journal.onArrived((name) => look([name])),
      parts.journal.onRebuilt((names) => look(names)),
    ];
  }

  static async open(parts: Parts): Promise<SpacePages> {
    const { records, recordName, clock } = parts;
    const opened: { pages: SpacePages | null } = { pages: null };
    const look = async (page: PageId): Promise<void> => {
      await opened.pages?.with(page, () => undefined);
    };
    const cards = await PageCards.open({ records, recordName, clock, look });
    opened.pages = new SpacePages(parts, cards);
    return opened.pages;
  }

  begin(documents: Pick<SpaceDocuments, "open">): void {
    this.#documents = documents;
    this.#lookForPictures();
  }

  /** Told of every document before anything is in it. */
  readonly attach = (name: DocumentName, doc: Y.Doc): ApplyUpdates => {
    const { journal, clock, changed } = this.#parts;
    doc.on("update", (_update: Uint8Array, origin: unknown) => {
      if (isLocal(origin)) changed(name);
    });
    const id = pageOf(name);
    if (id === null) return applyPlainly(doc);
    const page = new PageDocument(doc, {
      authorOf: (client) => journal.authorOf(name, client),
      mayWrite: () => journal.mayWrite(name) === "yes",
      now: () => clock.now(),
    });
    this.#open.set(name, page);
    const note = (): void => {
      this.cards.note(id, page);
      this.#lookForPictures();
    };
    page.about.subscribe(note);
    page.pictures.subscribe(note);
    doc.on("destroy", () => {
      page.close();
      if (this.#open.get(name) === page) this.#open.delete(name);
    });
    return (updates, origin) => page.receive(updates, origin);
  };

  /** The page's document, while a handle of it is open. */
  page(id: PageId): PageDocument {
    const page = this.#open.get(pageDocument(id));
    if (page === undefined) throw new Error("a page is read only while its document is open");
    return page;
  }

  /** Opens the page for one act. */
  async with(id: PageId, act: (page: PageDocument) => void): Promise<void> {
    if (this.#documents === null || this.#isClosed) return;
    const { close } = await this.#documents.open(pageDocument(id) as DocumentName);
    try {
      const page = this.page(id);
      act(page);
      this.cards.note(id, page);
    } finally {
      close();
    }
  }

  lookAt(pages: Iterable<PageId>): void {
    this.cards.lookAt(pages).catch((error: unknown) => {
      if (!this.#isClosed) reportFault("a page could not be read for the list", error);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopLooking?.();
    for (const stop of this.#stops) stop();
    await this.cards.close();
  }

  /** Pictures that pages show and this PC lacks are asked of the partners. */
  #lookForPictures(): void {
    this.#stopLooking ??= this.#parts.clock.after(LOOK_FOR_PICTURES_MS, () => {
      this.#stopLooking = null;
      this.#parts.want(this.cards.pictures()).catch((error: unknown) => {
        reportFault("missing pictures could not be looked up", error);
      });
    });
  }
}

function pageOf(name: string): PageId | null {
  const kind = documentKind(name);
  return kind?.kind === "page" ? kind.page : null;
}
