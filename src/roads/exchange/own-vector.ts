import * as sha256 from "lib0/hash/sha256";
import { type Store, encodeHex } from "../../base/index.ts";
import { type FeedId, type HaveVector, encodeHaveVector } from "../../journal/index.ts";
import type { Clock } from "./clock.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { Peer } from "./peer.ts";

interface Parts {
  readonly have: Store<HaveVector>;
  readonly clock: Clock;
  /** Those who may know it. */
  readonly peers: () => Iterable<Peer>;
  /** Called at once with every change, with the feeds that changed. */
  readonly changed: (feeds: Iterable<FeedId>) => void;
}

/** The have vector of this copy, and what partners are told of it. */
export class OwnVector {
  readonly #parts: Parts;
  readonly #stopFollowing: () => void;
  readonly #untold = new Set<FeedId>();
  #have: HaveVector;
  #digest: string | null = null;
  #stopWaiting: (() => void) | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#have = parts.have.get();
    this.#stopFollowing = parts.have.subscribe(() => this.#follow());
  }

  get have(): HaveVector {
    return this.#have;
  }

  get digest(): string {
    this.#digest ??= digestOf(this.#have);
    return this.#digest;
  }

  /** Tells the digest of all. Whoever knows something else asks for the whole, so that from now on changes are enough. */
  tellOverview(peer: Peer): void {
    if (peer.copy === null) return;
    peer.copy.told = new Map(this.#have);
    peer.say({ kind: "overview", digest: this.digest });
  }

  /** Tells every feed; not again within a second, for a partner could make us talk without end. */
  tellAll(peer: Peer): void {
    const now = this.#parts.clock.now();
    peer.wantsListing = now - peer.listedAt < TIMES.listMs;
    if (peer.wantsListing || peer.copy === null) return;
    peer.listedAt = now;
    peer.copy.told = new Map(this.#have);
    const parts = partsOf(this.#have);
    parts.forEach((have, index) => {
      const isLast = index === parts.length - 1;
      peer.say({ kind: "listing", isFirst: index === 0, isLast, have });
    });
  }

  /** The peer was sent this much of a feed, and so knows that it is here. */
  noteTold(peer: Peer, feed: FeedId, next: number): void {
    const told = peer.copy?.told;
    if (told !== undefined && told !== null && (told.get(feed) ?? -1) < next) told.set(feed, next);
  }

  /** Tells what changed and was not told yet, now: a partner asks by what it was told. */
  tellChanges(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    if (this.#untold.size === 0) return;
    for (const peer of this.#parts.peers()) {
      const told = peer.copy?.told;
      if (told === undefined || told === null) continue;
      const news = new Map<FeedId, number>();
      for (const feed of this.#untold) {
        const next = this.#have.get(feed);
        if (next === undefined || told.get(feed) === next) continue;
        told.set(feed, next);
        news.set(feed, next);
      }
      if (news.size > 0) for (const have of partsOf(news)) peer.say({ kind: "have", have });
    }
    this.#untold.clear();
  }

  close(): void {
    this.#stopFollowing();
    this.#stopWaiting?.();
  }

  #follow(): void {
    const before = this.#have;
    this.#have = this.#parts.have.get();
    this.#digest = null;
    const changed: FeedId[] = [];
    for (const [feed, next] of this.#have) if (before.get(feed) !== next) changed.push(feed);
    if (changed.length === 0) return;
    for (const feed of changed) this.#untold.add(feed);
    this.#parts.changed(changed);
    this.#stopWaiting ??= this.#parts.clock.after(TIMES.haveMs, () => this.tellChanges());
  }
}

export function digestOf(have: HaveVector): string {
  return encodeHex(sha256.digest(encodeHaveVector(have)));
}

/** At least one part, because an empty listing says something too. */
function partsOf(have: HaveVector): readonly HaveVector[] {
  const feeds = [...have];
  const parts: HaveVector[] = [];
  do {
    const from = parts.length * LIMITS.feedsPerMessage;
    parts.push(new Map(feeds.slice(from, from + LIMITS.feedsPerMessage)));
  } while (parts.length * LIMITS.feedsPerMessage < feeds.length);
  return parts;
}
