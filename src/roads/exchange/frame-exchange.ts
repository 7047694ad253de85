import { assertNever } from "../../base/index.ts";
import { type DocumentName, type FeedId, decodeFrame } from "../../journal/index.ts";
import type { Clock } from "./clock.ts";
import { FrameServer } from "./frame-server.ts";
import { IncomingFrames, type Taken } from "./incoming-frames.ts";
import type { JournalCopy } from "./journal-copy.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { FramesMessage, MessageOf } from "./message.ts";
import type { OffenceKind } from "./offence.ts";
import { OpenAsk } from "./open-ask.ts";
import { OwnVector, digestOf } from "./own-vector.ts";
import type { PartnerBoard } from "./partner-board.ts";
import type { Peer } from "./peer.ts";

export type FrameMessage = MessageOf<"overview" | "recall" | "listing" | "have" | "ask" | "frames">;

interface Parts {
  readonly copy: JournalCopy;
  readonly board: PartnerBoard;
  readonly clock: Clock;
  /** Members, each session once. */
  readonly peers: () => readonly Peer[];
  readonly end: (peer: Peer, offence: OffenceKind) => void;
  readonly failed: (error: unknown) => void;
  readonly publish: () => void;
  /** Nothing is being caught up. */
  readonly quiet: () => void;
  readonly wantedFirst: () => DocumentName;
  /** Has the peer told the heads here, so that it brings operations. */
  readonly tellHeads: (peer: Peer) => void;
}

/** Brings frames to where they are missing: compares have vectors, asks for what is missing here, gives what is asked for. */
export class FrameExchange {
  readonly #parts: Parts;
  readonly #own: OwnVector;
  readonly #server: FrameServer;
  readonly #incoming: IncomingFrames;
  readonly #stops: (() => void)[] = [];
  readonly #asks = new Map<Peer, OpenAsk>();
  /** When each was asked last, and until when it is not asked. */
  readonly #askedAt = new Map<Peer, number>();
  readonly #restUntil = new Map<Peer, number>();
  #count = 0;
  #planning = false;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { copy, board, clock, peers } = parts;
    this.#own = new OwnVector({
      have: copy.have,
      clock,
      peers,
      changed: (feeds) => {
        board.judgeOwn(feeds);
        parts.publish();
        this.#planSoon();
      },
    });
    this.#server = new FrameServer({ ...parts, own: this.#own });
    this.#incoming = new IncomingFrames(parts);
    this.#stops.push(
      copy.onWritten((frames) => this.#push(frames)),
      copy.heads.subscribe(() => {
        // What had to wait for operations may be takeable now.
        for (const { held } of board.copies()) held.clear();
        this.#planSoon();
      }),
    );
  }

  /** Compares with one who is a member now. */
  compare(peer: Peer): void {
    this.#own.tellChanges();
    this.#own.tellOverview(peer);
    if (peer.missedWords) peer.say({ kind: "recall" });
    peer.missedWords = false;
    this.#planSoon();
  }

  /** Looks again at everything that brought nothing before. */
  forgetHolds(): void {
    for (const { held } of this.#parts.board.copies()) held.clear();
    this.#restUntil.clear();
  }

  leave(peer: Peer): void {
    this.#asks.delete(peer);
    this.#askedAt.delete(peer);
    this.#restUntil.delete(peer);
    this.#planSoon();
    this.#checkQuiet();
  }

  tick(now: number): void {
    for (const [peer, ask] of this.#asks) {
      if (now - ask.progressAt >= TIMES.askMs) this.#giveUp(peer);
    }
    for (const peer of this.#parts.peers()) if (peer.wantsListing) this.#own.tellAll(peer);
    this.#planSoon();
  }

  /** Whether text is arriving; a partner who does not answer holds nothing up. */
  isCatchingUp(): boolean {
    const since = this.#parts.clock.now() - TIMES.busyMs;
    return [...this.#asks.values()].some((ask) => ask.progressAt > since);
  }

  hear(peer: Peer, message: FrameMessage): void {
    switch (message.kind) {
      case "overview":
        this.#hearOverview(peer, message.digest);
        return;
      case "recall":
        this.#own.tellAll(peer);
        return;
      case "listing":
      case "have":
        this.#hearHave(peer, message);
        return;
      case "ask":
        this.#server.hear(peer, message);
        return;
      case "frames":
        this.#hearFrames(peer, message);
        return;
      default:
        assertNever(message);
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#own.close();
    this.#server.close();
    this.#incoming.close();
    this.#asks.clear();
  }

  #hearOverview(peer: Peer, digest: string): void {
    const { copy } = peer;
    if (copy === null || !peer.mayTellOverview(this.#parts.clock.now())) return;
    if (digest === this.#own.digest) {
      copy.hearAll(this.#own.have);
      this.#judgeAll(peer);
    } else if (!copy.isListed || digest !== digestOf(copy.have)) peer.say({ kind: "recall" });
  }

  #hearHave(peer: Peer, message: MessageOf<"listing" | "have">): void {
    const { copy } = peer;
    if (copy === null) return;
    if (message.kind === "listing") {
      if (copy.hearListing(message.have, message.isFirst, message.isLast)) this.#judgeAll(peer);
    } else {
      for (const [feed, next] of message.have) this.#noteTheirs(peer, feed, next);
      this.#parts.publish();
      this.#planSoon();
    }
    if (copy.size > LIMITS.feeds) this.#parts.end(peer, "tooMuch");
  }

  #noteTheirs(peer: Peer, feed: FeedId, next: number): void {
    peer.copy?.hearChange(feed, next);
    peer.copy?.judge(feed, this.#own.have.get(feed));
  }

  #judgeAll(peer: Peer): void {
    if (peer.copy !== null) this.#parts.board.judgeAll(peer.copy, this.#own.have);
    this.#parts.publish();
    this.#planSoon();
  }

  #push(frames: readonly Uint8Array[]): void {
    const labels = frames.map((frame) => decodeFrame(frame));
    for (const peer of this.#parts.peers()) {
      void peer.push(frames).then((isSent) => {
        for (const label of isSent ? labels : []) {
          if (label.ok) this.#own.noteTold(peer, label.value.feed, nextOf(label.value));
        }
      });
    }
  }

  #hearFrames(peer: Peer, message: FramesMessage): void {
    const now = this.#parts.clock.now();
    if (message.ask === 0 && !peer.mayPush(now)) return;
    const ask = message.ask === 0 ? undefined : this.#asks.get(peer);
    // Given up long ago.
    if (message.ask !== 0 && ask?.ask !== message.ask) return;
    const labels = message.frames.map((frame) => decodeFrame(frame));
    if (ask !== undefined) ask.progressAt = now;
    for (const label of labels) {
      if (!label.ok) {
        this.#parts.end(peer, "garbage");
        return;
      }
      const { feed } = label.value;
      const next = nextOf(label.value);
      // What it sends, it has.
      if ((peer.copy?.have.get(feed) ?? -1) < next) this.#noteTheirs(peer, feed, next);
      ask?.brought.add(feed);
    }
    const taken = this.#incoming.add(peer, message.frames);
    void taken.then((answer) => {
      if (ask !== undefined && message.isLast) this.#answered(peer, ask, message.rest, answer);
      // Not before: what is being kept is not missing for long.
      this.#parts.publish();
      this.#planSoon();
    });
  }

  #answered(peer: Peer, ask: OpenAsk, rest: boolean, answer: Taken): void {
    if (this.#asks.get(peer) !== ask || this.#isClosed) return;
    this.#asks.delete(peer);
    ask.rest = rest;
    const now = this.#parts.clock.now();
    if (peer.copy !== null) ask.hold(peer.copy, this.#own.have, now);
    if (answer === "early") this.#parts.tellHeads(peer);
    if (answer === "notKept") this.#restUntil.set(peer, now + TIMES.askAgainMs[0]);
    else if (ask.brought.size === 0) this.#restUntil.set(peer, now + TIMES.listMs);
    this.#checkQuiet();
  }

  #giveUp(peer: Peer): void {
    this.#asks.delete(peer);
    this.#restUntil.set(peer, this.#parts.clock.now() + TIMES.askAgainMs[0]);
    this.#planSoon();
    this.#checkQuiet();
  }

  #checkQuiet(): void {
    if (!this.isCatchingUp()) this.#parts.quiet();
  }

  #planSoon(): void {
    if (this.#planning || this.#isClosed) return;
    this.#planning = true;
    queueMicrotask(() => {
      this.#planning = false;
      if (!this.#isClosed) this.#plan();
    });
  }

  /** Asks one partner: the same bytes from several would cost several times. */
  #plan(): void {
    const now = this.#parts.clock.now();
    if ([...this.#asks.values()].some((ask) => ask.isAnswering(now))) return;
    const able = this.#parts
      .peers()
      .filter(
        (peer) =>
          !this.#asks.has(peer) &&
          (this.#restUntil.get(peer) ?? 0) <= now &&
          !this.#incoming.isBusy(peer) &&
          peer.copy?.wanted(now).next().done === false,
      );
    able.sort((one, other) => (this.#askedAt.get(one) ?? 0) - (this.#askedAt.get(other) ?? 0));
    const [peer] = able;
    if (peer?.copy === undefined || peer.copy === null) return;
    this.#own.tellChanges();
    this.#count += 1;
    const ask = new OpenAsk(this.#count, peer.copy, this.#own.have, now);
    this.#asks.set(peer, ask);
    this.#askedAt.set(peer, now);
    const without = peer.copy.heldBack(now).slice(0, LIMITS.feedsLeftOut);
    peer.say({ kind: "ask", ask: ask.ask, first: this.#parts.wantedFirst(), without });
  }
}

/** How far a feed goes for one who has this frame and all before it. */
function nextOf(frame: {
  readonly kind: string;
  readonly sequence: number;
  readonly count: number;
}) {
  return frame.kind === "run" ? frame.sequence + frame.count : frame.sequence;
}
