import type { Compaction } from "./compaction.ts";
import type { UpdateBreach } from "./check-update.ts";
import type { DocumentIndex } from "./document-index.ts";
import type { Claimed, EntryClaim, EntryVerdict } from "./entry-claim.ts";
import type { SignedFeedHeader } from "./feed-header.ts";
import type { DocumentName, FeedId } from "./names.ts";
import type { Run } from "./run.ts";

/** What the member log and the store know, asked while entries are admitted. Each answer depends on its arguments alone. */
export interface AdmissionRules {
  /** The identity key of a member whom the log knows, whether or not they may do anything now. */
  identityKeyOf(member: Uint8Array): Uint8Array | null;
  /** Whether an entry counts, by what its author had to know and by all that took rights away since. Another, when the log grows. */
  verdictOn(claim: EntryClaim): EntryVerdict;
  /** Null when nothing was erased; else the hashes (`hashPayload`) of what may stand in the place of a piece of content. */
  structuresLeftOf(part: JournalPart): readonly Uint8Array[] | null;
  /** `clientIdOf` of this module; given so that it can be remembered. */
  clientIdOf(feed: FeedId, document: DocumentName): number;
  /** The updates of this feed's entries for the document that the store keeps, oldest first. */
  keptUpdates(feed: FeedId, document: DocumentName): readonly Uint8Array[];
}

/** What is erased as one: all that a feed ever says in a document. */
export interface JournalPart {
  /** Whose feed it is, 16 bytes. */
  readonly member: Uint8Array;
  readonly feed: FeedId;
  readonly document: DocumentName;
}

/** A member's signed breach of the rules, kept as evidence. Nothing after it is taken from that feed. */
export interface Freeze {
  readonly feed: FeedId;
  readonly sequence: number;
  readonly reason: UpdateBreach | "fork" | "lamport" | "contradiction";
  readonly evidence: Run | Compaction;
}

/**
 * Something that whoever carried it has to answer for: its author signed nothing wrong, so nobody is frozen for it.
 */
export interface Refusal {
  readonly feed: FeedId;
  readonly reason:
    | "unknown-feed"
    | "unknown-member"
    | "other-space"
    | "frozen"
    | "signature"
    | "erasure"
    | "full";
}

export interface AcceptedEntry {
  readonly feed: FeedId;
  /** For a compaction, the last that it stands for. */
  readonly sequence: number;
  readonly document: DocumentName;
  readonly lamport: number;
  /** Milliseconds since 1970 by its author's clock: a claim, for display. */
  readonly writtenAt: number;
  readonly update: Uint8Array<ArrayBuffer>;
  /** Stands for all earlier entries of the feed for this document. */
  readonly isCompaction: boolean;
  /** Where in its feed and in the member log it stands; for a compaction, its first and its last entry. All must count. */
  readonly claims: readonly Claimed[];
  /** Kept, so that what others built on it has its place, and not shown. */
  readonly isVoid: boolean;
}

export interface HeldRun {
  readonly run: Run;
  /** The chain before its first entry, and after each. */
  readonly chain: readonly Uint8Array<ArrayBuffer>[];
  readonly sizeBytes: number;
}

export interface FeedState {
  readonly header: SignedFeedHeader;
  /** The next sequence to admit. */
  next: number;
  lamport: number;
  /** The chain after each entry from `hashesFrom` on; the first stands for what was before it. */
  hashes: Uint8Array<ArrayBuffer>[];
  hashesFrom: number;
  /** Of the updates that were admitted, by the latest compaction where there is one. */
  sizeBytes: number;
  frozen: Freeze | null;
  /** Signed runs that cannot be taken yet, by first sequence. */
  held: Map<number, HeldRun>;
  heldCompaction: Compaction | null;
}

/** All that admission remembers; plain values, changed by `admit` alone. */
export interface AdmissionState {
  readonly space: Uint8Array;
  readonly feeds: Map<FeedId, FeedState>;
  readonly documents: Map<DocumentName, DocumentIndex>;
  /** The largest that was seen in anything signed, held or admitted, without leaping. */
  lamport: number;
}

export interface Round {
  readonly headers: readonly SignedFeedHeader[];
  readonly runs: readonly Run[];
  readonly compactions: readonly Compaction[];
}

export interface Admitted {
  /** In the order in which they are to be applied: by lamport, feed, sequence. */
  readonly accepted: readonly AcceptedEntry[];
  readonly frozen: readonly Freeze[];
  readonly refused: readonly Refusal[];
}

export function emptyAdmission(space: Uint8Array): AdmissionState {
  return { space, feeds: new Map(), documents: new Map(), lamport: 0 };
}

/** A copy that can be tried on: what admission changes is copied, what it only reads is shared. */
export function copyOf(state: AdmissionState): AdmissionState {
  const feeds = [...state.feeds].map(([id, feed]): [FeedId, FeedState] => [
    id,
    { ...feed, hashes: [...feed.hashes], held: new Map(feed.held) },
  ]);
  const documents = [...state.documents].map(([name, index]): [DocumentName, DocumentIndex] => [
    name,
    new Map([...index].map(([client, spans]) => [client, [...spans]])),
  ]);
  return { ...state, feeds: new Map(feeds), documents: new Map(documents) };
}

/** Makes `state` what `tried` became. */
export function takeOver(state: AdmissionState, tried: AdmissionState): void {
  state.lamport = tried.lamport;
  for (const [id, feed] of tried.feeds) state.feeds.set(id, feed);
  for (const [name, index] of tried.documents) state.documents.set(name, index);
}

export function freezeFeed(feed: FeedState, what: Omit<Freeze, "feed">): void {
  feed.frozen = { feed: feed.header.id, ...what };
  feed.held.clear();
  feed.heldCompaction = null;
}

export function haveOf(state: AdmissionState): Map<FeedId, number> {
  return new Map([...state.feeds].map(([feed, { next }]) => [feed, next]));
}

export function indexOf(state: AdmissionState, document: DocumentName): DocumentIndex {
  const index: DocumentIndex = state.documents.get(document) ?? new Map();
  state.documents.set(document, index);
  return index;
}

export function inOrder(a: AcceptedEntry, b: AcceptedEntry): number {
  if (a.lamport !== b.lamport) return a.lamport - b.lamport;
  if (a.feed !== b.feed) return a.feed < b.feed ? -1 : 1;
  return a.sequence - b.sequence || (a.document < b.document ? -1 : 1);
}
