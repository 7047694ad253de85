import * as Y from "yjs";
import { type Store, createStore } from "../base/index.ts";
import type { SaveFailure, SaveState, SpaceId } from "../domain/index.ts";
import {
  type Change,
  type ChangeStore,
  type DocumentName,
  StorageError,
} from "../storage/index.ts";
import type { Clock } from "../roads/index.ts";

/** Typing is gathered until the hand rests for `restMs`, but no longer than `longestMs`. */
const GATHER = { restMs: 250, longestMs: 1000, mostUpdates: 200 } as const;
const RETRY = { firstMs: 1000, longestMs: 30_000 } as const;

type KeptListener = (change: Change) => void;

interface Pending {
  readonly space: SpaceId;
  readonly document: DocumentName;
  updates: Uint8Array[];
}

/**
 * Brings the changes of this PC into storage, in batches, and tells the truth about it. A batch that could not be
 * written stays here and is tried again until it is; only then do listeners hear of it, so that nothing leaves
 * this PC before it is safe on it.
 */
export class ChangeKeeper {
  readonly state: Store<SaveState>;
  readonly #state = createStore<SaveState>({ state: "saved", at: null });
  readonly #store: ChangeStore;
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();
  #inFlight: ReadonlySet<string> = new Set();
  readonly #listeners = new Map<SpaceId, Set<KeptListener>>();
  #writing: Promise<void> | null = null;
  #firstPendingAt = 0;
  #stopTimer: () => void = () => undefined;
  #pauseMs: number = RETRY.firstMs;

  constructor(store: ChangeStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.state = this.#state;
  }

  /** Takes a change of this PC; it is written soon. */
  keep(space: SpaceId, document: DocumentName, update: Uint8Array): void {
    const key = `${space} ${document}`;
    if (this.#pending.size === 0) this.#firstPendingAt = this.#clock.now();
    const pending = this.#pending.get(key);
    if (pending === undefined) this.#pending.set(key, { space, document, updates: [update] });
    else {
      pending.updates.push(update);
      // Merging is quadratic in the number of updates, so long bursts are folded as they come.
      if (pending.updates.length >= GATHER.mostUpdates)
        pending.updates = [Y.mergeUpdates(pending.updates)];
    }
    if (this.#state.get().state === "failed") return;
    this.#state.set({ state: "saving" });
    const waited = this.#clock.now() - this.#firstPendingAt;
    this.#schedule(Math.max(0, Math.min(GATHER.restMs, GATHER.longestMs - waited)));
  }

  /** Tells `listener` of every kept change of this PC in `space`, in order. */
  onKept(space: SpaceId, listener: KeptListener): () => void {
    const listeners = this.#listeners.get(space) ?? new Set();
    this.#listeners.set(space, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Whether changes of the document are still on their way into storage: then storage alone is not the whole of it. */
  holds(space: SpaceId, document: DocumentName): boolean {
    const key = `${space} ${document}`;
    return this.#pending.has(key) || this.#inFlight.has(key);
  }

  /** Forgets what waits for a space that is being removed. */
  drop(space: SpaceId): void {
    for (const [key, pending] of this.#pending)
      if (pending.space === space) this.#pending.delete(key);
    if (this.#pending.size === 0 && this.#writing === null)
      this.#state.set({ state: "saved", at: this.#clock.now() });
  }

  /** Resolves when everything taken so far is written; rejects with the `StorageError` when a write failed. */
  async flush(): Promise<void> {
    while (this.#writing !== null || this.#pending.size > 0) {
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
    this.#writing ??= this.#writeOnce().finally(() => {
      this.#writing = null;
      if (this.#pending.size === 0) return;
      this.#schedule(this.#state.get().state === "failed" ? this.#pauseMs : GATHER.restMs);
    });
    return this.#writing;
  }

  async #writeOnce(): Promise<void> {
    this.#stopTimer();
    const batch = [...this.#pending.values()];
    if (batch.length === 0) return;
    this.#inFlight = new Set(this.#pending.keys());
    this.#pending.clear();
    const changes = batch.map(({ space, document, updates }) => ({
      space,
      document,
      update: merged(updates),
    }));
    try {
      await this.#store.append(changes);
    } catch (error) {
      this.#putBack(batch, changes);
      this.#fail(error instanceof StorageError ? error.reason : "unknown");
      return;
    } finally {
      this.#inFlight = new Set();
    }
    this.#pauseMs = RETRY.firstMs;
    this.#state.set(
      this.#pending.size > 0 ? { state: "saving" } : { state: "saved", at: this.#clock.now() },
    );
    this.#firstPendingAt = this.#clock.now();
    for (const change of changes)
      for (const listener of this.#listeners.get(change.space) ?? []) listener(change);
  }

  #putBack(batch: readonly Pending[], changes: readonly Change[]): void {
    batch.forEach(({ space, document }, index) => {
      const key = `${space} ${document}`;
      const written = changes[index]?.update;
      if (written === undefined) return;
      const newer = this.#pending.get(key)?.updates ?? [];
      this.#pending.set(key, { space, document, updates: [written, ...newer] });
    });
  }

  #fail(reason: SaveFailure): void {
    const before = this.#state.get();
    const since = before.state === "failed" ? before.since : this.#clock.now();
    this.#state.set({ state: "failed", reason, since });
    this.#pauseMs = Math.min(RETRY.longestMs, this.#pauseMs * 2);
  }
}

function merged(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  return updates.length === 1 && only !== undefined ? only : Y.mergeUpdates([...updates]);
}
