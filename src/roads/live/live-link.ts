import { Awareness } from "y-protocols/awareness";
import { WebrtcProvider, type WebrtcRoom } from "y-webrtc";
import { Doc } from "yjs";
import { createStore, randomId, type Store } from "../../base/index.ts";
import type { Lane, Rendezvous, RoadLink, RoadPeer } from "../road.ts";
import type { FramedPeer, PeerHost } from "./framed-peer.ts";
import { deriveRendezvousKeys } from "./rendezvous-keys.ts";
import { openSealed, seal } from "./sealed-signal.ts";
import type { Signalling, SignallingTopic } from "./signalling.ts";
import {
  CONNECTION_LIMIT,
  type GateConnection,
  parseSignallingMessage,
  SignallingGate,
} from "./signalling-gate.ts";
import { offerOutlet, WebsocketClient } from "./websocket-stand-in.ts";

type Listener = (peer: string, lane: Lane, message: Uint8Array) => void;

const HEARD_EVERY_MS = 4_000;
/** An announcement can be lost with nobody noticing, so it is repeated; sooner by one who has nobody. */
const ANNOUNCE_ALONE_MS = 15_000;
const ANNOUNCE_IN_COMPANY_MS = 60_000;
/** Sealed texts that have been seen, so that a copy from another hub or a replay is dropped. */
const SEEN_LIMIT = 4_096;

/** A topic of y-webrtc can be open once in a page; the next link of the same topic waits for the end of the last. */
const turns = new Map<string, Promise<void>>();
let linkCount = 0;

interface Mesh {
  readonly provider: WebrtcProvider;
  readonly room: WebrtcRoom;
  readonly key: CryptoKey;
  readonly gate: SignallingGate;
  readonly client: WebsocketClient;
}

/** One rendezvous on the live road: y-webrtc keeps the mesh, the gate guards it, and our own peers carry the messages. */
export class LiveLink implements RoadLink {
  readonly #rendezvous: Rendezvous;
  readonly #signalling: Signalling;
  readonly #peers = createStore<readonly RoadPeer[]>([]);
  readonly #open = new Map<string, FramedPeer>();
  readonly #waiting: (readonly [peer: string, lane: Lane, message: Uint8Array])[] = [];
  readonly #seen = new Set<string>();
  readonly #heard: ReturnType<typeof setInterval>;
  readonly #onClose: () => void;
  #attempts = 0;
  #listener: Listener | null = null;
  #mesh: Mesh | null = null;
  #topic: SignallingTopic | null = null;
  #announceTimer: ReturnType<typeof setTimeout> | null = null;
  #reading: Promise<void> = Promise.resolve();
  #end: () => void = () => undefined;
  #isClosed = false;

  constructor(rendezvous: Rendezvous, signalling: Signalling, onClose: () => void) {
    this.#rendezvous = rendezvous;
    this.#signalling = signalling;
    this.#onClose = onClose;
    this.#heard = setInterval(() => this.#publishPeers(), HEARD_EVERY_MS);
    const before = turns.get(rendezvous.topic) ?? Promise.resolve();
    const ended = new Promise<void>((resolve) => {
      this.#end = resolve;
    });
    const turn = before.then(() => ended);
    turns.set(rendezvous.topic, turn);
    void turn.then(() => {
      if (turns.get(rendezvous.topic) === turn) turns.delete(rendezvous.topic);
    });
    void this.#start(before);
  }

  get peers(): Store<readonly RoadPeer[]> {
    return this.#peers;
  }

  send(peer: string, lane: Lane, message: Uint8Array): Promise<void> {
    const open = this.#open.get(peer);
    return open === undefined
      ? Promise.reject(new Error("peer is gone"))
      : open.sendMessage(lane, message);
  }

  receive(listener: Listener): void {
    this.#listener = listener;
    for (const [peer, lane, message] of this.#waiting.splice(0)) listener(peer, lane, message);
    for (const peer of this.#open.values()) peer.listeningBegan();
  }

  refresh(): void {
    this.#signalling.refresh();
    this.lookAgain();
  }

  /** `refresh` without the hubs, which all links share. */
  lookAgain(): void {
    if (this.#mesh === null) return;
    const { gate, room } = this.#mesh;
    gate.forgetFailures();
    for (const { peer } of connectionsOf(room).values()) {
      if (peer.stage === "open") peer.probe();
      else peer.destroy();
    }
    this.#announceSoon(0);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#heard);
    if (this.#announceTimer !== null) clearTimeout(this.#announceTimer);
    this.#waiting.length = 0;
    const mesh = this.#mesh;
    this.#mesh = null;
    if (mesh !== null) void this.#takeDown(mesh.provider);
    this.#topic?.close();
    this.#onClose();
  }

  async #start(before: Promise<void>): Promise<void> {
    const keys = await deriveRendezvousKeys(this.#rendezvous);
    await before;
    if (this.#isClosed) {
      this.#end();
      return;
    }
    linkCount += 1;
    const address = `link:${linkCount}`;
    const { topic } = this.#rendezvous;
    const withdraw = offerOutlet(address, {
      publish: (onTopic, sealed) => {
        if (onTopic === topic) this.#topic?.publish(sealed);
      },
    });
    void turns.get(topic)?.then(withdraw);
    const provider = openProvider(topic, address, keys.password, this.#host(keys.proofKey));
    const key = await provider.key;
    const { room } = provider;
    if (this.#isClosed) {
      await this.#takeDown(provider);
      return;
    }
    const [client] = provider.signalingConns;
    if (key === null || room === null || !(client instanceof WebsocketClient)) {
      throw new Error("y-webrtc was built without the stand-ins of aliases.ts");
    }
    const gate = new SignallingGate({ peerId: room.peerId, connections: connectionsOf(room) });
    this.#mesh = { provider, room, key, gate, client };
    this.#topic = this.#signalling.join(topic, this.#rendezvous.hubs, {
      heard: (sealed) => this.#hear(sealed),
      hubOpened: (publish) => void this.#announce(publish),
    });
    this.#announceLater();
  }

  /** y-webrtc forgets to leave its signalling when it is destroyed, and frees its room only after its key is there. */
  async #takeDown(provider: WebrtcProvider): Promise<void> {
    provider.disconnect();
    provider.destroy();
    await provider.key;
    this.#end();
  }

  #host(proofKey: CryptoKey): PeerHost {
    return {
      proofKey,
      nextAttempt: () => {
        this.#attempts += 1;
        return this.#attempts;
      },
      isListening: () => this.#listener !== null,
      peerOpened: (peer) => {
        const remote = this.#remoteOf(peer);
        if (remote !== null) this.#mesh?.gate.succeeded(remote);
        this.#open.set(`live-${randomId()}`, peer);
        this.#publishPeers();
      },
      peerClosed: (peer) => {
        const id = this.#idOf(peer);
        const remote = this.#remoteOf(peer);
        if (id === null && remote !== null) this.#mesh?.gate.failed(remote);
        if (id === null) return;
        this.#open.delete(id);
        this.#publishPeers();
      },
      received: (peer, lane, message) => {
        const id = this.#idOf(peer);
        if (id === null || this.#isClosed) return;
        if (this.#listener === null) this.#waiting.push([id, lane, message]);
        else this.#listener(id, lane, message);
      },
    };
  }

  #idOf(peer: FramedPeer): string | null {
    for (const [id, open] of this.#open) if (open === peer) return id;
    return null;
  }

  #remoteOf(peer: FramedPeer): string | null {
    for (const [remote, connection] of this.#mesh?.room.webrtcConns ?? []) {
      if (connection.peer === peer) return remote;
    }
    return null;
  }

  #publishPeers(): void {
    const before = new Map(this.#peers.get().map((peer) => [peer.id, peer]));
    const now = [...this.#open].map(([id, peer]): RoadPeer => {
      const known = before.get(id);
      if (known?.heardAt === peer.heardAt) return known;
      return { id, heardAt: peer.heardAt, binding: known?.binding ?? peer.binding };
    });
    const isChanged =
      now.length !== before.size || now.some((peer) => before.get(peer.id) !== peer);
    if (isChanged) this.#peers.set(now);
  }

  /** One after the other, so that messages reach y-webrtc in the order in which they came. */
  #hear(sealed: string): void {
    this.#reading = this.#reading.then(() => this.#read(sealed));
  }

  async #read(sealed: string): Promise<void> {
    if (this.#mesh === null) return;
    const opened = await openSealed(this.#mesh.key, sealed);
    const mesh = this.#mesh;
    if (opened === null || mesh === null || this.#seen.has(opened.id)) return;
    this.#seen.add(opened.id);
    const [oldest] = this.#seen;
    if (this.#seen.size > SEEN_LIMIT && oldest !== undefined) this.#seen.delete(oldest);
    const message = parseSignallingMessage(opened.message);
    if (message === null || !mesh.gate.admits(message)) return;
    mesh.client.deliver(this.#rendezvous.topic, sealed);
  }

  async #announce(publish: (sealed: string) => void): Promise<void> {
    if (this.#mesh === null) return;
    const { key, room } = this.#mesh;
    const sealed = await seal(key, { type: "announce", from: room.peerId });
    if (!this.#isClosed) publish(sealed);
  }

  #announceLater(): void {
    const delayMs = this.#open.size === 0 ? ANNOUNCE_ALONE_MS : ANNOUNCE_IN_COMPANY_MS;
    this.#announceSoon(delayMs * (0.75 + 0.5 * Math.random()));
  }

  #announceSoon(delayMs: number): void {
    if (this.#announceTimer !== null) clearTimeout(this.#announceTimer);
    this.#announceTimer = setTimeout(() => {
      void this.#announce((sealed) => this.#topic?.publish(sealed));
      this.#announceLater();
    }, delayMs);
  }
}

function openProvider(
  topic: string,
  address: string,
  password: string,
  host: PeerHost,
): WebrtcProvider {
  // Nothing is ever written to this document, and nobody is ever present in it.
  const carrier = new Doc();
  const awareness = new Awareness(carrier);
  awareness.destroy();
  return new WebrtcProvider(topic, carrier, {
    signaling: [address],
    password,
    awareness,
    maxConns: CONNECTION_LIMIT,
    filterBcConns: false,
    peerOpts: { host },
  });
}

/** aliases.ts sees to it that every peer in y-webrtc's map is ours. */
function connectionsOf(room: WebrtcRoom): ReadonlyMap<string, GateConnection> {
  return room.webrtcConns as ReadonlyMap<string, GateConnection>;
}
