import { type Result, fail, succeed } from "../../base/index.ts";
import { type BlobRows, type BlobStore, contentBlobs } from "../blob-store.ts";
import type { JournalStore } from "../journal-store.ts";
import type { RecordStore } from "../record-store.ts";
import type { Storage, StorageOpenFailure } from "../storage.ts";
import { DexieJournalStore } from "./dexie-journal-store.ts";
import { asStorageError, failureReason } from "./storage-failures.ts";
import { SCHEMA_VERSION, StorageTables, ownBytes } from "./tables.ts";

/** Dexie keeps its version times ten in the browser's database. */
const VERSION_FACTOR = 10;
/** A damaged database can hang on opening for ever. */
const OPENING_TIMEOUT_MS = 30_000;

/** Keeps everything in one IndexedDB database for each profile. */
export class DexieStorage implements Storage {
  readonly journal: JournalStore;
  readonly blobs: BlobStore;
  readonly blobRows: BlobRows;
  readonly records: RecordStore;
  readonly #tables: StorageTables;

  private constructor(tables: StorageTables) {
    this.#tables = tables;
    this.journal = new DexieJournalStore(tables);
    this.blobRows = blobRows(tables);
    this.blobs = contentBlobs(this.blobRows);
    this.records = recordStore(tables);
  }

  /** A database that a newer program wrote is left as it is: old rows in it would harm it. */
  static async open(name: string): Promise<Result<DexieStorage, StorageOpenFailure>> {
    try {
      const found = await installedVersion(name);
      // Before Dexie sees it: Dexie opens a newer database without a word.
      if (found > SCHEMA_VERSION) {
        return fail({ kind: "newerSchema", found, known: SCHEMA_VERSION });
      }
      const tables = new StorageTables(name);
      await openInTime(tables);
      return succeed(new DexieStorage(tables));
    } catch (error) {
      return fail({ kind: "notOpened", reason: failureReason(error), cause: error });
    }
  }

  close(): Promise<void> {
    this.#tables.close();
    return Promise.resolve();
  }
}

/** 0 when there is no such database yet. */
async function installedVersion(name: string): Promise<number> {
  const databases = await indexedDB.databases();
  const version = databases.find((database) => database.name === name)?.version ?? 0;
  // Dexie adds tenths when it mends a schema by itself; they are the same version to us.
  return Math.floor(version / VERSION_FACTOR);
}

function openInTime(tables: StorageTables): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      tables.close();
      reject(new DOMException("the database did not open", "TimeoutError"));
    }, OPENING_TIMEOUT_MS);
    tables
      .open()
      .then(() => resolve(), reject)
      .finally(() => clearTimeout(timer));
  });
}

function blobRows(tables: StorageTables): BlobRows {
  const { blobs } = tables;
  return {
    async put(name, { bytes, mime }) {
      const row = { name, mime, bytes: ownBytes(bytes) };
      await asStorageError(() =>
        tables.transaction("rw", blobs, async () => {
          const known = await blobs.where("name").equals(name).count();
          if (known === 0) await blobs.add(row);
        }),
      );
    },
    async get(name) {
      const row = await asStorageError(() => blobs.get(name));
      if (row === undefined) return null;
      const { bytes, mime } = row;
      return bytes instanceof Uint8Array ? { bytes, mime } : "damaged";
    },
    has: async (name) => (await asStorageError(() => blobs.where("name").equals(name).count())) > 0,
    async remove(name) {
      await asStorageError(() => blobs.delete(name));
    },
  };
}

function recordStore(tables: StorageTables): RecordStore {
  return {
    async get(name) {
      return (await asStorageError(() => tables.records.get(name)))?.value;
    },
    async put(name, value) {
      await asStorageError(() => tables.records.put({ name, value }));
    },
    async remove(name) {
      await asStorageError(() => tables.records.delete(name));
    },
    list: (prefix) =>
      asStorageError(() => tables.records.where("name").startsWith(prefix).sortBy("name")),
  };
}
