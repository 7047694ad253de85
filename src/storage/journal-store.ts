import type { SpaceId } from "../domain/index.ts";
import type { FeedId, FrameKind } from "../journal/index.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Where a frame stands in its space; there is one frame at each place. */
export interface FramePlace {
  readonly feed: FeedId;
  readonly kind: FrameKind;
  /** As in the frame's label. */
  readonly sequence: number;
}

/** A frame of the journal as it travels: sealed, whoever keeps it. */
export interface StoredFrame extends FramePlace {
  /** Counts up over the space: frames in this order can be taken one after the other. */
  readonly order: number;
  readonly bytes: Bytes;
}

/** A document as it is opened: a Yjs state, and the updates (format V1) that came after it. Rebuildable from the frames. */
export interface StoredDocument {
  readonly snapshot: Bytes | null;
  /** Oldest first. */
  readonly updates: readonly Bytes[];
  /** Rows that hold the updates, damaged ones included. */
  readonly rows: number;
  /** Rows and snapshots that could not be read. */
  readonly damaged: number;
}

export type DocumentChange =
  /** One row behind the others. */
  | { readonly document: string; readonly kind: "append"; readonly updates: readonly Uint8Array[] }
  /** The snapshot stands for what was before it and for the first `rows` rows. */
  | {
      readonly document: string;
      readonly kind: "fold";
      readonly snapshot: Uint8Array;
      readonly rows: number;
    }
  /** Nothing of what was there stays; null: the document is empty. */
  | { readonly document: string; readonly kind: "replace"; readonly snapshot: Uint8Array | null };

/** All that one round of admission changes. */
export interface JournalRound {
  /** One at the same place is replaced. */
  readonly frames?: readonly StoredFrame[];
  readonly forgottenFrames?: readonly FramePlace[];
  /** Of the member log, in an order that can be taken. */
  readonly operations?: readonly Uint8Array[];
  /** In this order. */
  readonly documents?: readonly DocumentChange[];
  /** Named values such as the state of admission; null forgets one. */
  readonly parts?: readonly { readonly name: string; readonly bytes: Uint8Array | null }[];
}

export type StoredPart =
  | { readonly state: "absent" }
  | { readonly state: "damaged" }
  | { readonly state: "here"; readonly bytes: Bytes };

/** The journals of all spaces on this PC. What does not open is told as damaged, never as absent. */
export interface JournalStore {
  /** Resolves once all of the round would survive a killed process. Rejects with a `StorageError`; nothing is half written. */
  keep(space: SpaceId, round: JournalRound): Promise<void>;
  /** Those of `places` that are here and whole, in no particular order. */
  frames(space: SpaceId, places: readonly FramePlace[]): Promise<readonly StoredFrame[]>;
  /** Frames as they were kept, from `order` on. */
  framesFrom(
    space: SpaceId,
    order: number,
    most: number,
  ): Promise<{
    readonly frames: readonly StoredFrame[];
    readonly damaged: readonly FramePlace[];
    /** Where to go on; null at the end. */
    readonly next: number | null;
  }>;
  operations(
    space: SpaceId,
  ): Promise<{ readonly operations: readonly Bytes[]; readonly damaged: number }>;
  document(space: SpaceId, document: string): Promise<StoredDocument>;
  part(space: SpaceId, name: string): Promise<StoredPart>;
  /** Forgets a whole space. */
  removeSpace(space: SpaceId): Promise<void>;
}
