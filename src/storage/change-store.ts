import type { SpaceId } from "../domain/index.ts";

/** The name of a document inside its space: "project", "roster", "page:<id>", "own:<member>". */
export type DocumentName = string;

/** One batch of changes to one document, in Yjs update format V1. */
export interface Change {
  readonly space: SpaceId;
  readonly document: DocumentName;
  readonly update: Uint8Array;
}

export interface StoredDocument {
  /** The last compaction; null before the first. */
  readonly snapshot: Uint8Array | null;
  /** What came after it, oldest first. */
  readonly updates: readonly Uint8Array[];
  /** Rows that could not be read. They are set aside, and the rest opens. */
  readonly damaged: number;
}

/** Where changes are kept between runs. What the screen calls saved has been acknowledged here. */
export interface ChangeStore {
  /** Resolves once every change would survive a killed process. Rejects with a `StorageError`; nothing is half written. */
  append(changes: readonly Change[]): Promise<void>;
  load(space: SpaceId, document: DocumentName): Promise<StoredDocument>;
  documents(space: SpaceId): Promise<readonly DocumentName[]>;
  /**
   * Replaces the snapshot and the `updates` rows that it covers (the first `covered` that `load` gave) in one step; rows that
   * came meanwhile stay.
   */
  compact(
    space: SpaceId,
    document: DocumentName,
    snapshot: Uint8Array,
    covered: number,
  ): Promise<void>;
  /** Forgets a whole space with its documents. */
  removeSpace(space: SpaceId): Promise<void>;
}
