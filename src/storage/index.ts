export { blobHash } from "./blob-hash.ts";
export type { BlobStore, StoredBlob } from "./blob-store.ts";
export { DexieStorage } from "./dexie/index.ts";
export type {
  DocumentChange,
  FramePlace,
  JournalRound,
  JournalStore,
  StoredDocument,
  StoredFrame,
  StoredPart,
} from "./journal-store.ts";
export { MemoryDisk, MemoryStorage } from "./memory/index.ts";
export type { CrashPoint, Pause } from "./memory/index.ts";
export { DamagedRecord } from "./record-store.ts";
export type { RecordStore } from "./record-store.ts";
export { sealedStorage } from "./sealed/index.ts";
export { StorageError } from "./storage-error.ts";
export type { Storage, StorageOpenFailure } from "./storage.ts";
