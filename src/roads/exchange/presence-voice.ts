import type { Clock } from "./clock.ts";
import { EXCHANGE_TIMES as TIMES } from "./limits.ts";
import type { PresenceMessage } from "./message.ts";
import type { Peer } from "./peer.ts";

/** Says where this person is: soon after each change, and now and then so that it is not forgotten. */
export class PresenceVoice {
  readonly #clock: Clock;
  readonly #peers: () => readonly Peer[];
  #message: PresenceMessage | null = null;
  #saidAt = Number.NEGATIVE_INFINITY;
  #stopWaiting: (() => void) | null = null;

  constructor(clock: Clock, peers: () => readonly Peer[]) {
    this.#clock = clock;
    this.#peers = peers;
  }

  announce(presence: Pick<PresenceMessage, "page" | "cursor"> | null): void {
    if (presence === null && this.#message === null) return;
    const here = presence !== null;
    const { page, cursor } = presence ?? { page: null, cursor: null };
    this.#message = { kind: "presence", here, page, cursor };
    const waitMs = this.#saidAt + TIMES.presenceIntervalMs - this.#clock.now();
    if (waitMs <= 0) this.#say();
    else this.#stopWaiting ??= this.#clock.after(waitMs, () => this.#say());
  }

  greet(peer: Peer): void {
    if (this.#message?.here === true) peer.say(this.#message);
  }

  tick(now: number): void {
    if (this.#message?.here === true && now - this.#saidAt >= TIMES.presenceHeartbeatMs) {
      this.#say();
    }
  }

  close(): void {
    this.#stopWaiting?.();
  }

  #say(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
    if (this.#message === null) return;
    this.#saidAt = this.#clock.now();
    for (const peer of this.#peers()) peer.say(this.#message);
  }
}
