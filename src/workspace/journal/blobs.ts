import { createStore } from "../../base/index.ts";
import type { BlobHash } from "../../domain/index.ts";
import type { BlobCopy } from "../../roads/index.ts";
import { type BlobStore, blobHash } from "../../storage/index.ts";

export interface JournalBlobs {
  readonly copy: BlobCopy;
  /** The pictures that documents name: those that are not here are asked of the partners. */
  want(hashes: Iterable<BlobHash>): Promise<void>;
}

export function journalBlobs(blobs: BlobStore): JournalBlobs {
  const wanted = createStore<readonly BlobHash[]>([]);
  return {
    copy: {
      has: (hash) => blobs.has(hash),
      get: (hash) => blobs.get(hash),
      async put(hash, bytes, mime) {
        if ((await blobHash(bytes)) !== hash) return false;
        await blobs.put(bytes, mime);
        wanted.set(wanted.get().filter((one) => one !== hash));
        return true;
      },
      wanted,
    },
    async want(hashes) {
      const missing: BlobHash[] = [];
      for (const hash of new Set(hashes)) if (!(await blobs.has(hash))) missing.push(hash);
      const before = wanted.get();
      const isSame =
        missing.length === before.length && missing.every((hash, index) => hash === before[index]);
      if (!isSame) wanted.set(missing);
    },
  };
}
