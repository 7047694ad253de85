export { blobHash } from "./blob-hash.ts";
export type { BlobStore, StoredBlob } from "./blob-store.ts";
export type { Change, ChangeStore, DocumentName, StoredDocument } from "./change-store.ts";
export { DexieStorage } from "./dexie/index.ts";
export { MemoryDisk, MemoryStorage } from "./memory/index.ts";
export type { CrashPoint, Pause } from "./memory/index.ts";
export type { RecordStore } from "./record-store.ts";
export { StorageError } from "./storage-error.ts";
export type { Storage, StorageOpenFailure } from "./storage.ts";
