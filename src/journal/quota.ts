import { equalBytes } from "../base/index.ts";
import type { AdmissionState, FeedState } from "./admission-state.ts";
import { JOURNAL_LIMITS } from "./limits.ts";

/** What a member takes up of every copy's memory and disk: entries that no compaction stands for, and bytes of updates. */
interface Share {
  feeds: number;
  entries: number;
  bytes: number;
}

/**
 * Keeps one member from filling everybody's disk. What is beyond a member's share waits, like what comes too early; nobody is frozen for it,
 * for which part of it is there first depends on the road. A removal of the member makes all copies equal again. Rule J23.
 */
export class Quota {
  readonly #state: AdmissionState;
  readonly #shares: { readonly member: Uint8Array; readonly share: Share }[] = [];

  /** Counts anew, so it is good for one round. */
  constructor(state: AdmissionState) {
    this.#state = state;
  }

  hasRoomForFeed(member: Uint8Array): boolean {
    return this.#shareOf(member).feeds < JOURNAL_LIMITS.feedsOfMember;
  }

  /** Negative for what a compaction saves. */
  hasRoom(feed: FeedState, entries: number, bytes: number): boolean {
    const share = this.#shareOf(feed.header.member);
    return (
      share.entries + entries <= JOURNAL_LIMITS.entriesOfMember &&
      share.bytes + bytes <= JOURNAL_LIMITS.bytesOfMember
    );
  }

  take(feed: FeedState, entries: number, bytes: number): void {
    const share = this.#shareOf(feed.header.member);
    share.entries += entries;
    share.bytes += bytes;
    feed.sizeBytes += bytes;
  }

  #shareOf(member: Uint8Array): Share {
    const known = this.#shares.find((one) => equalBytes(one.member, member));
    if (known !== undefined) return known.share;
    const share: Share = { feeds: 0, entries: 0, bytes: 0 };
    for (const feed of this.#state.feeds.values()) {
      if (!equalBytes(feed.header.member, member)) continue;
      share.feeds += 1;
      share.entries += rawEntriesOf(feed);
      share.bytes += feed.sizeBytes;
    }
    this.#shares.push({ member, share });
    return share;
  }
}

export const rawEntriesOf = (feed: FeedState): number => feed.hashes.length - 1;
