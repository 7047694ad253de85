import { type Store, createStore } from "../../base/index.ts";
import type { Lane, RoadLink, RoadPeer } from "../road.ts";

/**
 * Who is met on a link. "members": whoever holds the present key of the space. "former": whoever held an earlier one, so that a
 * stranger there may bring operations and gets none. "invited": whoever knows an invitation; nobody proves who they are, and
 * only the log is exchanged.
 */
export type Audience = "members" | "former" | "invited";

type Listener = (peer: string, lane: Lane, message: Uint8Array) => void;

interface Gathered {
  readonly link: RoadLink;
  readonly audience: Audience;
  readonly stop: () => void;
}

/** Several links of one space as one. Links come and go while it runs. */
export class GatheredLink implements RoadLink {
  readonly peers: Store<readonly RoadPeer[]>;
  readonly #peers = createStore<readonly RoadPeer[]>([]);
  readonly #links = new Map<string, Gathered>();
  readonly #waiting: (readonly [peer: string, lane: Lane, message: Uint8Array])[] = [];
  #listener: Listener | null = null;
  #count = 0;
  #isClosed = false;

  constructor() {
    this.peers = this.#peers;
  }

  /** Takes the link over. Returns the way to take it away again, which closes it. */
  add(link: RoadLink, audience: Audience): () => void {
    if (this.#isClosed) {
      link.close();
      return () => undefined;
    }
    this.#count += 1;
    const name = String(this.#count);
    const stop = link.peers.subscribe(() => this.#publish());
    this.#links.set(name, { link, audience, stop });
    this.#publish();
    link.receive((peer, lane, message) => this.#hear(`${name} ${peer}`, lane, message));
    return () => this.#remove(name);
  }

  /** null: its link was taken away. */
  audienceOf(peer: string): Audience | null {
    return this.#find(peer)?.gathered.audience ?? null;
  }

  async send(peer: string, lane: Lane, message: Uint8Array): Promise<void> {
    const found = this.#find(peer);
    if (found === null) throw new Error("peer is gone");
    await found.gathered.link.send(found.inner, lane, message);
  }

  receive(listener: Listener): void {
    this.#listener = listener;
    for (const [peer, lane, message] of this.#waiting.splice(0)) listener(peer, lane, message);
  }

  refresh(): void {
    for (const { link } of this.#links.values()) link.refresh();
  }

  close(): void {
    this.#isClosed = true;
    for (const name of [...this.#links.keys()]) this.#remove(name);
  }

  #remove(name: string): void {
    const gathered = this.#links.get(name);
    if (gathered === undefined) return;
    this.#links.delete(name);
    gathered.stop();
    gathered.link.close();
    this.#publish();
  }

  #hear(peer: string, lane: Lane, message: Uint8Array): void {
    if (this.#isClosed || this.#find(peer) === null) return;
    if (this.#listener === null) this.#waiting.push([peer, lane, message]);
    else this.#listener(peer, lane, message);
  }

  #find(peer: string): { readonly gathered: Gathered; readonly inner: string } | null {
    const end = peer.indexOf(" ");
    const gathered = this.#links.get(peer.slice(0, end));
    return gathered === undefined ? null : { gathered, inner: peer.slice(end + 1) };
  }

  #publish(): void {
    const before = new Map(this.#peers.get().map((peer) => [peer.id, peer]));
    const now = [...this.#links].flatMap(([name, { link }]) =>
      link.peers.get().map((peer): RoadPeer => {
        const id = `${name} ${peer.id}`;
        const known = before.get(id);
        return known?.heardAt === peer.heardAt ? known : { ...peer, id };
      }),
    );
    const isChanged =
      now.length !== before.size || now.some((peer) => before.get(peer.id) !== peer);
    if (isChanged) this.#peers.set(now);
  }
}

/** One link for one audience. */
export function gatherOne(link: RoadLink, audience: Audience): GatheredLink {
  const gathered = new GatheredLink();
  gathered.add(link, audience);
  return gathered;
}
