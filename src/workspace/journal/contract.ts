import type { Result, Store } from "../../base/index.ts";
import type { BlobHash, MemberId, SpaceId } from "../../domain/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import type {
  CutOff,
  DeviceId,
  EpochKeys,
  MemberLog,
  Membership,
  OperationBody,
  OperationId,
  Verdict,
} from "../../membership/index.ts";
import type { JournalCopy } from "../../roads/index.ts";
import type { LateWork } from "../contract.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The person's keys as the shell lends them: signatures and agreements, never the keys themselves. */
export interface Signer {
  readonly member: MemberId;
  /** Ed25519 and X25519, 32 bytes each. */
  readonly signingKey: Bytes;
  readonly agreementKey: Bytes;
  /** 16 bytes. */
  readonly device: Bytes;
  signFeedHeader(header: {
    readonly space: Bytes;
    readonly sessionKey: Bytes;
    readonly memberHead: Bytes;
    readonly startedAt: number;
  }): Promise<Bytes>;
  /** `names` is what the shell's own question calls people, schools and the project (under ""). */
  signOperation(
    space: SpaceId | null,
    unsigned: Uint8Array,
    names: Readonly<Record<string, string>>,
  ): Promise<Result<Bytes, { readonly kind: "declined" | "locked" | "refused" }>>;
  agree(theirs: Uint8Array): Promise<Bytes | null>;
}

/**
 * One space on this PC: its log, keys and feeds. Everything that is typed goes in by `keep`, everything that partners send by the
 * functions of `JournalCopy`; both end in the same admission, the same storage, and the same listeners.
 */
export interface SpaceJournal extends JournalCopy {
  readonly space: SpaceId;
  /** Null until the founding is here. */
  readonly membership: Store<Membership | null>;
  readonly log: Pick<
    MemberLog,
    "history" | "heads" | "has" | "membership" | "bytesOf" | "isKnownAt"
  >;
  /** Keys of content that this member holds, by epoch. */
  readonly keys: Store<EpochKeys>;
  /** Names that have content here. */
  readonly documents: Store<readonly DocumentName[]>;
  readonly lateWork: Store<readonly LateWork[]>;
  forgetLateWork(id: string): Promise<void>;

  /** Writes an operation after all that is known here, has it signed, and takes it in. */
  act(
    body: OperationBody,
    names?: Readonly<Record<string, string>>,
  ): Promise<
    Result<OperationId, { readonly kind: "declined" | "locked" | "noRight" | "notSaved" }>
  >;
  /** What is here of someone's feeds, of one device or of all: what a removal, a demotion or a withdrawal leaves standing. */
  cutOffsOf(member: MemberId, device: DeviceId | null): readonly CutOff[];
  /** When the last session of each device began, as its own clock claimed. */
  readonly lastSessions: Store<ReadonlyMap<DeviceId, number>>;
  /** Whether one's own words in this document count as the log stands. */
  mayWrite(document: DocumentName): Verdict;

  /** The clientID with which this session writes in a document. */
  clientIdOf(document: DocumentName): number;
  /** Whose clientID it is, by the feed that it derives from. */
  authorOf(document: DocumentName, clientId: number): MemberId | null;

  /**
   * Keeps what one's own transactions gave: seals and signs it as entries of this session's feed. Resolves once it would survive a
   * killed process; rejects with `StorageError`. What may not be written (any more) goes to `lateWork` instead.
   */
  keep(changes: readonly OwnChange[]): Promise<void>;
  /** What stands in a document: void entries are left out. */
  load(document: DocumentName): Promise<StoredContent>;
  /** Accepted entries of others, in the order in which they are applied, after they were kept. */
  onArrived(listener: (document: DocumentName, updates: readonly Bytes[]) => void): () => void;
  /** What stood in these documents stands no longer (a removal, an erasure): load them anew. */
  onRebuilt(listener: (documents: readonly DocumentName[]) => void): () => void;
  /** One's own feed in fewer bytes, when nothing has been typed for a while and before the end. `docs` opens a document as it stands. */
  compact(): Promise<void>;

  /** The pictures that documents name: those that are not here are among `blobs.wanted`. */
  want(hashes: Iterable<BlobHash>): Promise<void>;

  /** Earlier states of a document, newest first. */
  versions(document: DocumentName): Promise<readonly StoredVersion[]>;
  /** A Yjs update that makes an empty document what it was. */
  readVersion(document: DocumentName, id: string): Promise<Bytes | null>;
  close(): Promise<void>;
}

export interface OwnChange {
  readonly document: DocumentName;
  /** Format V1, oldest first. */
  readonly updates: readonly Uint8Array[];
}

export interface StoredContent {
  /** A Yjs state, or null; then updates in the order in which they are applied. */
  readonly snapshot: Uint8Array | null;
  readonly updates: readonly Uint8Array[];
}

export interface StoredVersion {
  readonly id: string;
  readonly writtenAt: number;
  readonly authors: readonly MemberId[];
}
