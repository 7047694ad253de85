import type { SignallingSocketEvent, SocketDoor } from "./signalling-sockets.ts";

export interface HubListener {
  opened(): void;
  /** One parsed JSON object from the hub, pongs left out. */
  heard(message: { readonly [key: string]: unknown }): void;
}

/** Pauses between attempts to reach a hub; the last one stays. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000, 15_000, 30_000];
const OPEN_TIMEOUT_MS = 6_000;
const PING_MS = 5_000;
const DEAD_MS = 12_000;
const PROBE_MS = 3_000;
/** A hub says no more than this at once; the rest is dropped unread. */
const BURST_MESSAGES = 400;
const MESSAGES_PER_SECOND = 50;
const MESSAGE_LIMIT = 64 * 1024;

type State =
  | { readonly kind: "pausing" }
  | { readonly kind: "opening"; readonly socket: number | null }
  | { readonly kind: "open"; readonly socket: number }
  | { readonly kind: "closed" };

/** Keeps one socket to one hub: opens it again for ever, with growing pauses, and notices when it is dead. */
export class HubSocket {
  readonly #url: string;
  readonly #door: SocketDoor;
  readonly #listener: HubListener;
  #state: State = { kind: "pausing" };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #attempts = 0;
  /** Tells an answer to this attempt from one to an earlier. */
  #generation = 0;
  #heardAt = 0;
  #allowance = BURST_MESSAGES;
  #allowedAt = 0;

  constructor(url: string, door: SocketDoor, listener: HubListener) {
    this.#url = url;
    this.#door = door;
    this.#listener = listener;
    this.#open();
  }

  get isOpen(): boolean {
    return this.#state.kind === "open";
  }

  /** What cannot be sent now is lost: everything here is said again when a hub opens. */
  send(message: { readonly [key: string]: unknown }): void {
    if (this.#state.kind === "open") this.#door.send(this.#state.socket, JSON.stringify(message));
  }

  /** Ends the pause, or asks an open socket for a quick sign of life. */
  refresh(): void {
    this.#attempts = 0;
    switch (this.#state.kind) {
      case "pausing":
        this.#open();
        return;
      case "open":
        this.#ask(PROBE_MS);
        return;
      case "opening":
      case "closed":
    }
  }

  close(): void {
    this.#leave();
    this.#state = { kind: "closed" };
  }

  #open(): void {
    this.#leave();
    this.#generation += 1;
    const generation = this.#generation;
    this.#state = { kind: "opening", socket: null };
    this.#timer = setTimeout(() => this.#retry(), OPEN_TIMEOUT_MS);
    void this.#door
      .open(this.#url, (event) => this.#hear(generation, event))
      .then((socket) => this.#answered(generation, socket));
  }

  #answered(generation: number, socket: number | null): void {
    if (generation !== this.#generation || this.#state.kind === "closed") {
      if (socket !== null) this.#door.close(socket);
      return;
    }
    if (this.#state.kind !== "opening") return;
    if (socket === null) this.#retry();
    else this.#state = { kind: "opening", socket };
  }

  #hear(generation: number, event: SignallingSocketEvent): void {
    if (generation !== this.#generation || this.#state.kind === "closed") return;
    switch (event.kind) {
      case "open":
        this.#state = { kind: "open", socket: event.socket };
        this.#attempts = 0;
        this.#heardAt = Date.now();
        this.#wait(PING_MS, () => this.#ask(DEAD_MS - PING_MS));
        this.#listener.opened();
        return;
      case "message":
        this.#heardAt = Date.now();
        this.#read(event.text);
        return;
      case "close":
        this.#retry();
    }
  }

  #ask(patienceMs: number): void {
    const askedAt = Date.now();
    this.send({ type: "ping" });
    this.#wait(patienceMs, () => {
      if (this.#heardAt < askedAt) this.#retry();
      else this.#wait(PING_MS, () => this.#ask(DEAD_MS - PING_MS));
    });
  }

  #read(text: string): void {
    if (text.length > MESSAGE_LIMIT || !this.#isAllowed()) return;
    const message = parseObject(text);
    if (message !== null && message["type"] !== "pong") this.#listener.heard(message);
  }

  #isAllowed(): boolean {
    const now = Date.now();
    const gained = ((now - this.#allowedAt) / 1000) * MESSAGES_PER_SECOND;
    this.#allowance = Math.min(BURST_MESSAGES, this.#allowance + gained);
    this.#allowedAt = now;
    if (this.#allowance < 1) return false;
    this.#allowance -= 1;
    return true;
  }

  #retry(): void {
    this.#leave();
    // An answer that still comes belongs to an attempt that is over.
    this.#generation += 1;
    this.#state = { kind: "pausing" };
    const pauseMs = PAUSES_MS[Math.min(this.#attempts, PAUSES_MS.length - 1)] ?? 0;
    this.#attempts += 1;
    // Spread, so that a class does not fall upon a hub that has come back.
    this.#wait(pauseMs * (0.7 + 0.3 * Math.random()), () => this.#open());
  }

  #leave(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const state = this.#state;
    if ((state.kind === "open" || state.kind === "opening") && state.socket !== null) {
      this.#door.close(state.socket);
    }
  }

  #wait(delayMs: number, task: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(task, delayMs);
  }
}

function parseObject(text: string): { readonly [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    // A hub that talks nonsense is no reason to stop.
    return null;
  }
}
