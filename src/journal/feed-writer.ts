import * as Y from "yjs";
import { type Result, fail, succeed } from "../base/index.ts";
import type { SigningKeys, Suite } from "../cryptography/index.ts";
import type { AdmissionState } from "./admission-state.ts";
import { checkUpdate } from "./check-update.ts";
import type { Claimed } from "./entry-claim.ts";
import {
  type FeedHeader,
  type SignFeedHeader,
  type SignedFeedHeader,
  signFeedHeader,
} from "./feed-header.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type DocumentName, type MemberHead, clientIdOf } from "./names.ts";
import { Quota } from "./quota.ts";
import { type Entry, type Run, chainOf, hashPayload, signedBytesOfRun } from "./run.ts";

/** What one document's own transactions gave since the last flush, oldest first, in format V1. */
export interface DocumentChange {
  readonly document: DocumentName;
  readonly updates: readonly Uint8Array[];
  /** Where its author stands in the member log, and may write this. */
  readonly memberHead: MemberHead;
}

/** What a compaction says of a document's entries. */
export interface WrittenDocument {
  readonly claims: readonly Claimed[];
  readonly secondsIn: number;
}

export interface FlushContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What is known of the space: an entry may build on nothing else, and its lamport is larger than all in it. */
  readonly state: AdmissionState;
}

export type FlushFailure =
  /**
   * With all before it; alone it may fit, unless it is longer than `JOURNAL_LIMITS.payloadBytes`, or the member's share of every copy's
   * disk is used up.
   */
  | { readonly kind: "too-large"; readonly document: DocumentName }
  /** Others would freeze the feed for it; signing it would be worse than not keeping it. */
  | { readonly kind: "unfit"; readonly document: DocumentName };

/**
 * Writes one feed, from the start of a session to its end; there is no way to take one up again. Nor does one go on in which an
 * entry has become void: its clocks are spent, and the document lacks them. Rule J2.
 */
export class FeedWriter {
  readonly header: SignedFeedHeader;
  readonly #suite: Suite;
  readonly #keys: SigningKeys;
  #next = 0;
  #head: Uint8Array<ArrayBuffer>;
  #lamport = 0;
  readonly #written = new Map<DocumentName, WrittenDocument>();

  private constructor(suite: Suite, keys: SigningKeys, header: SignedFeedHeader) {
    this.#suite = suite;
    this.#keys = keys;
    this.header = header;
    this.#head = header.hash;
  }

  /** `sign` asks whoever keeps the member's identity key; it is asked once. */
  static async begin(
    suite: Suite,
    whose: Omit<FeedHeader, "sessionKey">,
    sign: SignFeedHeader,
  ): Promise<FeedWriter> {
    const keys = await suite.makeSigningKeys();
    const header = await signFeedHeader(suite, { ...whose, sessionKey: keys.publicKey }, sign);
    return new FeedWriter(suite, keys, header);
  }

  get nextSequence(): number {
    return this.#next;
  }

  /** The chain after the last entry; the header's hash before the first. */
  get head(): Uint8Array<ArrayBuffer> {
    return this.#head;
  }

  get lamport(): number {
    return this.#lamport;
  }

  /** Every document that the feed wrote to. */
  get written(): ReadonlyMap<DocumentName, WrittenDocument> {
    return this.#written;
  }

  /**
   * One entry a document, one signature for all. Call it for one flush at a time, and let `admit` take the run before the next;
   * keep it before you send it. At least one change, at most `JOURNAL_LIMITS.entriesInRun`, each document once.
   */
  async flush(
    changes: readonly DocumentChange[],
    context: FlushContext,
  ): Promise<Result<Run, FlushFailure>> {
    const entries: Entry[] = [];
    let lamport = Math.max(this.#lamport, context.state.lamport);
    let runBytes = 0;
    const quota = new Quota(context.state);
    const secondsIn = Math.max(0, Math.floor((context.now - this.header.startedAt) / 1000));
    for (const { document, updates, memberHead } of changes) {
      const update = new Uint8Array(Y.mergeUpdates([...updates]));
      runBytes += update.length + JOURNAL_LIMITS.entryBytes;
      const feed = context.state.feeds.get(this.header.id);
      if (
        (feed !== undefined && !quota.hasRoom(feed, entries.length + 1, runBytes)) ||
        update.length > JOURNAL_LIMITS.payloadBytes ||
        runBytes > JOURNAL_LIMITS.frameBytes - JOURNAL_LIMITS.entryBytes
      ) {
        return fail({ kind: "too-large", document });
      }
      lamport += 1;
      const client = clientIdOf(this.#suite, this.header.id, document);
      const claim = {
        client,
        lamport,
        isCompaction: false,
        isErased: false,
        trustsReferences: false,
      };
      const index = context.state.documents.get(document) ?? new Map();
      if (checkUpdate(index, claim, update).kind !== "fits")
        return fail({ kind: "unfit", document });
      const payloadHash = hashPayload(this.#suite, update);
      const isErased = false;
      entries.push({ document, memberHead, lamport, secondsIn, payloadHash, update, isErased });
    }
    const { id: feed } = this.header;
    const unsigned = { feed, firstSequence: this.#next, previousHash: this.#head, entries };
    const head = chainOf(this.#suite, unsigned).at(-1);
    if (head === undefined) throw new Error("a flush needs a change");
    entries.forEach((entry, index) => this.#note(entry, this.#next + index));
    // Moved on before the signature exists: two signatures on one sequence would be a proof against ourselves.
    this.#next += entries.length;
    this.#head = head;
    this.#lamport = lamport;
    const message = signedBytesOfRun(this.header, this.#next, head);
    return succeed({ ...unsigned, signature: await this.#suite.sign(this.#keys, message) });
  }

  #note({ document, memberHead, secondsIn }: Entry, sequence: number): void {
    const claim = { sequence, memberHead };
    const first = this.#written.get(document)?.claims[0];
    const claims = first === undefined ? [claim] : [first, claim];
    this.#written.set(document, { claims, secondsIn });
  }

  /** Signs a compaction of this feed; see `compaction.ts`. */
  async sign(message: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    return await this.#suite.sign(this.#keys, message);
  }
}
