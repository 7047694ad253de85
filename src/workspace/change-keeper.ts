import * as Y from "yjs";
import { type Store, createStore } from "../base/index.ts";
import type { SaveFailure, SaveState, SpaceId } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import { StorageError } from "../storage/index.ts";
import type { Clock } from "../roads/index.ts";
import type { SpaceJournal } from "./journal/index.ts";

/** Typing is gathered until the hand rests for `restMs`, but no longer than `longestMs`. */
const GATHER = { restMs: 250, longestMs: 1000, mostUpdates: 200 } as const;
const RETRY = { firstMs: 1000, longestMs: 30_000 } as const;

/** What a keeper needs of a journal. */
export type KeepingJournal = Pick<SpaceJournal, "space" | "keep">;

interface Waiting {
  readonly journal: KeepingJournal;
  readonly documents: Map<DocumentName, readonly Uint8Array[]>;
}

/**
 * Brings what is typed on this PC into the journals, in batches, and tells the truth about it. What a journal has taken it signs once
 * and owes to the disk until it is there; here it is only asked again.
 */
export class ChangeKeeper {
  readonly state: Store<SaveState>;
  readonly #state = createStore<SaveState>({ state: "saved", at: null });
  readonly #clock: Clock;
  #pending = new Map<SpaceId, Waiting>();
  /** Given to journals that have not answered yet. */
  readonly #given = new Map<SpaceId, Waiting>();
  #writing: Promise<void> | null = null;
  #firstPendingAt = 0;
  #stopTimer: () => void = () => undefined;
  #pauseMs: number = RETRY.firstMs;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.state = this.#state;
  }

  /** Takes a change of this PC; it is written soon. */
  keep(journal: KeepingJournal, document: DocumentName, update: Uint8Array): void {
    if (this.#pending.size === 0) this.#firstPendingAt = this.#clock.now();
    const waiting: Waiting = this.#pending.get(journal.space) ?? { journal, documents: new Map() };
    this.#pending.set(journal.space, waiting);
    const updates = [...(waiting.documents.get(document) ?? []), update];
    // Merging is quadratic in the number of updates, so long bursts are folded as they come.
    const isLong = updates.length >= GATHER.mostUpdates;
    waiting.documents.set(document, isLong ? [Y.mergeUpdates(updates)] : updates);
    if (this.#state.get().state === "failed") return;
    this.#state.set({ state: "saving" });
    const waited = this.#clock.now() - this.#firstPendingAt;
    this.#schedule(Math.max(0, Math.min(GATHER.restMs, GATHER.longestMs - waited)));
  }

  /** What of a document is still on its way into storage, oldest first: storage alone is not the whole of it. */
  underWay(space: SpaceId, document: DocumentName): readonly Uint8Array[] {
    return [this.#given, this.#pending].flatMap(
      (waiting) => waiting.get(space)?.documents.get(document) ?? [],
    );
  }

  /** Forgets what waits for a space that is being removed. */
  drop(space: SpaceId): void {
    this.#pending.delete(space);
    this.#given.delete(space);
    if (this.#pending.size + this.#given.size === 0) {
      this.#state.set({ state: "saved", at: this.#clock.now() });
    }
  }

  /** Resolves when everything taken so far is written; rejects with the `StorageError` when a write failed. */
  async flush(): Promise<void> {
    while (this.#writing !== null || this.#pending.size + this.#given.size > 0) {
      await (this.#writing ?? this.#write());
      const state = this.#state.get();
      if (state.state === "failed") throw new StorageError(state.reason, null);
    }
  }

  close(): void {
    this.#stopTimer();
  }

  #schedule(ms: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#clock.after(ms, () => {
      void this.#write();
    });
  }

  #write(): Promise<void> {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
      if (this.#pending.size + this.#given.size === 0) return;
      this.#schedule(this.#state.get().state === "failed" ? this.#pauseMs : GATHER.restMs);
    });
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    this.#stopTimer();
    const pending = this.#pending;
    this.#pending = new Map();
    const failures: SaveFailure[] = [];
    for (const space of new Set([...this.#given.keys(), ...pending.keys()])) {
      const failure = await this.#writeOne(space, pending.get(space));
      if (failure !== null) failures.push(failure);
    }
    const [failure] = failures;
    if (failure !== undefined) {
      this.#fail(failure);
      return;
    }
    this.#pauseMs = RETRY.firstMs;
    this.#firstPendingAt = this.#clock.now();
    this.#state.set(
      this.#pending.size > 0 ? { state: "saving" } : { state: "saved", at: this.#clock.now() },
    );
  }

  async #writeOne(space: SpaceId, fresh: Waiting | undefined): Promise<SaveFailure | null> {
    const before = this.#given.get(space);
    const journal = fresh?.journal ?? before?.journal;
    if (journal === undefined) return null;
    const documents = new Map(before?.documents);
    for (const [document, updates] of fresh?.documents ?? []) {
      documents.set(document, [...(documents.get(document) ?? []), ...updates]);
    }
    const given = { journal, documents };
    this.#given.set(space, given);
    const changes = [...(fresh?.documents ?? [])].map(([document, updates]) => ({
      document,
      updates,
    }));
    try {
      await journal.keep(changes);
    } catch (error) {
      return error instanceof StorageError ? error.reason : "unknown";
    }
    // A space that was removed meanwhile is not waited for.
    if (this.#given.get(space) === given) this.#given.delete(space);
    return null;
  }

  #fail(reason: SaveFailure): void {
    const before = this.#state.get();
    const since = before.state === "failed" ? before.since : this.#clock.now();
    this.#state.set({ state: "failed", reason, since });
    this.#pauseMs = Math.min(RETRY.longestMs, this.#pauseMs * 2);
  }
}
