import { type BlobRows, type BlobStore, contentBlobs } from "../blob-store.ts";
import type { JournalStore } from "../journal-store.ts";
import { DamagedRecord, type RecordStore } from "../record-store.ts";
import { StorageError } from "../storage-error.ts";
import type { Storage } from "../storage.ts";
import { MemoryDisk } from "./memory-disk.ts";
import { memoryJournalStore } from "./memory-journal-store.ts";

/** Until a write reaches the disk, and until its answer comes back: a simulation lets time pass here. */
export type Pause = () => Promise<void>;

/** Keeps the same promises as a database, on a disk that tests can fill, damage and cut off. */
export class MemoryStorage implements Storage {
  readonly journal: JournalStore;
  readonly blobs: BlobStore;
  readonly blobRows: BlobRows;
  readonly records: RecordStore;
  readonly disk: MemoryDisk;
  readonly #pause: Pause;
  #state: "open" | "closed" | "crashed" = "open";

  constructor(disk: MemoryDisk = new MemoryDisk(), pause: Pause = () => Promise.resolve()) {
    this.disk = disk;
    this.#pause = pause;
    this.journal = memoryJournalStore(disk, {
      read: () => this.#read(),
      write: (commit) => this.#write(commit),
    });
    this.blobRows = this.#blobRows();
    this.blobs = contentBlobs(this.blobRows);
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

  #blobRows(): BlobRows {
    const { blobs } = this.disk;
    return {
      put: async (name, { bytes, mime }) => {
        const own = bytes.slice();
        await this.#write(() => {
          if (!blobs.has(name)) blobs.set(name, { bytes: own, mime });
        });
      },
      get: async (name) => {
        await this.#read();
        const blob = blobs.get(name);
        if (blob === undefined) return null;
        if (!this.disk.isReadable(blob.bytes)) return "damaged";
        return { bytes: blob.bytes.slice(), mime: blob.mime };
      },
      has: async (name) => {
        await this.#read();
        return blobs.has(name);
      },
      remove: (name) => this.#write(() => blobs.delete(name)),
    };
  }

  #recordStore(): RecordStore {
    const { records, damagedRecords } = this.disk;
    return {
      get: async (name) => {
        await this.#read();
        if (damagedRecords.has(name)) throw new DamagedRecord();
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
        return names.map((name) => ({
          name,
          value: damagedRecords.has(name)
            ? new DamagedRecord()
            : structuredClone(records.get(name)),
        }));
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
