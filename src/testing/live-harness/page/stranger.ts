import type { Rendezvous, SignallingSockets } from "../../../roads/index.ts";
import { fingerprintOf } from "../../../roads/live/description.ts";
import { decodeFrame, encodeFrame, type Frame } from "../../../roads/live/frame.ts";
import {
  deriveRendezvousKeys,
  prove,
  type Transcript,
} from "../../../roads/live/rendezvous-keys.ts";
import { openSealed, seal } from "../../../roads/live/sealed-signal.ts";

/** What a stranger gets wrong; everything else is done as the protocol wants it. */
export interface StrangerHabits {
  readonly proof: "right" | "wrong" | "none";
  /** Sent as soon as the channel opens, before any proof. */
  readonly early?: readonly Frame[];
}

/** The other end of a channel, without y-webrtc or any of the parts under test but the formats. */
export class Stranger {
  readonly name = `stranger-${Math.random()}`;
  readonly frames: Frame[] = [];
  isOpen = false;
  isClosed = false;
  readonly #sockets: SignallingSockets;
  readonly #rendezvous: Rendezvous;
  readonly #habits: StrangerHabits;
  readonly #connection = new RTCPeerConnection({ iceServers: [] });
  readonly #channel = this.#connection.createDataChannel("", { negotiated: true, id: 0 });
  readonly #nonce = crypto.getRandomValues(new Uint8Array(32));
  #key: CryptoKey | null = null;
  #socket: number | null = null;

  constructor(sockets: SignallingSockets, rendezvous: Rendezvous, habits: StrangerHabits) {
    this.#sockets = sockets;
    this.#rendezvous = rendezvous;
    this.#habits = habits;
    this.#channel.binaryType = "arraybuffer";
    this.#channel.addEventListener("open", () => this.#greet());
    this.#channel.addEventListener("message", (event) => void this.#hear(event.data));
    this.#channel.addEventListener("close", () => {
      this.isClosed = true;
    });
  }

  /** Announces itself until an offer comes, and answers that one. */
  async appear(): Promise<void> {
    await this.openSocket((message) => void this.#answer(message));
    while (this.#connection.remoteDescription === null) {
      await this.publish({ type: "announce", from: this.name });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async openSocket(heard: (message: SignalMessage) => void): Promise<void> {
    const { password } = await deriveRendezvousKeys(this.#rendezvous);
    const key = await passwordKey(password, this.#rendezvous.topic);
    this.#key = key;
    const { port } = await this.#sockets.hubStatus();
    const opened = new Promise<void>((resolve) => {
      this.#sockets.onSocketEvent((event) => {
        if (event.socket !== this.#socket) return;
        if (event.kind === "open") resolve();
        if (event.kind !== "message") return;
        const { data } = JSON.parse(event.text) as { data?: string };
        void openSealed(key, data ?? "").then((open) => {
          if (open !== null) heard(open.message as SignalMessage);
        });
      });
    });
    this.#socket = await this.#sockets.openSocket(`ws://127.0.0.1:${port}`);
    await opened;
    this.tell({ type: "subscribe", topics: [this.#rendezvous.topic] });
  }

  tell(message: object): void {
    this.#sockets.sendSocket(this.#socket ?? 0, JSON.stringify(message));
  }

  async publish(message: object): Promise<void> {
    if (this.#key === null) throw new Error("no socket yet");
    const data = await seal(this.#key, message as { [key: string]: string });
    this.tell({ type: "publish", topic: this.#rendezvous.topic, data });
  }

  send(frame: Frame): void {
    this.sendBytes(encodeFrame(frame));
  }

  sendBytes(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#channel.readyState === "open") this.#channel.send(bytes);
  }

  async #answer({ type, from, to, signal }: SignalMessage): Promise<void> {
    if (type !== "signal" || to !== this.name || this.#connection.signalingState !== "stable")
      return;
    if (signal?.type !== "offer" || this.#connection.remoteDescription !== null) return;
    await this.#connection.setRemoteDescription({ type: "offer", sdp: signal.sdp });
    await this.#connection.setLocalDescription();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { sdp } = this.#connection.localDescription ?? { sdp: "" };
    const answer = { type: "answer", sdp, attempt: signal.attempt };
    await this.publish({ type: "signal", from: this.name, to: from, token: 1, signal: answer });
  }

  #greet(): void {
    for (const frame of this.#habits.early ?? []) this.send(frame);
    this.send({ kind: "hello", nonce: this.#nonce });
  }

  async #hear(data: unknown): Promise<void> {
    const frame = decodeFrame(data);
    if (!frame.ok) return;
    this.frames.push(frame.value);
    if (frame.value.kind === "proof") this.isOpen = true;
    if (frame.value.kind !== "hello" || this.#habits.proof === "none") return;
    const secret = this.#habits.proof === "right" ? this.#rendezvous.secret : "guessed";
    const { proofKey } = await deriveRendezvousKeys({ ...this.#rendezvous, secret });
    const proof = await prove(proofKey, "answer", this.#transcript(frame.value.nonce));
    this.send({ kind: "proof", proof });
  }

  #transcript(theirNonce: Uint8Array): Transcript {
    const remote = fingerprintOf(this.#connection.remoteDescription?.sdp ?? "") ?? "";
    const local = fingerprintOf(this.#connection.localDescription?.sdp ?? "") ?? "";
    return {
      offer: { fingerprint: remote, nonce: theirNonce },
      answer: { fingerprint: local, nonce: this.#nonce },
    };
  }
}

export interface SignalMessage {
  readonly type: string;
  readonly from: string;
  readonly to?: string;
  readonly signal?: { readonly type: string; readonly sdp: string; readonly attempt: number };
}

/** As y-webrtc makes a key of its password. */
async function passwordKey(password: string, topic: string): Promise<CryptoKey> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const material = await crypto.subtle.importKey("raw", encode(password), "PBKDF2", false, [
    "deriveKey",
  ]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", salt: encode(topic), iterations: 100_000, hash: "SHA-256" },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
