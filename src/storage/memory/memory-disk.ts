import type { BlobHash, SpaceId } from "../../domain/index.ts";
import type { StoredBlob } from "../blob-store.ts";
import type { DocumentName } from "../change-store.ts";

export interface KeptDocument {
  readonly space: SpaceId;
  readonly document: DocumentName;
  snapshot: Uint8Array | null;
  earlierSnapshot: Uint8Array | null;
  updates: Uint8Array[];
  damaged: number;
}

/** Where the next write of changes ends when the power goes. */
export type CrashPoint = "beforeCommit" | "afterCommit";

/**
 * What stays when a program in memory is killed: give the same disk to the next `MemoryStorage` and it finds what was
 * committed. The faults are those of real disks.
 */
export class MemoryDisk {
  readonly documents = new Map<string, KeptDocument>();
  readonly blobs = new Map<BlobHash, StoredBlob>();
  readonly records = new Map<string, unknown>();
  readonly #damaged = new WeakSet<Uint8Array>();
  /** While true, nothing more is written. */
  isFull = false;
  /** Taken by the next write of changes: it never answers, nor does any later call on that storage. */
  crashAt: CrashPoint | null = null;

  document(space: SpaceId, document: DocumentName): KeptDocument | undefined {
    return this.documents.get(key(space, document));
  }

  ensureDocument(space: SpaceId, document: DocumentName): KeptDocument {
    const known = this.document(space, document);
    if (known !== undefined) return known;
    const fresh: KeptDocument = {
      space,
      document,
      snapshot: null,
      earlierSnapshot: null,
      updates: [],
      damaged: 0,
    };
    this.documents.set(key(space, document), fresh);
    return fresh;
  }

  /** Makes one row unreadable: the update at `index`, or the snapshot. */
  damage(space: SpaceId, document: DocumentName, row: number | "snapshot"): void {
    const kept = this.document(space, document);
    const bytes = row === "snapshot" ? kept?.snapshot : kept?.updates[row];
    if (bytes !== null && bytes !== undefined) this.#damaged.add(bytes);
  }

  isReadable(bytes: Uint8Array): boolean {
    return !this.#damaged.has(bytes);
  }
}

function key(space: SpaceId, document: DocumentName): string {
  return `${space} ${document}`;
}
