import type { SaveFailure } from "../domain/index.ts";
import type { BlobRows, BlobStore } from "./blob-store.ts";
import type { JournalStore } from "./journal-store.ts";
import type { RecordStore } from "./record-store.ts";

/** All that is kept on this PC. */
export interface Storage {
  readonly journal: JournalStore;
  readonly blobs: BlobStore;
  /** What `blobs` lie in. */
  readonly blobRows: BlobRows;
  readonly records: RecordStore;
  close(): Promise<void>;
}

/** Why there is no storage: a newer program has written here, or the database did not open. Nothing was changed. */
export type StorageOpenFailure =
  | { readonly kind: "newerSchema"; readonly found: number; readonly known: number }
  | { readonly kind: "notOpened"; readonly reason: SaveFailure; readonly cause: unknown };
