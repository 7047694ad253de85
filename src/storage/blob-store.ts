import type { BlobHash } from "../domain/index.ts";
import { blobHash } from "./blob-hash.ts";

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

/** Where blobs lie, under names that say nothing to whoever keeps them. */
export interface BlobRows {
  /** Changes nothing where the name is taken. */
  put(name: string, blob: StoredBlob): Promise<void>;
  get(name: string): Promise<StoredBlob | "damaged" | null>;
  has(name: string): Promise<boolean>;
  remove(name: string): Promise<void>;
}

/** `nameOf` makes names of hashes. */
export function contentBlobs(
  rows: BlobRows,
  nameOf: (hash: BlobHash) => string = (hash) => hash,
): BlobStore {
  return {
    async put(bytes, mime) {
      const own = bytes.slice();
      const hash = await blobHash(own);
      await rows.put(nameOf(hash), { bytes: own, mime });
      return hash;
    },
    async get(hash) {
      const blob = await rows.get(nameOf(hash));
      if (blob === null) return null;
      if (blob !== "damaged" && (await blobHash(blob.bytes)) === hash) return blob;
      // A picture that the disk changed is as good as not here: the partner may still have it whole.
      await rows.remove(nameOf(hash));
      return null;
    },
    has: (hash) => rows.has(nameOf(hash)),
  };
}
