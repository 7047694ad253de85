import type { Store } from "../../base/index.ts";
import type { BlobHash, MemberId } from "../../domain/index.ts";

/** One copy of a space, as the exchange sees it. Documents are Yjs, updates are format V1; names are as in storage. */
export interface SpaceCopy {
  /** Who sits here; a new session for every start of the program. */
  readonly me: { readonly member: MemberId; readonly session: string };
  /** Every document that this copy knows of, kept current. */
  readonly documents: Store<readonly string[]>;
  /**
   * What the copy holds of a document: the encoded state vector (it lists every client's clock) and a SHA-256 over
   * the snapshot of state vector and delete set, so that two equal copies know it without sending anything.
   */
  summary(document: string): Promise<DocumentSummary>;
  /** What one who has `stateVector` lacks. */
  missing(document: string, stateVector: Uint8Array): Promise<Uint8Array>;
  /**
   * Checks, keeps, then shows what a partner sent: resolves once it would survive a killed process. "early" keeps nothing,
   * because changes before it are missing here: ask the partner with one's own state vector. "refused" changes nothing and
   * costs the partner the connection.
   */
  receive(
    document: string,
    update: Uint8Array,
    from: MemberId,
  ): Promise<"applied" | "early" | "refused">;
  /** Own changes, batched as they are kept; not those that `receive` brought. */
  onLocalChange(listener: (document: string, update: Uint8Array) => void): () => void;

  readonly blobs: {
    has(hash: BlobHash): Promise<boolean>;
    get(
      hash: BlobHash,
    ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mime: string } | null>;
    /** Resolves to false when the bytes are not what the hash says. */
    put(hash: BlobHash, bytes: Uint8Array<ArrayBuffer>, mime: string): Promise<boolean>;
    /** Pictures that documents name and this copy lacks. */
    readonly wanted: Store<readonly BlobHash[]>;
  };
}

export interface DocumentSummary {
  readonly stateVector: Uint8Array;
  readonly hash: Uint8Array;
}
