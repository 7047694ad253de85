import { reportFault } from "../../base/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import type { JournalRound } from "../../storage/index.ts";
import { type AdmittedFrames, appendedChange } from "./admit-frames.ts";
import type { Announcements } from "./announcements.ts";
import type { JournalCore } from "./core.ts";
import { encodeEvidence } from "./evidence.ts";
import type { OwnFeeds } from "./own-feeds.ts";
import {
  ROWS_BEFORE_FOLDING,
  docOf,
  foldedChange,
  isWaiting,
  readRows,
  rebuiltChange,
} from "./read-rows.ts";
import { encodeState } from "./state-codec.ts";
import { VersionShelf } from "./version-shelf.ts";

/** After so many frames the state of admission is kept anew, so that a start reads few of them. */
const FRAMES_BEFORE_STATE = 200;

type Parts = NonNullable<JournalRound["parts"]>;

/** Turns what was admitted into what is written, and tells of it once it is. */
export class Settling {
  readonly versions: VersionShelf;
  readonly #core: JournalCore;
  readonly #feeds: OwnFeeds;
  readonly #told: Announcements;
  readonly #later: (act: () => Promise<void>) => void;
  /** Documents whose rows are to be built anew before anything is written. */
  readonly #dirty = new Set<DocumentName>();
  readonly #rows = new Map<DocumentName, number>();
  #framesSinceState = 0;

  constructor(
    core: JournalCore,
    feeds: OwnFeeds,
    told: Announcements,
    later: (act: () => Promise<void>) => void,
  ) {
    this.#core = core;
    this.#feeds = feeds;
    this.#told = told;
    this.#later = later;
    this.versions = new VersionShelf(core);
  }

  /** Has the document built anew from its frames at the next settling. */
  rebuild(document: DocumentName): void {
    this.#dirty.add(document);
  }

  /** Owes the states of documents as they are before a change that is not admitted yet. Never fails. */
  async oweVersionsBefore(documents: Iterable<DocumentName>): Promise<void> {
    await this.#oweVersions(() => this.versions.beforeChange(documents));
  }

  /** Owes the states of documents as they are now that their author rests. Never fails. */
  async oweVersionsAtRest(documents: Iterable<DocumentName>): Promise<void> {
    await this.#oweVersions(() => this.versions.atRest(documents));
  }

  async oweAdmitted(admitted: AdmittedFrames): Promise<void> {
    const { ledger, rounds, state } = this.#core;
    const { frames, forgottenFrames, entries, frozen } = admitted;
    if (frames.length + entries.size + frozen.length + forgottenFrames.length === 0) return;
    const evidence = frozen.length > 0 ? [{ name: "frozen", bytes: encodeEvidence(state) }] : [];
    const tell = (): void => this.#told.tellFeeds({ state, ledger });
    rounds.owe({ frames, forgottenFrames, parts: evidence, kept: tell });
    this.#framesSinceState += frames.length;
    for (const [document, accepted] of entries) {
      const change = appendedChange(document, accepted);
      // What is void is not there to build on; where someone built on it, its structure has to be.
      if (ledger.hasVoid(document) && !(await this.#fits(document, change.updates))) {
        this.rebuild(document);
      }
      if (this.#dirty.has(document)) continue;
      const others = accepted.filter(({ feed }) => !this.#feeds.has(feed));
      const arrived = others.length > 0 ? appendedChange(document, others).updates : [];
      rounds.owe({
        documents: [change],
        kept: () => {
          this.#countRow(document);
          if (arrived.length > 0) this.#told.tellArrived(document, arrived);
        },
      });
    }
  }

  /** Writes everything that is owed, with the documents that have to be built anew. */
  async settle(): Promise<void> {
    const { rounds } = this.#core;
    const rebuilt = [...this.#dirty];
    for (const document of rebuilt) {
      const change = await rebuiltChange(this.#core, document);
      this.#dirty.delete(document);
      rounds.owe({ documents: [change], kept: () => this.#told.tellRebuilt([document]) });
    }
    const isTime = this.#framesSinceState >= FRAMES_BEFORE_STATE;
    if (isTime || rebuilt.length > 0) this.oweState();
    await rounds.settle();
  }

  oweState(): void {
    this.#framesSinceState = 0;
    const { state, ledger, rounds } = this.#core;
    rounds.owe({ parts: [{ name: "state", bytes: encodeState(state, ledger) }] });
  }

  async #fits(document: DocumentName, updates: readonly Uint8Array[]): Promise<boolean> {
    try {
      const rows = await readRows(this.#core, document);
      if (rows === null) return false;
      const doc = docOf({ ...rows, updates: [...rows.updates, ...updates] });
      const fits = !isWaiting(doc);
      doc.destroy();
      return fits;
    } catch (error) {
      reportFault("a document could not be read; it is built anew", error);
      return false;
    }
  }

  #countRow(document: DocumentName): void {
    const rows = (this.#rows.get(document) ?? 0) + 1;
    this.#rows.set(document, rows);
    if (rows < ROWS_BEFORE_FOLDING) return;
    this.#rows.set(document, 0);
    this.#later(async () => {
      const change = await foldedChange(this.#core, document);
      if (change !== null) this.#core.rounds.owe({ documents: [change] });
      await this.settle();
    });
  }

  async #oweVersions(versions: () => Promise<Parts>): Promise<void> {
    try {
      const parts = await versions();
      if (parts.length > 0) this.#core.rounds.owe({ parts });
    } catch (error) {
      reportFault("an earlier state of a page was not kept", error);
    }
  }
}
