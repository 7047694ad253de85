import type { Lane } from "../road.ts";
import { type Description, fingerprintOf, isDataOnly, newCandidates } from "./description.ts";
import { FramedChannel } from "./framed-channel.ts";

/** What a peer needs of the link it belongs to; y-webrtc hands it through in its `peerOpts`. */
export interface PeerHost {
  readonly proofKey: CryptoKey;
  /** Grows with every attempt of this link, so that the other side can tell a late offer from a new one. */
  nextAttempt(): number;
  /** False while nobody takes messages; the sender is then held back. */
  isListening(): boolean;
  peerOpened(peer: FramedPeer): void;
  peerClosed(peer: FramedPeer): void;
  received(peer: FramedPeer, lane: Lane, message: Uint8Array): void;
}

/** A description on its way to the other side; y-webrtc carries it sealed and reads only `type`. */
export interface PeerSignal extends Description {
  /** Of the offer; an answer repeats it. */
  readonly attempt: number;
}

export interface FramedPeerOptions {
  readonly initiator: boolean;
  readonly host: PeerHost;
}

type PeerEvent = "signal" | "connect" | "close" | "error" | "data";

/** From the first step until the other side has proved itself. */
const CONNECT_TIMEOUT_MS = 12_000;
/** Signalling may lose anything, so an offer is repeated until it is answered. */
const OFFER_REPEAT_MS = 3_000;
/** Without outside servers, candidates are there at once; what comes later goes with a repetition. */
const GATHERING_MS = 1_000;

/**
 * Stands under y-webrtc in place of simple-peer, with the part of its surface that y-webrtc uses: one connection, from
 * the first description to the end, and never a second one. Its descriptions can be repeated and lost without harm.
 * y-webrtc's own document sync carries nothing: what it sends is dropped, and it is given no data.
 */
export class FramedPeer {
  readonly isOffering: boolean;
  readonly #host: PeerHost;
  readonly #listeners = new Map<PeerEvent, ((value?: unknown) => void)[]>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #connection: RTCPeerConnection | null;
  readonly #channel: FramedChannel | null = null;
  #attempt: number | null = null;
  #remoteSdp: string | null = null;
  #announced = "";
  #isClosed = false;

  constructor({ initiator, host }: FramedPeerOptions) {
    this.isOffering = initiator;
    this.#host = host;
    this.#connection = openConnection();
    // Not before the constructor has returned: y-webrtc files the peer afterwards and would keep a closed one for good.
    queueMicrotask(() => void this.#begin());
    if (this.#connection === null) return;
    this.#channel = new FramedChannel(
      // Negotiated: the same channel exists on both sides from the start, whoever offers.
      this.#connection.createDataChannel("twinspan", { negotiated: true, id: 0, ordered: true }),
      {
        isOffering: initiator,
        proofKey: host.proofKey,
        fingerprints: () => this.#fingerprints(),
        isNetworkWorking: () => WORKING.has(this.#connection?.iceConnectionState ?? "closed"),
        isListening: () => host.isListening(),
        onOpen: () => this.#opened(),
        onMessage: (lane, message) => host.received(this, lane, message),
        onEnd: () => this.destroy(),
      },
    );
    this.#watch(this.#connection);
  }

  /** Of the offer that this connection began with; null on the answering side until it has come. */
  get attempt(): number | null {
    return this.#attempt;
  }

  get stage(): "waiting" | "answered" | "open" {
    if (this.#channel?.isOpen === true) return "open";
    return this.#remoteSdp === null ? "waiting" : "answered";
  }

  /** Milliseconds since the epoch when anything last arrived. */
  get heardAt(): number {
    return this.#channel?.heardAt ?? 0;
  }

  /** As `RoadPeer.binding`. */
  get binding(): string {
    return this.#channel?.binding ?? "";
  }

  on(event: PeerEvent, listener: (value?: unknown) => void): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  /** y-webrtc's own messages end here: its carrier document is empty and stays so. */
  send(): void {}

  /** Takes a description from the other side; anything unfit, doubled or late changes nothing. */
  signal(signal: unknown): void {
    if (this.#isClosed || !isPeerSignal(signal)) return;
    if (signal.type !== (this.isOffering ? "answer" : "offer")) return;
    if (this.#remoteSdp !== null) {
      this.#hearAgain(signal, this.#remoteSdp);
      return;
    }
    if (!isDataOnly(signal.sdp)) return;
    if (this.isOffering && signal.attempt !== this.#attempt) return;
    this.#attempt = signal.attempt;
    this.#remoteSdp = signal.sdp;
    void this.#attemptStep(async (connection) => {
      await connection.setRemoteDescription({ type: signal.type, sdp: signal.sdp });
      if (this.isOffering) return;
      await connection.setLocalDescription();
      await this.#gathered(connection);
      this.#describe();
    });
  }

  /** Says its own description again, for one who may not have heard it. */
  repeat(): void {
    this.#describe();
  }

  /** Asks for a sign of life and closes when none comes soon. */
  probe(): void {
    if (this.stage === "open") this.#channel?.probe();
  }

  /** As `RoadLink.send`. */
  sendMessage(lane: Lane, message: Uint8Array): Promise<void> {
    if (this.#channel === null) return Promise.reject(new Error("peer is gone"));
    return this.#channel.send(lane, message);
  }

  listeningBegan(): void {
    this.#channel?.reportTaken();
  }

  /** Closes at once and for good; y-webrtc hears of it before this returns, so that nothing stays behind in its map. */
  destroy(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#channel?.close();
    this.#connection?.close();
    this.#host.peerClosed(this);
    this.#emit("close");
  }

  async #begin(): Promise<void> {
    if (this.#isClosed) return;
    if (this.#connection === null) {
      this.destroy();
      return;
    }
    this.#after(CONNECT_TIMEOUT_MS, () => {
      if (this.stage !== "open") this.destroy();
    });
    if (!this.isOffering) return;
    this.#attempt = this.#host.nextAttempt();
    await this.#attemptStep(async (connection) => {
      await connection.setLocalDescription();
      await this.#gathered(connection);
      this.#offerUntilAnswered();
    });
  }

  #offerUntilAnswered(): void {
    if (this.#isClosed || this.#remoteSdp !== null) return;
    this.#describe();
    this.#after(OFFER_REPEAT_MS, () => this.#offerUntilAnswered());
  }

  #describe(): void {
    const description = this.#connection?.localDescription ?? null;
    if (this.#isClosed || this.#attempt === null || description === null) return;
    const { type, sdp } = description;
    if (type !== "offer" && type !== "answer") return;
    this.#announced = sdp;
    this.#emit("signal", { type, sdp, attempt: this.#attempt } satisfies PeerSignal);
  }

  /** The same description once more: the other side missed ours, or has found further candidates. */
  #hearAgain(signal: PeerSignal, known: string): void {
    if (signal.attempt !== this.#attempt || this.stage === "open") return;
    if (fingerprintOf(signal.sdp) !== fingerprintOf(known)) return;
    if (!this.isOffering) this.#describe();
    const candidates = newCandidates(known, signal.sdp);
    this.#remoteSdp = signal.sdp;
    void this.#attemptStep(async (connection) => {
      for (const candidate of candidates) {
        await connection.addIceCandidate({ candidate, sdpMLineIndex: 0 });
      }
    });
  }

  #watch(connection: RTCPeerConnection): void {
    connection.addEventListener("connectionstatechange", () => {
      if (connection.connectionState === "failed") this.destroy();
    });
    // A second channel is not part of the protocol.
    connection.addEventListener("datachannel", () => this.destroy());
    connection.addEventListener("icegatheringstatechange", () => {
      const isNews = connection.localDescription?.sdp !== this.#announced;
      if (connection.iceGatheringState === "complete" && this.#announced !== "" && isNews) {
        this.#describe();
      }
    });
  }

  #gathered(connection: RTCPeerConnection): Promise<void> {
    if (connection.iceGatheringState === "complete") return Promise.resolve();
    return new Promise((resolve) => {
      this.#after(GATHERING_MS, resolve);
      connection.addEventListener("icegatheringstatechange", () => {
        if (connection.iceGatheringState === "complete") resolve();
      });
    });
  }

  /** A step that the browser refuses ends this attempt; the next announcement begins another. */
  async #attemptStep(step: (connection: RTCPeerConnection) => Promise<void>): Promise<void> {
    if (this.#connection === null) return;
    try {
      await step(this.#connection);
    } catch {
      this.destroy();
    }
  }

  #opened(): void {
    if (this.#isClosed) return;
    this.#host.peerOpened(this);
    this.#emit("connect");
  }

  #fingerprints(): { readonly local: string; readonly remote: string } | null {
    const local = fingerprintOf(this.#connection?.localDescription?.sdp ?? "");
    const remote = fingerprintOf(this.#connection?.remoteDescription?.sdp ?? "");
    return local === null || remote === null ? null : { local, remote };
  }

  #after(delayMs: number, task: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, delayMs);
    this.#timers.add(timer);
  }

  #emit(event: PeerEvent, value?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value);
  }
}

const WORKING: ReadonlySet<RTCIceConnectionState> = new Set(["connected", "completed"]);

function openConnection(): RTCPeerConnection | null {
  try {
    // No outside servers: nobody beyond the two schools learns that they talk.
    return new RTCPeerConnection({ iceServers: [] });
  } catch {
    // The browser allows a few hundred of them; the attempt ends like any other that fails.
    return null;
  }
}

function isPeerSignal(value: unknown): value is PeerSignal {
  if (typeof value !== "object" || value === null) return false;
  const { type, sdp, attempt } = value as { [key: string]: unknown };
  return (
    (type === "offer" || type === "answer") &&
    typeof sdp === "string" &&
    Number.isSafeInteger(attempt)
  );
}
