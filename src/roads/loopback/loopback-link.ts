import { createStore, type Store } from "../../base/index.ts";
import {
  type Lane,
  MESSAGE_LIMITS,
  type Rendezvous,
  type RoadLink,
  type RoadPeer,
} from "../road.ts";

type Listener = (peer: string, lane: Lane, message: Uint8Array) => void;

interface Connection {
  send(lane: Lane, message: Uint8Array): Promise<void>;
  drop(): void;
}

/** Where links find each other. */
export interface LoopbackMeeting {
  readonly now: number;
  enter(link: LoopbackLink): void;
  leave(link: LoopbackLink): void;
  lookAgain(): void;
}

export class LoopbackLink implements RoadLink {
  readonly place: string;
  readonly rendezvous: Rendezvous;
  readonly #meeting: LoopbackMeeting;
  readonly #connections = new Map<string, Connection>();
  readonly #peers = createStore<readonly RoadPeer[]>([]);
  readonly #waiting: (readonly [peer: string, lane: Lane, message: Uint8Array])[] = [];
  #listener: Listener | null = null;
  #isClosed = false;

  constructor(meeting: LoopbackMeeting, place: string, rendezvous: Rendezvous) {
    this.#meeting = meeting;
    this.place = place;
    this.rendezvous = rendezvous;
    meeting.enter(this);
  }

  get peers(): Store<readonly RoadPeer[]> {
    return this.#peers;
  }

  async send(peer: string, lane: Lane, message: Uint8Array): Promise<void> {
    const connection = this.#connections.get(peer);
    if (connection === undefined) throw new Error("peer is gone");
    if (message.length > MESSAGE_LIMITS[lane]) {
      throw new RangeError(
        `lane ${lane} carries ${MESSAGE_LIMITS[lane]} bytes, not ${message.length}`,
      );
    }
    await connection.send(lane, message);
  }

  receive(listener: Listener): void {
    this.#listener = listener;
    for (const [peer, lane, message] of this.#waiting.splice(0)) listener(peer, lane, message);
  }

  drop(peer: string): void {
    this.#connections.get(peer)?.drop();
  }

  refresh(): void {
    if (!this.#isClosed) this.#meeting.lookAgain();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#meeting.leave(this);
    this.#waiting.length = 0;
  }

  meet(peer: string, binding: string, connection: Connection): void {
    this.#connections.set(peer, connection);
    this.#peers.update((peers) => [...peers, { id: peer, heardAt: this.#meeting.now, binding }]);
  }

  part(peer: string): void {
    this.#connections.delete(peer);
    this.#peers.update((peers) => peers.filter(({ id }) => id !== peer));
  }

  deliver(peer: string, lane: Lane, message: Uint8Array): void {
    if (this.#isClosed) return;
    this.#peers.update((peers) =>
      peers.map((known) => (known.id === peer ? { ...known, heardAt: this.#meeting.now } : known)),
    );
    if (this.#listener === null) this.#waiting.push([peer, lane, message]);
    else this.#listener(peer, lane, message);
  }
}
