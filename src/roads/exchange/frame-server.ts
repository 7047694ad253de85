import type { FeedId, HaveVector } from "../../journal/index.ts";
import type { JournalCopy } from "./journal-copy.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { AskMessage } from "./message.ts";
import type { OffenceKind } from "./offence.ts";
import type { OwnVector } from "./own-vector.ts";
import type { Peer } from "./peer.ts";

interface Parts {
  readonly copy: JournalCopy;
  readonly own: OwnVector;
  readonly end: (peer: Peer, offence: OffenceKind) => void;
  readonly failed: (error: unknown) => void;
}

/** Answers partners who ask for frames, one question of each at a time, and no faster than they take the answer. */
export class FrameServer {
  readonly #parts: Parts;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  hear(peer: Peer, ask: AskMessage): void {
    peer.asks.push(ask);
    if (peer.asks.length > LIMITS.waitingAsks) this.#parts.end(peer, "tooMuch");
    else if (!peer.isServing) void this.#serve(peer);
  }

  close(): void {
    this.#isClosed = true;
  }

  async #serve(peer: Peer): Promise<void> {
    peer.isServing = true;
    for (;;) {
      await peer.checked;
      const ask = this.#isClosed || !peer.isMember ? undefined : peer.asks.shift();
      if (ask === undefined) break;
      await this.#answer(peer, ask);
    }
    peer.isServing = false;
  }

  async #answer(peer: Peer, { ask, first, without }: AskMessage): Promise<void> {
    const { copy, own, failed } = this.#parts;
    let parts: readonly (readonly Uint8Array[])[] = [[]];
    let rest = true;
    if (peer.copy?.isListed === true) {
      try {
        const theirs = pretending(peer.copy.have, own.have, without);
        const answer = await copy.framesFor(theirs, LIMITS.answerBytes, first);
        parts = partsOf(answer.frames);
        ({ rest } = answer);
      } catch (error) {
        failed(error);
      }
    } else peer.say({ kind: "recall" });
    for (const [index, frames] of parts.entries()) {
      const isLast = index === parts.length - 1;
      await peer.checked;
      // It may have been removed meanwhile.
      if (!peer.isMember) return;
      if (!(await peer.send({ kind: "frames", ask, isLast, rest, frames }))) return;
    }
  }
}

/** Their vector, as if they had all of some feeds. */
function pretending(theirs: HaveVector, own: HaveVector, without: readonly FeedId[]): HaveVector {
  if (without.length === 0) return theirs;
  const pretended = new Map(theirs);
  for (const feed of without) {
    const next = own.get(feed);
    if (next !== undefined) pretended.set(feed, next);
  }
  return pretended;
}

/** At least one part, because an empty answer says something too. */
function partsOf(frames: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const parts: Uint8Array[][] = [[]];
  let bytes = 0;
  for (const frame of frames) {
    const last = parts.at(-1);
    const isFull = bytes + frame.length > LIMITS.partBytes && (last?.length ?? 0) > 0;
    if (isFull) {
      parts.push([frame]);
      bytes = frame.length;
    } else {
      last?.push(frame);
      bytes += frame.length;
    }
  }
  return parts;
}
