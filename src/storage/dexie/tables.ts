import { Dexie, type EntityTable, type Table } from "dexie";
import type { BlobHash, SpaceId } from "../../domain/index.ts";
import { checksum } from "../checksum.ts";

/**
 * Raised with every change of the tables. A change of the rows' shape takes a new database name instead: an upgrade that is
 * killed half-way is not reliable in Chromium.
 */
export const SCHEMA_VERSION = 1;

/** One batch of changes. `seq` counts up over all documents, so that rows of a document sort by age. */
export interface UpdateRow {
  readonly seq: number;
  readonly space: SpaceId;
  readonly document: string;
  readonly update: Uint8Array;
  readonly sum: number;
}

/** A whole document, in Yjs update format V1. The table of earlier ones has the same rows. */
export interface SnapshotRow {
  readonly space: SpaceId;
  readonly document: string;
  readonly snapshot: Uint8Array;
  readonly sum: number;
}

/** A row that could not be read, as it was found, for whoever tries to rescue it. */
export interface QuarantineRow {
  readonly id: number;
  readonly space: SpaceId;
  readonly document: string;
  readonly from: "updates" | "snapshots" | "earlierSnapshots";
  readonly row: unknown;
}

export interface BlobRow {
  readonly hash: BlobHash;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface RecordRow {
  readonly name: string;
  readonly value: unknown;
}

type DocumentKey = [SpaceId, string];

export class StorageTables extends Dexie {
  declare readonly updates: EntityTable<UpdateRow, "seq">;
  declare readonly snapshots: Table<SnapshotRow, DocumentKey>;
  declare readonly earlierSnapshots: Table<SnapshotRow, DocumentKey>;
  declare readonly quarantine: EntityTable<QuarantineRow, "id">;
  declare readonly blobs: Table<BlobRow, BlobHash>;
  declare readonly records: Table<RecordRow, string>;

  constructor(name: string) {
    // Strict: Chromium 121 and later otherwise answer before anything is on the disk. No opening by itself: a database
    // that the browser took away would come back empty and look like a first start.
    super(name, { chromeTransactionDurability: "strict", autoOpen: false });
    this.version(SCHEMA_VERSION).stores({
      updates: "++seq, [space+document]",
      snapshots: "[space+document]",
      earlierSnapshots: "[space+document]",
      quarantine: "++id, [space+document]",
      blobs: "hash",
      records: "name",
    });
  }
}

/** Rows come from a disk: whatever their type says, they may hold anything. */
export function readableUpdate(row: UpdateRow): boolean {
  return matches(row.update, row.sum);
}

export function readableSnapshot(row: SnapshotRow): boolean {
  return matches(row.snapshot, row.sum);
}

function matches(bytes: unknown, sum: unknown): boolean {
  return bytes instanceof Uint8Array && bytes.length > 0 && checksum(bytes) === sum;
}

/** Only these bytes: a view into a larger buffer would be stored with all of that buffer. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
