import type { Store } from "../../base/index.ts";
import type { BlobHash, MemberId } from "../../domain/index.ts";
import type { DocumentName, FeedId, HaveVector } from "../../journal/index.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** One copy of a space, as the exchange sees it: a member log, feeds of sealed frames, and pictures. It moves them unread. */
export interface JournalCopy {
  /** Who sits here; the session is the feed that this run of the program writes. */
  readonly me: { readonly member: MemberId; readonly session: FeedId };

  /** Says who this is, in answer to a peer's challenge (32 random bytes), and bound to one's own. */
  introduce(challenges: Challenges): Promise<Bytes>;
  /** Who has proven to be there, by the log as it is now. */
  recognise(introduction: Uint8Array, challenges: Challenges): Promise<Recognition>;

  /** Ids of operations that nothing known here comes after, sorted. They name all that this copy knows. */
  readonly heads: Store<readonly string[]>;
  /** What one with these heads lacks, in an order that can be taken. */
  operationsAfter(heads: readonly string[]): readonly Bytes[];
  /** Takes operations from anyone: each proves itself. Resolves once they would survive a killed process. */
  receiveOperations(operations: readonly Uint8Array[]): Promise<"taken" | "refused">;

  readonly have: Store<HaveVector>;
  /** Which of two sets of feeds is behind, document by document, as far as this copy can read them. */
  documentsBehind(theirs: HaveVector): ReadonlySet<DocumentName>;
  /**
   * Sealed frames that one with `theirs` lacks, in an order in which they can be taken, up to `mostBytes` and at least one; those of `first`
   * before all others. `rest` is false when nothing is left after them. A frame whose epoch the log has made void since is sealed anew
   * under the present key, for those who came later can never have the old one.
   */
  framesFor(
    theirs: HaveVector,
    mostBytes: number,
    first: DocumentName | null,
  ): Promise<{ readonly frames: readonly Bytes[]; readonly rest: boolean }>;
  /**
   * Opens, checks, keeps, then shows what a partner sent: resolves once it would survive a killed process. "early": some of it waits for
   * operations, keys or entries that are missing here. "refused": whoever carried it has to answer for it, and loses the connection;
   * breaches of a feed's own author are no fault of the carrier.
   */
  receiveFrames(
    frames: readonly Uint8Array[],
    from: MemberId,
  ): Promise<"taken" | "early" | "refused">;
  /** Frames that were written here, as they are kept; not those that `receiveFrames` brought. */
  onWritten(listener: (frames: readonly Bytes[]) => void): () => void;

  readonly blobs: BlobCopy;
}

/** The log alone: all that one who holds an invitation and nothing else can have. */
export type LogCopy = Pick<JournalCopy, "heads" | "operationsAfter" | "receiveOperations">;

export interface Challenges {
  /** Made by the one who introduces themselves. */
  readonly own: Uint8Array;
  /** Made by the one who hears it. */
  readonly theirs: Uint8Array;
}

export type Recognition =
  /** May have everything that the log lets them have. */
  | { readonly kind: "member"; readonly member: MemberId; readonly session: FeedId }
  /** In the log, and waiting to be let in: gets the log and nothing else. */
  | { readonly kind: "pending"; readonly member: MemberId; readonly session: FeedId }
  /** Signed well by someone whom this log does not know, or not yet. */
  | { readonly kind: "stranger" }
  /** Left or was removed. */
  | { readonly kind: "gone"; readonly member: MemberId }
  /** Not signed by whom it names. */
  | { readonly kind: "false" };

export interface BlobCopy {
  has(hash: BlobHash): Promise<boolean>;
  get(hash: BlobHash): Promise<{ readonly bytes: Bytes; readonly mime: string } | null>;
  /** Resolves to false when the bytes are not what the hash says. */
  put(hash: BlobHash, bytes: Bytes, mime: string): Promise<boolean>;
  /** Pictures that documents name and this copy lacks. */
  readonly wanted: Store<readonly BlobHash[]>;
}
