import type { BlobStore } from "./blob-store.ts";
import type { ChangeStore } from "./change-store.ts";
import type { RecordStore } from "./record-store.ts";

/** All that is kept on this PC. */
export interface Storage {
  readonly changes: ChangeStore;
  readonly blobs: BlobStore;
  readonly records: RecordStore;
  close(): Promise<void>;
}
