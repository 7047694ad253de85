import type { FeedId, HaveVector } from "../../journal/index.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { PartnerCopy } from "./partner-copy.ts";

/** A question for frames that is not answered yet. */
export class OpenAsk {
  readonly ask: number;
  readonly askedAt: number;
  progressAt: number;
  /** Whether there was more than went into the answer. */
  rest = true;
  /** Feeds of which frames have come. */
  readonly brought = new Set<FeedId>();
  /** What was to be had, and how far it was here. */
  readonly #wanted: ReadonlyMap<FeedId, number>;

  constructor(ask: number, partner: PartnerCopy, own: HaveVector, now: number) {
    this.ask = ask;
    this.askedAt = now;
    this.progressAt = now;
    this.#wanted = new Map([...partner.wanted(now)].map((feed) => [feed, own.get(feed) ?? -1]));
  }

  /** For so long nobody else is asked; one who trickles holds nobody up. */
  isAnswering(now: number): boolean {
    return now - this.progressAt < TIMES.answeringMs && now - this.askedAt < TIMES.longestAnswerMs;
  }

  /** What should have come and did not is left alone for a while, so that it does not come in vain again and again. */
  hold(partner: PartnerCopy, own: HaveVector, now: number): void {
    for (const [feed, before] of this.#wanted) {
      if ((own.get(feed) ?? -1) !== before) partner.held.delete(feed);
      else if (this.brought.has(feed) || !this.rest) partner.hold(feed, now);
    }
  }
}
