import type { Lane } from "../road.ts";
import type { LoopbackLink } from "./loopback-link.ts";

export interface LoopbackConnectionParts {
  readonly ends: readonly [LoopbackLink, LoopbackLink];
  /** The id under which each end sees the other. */
  readonly ids: readonly [string, string];
  readonly after: (task: () => void) => void;
  readonly onClose: () => void;
}

interface Waiting {
  readonly message: Uint8Array;
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** Two links that hear each other, one message under way in each direction at a time. */
export class LoopbackConnection {
  readonly ends: readonly [LoopbackLink, LoopbackLink];
  readonly #parts: LoopbackConnectionParts;
  readonly #directions: readonly [Direction, Direction];
  #isOpen = true;

  constructor(parts: LoopbackConnectionParts) {
    this.ends = parts.ends;
    this.#parts = parts;
    const [one, other] = parts.ends;
    const [idOfOther, idOfOne] = parts.ids;
    this.#directions = [
      new Direction(parts.after, (lane, message) => other.deliver(idOfOne, lane, message)),
      new Direction(parts.after, (lane, message) => one.deliver(idOfOther, lane, message)),
    ];
  }

  open(): void {
    const [one, other] = this.ends;
    const [idOfOther, idOfOne] = this.#parts.ids;
    const [outward, homeward] = this.#directions;
    const binding = `${idOfOther} ${idOfOne}`;
    const drop = () => this.close();
    one.meet(idOfOther, binding, { send: (lane, message) => outward.send(lane, message), drop });
    other.meet(idOfOne, binding, { send: (lane, message) => homeward.send(lane, message), drop });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#parts.onClose();
    for (const direction of this.#directions) direction.close();
    const [one, other] = this.ends;
    const [idOfOther, idOfOne] = this.#parts.ids;
    one.part(idOfOther);
    other.part(idOfOne);
  }
}

class Direction {
  readonly #after: (task: () => void) => void;
  readonly #deliver: (lane: Lane, message: Uint8Array) => void;
  readonly #queues: Readonly<Record<Lane, Waiting[]>> = { 0: [], 1: [], 2: [] };
  #isUnderWay = false;
  #isOpen = true;

  constructor(
    after: (task: () => void) => void,
    deliver: (lane: Lane, message: Uint8Array) => void,
  ) {
    this.#after = after;
    this.#deliver = deliver;
  }

  send(lane: Lane, message: Uint8Array): Promise<void> {
    // A copy: what the sender does with its buffer afterwards must not reach the other side.
    const copy = message.slice();
    return new Promise((resolve, reject) => {
      this.#queues[lane].push({ message: copy, resolve, reject });
      this.#step();
    });
  }

  close(): void {
    this.#isOpen = false;
    for (const lane of LANES) {
      for (const waiting of this.#queues[lane].splice(0)) waiting.reject(new Error("peer is gone"));
    }
  }

  #step(): void {
    if (this.#isUnderWay || LANES.every((lane) => this.#queues[lane].length === 0)) return;
    this.#isUnderWay = true;
    this.#after(() => {
      this.#isUnderWay = false;
      if (!this.#isOpen) return;
      const lane = LANES.find((candidate) => this.#queues[candidate].length > 0);
      const next = lane === undefined ? undefined : this.#queues[lane].shift();
      if (lane === undefined || next === undefined) return;
      next.resolve();
      this.#step();
      this.#deliver(lane, next.message);
    });
  }
}

const LANES: readonly Lane[] = [0, 1, 2];
