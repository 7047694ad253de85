/** What the live road needs of the machine; the platform has it. Sockets carry text, and ids are never used again. */
export interface SignallingSockets {
  hubStatus(): Promise<KnownHubs>;
  onHubStatus(listener: (hubs: KnownHubs) => void): () => void;
  openSocket(url: string): Promise<number>;
  sendSocket(socket: number, text: string): void;
  closeSocket(socket: number): void;
  onSocketEvent(listener: (event: SignallingSocketEvent) => void): () => void;
  /** The PC woke up or a network card came or went. */
  onNetworkChange(listener: () => void): () => void;
}

export interface KnownHubs {
  readonly state: "starting" | "running" | "stopped";
  /** Of the hub on this PC. */
  readonly port: number | null;
  /** host:port of others on the LAN. */
  readonly nearby: readonly string[];
}

export type SignallingSocketEvent =
  | { readonly kind: "open"; readonly socket: number }
  | { readonly kind: "message"; readonly socket: number; readonly text: string }
  | { readonly kind: "close"; readonly socket: number };

type Listener = (event: SignallingSocketEvent) => void;

/** Gives each socket its own listener, also for events that overtake the answer to `openSocket`. */
export class SocketDoor {
  readonly #sockets: SignallingSockets;
  readonly #listeners = new Map<number, Listener>();
  readonly #early: SignallingSocketEvent[] = [];
  readonly #stop: () => void;
  #opening = 0;

  constructor(sockets: SignallingSockets) {
    this.#sockets = sockets;
    this.#stop = sockets.onSocketEvent((event) => this.#route(event));
  }

  /** Resolves to null when the machine refuses the address. */
  async open(url: string, listener: Listener): Promise<number | null> {
    this.#opening += 1;
    try {
      const socket = await this.#sockets.openSocket(url);
      this.#listeners.set(socket, listener);
      const missed = this.#early.filter((event) => event.socket === socket);
      for (const event of missed) this.#route(event);
      return socket;
    } catch {
      // The hub is then tried again like one that does not answer.
      return null;
    } finally {
      this.#opening -= 1;
      if (this.#opening === 0) this.#early.length = 0;
    }
  }

  send(socket: number, text: string): void {
    this.#sockets.sendSocket(socket, text);
  }

  close(socket: number): void {
    if (this.#listeners.delete(socket)) this.#sockets.closeSocket(socket);
  }

  stop(): void {
    this.#stop();
    for (const socket of [...this.#listeners.keys()]) this.close(socket);
  }

  #route(event: SignallingSocketEvent): void {
    const listener = this.#listeners.get(event.socket);
    if (listener === undefined) {
      if (this.#opening > 0) this.#early.push(event);
      return;
    }
    if (event.kind === "close") this.#listeners.delete(event.socket);
    listener(event);
  }
}
