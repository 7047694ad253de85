import type { InvitationOffer, SocketEvent } from "../../../electron/bridge/contract.ts";

/** What a PC hears from the network. */
export interface NetworkPlug {
  readonly host: string;
  readonly port: number;
  readonly offers: Map<string, InvitationOffer>;
  receive(event: SocketEvent): void;
  networkChanged(): void;
}

interface Wire {
  readonly id: number;
  readonly from: NetworkPlug;
  readonly to: NetworkPlug;
  readonly topics: Set<string>;
}

/** A LAN in memory. Messages arrive one turn later and in order, as from a real socket. */
export class MemoryNetwork {
  readonly #plugs = new Set<NetworkPlug>();
  readonly #unplugged = new Set<NetworkPlug>();
  readonly #wires = new Map<number, Wire>();
  #lastId = 0;

  join(plug: NetworkPlug): void {
    this.#plugs.add(plug);
    this.#tellAll();
  }

  leave(plug: NetworkPlug): void {
    this.#plugs.delete(plug);
    this.#cut((wire) => wire.from === plug || wire.to === plug);
    this.#tellAll();
  }

  /** Pulls the cable of a PC, or puts it back. Its own hub stays within its reach. */
  setPlugged(plug: NetworkPlug, isPlugged: boolean): void {
    if (isPlugged) this.#unplugged.delete(plug);
    else this.#unplugged.add(plug);
    this.#cut((wire) => this.#reached(wire.from, wire.to) === null);
    this.#tellAll();
  }

  neighbours(of: NetworkPlug): readonly NetworkPlug[] {
    return [...this.#plugs].filter((plug) => plug !== of && this.#reached(of, plug) !== null);
  }

  /** The PC at host:port as seen from `from`; null if nobody answers there. */
  find(from: NetworkPlug, address: string): NetworkPlug | null {
    const meant = [...this.#plugs].find(
      (plug) =>
        address === `${plug.host}:${plug.port}` ||
        (plug === from && address === `127.0.0.1:${plug.port}`),
    );
    return meant === undefined ? null : this.#reached(from, meant);
  }

  connect(from: NetworkPlug, address: string): number {
    this.#lastId += 1;
    const id = this.#lastId;
    const to = this.find(from, address);
    if (to === null) queueMicrotask(() => from.receive({ kind: "close", socket: id }));
    else {
      this.#wires.set(id, { id, from, to, topics: new Set() });
      this.#tell(id, { kind: "open", socket: id });
    }
    return id;
  }

  /** A text frame of the signalling protocol, as in docs/spec/hub.md. */
  send(id: number, text: string): void {
    const wire = this.#wires.get(id);
    if (wire === undefined) return;
    const frame = JSON.parse(text) as { type: string; topics?: string[]; topic?: string };
    if (frame.type === "ping")
      this.#tell(id, { kind: "message", socket: id, text: '{"type":"pong"}' });
    for (const topic of frame.topics ?? []) {
      if (frame.type === "subscribe") wire.topics.add(topic);
      if (frame.type === "unsubscribe") wire.topics.delete(topic);
    }
    if (frame.type === "publish" && frame.topic !== undefined)
      this.#publish(wire, frame.topic, frame);
  }

  disconnect(id: number): void {
    this.#cut((wire) => wire.id === id);
  }

  #publish(from: Wire, topic: string, frame: object): void {
    const wires = [...this.#wires.values()].filter(
      (wire) => wire.to === from.to && wire.topics.has(topic),
    );
    const text = JSON.stringify({ ...frame, clients: wires.length });
    for (const wire of wires) {
      if (wire !== from) this.#tell(wire.id, { kind: "message", socket: wire.id, text });
    }
  }

  #tell(id: number, event: SocketEvent): void {
    queueMicrotask(() => this.#wires.get(id)?.from.receive(event));
  }

  #cut(isCut: (wire: Wire) => boolean): void {
    for (const wire of [...this.#wires.values()].filter(isCut)) {
      this.#wires.delete(wire.id);
      queueMicrotask(() => wire.from.receive({ kind: "close", socket: wire.id }));
    }
  }

  #reached(from: NetworkPlug, to: NetworkPlug): NetworkPlug | null {
    if (from === to) return to;
    return this.#unplugged.has(from) || this.#unplugged.has(to) ? null : to;
  }

  #tellAll(): void {
    for (const plug of [...this.#plugs]) plug.networkChanged();
  }
}
