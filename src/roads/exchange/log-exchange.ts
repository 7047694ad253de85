import type { Clock } from "./clock.ts";
import type { LogCopy } from "./journal-copy.ts";
import { EXCHANGE_LIMITS as LIMITS, EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { HeadsMessage, OperationsMessage } from "./message.ts";
import type { OffenceKind } from "./offence.ts";
import type { Peer } from "./peer.ts";

interface Parts {
  readonly log: LogCopy;
  readonly clock: Clock;
  /** All connections. */
  readonly peers: () => Iterable<Peer>;
  readonly end: (peer: Peer, offence: OffenceKind) => void;
  readonly failed: (error: unknown) => void;
  /** The peer has told its heads. */
  readonly heard?: (peer: Peer) => void;
  /** The peer holds all operations that are here. */
  readonly delivered?: (peer: Peer) => void;
}

/** Makes logs the same: each side tells its heads, and gives what the other side's heads do not come after. */
export class LogExchange {
  readonly #parts: Parts;
  readonly #stopFollowing: () => void;
  readonly #taking = new Map<Peer, Promise<void>>();
  #stopWaiting: (() => void) | null = null;
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#stopFollowing = parts.log.heads.subscribe(() => {
      this.#stopWaiting ??= parts.clock.after(TIMES.headsMs, () => this.#tellChange());
    });
  }

  /** The peer may have the log, as it was found just now. */
  meet(peer: Peer): void {
    this.tell(peer);
    this.#offer(peer);
  }

  /** As `meet`; and what was given in vain, or lost, is given again. */
  compare(peer: Peer): void {
    peer.isTakingOperations = false;
    peer.offeredAt = null;
    this.meet(peer);
  }

  /** Tells the heads; a partner who has more answers with it. */
  tell(peer: Peer): void {
    if (!peer.sharesLog) return;
    const heads = this.#parts.log.heads.get().slice(0, LIMITS.heads);
    peer.toldHeads = heads.join(" ");
    peer.say({ kind: "heads", heads });
  }

  hear(peer: Peer, message: HeadsMessage | OperationsMessage): void {
    if (!peer.sharesLog) return;
    if (message.kind === "operations") this.#hearOperations(peer, message);
    else if (peer.mayTellHeads(this.#parts.clock.now())) {
      if (peer.heads?.join(" ") !== message.heads.join(" ")) peer.waitsForOperations = null;
      peer.heads = message.heads;
      peer.isTakingOperations = false;
      this.#parts.heard?.(peer);
      this.#offer(peer);
    }
  }

  leave(peer: Peer): void {
    this.#taking.delete(peer);
  }

  close(): void {
    this.#isClosed = true;
    this.#stopFollowing();
    this.#stopWaiting?.();
  }

  #tellChange(): void {
    this.#stopWaiting = null;
    const heads = this.#parts.log.heads.get().slice(0, LIMITS.heads).join(" ");
    for (const peer of this.#parts.peers()) {
      if (peer.toldHeads !== heads) this.tell(peer);
      this.#offer(peer);
    }
  }

  /** Gives one batch of what the peer lacks; its next heads ask for the next. */
  #offer(peer: Peer): void {
    if (this.#isClosed || !peer.getsLog || peer.heads === null || peer.isTakingOperations) return;
    const { log } = this.#parts;
    const missing = log.operationsAfter(peer.heads);
    if (missing.length === 0) {
      this.#parts.delivered?.(peer);
      return;
    }
    if (this.#mayBeAhead(peer, missing.length)) return;
    const at = `${peer.heads.join(" ")}|${log.heads.get().join(" ")}`;
    // It was given these and could not take them; the next comparison tries again.
    if (peer.offeredAt === at) return;
    peer.offeredAt = at;
    peer.isTakingOperations = true;
    peer.say({ kind: "operations", operations: firstOf(missing) });
  }

  /**
   * Nothing here is known to be there. Whoever is ahead will send the rest, and then heads can be compared; of two who are both ahead,
   * one waits less than the other.
   */
  #mayBeAhead(peer: Peer, missing: number): boolean {
    const { log, clock } = this.#parts;
    if (peer.heads?.length === 0 || missing < log.operationsAfter([]).length) return false;
    if (peer.waitsForOperations !== null) return peer.waitsForOperations === "waiting";
    peer.waitsForOperations = "waiting";
    const [short, long] = TIMES.strangeHeadsMs;
    const ours = log.heads.get().join(" ");
    clock.after(ours < (peer.heads ?? []).join(" ") ? short : long, () => {
      if (peer.waitsForOperations !== "waiting") return;
      peer.waitsForOperations = "waited";
      this.#offer(peer);
    });
    return true;
  }

  #hearOperations(peer: Peer, { operations }: OperationsMessage): void {
    const bytes = operations.reduce((sum, one) => sum + one.length, 0);
    peer.broughtBytes += peer.standing === "member" ? 0 : bytes;
    if (peer.broughtBytes > LIMITS.strangersBytes) {
      this.#parts.end(peer, "tooMuch");
      return;
    }
    // They come again with the next comparison.
    if (peer.waitingOperations >= LIMITS.waitingOperations) return;
    peer.waitingOperations += 1;
    const before = this.#taking.get(peer) ?? Promise.resolve();
    const turn = before.then(async () => {
      await this.#take(peer, operations);
      peer.waitingOperations -= 1;
    });
    this.#taking.set(peer, turn);
  }

  async #take(peer: Peer, operations: readonly Uint8Array[]): Promise<void> {
    if (this.#isClosed || peer.isEnded) return;
    const { log, end, failed } = this.#parts;
    try {
      const answer = await log.receiveOperations(operations);
      if (answer === "refused") end(peer, "refused");
      else if (!this.#isClosed) this.tell(peer);
    } catch (error) {
      // Not kept, so not here: the next comparison brings them again.
      failed(error);
    }
  }
}

function firstOf(operations: readonly Uint8Array[]): readonly Uint8Array[] {
  let bytes = 0;
  const batch: Uint8Array[] = [];
  for (const operation of operations) {
    bytes += operation.length;
    const isFull = bytes > LIMITS.operationsBytes || batch.length >= LIMITS.operationsPerMessage;
    if (batch.length > 0 && isFull) break;
    batch.push(operation);
  }
  return batch;
}
