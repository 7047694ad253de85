import * as Y from "yjs";
import { type Store, createStore, encodeHex, reportFault } from "../base/index.ts";
import { REMOTE, STORED, documentKind, isLocal } from "../documents/index.ts";
import type { BlobHash, MemberId, SpaceId } from "../domain/index.ts";
import type { DocumentSummary, SpaceCopy } from "../roads/index.ts";
import type { Change, Storage } from "../storage/index.ts";
import type { ChangeKeeper } from "./change-keeper.ts";
import { judgeUpdate } from "./received-update.ts";

/** Documents that nobody looks at stay open for a while, because an exchange asks for them again and again. */
const IDLE_DOCUMENTS = 12;
/** More documents than any project has: a partner cannot fill the disk with names. */
const MOST_DOCUMENTS = 5000;
/** So many rows behind the snapshot make opening slow; then they are folded into a new one. */
const ROWS_BEFORE_COMPACTION = 64;

interface HeldDocument {
  readonly doc: Y.Doc;
  readonly apply: ApplyUpdates;
  readonly ready: Promise<void>;
  users: number;
}

export interface DocumentHandle {
  readonly doc: Y.Doc;
  readonly close: () => void;
}

interface Parts {
  readonly space: SpaceId;
  readonly me: SpaceCopy["me"];
  readonly storage: Storage;
  readonly keeper: ChangeKeeper;
  /** Told of every document before anything is in it; what comes from the disk or from partners enters by its answer. */
  readonly attach: (name: string, doc: Y.Doc) => ApplyUpdates;
}

/** Applies updates of format V1 as one change. */
export type ApplyUpdates = (updates: readonly Uint8Array[], origin: object) => void;

/** For documents that need no more than Yjs itself. */
export function applyPlainly(doc: Y.Doc): ApplyUpdates {
  return (updates, origin) => {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, origin);
    }, origin);
  };
}

/** The documents of one space on this PC: loads them, keeps what changes, and answers the exchange. */
export class SpaceDocuments implements SpaceCopy {
  readonly me: SpaceCopy["me"];
  readonly documents: Store<readonly string[]>;
  readonly blobs: SpaceCopy["blobs"];
  readonly #parts: Parts;
  readonly #names = createStore<readonly string[]>([]);
  readonly #wanted = createStore<readonly BlobHash[]>([]);
  readonly #held = new Map<string, HeldDocument>();
  readonly #summaries = new Map<string, DocumentSummary>();
  readonly #rowsSince = new Map<string, number>();
  /** Counts the changes of each loaded document, so that a slow answer knows that it is old. */
  readonly #versions = new Map<string, number>();
  /** What may not happen to a document at the same time happens in turn. */
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #stopKept: () => void;

  private constructor(parts: Parts, names: readonly string[]) {
    this.#parts = parts;
    this.me = parts.me;
    this.#names.set(names);
    this.documents = this.#names;
    const { blobs } = parts.storage;
    this.blobs = {
      has: (hash) => blobs.has(hash),
      get: (hash) => blobs.get(hash),
      put: async (hash, bytes, mime) => {
        if ((await hashOf(bytes)) !== hash) return false;
        await blobs.put(bytes, mime);
        this.#wanted.set(this.#wanted.get().filter((wanted) => wanted !== hash));
        return true;
      },
      wanted: this.#wanted,
    };
    this.#stopKept = parts.keeper.onKept(parts.space, (change) => this.#countRow(change.document));
  }

  static async open(parts: Parts): Promise<SpaceDocuments> {
    return new SpaceDocuments(parts, await parts.storage.changes.documents(parts.space));
  }

  /** Opens a document, new or kept. Every handle is closed once. */
  async open(name: string): Promise<DocumentHandle> {
    const held = this.#hold(name);
    held.users += 1;
    let closed = false;
    const close = (): void => {
      if (closed) return;
      closed = true;
      held.users -= 1;
      this.#tidy();
    };
    try {
      await held.ready;
    } catch (error) {
      close();
      throw error;
    }
    return { doc: held.doc, close };
  }

  async summary(name: string): Promise<DocumentSummary> {
    const known = this.#summaries.get(name);
    if (known !== undefined) return known;
    await this.#written(name);
    const { doc, close } = await this.open(name);
    const version = this.#versions.get(name);
    const snapshot = Y.encodeSnapshot(Y.snapshot(doc));
    const stateVector = Y.encodeStateVector(doc);
    close();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(snapshot)));
    const summary = { stateVector, hash };
    // The document may have grown while the hash was made; then this is the answer of a moment ago.
    if (this.#versions.get(name) === version) this.#summaries.set(name, summary);
    return summary;
  }

  async missing(name: string, stateVector: Uint8Array): Promise<Uint8Array> {
    await this.#written(name);
    const { doc, close } = await this.open(name);
    try {
      return Y.encodeStateAsUpdate(doc, stateVector);
    } finally {
      close();
    }
  }

  /** One at a time for each document: the verdict on an update holds only until the next one is applied. */
  receive(
    name: string,
    update: Uint8Array,
    _from: MemberId,
  ): Promise<"applied" | "early" | "refused"> {
    return this.#inTurn(name, () => this.#receiveOne(name, update));
  }

  onLocalChange(listener: (document: string, update: Uint8Array) => void): () => void {
    return this.#parts.keeper.onKept(this.#parts.space, ({ document, update }) =>
      listener(document, update),
    );
  }

  /** The pictures that documents name: those that are not here are asked of the partners. */
  async want(hashes: Iterable<BlobHash>): Promise<void> {
    const missing: BlobHash[] = [];
    for (const hash of new Set(hashes)) if (!(await this.blobs.has(hash))) missing.push(hash);
    const wanted = this.#wanted.get();
    if (missing.length !== wanted.length || missing.some((hash) => !wanted.includes(hash)))
      this.#wanted.set(missing);
  }

  close(): void {
    this.#stopKept();
    for (const held of this.#held.values()) held.doc.destroy();
    this.#held.clear();
  }

  async #receiveOne(name: string, update: Uint8Array): Promise<"applied" | "early" | "refused"> {
    if (documentKind(name) === null) return "refused";
    const names = this.#names.get();
    if (names.length >= MOST_DOCUMENTS && !names.includes(name)) return "refused";
    const { doc, close } = await this.open(name);
    try {
      const verdict = judgeUpdate(doc, update);
      if (verdict === "known") return "applied";
      if (verdict !== "new") return verdict;
      await this.#parts.storage.changes.append([
        { space: this.#parts.space, document: name, update },
      ]);
      this.#hold(name).apply([update], REMOTE);
      this.#countRow(name);
      return "applied";
    } finally {
      close();
    }
  }

  #hold(name: string): HeldDocument {
    const known = this.#held.get(name);
    if (known !== undefined) {
      // Last used, last in the map: the idle ones at the front go first.
      this.#held.delete(name);
      this.#held.set(name, known);
      return known;
    }
    const doc = new Y.Doc({ gc: true });
    const apply = this.#parts.attach(name, doc);
    const held: HeldDocument = { doc, apply, ready: this.#load(name, doc, apply), users: 0 };
    held.ready.catch(() => this.#held.delete(name));
    this.#held.set(name, held);
    return held;
  }

  async #load(name: string, doc: Y.Doc, apply: ApplyUpdates): Promise<void> {
    const { space, storage } = this.#parts;
    const stored = await storage.changes.load(space, name);
    const parts = stored.snapshot === null ? stored.updates : [stored.snapshot, ...stored.updates];
    this.#rowsSince.set(name, stored.updates.length);
    const [ground, ...later] = parts;
    // Before anyone listens: Yjs would write the whole document out again for the listener.
    if (ground !== undefined) apply([ground], STORED);
    doc.on("update", (update: Uint8Array, origin: unknown) => this.#changed(name, update, origin));
    if (later.length > 0) apply(later, STORED);
    if (parts.length > 0) this.#remember(name);
  }

  #changed(name: string, update: Uint8Array, origin: unknown): void {
    this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
    this.#summaries.delete(name);
    this.#remember(name);
    if (isLocal(origin)) this.#parts.keeper.keep(this.#parts.space, name, update);
  }

  #remember(name: string): void {
    const names = this.#names.get();
    if (!names.includes(name)) this.#names.set([...names, name].sort());
  }

  #countRow(name: Change["document"]): void {
    const rows = (this.#rowsSince.get(name) ?? 0) + 1;
    this.#rowsSince.set(name, rows);
    // Not each time: a compaction that had to wait is asked for again some rows later.
    if (rows % (ROWS_BEFORE_COMPACTION * 4) === 0) this.#compact(name);
  }

  /** Nothing leaves this PC, not even as a claim, before it is safe on it. */
  async #written(name: string): Promise<void> {
    if (this.#parts.keeper.holds(this.#parts.space, name)) await this.#parts.keeper.flush();
  }

  #inTurn<Value>(name: string, act: () => Promise<Value>): Promise<Value> {
    const turn = (this.#turns.get(name) ?? Promise.resolve()).then(act);
    const settled = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(name, settled);
    void settled.then(() => {
      if (this.#turns.get(name) === settled) this.#turns.delete(name);
    });
    return turn;
  }

  /**
   * Folds the rows of a document into a snapshot. It waits its turn among what partners send, and for one's own typing to be
   * written, so that no row is on the disk which the snapshot lacks. When it fails the rows are still there, and the next
   * time tries again.
   */
  #compact(name: string): void {
    const { keeper, space, storage } = this.#parts;
    this.#inTurn(name, async () => {
      const rows = this.#rowsSince.get(name) ?? 0;
      if (rows < ROWS_BEFORE_COMPACTION || keeper.holds(space, name)) return;
      const { doc, close } = await this.open(name);
      try {
        if (
          doc.store.pendingStructs !== null ||
          doc.store.pendingDs !== null ||
          keeper.holds(space, name)
        )
          return;
        const covered = this.#rowsSince.get(name) ?? 0;
        const written = storage.changes.compact(space, name, Y.encodeStateAsUpdate(doc), covered);
        this.#rowsSince.set(name, 0);
        await written.catch((error: unknown) => {
          this.#rowsSince.set(name, (this.#rowsSince.get(name) ?? 0) + covered);
          throw error;
        });
      } finally {
        close();
      }
    }).catch((error: unknown) => reportFault("a document was not folded", error));
  }

  /** Closes what nobody used for longest; where many rows lie behind it they are folded first, and it closes next time. */
  #tidy(): void {
    const { keeper, space } = this.#parts;
    const idle = [...this.#held].filter(
      ([name, held]) => held.users === 0 && !keeper.holds(space, name),
    );
    for (const [name, held] of idle.slice(0, Math.max(0, idle.length - IDLE_DOCUMENTS))) {
      if ((this.#rowsSince.get(name) ?? 0) >= ROWS_BEFORE_COMPACTION) {
        this.#compact(name);
        continue;
      }
      this.#held.delete(name);
      held.doc.destroy();
    }
  }
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
