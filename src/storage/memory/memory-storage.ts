import { blobHash } from "../blob-hash.ts";
import type { BlobStore } from "../blob-store.ts";
import type { ChangeStore } from "../change-store.ts";
import type { RecordStore } from "../record-store.ts";
import { StorageError } from "../storage-error.ts";
import type { Storage } from "../storage.ts";
import { MemoryDisk } from "./memory-disk.ts";

/** Until a write reaches the disk, and until its answer comes back: a simulation lets time pass here. */
export type Pause = () => Promise<void>;

/** Keeps the same promises as a database, on a disk that tests can fill, damage and cut off. */
export class MemoryStorage implements Storage {
  readonly changes: ChangeStore;
  readonly blobs: BlobStore;
  readonly records: RecordStore;
  readonly disk: MemoryDisk;
  readonly #pause: Pause;
  #state: "open" | "closed" | "crashed" = "open";

  constructor(disk: MemoryDisk = new MemoryDisk(), pause: Pause = () => Promise.resolve()) {
    this.disk = disk;
    this.#pause = pause;
    this.changes = this.#changeStore();
    this.blobs = this.#blobStore();
    this.records = this.#recordStore();
  }

  /** As if the program were killed: what is under way is neither finished nor answered. */
  crash(): void {
    this.#state = "crashed";
  }

  close(): Promise<void> {
    if (this.#state === "open") this.#state = "closed";
    return Promise.resolve();
  }

  #changeStore(): ChangeStore {
    const { disk } = this;
    return {
      append: async (changes) => {
        const own = changes.map((change) => ({ ...change, update: change.update.slice() }));
        await this.#write(() => {
          for (const { space, document, update } of own) {
            disk.ensureDocument(space, document).updates.push(update);
          }
        });
      },
      load: async (space, document) => {
        await this.#read();
        const kept = disk.document(space, document);
        if (kept === undefined) return { snapshot: null, updates: [], damaged: 0 };
        const readable = kept.updates.filter((update) => disk.isReadable(update));
        kept.damaged += kept.updates.length - readable.length;
        kept.updates = readable;
        if (kept.snapshot !== null && !disk.isReadable(kept.snapshot)) {
          kept.damaged += 1;
          kept.snapshot = kept.earlierSnapshot;
          kept.earlierSnapshot = null;
        }
        return { snapshot: kept.snapshot, updates: [...kept.updates], damaged: kept.damaged };
      },
      documents: async (space) => {
        await this.#read();
        const kept = [...disk.documents.values()].filter(
          (document) =>
            document.space === space && (document.snapshot !== null || document.updates.length > 0),
        );
        return kept.map(({ document }) => document).sort();
      },
      compact: async (space, document, snapshot, covered) => {
        const own = snapshot.slice();
        await this.#write(() => {
          const kept = disk.ensureDocument(space, document);
          if (kept.snapshot !== null && disk.isReadable(kept.snapshot)) {
            kept.earlierSnapshot = kept.snapshot;
          }
          kept.snapshot = own;
          kept.updates = kept.updates.filter(
            (update, index) => index >= covered || !disk.isReadable(update),
          );
        });
      },
      removeSpace: (space) =>
        this.#write(() => {
          for (const [key, kept] of disk.documents) {
            if (kept.space === space) disk.documents.delete(key);
          }
        }),
    };
  }

  #blobStore(): BlobStore {
    const { disk } = this;
    return {
      put: async (bytes, mime) => {
        const own = bytes.slice();
        const hash = await blobHash(own);
        await this.#write(() => {
          if (!disk.blobs.has(hash)) disk.blobs.set(hash, { bytes: own, mime });
        });
        return hash;
      },
      get: async (hash) => {
        await this.#read();
        const blob = disk.blobs.get(hash);
        return blob === undefined ? null : { bytes: blob.bytes.slice(), mime: blob.mime };
      },
      has: async (hash) => {
        await this.#read();
        return disk.blobs.has(hash);
      },
    };
  }

  #recordStore(): RecordStore {
    const { records } = this.disk;
    return {
      get: async (name) => {
        await this.#read();
        return structuredClone(records.get(name));
      },
      put: async (name, value) => {
        const own: unknown = structuredClone(value);
        await this.#write(() => records.set(name, own));
      },
      remove: (name) => this.#write(() => records.delete(name)),
      list: async (prefix) => {
        await this.#read();
        const names = [...records.keys()].filter((name) => name.startsWith(prefix)).sort();
        return names.map((name) => ({ name, value: structuredClone(records.get(name)) }));
      },
    };
  }

  async #read(): Promise<void> {
    await this.#pause();
    await this.#untilAlive();
  }

  async #write(commit: () => void): Promise<void> {
    await this.#pause();
    await this.#untilAlive();
    if (this.disk.isFull) throw new StorageError("diskFull", null);
    const { crashAt } = this.disk;
    this.disk.crashAt = null;
    if (crashAt !== "beforeCommit") commit();
    if (crashAt !== null) this.crash();
    await this.#untilAlive();
    await this.#pause();
    await this.#untilAlive();
  }

  /** A killed program hears no answer: the promise stays open. */
  #untilAlive(): Promise<void> {
    if (this.#state === "crashed") return new Promise(() => undefined);
    if (this.#state === "closed") return Promise.reject(new StorageError("databaseClosed", null));
    return Promise.resolve();
  }
}
