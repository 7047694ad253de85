import type { Store } from "../base/index.ts";
import type { RoadName } from "../domain/index.ts";

/** Moves messages between copies of a space that can reach each other now. It neither reads nor keeps them. */
export interface Road {
  readonly name: RoadName;
  /** Starts to look for others who know the same rendezvous. */
  join(rendezvous: Rendezvous): RoadLink;
  close(): void;
}

/** Where copies of one space meet: an unguessable topic, a secret that hides the signalling, and hubs worth asking. */
export interface Rendezvous {
  readonly topic: string;
  readonly secret: string;
  /** host:port of hubs; the hubs that the shell finds by itself come on top. */
  readonly hubs: readonly string[];
}

export interface RoadLink {
  /** Those with a working channel now, in no order. A peer id is new for every connection. */
  readonly peers: Store<readonly RoadPeer[]>;
  /**
   * Resolves when the message is handed to the network and there is room for the next; rejects when the peer is gone.
   * Messages of one lane arrive whole and in order; a lower lane goes first.
   */
  send(peer: string, lane: Lane, message: Uint8Array): Promise<void>;
  /** One listener; messages that come before it is set wait for it. */
  receive(listener: (peer: string, lane: Lane, message: Uint8Array) => void): void;
  /** The network came back or changed: drop what is dead and look again at once. */
  refresh(): void;
  close(): void;
}

export interface RoadPeer {
  readonly id: string;
  /** Milliseconds since the epoch when anything last arrived from it. */
  readonly heardAt: number;
  /**
   * Names the connection: the same text on both of its ends, and another one on every other connection, so that what is signed over
   * it is worth nothing elsewhere.
   */
  readonly binding: string;
}

/** 0: control and presence; 1: text; 2: pictures and files. */
export type Lane = 0 | 1 | 2;

/** Longest message that a lane carries, in bytes. Longer ones are refused by the sender and end the connection at the receiver. */
export const MESSAGE_LIMITS: Readonly<Record<Lane, number>> = {
  0: 256 * 1024,
  1: 64 * 1024 * 1024,
  2: 1024 * 1024,
};
