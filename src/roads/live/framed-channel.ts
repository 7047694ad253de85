import { randomBytes } from "../../base/index.ts";
import type { Lane } from "../road.ts";
import { decodeFrame, encodeFrame, type Frame, NONCE_BYTES } from "./frame.ts";
import { IncomingLanes } from "./incoming-lanes.ts";
import { BUFFER_IS_LOW_BYTES, OutgoingLanes } from "./outgoing-lanes.ts";
import {
  bindingOf,
  type ChannelSide,
  isProven,
  prove,
  type Transcript,
} from "./rendezvous-keys.ts";

/** The part of RTCDataChannel that is used. */
export interface DataChannel extends EventTarget {
  readonly bufferedAmount: number;
  bufferedAmountLowThreshold: number;
  binaryType: string;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

export interface FramedChannelParts {
  readonly isOffering: boolean;
  readonly proofKey: CryptoKey;
  /** Of both certificates, as the descriptions say and DTLS has checked; null when they cannot be told. */
  readonly fingerprints: () => { readonly local: string; readonly remote: string } | null;
  /** What the network layer below believes: it answers for a page that is only busy. */
  readonly isNetworkWorking: () => boolean;
  readonly isListening: () => boolean;
  /** The other side has proved that it knows the secret; nothing was delivered before. */
  readonly onOpen: () => void;
  readonly onMessage: (lane: Lane, message: Uint8Array) => void;
  /** The channel is dead or misused. Called once at most, and not by `close`. */
  readonly onEnd: () => void;
}

const PING_MS = 4_000;
const DEAD_MS = 12_000;
/** A page may be busy for long on an old PC while its network goes on answering. */
const BUSY_MS = 30_000;
const PROBE_MS = 3_000;
/** Frames that may come while the other side's proof is still being checked. */
const EARLY_FRAMES = 128;

/** One data channel: first the proof, then lanes, with a sign of life every few seconds. */
export class FramedChannel {
  readonly #channel: DataChannel;
  readonly #parts: FramedChannelParts;
  readonly #outgoing: OutgoingLanes;
  readonly #incoming = new IncomingLanes();
  readonly #nonce = randomBytes(NONCE_BYTES);
  #theirNonce: Uint8Array<ArrayBuffer> | null = null;
  #early: Frame[] | null = null;
  #state: "opening" | "proving" | "open" | "ended" = "opening";
  #heardAt = 0;
  #keepAlive: ReturnType<typeof setInterval> | null = null;
  #probe: ReturnType<typeof setTimeout> | null = null;

  constructor(channel: DataChannel, parts: FramedChannelParts) {
    this.#channel = channel;
    this.#parts = parts;
    this.#outgoing = new OutgoingLanes({
      get bufferedAmount() {
        return channel.bufferedAmount;
      },
      send: (frame) => this.#put(frame),
    });
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = BUFFER_IS_LOW_BYTES;
    channel.addEventListener("open", () => this.#greet());
    channel.addEventListener("message", (event) => this.#hear((event as MessageEvent).data));
    channel.addEventListener("bufferedamountlow", () => this.#outgoing.pump());
    channel.addEventListener("close", () => this.#end());
    channel.addEventListener("error", () => this.#end());
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  get heardAt(): number {
    return this.#heardAt;
  }

  /** As `RoadPeer.binding`; empty before both ends are known. */
  get binding(): string {
    const transcript = this.#transcript();
    return transcript === null ? "" : bindingOf(transcript);
  }

  send(lane: Lane, message: Uint8Array): Promise<void> {
    if (this.#state !== "open") return Promise.reject(peerIsGone());
    return this.#outgoing.send(lane, message);
  }

  /** Ends the channel unless the other side gives a sign of life soon. */
  probe(): void {
    if (this.#probe !== null || this.#state !== "open") return;
    const askedAt = Date.now();
    this.#say({ kind: "ping", stamp: askedAt >>> 0 });
    this.#probe = setTimeout(() => {
      this.#probe = null;
      if (this.#heardAt < askedAt && !this.#parts.isNetworkWorking()) this.#end();
    }, PROBE_MS);
  }

  /** Tells the sender how far this side is, where that is due. */
  reportTaken(): void {
    if (!this.#parts.isListening()) return;
    for (const lane of [0, 1, 2] as const) {
      const pieces = this.#incoming.report(lane);
      if (pieces !== null) this.#say({ kind: "taken", lane, pieces });
    }
  }

  close(): void {
    this.#state = "ended";
    if (this.#keepAlive !== null) clearInterval(this.#keepAlive);
    if (this.#probe !== null) clearTimeout(this.#probe);
    this.#outgoing.fail(peerIsGone());
    this.#channel.close();
  }

  #end(): void {
    if (this.#state === "ended") return;
    this.#state = "ended";
    this.#parts.onEnd();
  }

  #greet(): void {
    if (this.#state !== "opening") return;
    this.#state = "proving";
    this.#heardAt = Date.now();
    this.#keepAlive = setInterval(() => this.#checkLife(), PING_MS);
    this.#say({ kind: "hello", nonce: this.#nonce });
  }

  #checkLife(): void {
    const silentMs = Date.now() - this.#heardAt;
    if (silentMs > BUSY_MS || (silentMs > DEAD_MS && !this.#parts.isNetworkWorking())) this.#end();
    else this.#say({ kind: "ping", stamp: Date.now() >>> 0 });
  }

  #hear(data: unknown): void {
    if (this.#state === "ended") return;
    const frame = decodeFrame(data);
    if (!frame.ok) {
      this.#end();
      return;
    }
    this.#heardAt = Date.now();
    if (this.#state === "open") this.#take(frame.value);
    else this.#hearStranger(frame.value);
  }

  #hearStranger(frame: Frame): void {
    if (this.#early !== null) {
      if (this.#early.push(frame) > EARLY_FRAMES) this.#end();
    } else if (frame.kind === "hello" && this.#theirNonce === null) {
      this.#theirNonce = frame.nonce;
      void this.#proveSelf();
    } else if (frame.kind === "proof" && this.#theirNonce !== null) {
      this.#early = [];
      void this.#judge(frame.proof);
    } else if (frame.kind !== "ping" && frame.kind !== "pong") {
      this.#end();
    }
  }

  async #proveSelf(): Promise<void> {
    const transcript = this.#transcript();
    if (transcript === null) {
      this.#end();
      return;
    }
    const proof = await prove(this.#parts.proofKey, this.#side(), transcript);
    this.#say({ kind: "proof", proof });
  }

  async #judge(proof: Uint8Array<ArrayBuffer>): Promise<void> {
    const transcript = this.#transcript();
    const otherSide: ChannelSide = this.#side() === "offer" ? "answer" : "offer";
    const isMember =
      transcript !== null && (await isProven(this.#parts.proofKey, otherSide, transcript, proof));
    if (this.#state !== "proving") return;
    if (!isMember) {
      this.#end();
      return;
    }
    this.#state = "open";
    const early = this.#early ?? [];
    this.#early = null;
    this.#parts.onOpen();
    for (const frame of early) {
      if (this.isOpen) this.#take(frame);
    }
  }

  #transcript(): Transcript | null {
    const prints = this.#parts.fingerprints();
    if (prints === null || this.#theirNonce === null) return null;
    const ours = { fingerprint: prints.local, nonce: this.#nonce };
    const theirs = { fingerprint: prints.remote, nonce: this.#theirNonce };
    return this.#parts.isOffering
      ? { offer: ours, answer: theirs }
      : { offer: theirs, answer: ours };
  }

  #side(): ChannelSide {
    return this.#parts.isOffering ? "offer" : "answer";
  }

  #take(frame: Frame): void {
    switch (frame.kind) {
      case "piece": {
        const message = this.#incoming.take(frame);
        if (!message.ok) {
          this.#end();
          return;
        }
        this.reportTaken();
        // Last, for the listener may throw or close.
        if (message.value !== null) this.#parts.onMessage(frame.lane, message.value);
        return;
      }
      case "taken":
        if (!this.#outgoing.taken(frame.lane, frame.pieces)) this.#end();
        return;
      case "ping":
        this.#say({ kind: "pong", stamp: frame.stamp });
        return;
      case "pong":
        return;
      case "hello":
      case "proof":
        this.#end();
    }
  }

  #say(frame: Frame): void {
    if (this.#state !== "ended") this.#put(encodeFrame(frame));
  }

  #put(frame: Uint8Array<ArrayBuffer>): void {
    try {
      this.#channel.send(frame);
    } catch {
      // A channel that is closing throws before it says that it is closed.
      this.#end();
    }
  }
}

function peerIsGone(): Error {
  return new Error("peer is gone");
}
