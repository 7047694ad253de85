import type { BlobHash } from "../domain/index.ts";

/** Pictures and files by the hash of their content. */
export interface BlobStore {
  /** Resolves once the bytes would survive a killed process; the same bytes twice are kept once. */
  put(bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<BlobHash>;
  get(hash: BlobHash): Promise<StoredBlob | null>;
  has(hash: BlobHash): Promise<boolean>;
}

export interface StoredBlob {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
}
