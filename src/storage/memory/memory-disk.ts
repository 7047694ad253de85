import type { SpaceId } from "../../domain/index.ts";
import type { StoredBlob } from "../blob-store.ts";
import type { FramePlace, StoredFrame } from "../journal-store.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface KeptSpace {
  readonly frames: Map<string, StoredFrame>;
  operations: (readonly Bytes[])[];
  readonly documents: Map<string, KeptDocument>;
  readonly parts: Map<string, Bytes>;
}

export interface KeptDocument {
  snapshot: Bytes | null;
  rows: (readonly Bytes[])[];
}

/** Where the next write of a journal ends when the power goes. */
export type CrashPoint = "beforeCommit" | "afterCommit";

/**
 * What stays when a program in memory is killed: give the same disk to the next `MemoryStorage` and it finds what was
 * committed. The faults are those of real disks.
 */
export class MemoryDisk {
  readonly spaces = new Map<SpaceId, KeptSpace>();
  readonly blobs = new Map<string, StoredBlob>();
  readonly records = new Map<string, unknown>();
  /** Names of records that cannot be read. */
  readonly damagedRecords = new Set<string>();
  readonly #damaged = new WeakSet<object>();
  /** While true, nothing more is written. */
  isFull = false;
  /** Taken by the next write of a journal: it never answers, nor does any later call on that storage. */
  crashAt: CrashPoint | null = null;

  space(space: SpaceId): KeptSpace {
    const known = this.spaces.get(space);
    if (known !== undefined) return known;
    const fresh: KeptSpace = {
      frames: new Map(),
      operations: [],
      documents: new Map(),
      parts: new Map(),
    };
    this.spaces.set(space, fresh);
    return fresh;
  }

  /** Makes whatever this is unreadable: bytes, or a row of a document. */
  damage(what: object | null | undefined): void {
    if (what !== null && what !== undefined) this.#damaged.add(what);
  }

  isReadable(what: object): boolean {
    return !this.#damaged.has(what);
  }
}

export function framePlaceName({ feed, kind, sequence }: FramePlace): string {
  return `${feed} ${kind} ${sequence}`;
}
