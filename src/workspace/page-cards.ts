import { type Store, createStore, reportFault } from "../base/index.ts";
import type { PageDocument } from "../documents/index.ts";
import type { BlobHash, PageAbout, PageId } from "../domain/index.ts";
import type { Clock } from "../roads/index.ts";
import type { RecordStore } from "../storage/index.ts";
import { type PageCard, pageCardsRecord, readRecord } from "./stored-records.ts";

const SAVE_AFTER_MS = 2000;

interface Parts {
  readonly records: RecordStore;
  readonly recordName: string;
  readonly clock: Clock;
  /** Opens a page's document and lets it go again; whoever opens it notes its card. */
  readonly look: (page: PageId) => Promise<void>;
}

/** What pages say of themselves, remembered so that a list needs no page to be opened. The pages stay the truth. */
export class PageCards {
  readonly abouts: Store<ReadonlyMap<PageId, PageAbout>>;
  readonly #cards;
  readonly #parts: Parts;
  readonly #toLookAt = new Set<PageId>();
  #looking: Promise<void> | null = null;
  #stopTimer: (() => void) | null = null;
  #isClosed = false;

  private constructor(parts: Parts, cards: ReadonlyMap<PageId, PageCard>) {
    this.#parts = parts;
    this.#cards = createStore(cards);
    this.abouts = this.#cards;
  }

  static async open(parts: Parts): Promise<PageCards> {
    const kept = await readRecord(parts.records, parts.recordName, pageCardsRecord);
    return new PageCards(parts, new Map(Object.entries(kept) as unknown as [PageId, PageCard][]));
  }

  /** Every picture that a page is known to show. */
  pictures(): readonly BlobHash[] {
    return [...this.#cards.get().values()].flatMap(({ pictures }) => pictures);
  }

  /** Reads the card of a page whose document is open. Empty documents are pages that have not arrived. */
  note(id: PageId, page: Pick<PageDocument, "about" | "pictures">): void {
    const { title, createdAt, deletedAt } = page.about.get();
    const card: PageCard = { title, createdAt, deletedAt, pictures: page.pictures.get() };
    if (JSON.stringify(this.#cards.get().get(id) ?? EMPTY) === JSON.stringify(card)) return;
    this.#cards.set(new Map(this.#cards.get()).set(id, card));
    this.#saveLater();
  }

  /** Looks at pages that changed without being open, one after another. Resolves when all have been seen. */
  lookAt(pages: Iterable<PageId>): Promise<void> {
    for (const page of pages) this.#toLookAt.add(page);
    this.#looking ??= this.#lookAtAll().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#stopTimer === null) return;
    this.#stopTimer();
    this.#stopTimer = null;
    await this.#save();
  }

  async #lookAtAll(): Promise<void> {
    for (const page of this.#toLookAt) {
      if (this.#isClosed) return;
      this.#toLookAt.delete(page);
      await this.#parts.look(page);
    }
  }

  #saveLater(): void {
    this.#stopTimer ??= this.#parts.clock.after(SAVE_AFTER_MS, () => {
      this.#stopTimer = null;
      this.#save().catch((error: unknown) => {
        // The next look at the pages makes it again.
        reportFault("the list of pages was not remembered", error);
      });
    });
  }

  #save(): Promise<void> {
    const { records, recordName } = this.#parts;
    return records.put(recordName, Object.fromEntries(this.#cards.get()));
  }
}

const EMPTY: PageCard = { title: "", createdAt: 0, deletedAt: null, pictures: [] };
