import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { JournalCopy } from "./journal-copy.ts";
import type { OffenceKind } from "./offence.ts";
import type { Peer } from "./peer.ts";

interface Parts {
  readonly copy: JournalCopy;
  readonly end: (peer: Peer, offence: OffenceKind) => void;
  readonly failed: (error: unknown) => void;
}

interface Queue {
  frames: Uint8Array[];
  bytes: number;
  /** Settles when everything that waits now was given to the copy. */
  next: Promise<Taken> | null;
  last: Promise<Taken>;
}

export type Taken = "kept" | "early" | "notKept";

/** Gives a partner's frames to the copy, in order, as many at once as have come meanwhile. */
export class IncomingFrames {
  readonly #parts: Parts;
  readonly #queues = new WeakMap<Peer, Queue>();
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether something that it sent is not kept yet. */
  isBusy(peer: Peer): boolean {
    return (this.#queues.get(peer)?.bytes ?? 0) > 0;
  }

  /** Resolves when the copy has taken these frames, and with them all before. */
  add(peer: Peer, frames: readonly Uint8Array[]): Promise<Taken> {
    const queue: Queue = this.#queues.get(peer) ?? {
      frames: [],
      bytes: 0,
      next: null,
      last: Promise.resolve("kept"),
    };
    this.#queues.set(peer, queue);
    const bytes = frames.reduce((sum, frame) => sum + frame.length, 0);
    // What finds no room is missing here, and asked for again.
    if (queue.bytes + bytes > LIMITS.waitingFrameBytes) return Promise.resolve("notKept");
    queue.frames.push(...frames);
    queue.bytes += bytes;
    queue.next ??= queue.last.then(() => this.#take(peer, queue));
    queue.last = queue.next;
    return queue.next;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #take(peer: Peer, queue: Queue): Promise<Taken> {
    queue.next = null;
    let taken: Taken = "kept";
    const waiting = queue.frames.splice(0);
    while (waiting.length > 0) {
      const round = roundOf(waiting);
      const answer = await this.#give(peer, round);
      queue.bytes -= round.reduce((sum, frame) => sum + frame.length, 0);
      if (answer !== "kept") taken = answer;
    }
    return taken;
  }

  async #give(peer: Peer, frames: readonly Uint8Array[]): Promise<Taken> {
    const { copy, end, failed } = this.#parts;
    const { member } = peer;
    if (this.#isClosed || peer.isEnded || member === null) return "notKept";
    try {
      const answer = await copy.receiveFrames(frames, member);
      if (answer === "refused") end(peer, "refused");
      return answer === "taken" ? "kept" : "early";
    } catch (error) {
      failed(error);
      return "notKept";
    }
  }
}

/** Takes the first of them away, as many as are given at once. */
function roundOf(waiting: Uint8Array[]): readonly Uint8Array[] {
  let bytes = 0;
  const count = waiting.findIndex((frame) => {
    bytes += frame.length;
    return bytes > LIMITS.roundBytes;
  });
  return waiting.splice(0, count < 0 ? waiting.length : Math.max(1, count));
}
