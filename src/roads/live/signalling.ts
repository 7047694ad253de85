import { HubSocket } from "./hub-socket.ts";
import { type KnownHubs, type SignallingSockets, SocketDoor } from "./signalling-sockets.ts";

export interface TopicListener {
  /** Sealed text that somebody published on the topic, from whichever hub. */
  heard(sealed: string): void;
  /** A further hub is ready: the moment to announce oneself there. */
  hubOpened(publish: (sealed: string) => void): void;
}

export interface SignallingTopic {
  /** To every hub that is open; lost where none is. */
  publish(sealed: string): void;
  close(): void;
}

interface Joined {
  readonly topic: string;
  /** Addresses that only this topic is told to. */
  readonly hubs: ReadonlySet<string>;
  readonly listener: TopicListener;
}

/** Everyone takes the first few in the same order, so that a class meets on the same hubs. */
const NEARBY_HUBS = 3;
const RENDEZVOUS_HUBS = 8;
/** A hub shows one who subscribes to more than 64 topics the door; the last ones joined wait until others are left. */
const TOPICS_PER_HUB = 60;
const HUB_PATTERN = /^(\[[0-9a-fA-F:.]+\]|[0-9A-Za-z.-]{1,253}):\d{1,5}$/;

/**
 * One voice on several hubs: the own one, a few nearby ones for every topic, and those that a rendezvous names for its
 * topic alone. Hubs speak the plain protocol of y-webrtc's signalling server over WebSocket.
 */
export class Signalling {
  readonly #sockets: SignallingSockets;
  readonly #door: SocketDoor;
  readonly #topics = new Set<Joined>();
  readonly #hubs = new Map<string, HubSocket>();
  readonly #stop: () => void;
  #everywhere: ReadonlySet<string> = new Set();
  #isClosed = false;

  constructor(sockets: SignallingSockets) {
    this.#sockets = sockets;
    this.#door = new SocketDoor(sockets);
    this.#stop = sockets.onHubStatus((hubs) => this.#learn(hubs));
    void this.#learnFirst();
  }

  join(topic: string, hubs: readonly string[], listener: TopicListener): SignallingTopic {
    const valid = hubs.filter((hub) => HUB_PATTERN.test(hub)).slice(0, RENDEZVOUS_HUBS);
    const joined: Joined = { topic, hubs: new Set(valid), listener };
    this.#topics.add(joined);
    for (const [hub, socket] of this.#hubs) {
      if (this.#isFor(hub, joined) && socket.isOpen) this.#enter(joined, socket);
    }
    this.#reconcile();
    return {
      publish: (sealed) => {
        for (const [hub, socket] of this.#hubs) {
          if (this.#isFor(hub, joined)) publishOn(socket, topic, sealed);
        }
      },
      close: () => this.#leave(joined),
    };
  }

  /** Tries every hub now. */
  refresh(): void {
    for (const socket of this.#hubs.values()) socket.refresh();
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
    for (const socket of this.#hubs.values()) socket.close();
    this.#hubs.clear();
    this.#topics.clear();
    this.#door.stop();
  }

  async #learnFirst(): Promise<void> {
    try {
      this.#learn(await this.#sockets.hubStatus());
    } catch {
      // A shell without a hub: the rendezvous may still name some, and a later status is heard.
    }
  }

  #learn({ state, port, nearby }: KnownHubs): void {
    const own = state === "running" && port !== null ? [`127.0.0.1:${port}`] : [];
    const others = nearby
      .filter((hub) => HUB_PATTERN.test(hub))
      .sort()
      .slice(0, NEARBY_HUBS);
    this.#everywhere = new Set([...own, ...others]);
    this.#reconcile();
  }

  #reconcile(): void {
    if (this.#isClosed) return;
    const wanted = new Set(this.#topics.size === 0 ? [] : this.#everywhere);
    for (const { hubs } of this.#topics) for (const hub of hubs) wanted.add(hub);
    for (const [hub, socket] of this.#hubs) {
      if (wanted.has(hub)) continue;
      socket.close();
      this.#hubs.delete(hub);
    }
    for (const hub of wanted) if (!this.#hubs.has(hub)) this.#hubs.set(hub, this.#connect(hub));
  }

  #connect(hub: string): HubSocket {
    const socket: HubSocket = new HubSocket(`ws://${hub}`, this.#door, {
      opened: () => {
        for (const joined of this.#topics)
          if (this.#isFor(hub, joined)) this.#enter(joined, socket);
      },
      heard: (message) => this.#hear(hub, message),
    });
    return socket;
  }

  #enter(joined: Joined, socket: HubSocket): void {
    if ([...this.#topics].indexOf(joined) >= TOPICS_PER_HUB) return;
    const { topic, listener } = joined;
    socket.send({ type: "subscribe", topics: [topic] });
    listener.hubOpened((sealed) => publishOn(socket, topic, sealed));
  }

  #hear(hub: string, message: { readonly [key: string]: unknown }): void {
    const { type, topic, data } = message;
    if (type !== "publish" || typeof data !== "string") return;
    for (const joined of this.#topics) {
      if (joined.topic === topic && this.#isFor(hub, joined)) joined.listener.heard(data);
    }
  }

  #leave(joined: Joined): void {
    if (!this.#topics.delete(joined)) return;
    const isStillJoined = [...this.#topics].some(({ topic }) => topic === joined.topic);
    for (const [hub, socket] of this.#hubs) {
      if (!isStillJoined && this.#isFor(hub, joined)) {
        socket.send({ type: "unsubscribe", topics: [joined.topic] });
      }
    }
    const next = [...this.#topics][TOPICS_PER_HUB - 1];
    for (const [hub, socket] of this.#hubs) {
      if (next !== undefined && this.#isFor(hub, next) && socket.isOpen) this.#enter(next, socket);
    }
    this.#reconcile();
  }

  #isFor(hub: string, joined: Joined): boolean {
    return this.#everywhere.has(hub) || joined.hubs.has(hub);
  }
}

function publishOn(socket: HubSocket, topic: string, sealed: string): void {
  socket.send({ type: "publish", topic, data: sealed });
}
