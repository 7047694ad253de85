import type { BlobHash } from "../../domain/index.ts";
import type { DocumentName, FrameLabel } from "../../journal/index.ts";
import { StorageError } from "../../storage/index.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface KeptFrame extends FrameLabel {
  readonly bytes: Bytes;
  /** The first sequence behind it. */
  readonly next: number;
  readonly documents: readonly DocumentName[];
}

/** What stays of a PC when its program is killed. */
export class SchoolDisk {
  readonly operations: Bytes[] = [];
  readonly frames: KeptFrame[] = [];
  readonly blobs = new Map<BlobHash, { readonly bytes: Bytes; readonly mime: string }>();
  isFull = false;
}

/** How long a write takes, and what becomes of it. */
export type WriteToDisk = (disk: SchoolDisk, write: () => void) => Promise<void>;

/** All of it or nothing, after `pause`. */
export function writeAfter(pause: () => Promise<void>): WriteToDisk {
  return async (disk, write) => {
    await pause();
    if (disk.isFull) throw new StorageError("diskFull", null);
    write();
  };
}
