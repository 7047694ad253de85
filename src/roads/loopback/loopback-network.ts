import { LoopbackRoad } from "./loopback-road.ts";
import type { LoopbackLink, LoopbackMeeting } from "./loopback-link.ts";
import { LoopbackConnection } from "./loopback-connection.ts";
import type { Rendezvous, Road } from "../road.ts";

/** Time of a simulation: `after` runs the task later, never at once; `now` is in milliseconds since the epoch. */
export interface LoopbackScheduler {
  after(delayMs: number, task: () => void): void;
  now(): number;
}

export interface LoopbackOptions {
  readonly scheduler?: LoopbackScheduler;
  /** How long each message travels; asked once for every message. Zero by default. */
  readonly delayMs?: () => number;
}

const realTime: LoopbackScheduler = {
  after: (delayMs, task) => {
    if (delayMs <= 0) queueMicrotask(task);
    else setTimeout(task, delayMs);
  },
  now: () => Date.now(),
};

/**
 * Copies in one process that meet on a topic. Everything happens in the order of the scheduler, peer ids count up, and
 * nothing is random: the same scheduler gives the same run.
 */
export class LoopbackNetwork implements LoopbackMeeting {
  readonly #scheduler: LoopbackScheduler;
  readonly #delayMs: () => number;
  readonly #links = new Set<LoopbackLink>();
  readonly #connections = new Set<LoopbackConnection>();
  #groups: readonly ReadonlySet<string>[] | null = null;
  #count = 0;

  constructor(options: LoopbackOptions = {}) {
    this.#scheduler = options.scheduler ?? realTime;
    this.#delayMs = options.delayMs ?? (() => 0);
  }

  /** The road of one copy; `place` names it for `partition` and `drop`. */
  road(place: string): Road {
    return new LoopbackRoad(this, place);
  }

  /** Places in different groups lose each other; a place in no group reaches nobody. What was on its way is lost. */
  partition(...groups: readonly (readonly string[])[]): void {
    this.#groups = groups.map((group) => new Set(group));
    this.#reconcile();
  }

  /** Ends every partition: all who share a rendezvous meet again, as new peers. */
  heal(): void {
    this.#groups = null;
    this.#reconcile();
  }

  /** Cuts the connections of one place as a lost cable does; they come back with `refresh` or `heal`. */
  drop(place: string): void {
    for (const connection of [...this.#connections]) {
      if (connection.ends.some((end) => end.place === place)) connection.close();
    }
  }

  get now(): number {
    return this.#scheduler.now();
  }

  enter(link: LoopbackLink): void {
    this.#links.add(link);
    this.#scheduler.after(0, () => this.#reconcile());
  }

  leave(link: LoopbackLink): void {
    this.#links.delete(link);
    for (const connection of [...this.#connections]) {
      if (connection.ends.includes(link)) connection.close();
    }
  }

  lookAgain(): void {
    this.#scheduler.after(0, () => this.#reconcile());
  }

  #reconcile(): void {
    for (const connection of [...this.#connections]) {
      const [one, other] = connection.ends;
      if (!this.#reaches(one.place, other.place)) connection.close();
    }
    const links = [...this.#links];
    for (const [index, one] of links.entries()) {
      for (const other of links.slice(index + 1)) {
        if (this.#shouldMeet(one, other)) this.#connect(one, other);
      }
    }
  }

  #shouldMeet(one: LoopbackLink, other: LoopbackLink): boolean {
    return (
      this.#links.has(one) &&
      this.#links.has(other) &&
      isSameRendezvous(one.rendezvous, other.rendezvous) &&
      this.#reaches(one.place, other.place) &&
      ![...this.#connections].some(({ ends }) => ends.includes(one) && ends.includes(other))
    );
  }

  #reaches(one: string, other: string): boolean {
    return (
      this.#groups === null || this.#groups.some((group) => group.has(one) && group.has(other))
    );
  }

  #connect(one: LoopbackLink, other: LoopbackLink): void {
    this.#count += 1;
    const connection = new LoopbackConnection({
      ends: [one, other],
      ids: [`loopback-${this.#count}a`, `loopback-${this.#count}b`],
      after: (task) => this.#scheduler.after(this.#delayMs(), task),
      onClose: () => this.#connections.delete(connection),
    });
    this.#connections.add(connection);
    connection.open();
  }
}

function isSameRendezvous(one: Rendezvous, other: Rendezvous): boolean {
  return one.topic === other.topic && one.secret === other.secret;
}
