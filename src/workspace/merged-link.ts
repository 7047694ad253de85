import { type Store, createStore } from "../base/index.ts";
import type { Lane, RoadLink, RoadPeer } from "../roads/index.ts";

type Listener = (peer: string, lane: Lane, message: Uint8Array) => void;

interface Strand {
  readonly link: RoadLink;
  readonly stop: () => void;
}

/** Several links as one: members meet under the keys of more than one epoch, and the exchange need not know. */
export class MergedLink implements RoadLink {
  readonly peers: Store<readonly RoadPeer[]>;
  readonly #peers = createStore<readonly RoadPeer[]>([]);
  readonly #strands = new Map<string, Strand>();
  readonly #waiting: Parameters<Listener>[] = [];
  #listener: Listener | null = null;

  constructor() {
    this.peers = this.#peers;
  }

  /** `name` has no space in it, and no other strand has it. */
  add(name: string, link: RoadLink): void {
    link.receive((peer, lane, message) => this.#hear(`${name} ${peer}`, lane, message));
    this.#strands.set(name, { link, stop: link.peers.subscribe(() => this.#gather()) });
    this.#gather();
  }

  remove(name: string): void {
    const strand = this.#strands.get(name);
    if (strand === undefined) return;
    this.#strands.delete(name);
    strand.stop();
    strand.link.close();
    this.#gather();
  }

  async send(peer: string, lane: Lane, message: Uint8Array): Promise<void> {
    const space = peer.indexOf(" ");
    const strand = this.#strands.get(peer.slice(0, space));
    if (strand === undefined) throw new Error("peer is gone");
    await strand.link.send(peer.slice(space + 1), lane, message);
  }

  receive(listener: Listener): void {
    this.#listener = listener;
    for (const heard of this.#waiting.splice(0)) listener(...heard);
  }

  refresh(): void {
    for (const { link } of this.#strands.values()) link.refresh();
  }

  close(): void {
    for (const name of [...this.#strands.keys()]) this.remove(name);
  }

  #hear(...heard: Parameters<Listener>): void {
    if (this.#listener === null) this.#waiting.push(heard);
    else this.#listener(...heard);
  }

  #gather(): void {
    this.#peers.set(
      [...this.#strands].flatMap(([name, { link }]) =>
        link.peers.get().map(({ id, heardAt }) => ({ id: `${name} ${id}`, heardAt })),
      ),
    );
  }
}
