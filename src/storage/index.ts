export type { BlobStore, StoredBlob } from "./blob-store.ts";
export type { Change, ChangeStore, DocumentName, StoredDocument } from "./change-store.ts";
export type { RecordStore } from "./record-store.ts";
export { StorageError } from "./storage-error.ts";
export type { Storage } from "./storage.ts";
