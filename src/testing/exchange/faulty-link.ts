import type { Store } from "../../base/index.ts";
import type { Clock, Lane, RoadLink, RoadPeer } from "../../roads/index.ts";
import type { Random } from "../random.ts";

/** How often a link misbehaves, as parts of one. */
export interface LinkFaults {
  readonly lost: number;
  readonly duplicated: number;
  readonly late: number;
}

/** A link that loses some messages and delivers some twice and some late, which no road should do and some do. */
export class FaultyLink implements RoadLink {
  readonly peers: Store<readonly RoadPeer[]>;
  readonly #inner: RoadLink;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #faults: () => LinkFaults;

  constructor(inner: RoadLink, clock: Clock, random: Random, faults: () => LinkFaults) {
    this.#inner = inner;
    this.peers = inner.peers;
    this.#clock = clock;
    this.#random = random;
    this.#faults = faults;
  }

  send(peer: string, lane: Lane, message: Uint8Array): Promise<void> {
    return this.#inner.send(peer, lane, message);
  }

  receive(listener: (peer: string, lane: Lane, message: Uint8Array) => void): void {
    this.#inner.receive((peer, lane, message) => {
      const { lost, duplicated, late } = this.#faults();
      if (this.#random.chance(lost)) return;
      const isLate = this.#random.chance(late);
      const later = () =>
        this.#clock.after(this.#random.whole(1, 8000), () => listener(peer, lane, message));
      if (isLate || this.#random.chance(duplicated)) later();
      if (!isLate) listener(peer, lane, message);
    });
  }

  refresh(): void {
    this.#inner.refresh();
  }

  close(): void {
    this.#inner.close();
  }
}
