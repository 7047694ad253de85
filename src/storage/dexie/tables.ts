import { Dexie, type EntityTable, type Table } from "dexie";
import type { SpaceId } from "../../domain/index.ts";
import type { FeedId, FrameKind } from "../../journal/index.ts";
import { checksum } from "../checksum.ts";

/**
 * Raised with every change of the tables. A change of the rows' shape takes a new database name instead: an upgrade that is
 * killed half-way is not reliable in Chromium.
 */
export const SCHEMA_VERSION = 1;

export interface FrameRow {
  readonly space: SpaceId;
  readonly feed: FeedId;
  readonly kind: FrameKind;
  readonly sequence: number;
  readonly order: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sum: number;
}

export interface OperationRow {
  readonly seq: number;
  readonly space: SpaceId;
  readonly operations: readonly Uint8Array<ArrayBuffer>[];
  readonly sums: readonly number[];
}

/** Updates of one document that were kept at once. `seq` counts up over all documents, so that rows sort by age. */
export interface UpdateRow {
  readonly seq: number;
  readonly space: SpaceId;
  readonly document: string;
  readonly updates: readonly Uint8Array<ArrayBuffer>[];
  readonly sums: readonly number[];
}

/** A whole document, in Yjs update format V1. */
export interface SnapshotRow {
  readonly space: SpaceId;
  readonly document: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sum: number;
}

export interface PartRow {
  readonly space: SpaceId;
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sum: number;
}

export interface BlobRow {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface RecordRow {
  readonly name: string;
  readonly value: unknown;
}

export class StorageTables extends Dexie {
  declare readonly frames: Table<FrameRow, [SpaceId, FeedId, FrameKind, number]>;
  declare readonly operations: EntityTable<OperationRow, "seq">;
  declare readonly updates: EntityTable<UpdateRow, "seq">;
  declare readonly snapshots: Table<SnapshotRow, [SpaceId, string]>;
  declare readonly parts: Table<PartRow, [SpaceId, string]>;
  declare readonly blobs: Table<BlobRow, string>;
  declare readonly records: Table<RecordRow, string>;

  constructor(name: string) {
    // Strict: Chromium 121 and later otherwise answer before anything is on the disk. No opening by itself: a database
    // that the browser took away would come back empty and look like a first start.
    super(name, { chromeTransactionDurability: "strict", autoOpen: false });
    this.version(SCHEMA_VERSION).stores({
      frames: "[space+feed+kind+sequence], [space+order]",
      operations: "++seq, space",
      updates: "++seq, [space+document]",
      snapshots: "[space+document]",
      parts: "[space+name]",
      blobs: "name",
      records: "name",
    });
  }
}

/** Rows come from a disk: whatever their type says, they may hold anything. */
export function isWhole(row: { readonly bytes: unknown; readonly sum: unknown }): boolean {
  const { bytes, sum } = row;
  return bytes instanceof Uint8Array && bytes.length > 0 && checksum(bytes) === sum;
}

export function areWhole(list: unknown, sums: unknown): boolean {
  if (!Array.isArray(list) || !Array.isArray(sums) || list.length !== sums.length) return false;
  return list.every((bytes, index) => isWhole({ bytes, sum: sums[index] as unknown }));
}

/** Only these bytes: a view into a larger buffer would be stored with all of that buffer. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

export function summed(bytes: Uint8Array): { bytes: Uint8Array<ArrayBuffer>; sum: number } {
  const own = ownBytes(bytes);
  return { bytes: own, sum: checksum(own) };
}
