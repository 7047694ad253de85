import type { MemberId } from "../../domain/index.ts";
import type { FeedId, HaveVector } from "../../journal/index.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";

/** What one session of a member has told about its copy; kept while this program runs, connected or not. */
export class PartnerCopy {
  readonly member: MemberId;
  readonly session: FeedId;
  heardAt = 0;
  connections = 0;
  /** What it told last. */
  heads: readonly string[] | null = null;
  /** Whether `have` is the whole of what it told, or only changes of something unknown. */
  isListed = false;
  /** Feeds of which it lacks something that is here. */
  readonly lacks = new Set<FeedId>();
  /** Feeds of which something is there that is missing here, and how far they go there. */
  readonly offers = new Map<FeedId, number>();
  /** Feeds that came in vain, or not at all although they were offered. */
  readonly held = new Map<FeedId, { readonly until: number; readonly waitMs: number }>();
  /** How many documents are behind there, as counted last; null: to be counted. */
  documentsBehind: { readonly count: number; readonly at: number } | null = null;
  /** What it was told of the vector here; null: nothing yet. */
  told: Map<FeedId, number> | null = null;
  #have = new Map<FeedId, number>();
  #listing: Map<FeedId, number> | null = null;

  constructor(member: MemberId, session: FeedId) {
    this.member = member;
    this.session = session;
  }

  get have(): HaveVector {
    return this.#have;
  }

  /** How many feeds it has named, in all. */
  get size(): number {
    return Math.max(this.#have.size, this.#listing?.size ?? 0);
  }

  hearAll(have: HaveVector): void {
    this.#have = new Map(have);
    this.isListed = true;
  }

  /** True with the last part. */
  hearListing(part: HaveVector, isFirst: boolean, isLast: boolean): boolean {
    if (isFirst) this.#listing = new Map();
    if (this.#listing === null) return false;
    for (const [feed, next] of part) this.#listing.set(feed, next);
    if (!isLast) return false;
    this.hearAll(this.#listing);
    this.#listing = null;
    return true;
  }

  hearChange(feed: FeedId, next: number): void {
    this.#have.set(feed, next);
  }

  /** Looks again who lacks what of one feed. */
  judge(feed: FeedId, ours: number | undefined): void {
    const theirs = this.#have.get(feed);
    if (ours !== undefined && (theirs === undefined || theirs < ours)) this.lacks.add(feed);
    else this.lacks.delete(feed);
    if (theirs !== undefined && (ours === undefined || ours < theirs))
      this.offers.set(feed, theirs);
    else this.offers.delete(feed);
  }

  /** Feeds to be asked for now. */
  *wanted(now: number): Generator<FeedId> {
    for (const feed of this.offers.keys()) if (!this.#isHeld(feed, now)) yield feed;
  }

  /** Feeds that are offered and not to be asked for now. */
  heldBack(now: number): readonly FeedId[] {
    return [...this.held.keys()].filter((feed) => this.offers.has(feed) && this.#isHeld(feed, now));
  }

  hold(feed: FeedId, now: number): void {
    const [least, most] = TIMES.askAgainMs;
    const before = this.held.get(feed)?.waitMs ?? least / 2;
    const waitMs = Math.min(most, before * 2);
    this.held.set(feed, { until: now + waitMs, waitMs });
  }

  #isHeld(feed: FeedId, now: number): boolean {
    return (this.held.get(feed)?.until ?? 0) > now;
  }
}
