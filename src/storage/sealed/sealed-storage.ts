import type { Suite } from "../../cryptography/index.ts";
import { type BlobRows, contentBlobs } from "../blob-store.ts";
import type { Storage } from "../storage.ts";
import { Seal } from "./seal.ts";
import { sealedJournalStore } from "./sealed-journal-store.ts";
import { sealedRecordStore } from "./sealed-record-store.ts";

/**
 * The same storage with nothing readable in it: names, records, documents, operations and pictures are sealed under the person's
 * storage key (32 bytes). The record `settings` stays open, for it is needed before the key is.
 */
export function sealedStorage(storage: Storage, suite: Suite, storageKey: Uint8Array): Storage {
  const seal = new Seal(suite, storageKey);
  const rows = sealedBlobRows(storage.blobRows, seal);
  return {
    journal: sealedJournalStore(storage.journal, seal),
    blobs: contentBlobs(rows),
    blobRows: rows,
    records: sealedRecordStore(storage.records, seal),
    close: () => storage.close(),
  };
}

function sealedBlobRows(inner: BlobRows, seal: Seal): BlobRows {
  const nameOf = (name: string): Promise<string> => seal.nameOf("picture", name);
  return {
    async put(name, { bytes, mime }) {
      const place = await nameOf(name);
      const type = new TextEncoder().encode(mime);
      const plain = new Uint8Array(1 + type.length + bytes.length);
      plain[0] = type.length;
      plain.set(type, 1);
      plain.set(bytes, 1 + type.length);
      await inner.put(place, { bytes: await seal.seal("pictures", place, plain), mime: "" });
    },
    async get(name) {
      const place = await nameOf(name);
      const row = await inner.get(place);
      if (row === null || row === "damaged") return row;
      const plain = await seal.open("pictures", place, row.bytes);
      if (plain === null) return "damaged";
      const start = 1 + (plain[0] ?? 0);
      return {
        bytes: plain.slice(start),
        mime: new TextDecoder().decode(plain.subarray(1, start)),
      };
    },
    has: async (name) => inner.has(await nameOf(name)),
    remove: async (name) => inner.remove(await nameOf(name)),
  };
}
