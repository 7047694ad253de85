/**
 * Stands for lib0/websocket under y-webrtc (aliases.ts), which uses it for signalling alone. y-webrtc fixes its
 * addresses when it starts; here there is one unchanging address for each link, and the hubs behind it come and go.
 */
export interface SignallingOutlet {
  /** Text that y-webrtc has sealed and wants on its topic. */
  publish(topic: string, sealed: string): void;
}

type Listener = (message: unknown) => void;

const outlets = new Map<string, SignallingOutlet>();

/** To be called before y-webrtc is given the address; the answer takes the outlet away again. */
export function offerOutlet(address: string, outlet: SignallingOutlet): () => void {
  outlets.set(address, outlet);
  return () => outlets.delete(address);
}

export class WebsocketClient {
  readonly url: string;
  /** Always, for y-webrtc: what no open hub carries is lost, and said again when one opens. */
  readonly connected = true;
  readonly #listeners = new Set<Listener>();

  constructor(url: string) {
    this.url = url;
  }

  on(event: string, listener: Listener): void {
    if (event === "message") this.#listeners.add(listener);
  }

  /** Subscriptions are kept by the road itself; only publications go on. */
  send(message: {
    readonly type: string;
    readonly topic?: unknown;
    readonly data?: unknown;
  }): void {
    const { type, topic, data } = message;
    if (type !== "publish" || typeof topic !== "string" || typeof data !== "string") return;
    outlets.get(this.url)?.publish(topic, data);
  }

  /** Gives y-webrtc a publication that the gate has let through. */
  deliver(topic: string, sealed: string): void {
    const message = { type: "publish", topic, data: sealed };
    for (const listener of this.#listeners) listener(message);
  }

  destroy(): void {
    this.#listeners.clear();
  }
}
