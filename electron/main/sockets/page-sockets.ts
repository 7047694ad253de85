import { WebSocket } from "ws";
import type { SocketEvent } from "../../bridge/contract.ts";
import { SIGNALLING_LIMITS } from "../hub/signalling.ts";

const SOCKETS_MAX = 16;
const MESSAGE_BYTES_MAX = 1024 * 1024;
const UNSENT_BYTES_MAX = 4 * 1024 * 1024;
const HANDSHAKE_MS = 10_000;

interface OpenSocket {
  readonly socket: WebSocket;
  hasAnswered: boolean;
}

/** The page's signalling sockets. A cable that is pulled closes nothing by itself, so each is asked regularly for a sign of life. */
export class PageSockets {
  readonly #tell: (event: SocketEvent) => void;
  readonly #open = new Map<number, OpenSocket>();
  readonly #pings: NodeJS.Timeout;
  #lastId = 0;

  constructor(
    tell: (event: SocketEvent) => void,
    pingEveryMs: number = SIGNALLING_LIMITS.pingEveryMs,
  ) {
    this.#tell = tell;
    this.#pings = setInterval(() => this.#dropSilent(), pingEveryMs);
    this.#pings.unref();
  }

  /** The number that the page uses for it. Throws for anything but ws: and wss:, and for one socket too many. */
  open(address: string): number {
    const url = new URL(address);
    if (!["ws:", "wss:"].includes(url.protocol) || url.username !== "" || url.hash !== "") {
      throw new Error("openSocket: ws: and wss: only");
    }
    if (this.#open.size >= SOCKETS_MAX) throw new Error(`openSocket: more than ${SOCKETS_MAX}`);
    const socket = new WebSocket(url, {
      perMessageDeflate: false,
      followRedirects: false,
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MESSAGE_BYTES_MAX,
    });
    this.#lastId += 1;
    const id = this.#lastId;
    const entry: OpenSocket = { socket, hasAnswered: true };
    this.#open.set(id, entry);
    this.#listen(id, entry);
    return id;
  }

  send(id: number, text: string): void {
    const socket = this.#open.get(id)?.socket;
    if (socket?.readyState !== WebSocket.OPEN) return;
    if (socket.bufferedAmount > UNSENT_BYTES_MAX) socket.terminate();
    else socket.send(text);
  }

  close(id: number): void {
    this.#open.get(id)?.socket.close();
  }

  /** The page that opened them is gone, and with it whoever would want to hear of their end. */
  closeAll(): void {
    const sockets = [...this.#open.values()];
    this.#open.clear();
    for (const { socket } of sockets) socket.terminate();
  }

  /** After sleep or a change of network: those that are dead show it now, not in half a minute. */
  askForSigns(): void {
    for (const { socket } of this.#open.values())
      if (socket.readyState === WebSocket.OPEN) socket.ping();
  }

  end(): void {
    clearInterval(this.#pings);
    this.closeAll();
  }

  #listen(id: number, entry: OpenSocket): void {
    const { socket } = entry;
    const tell = (event: SocketEvent) => {
      if (this.#open.get(id) === entry) this.#tell(event);
    };
    const isAlive = () => {
      entry.hasAnswered = true;
    };
    socket.on("open", () => tell({ kind: "open", socket: id }));
    socket.on("pong", isAlive);
    socket.on("ping", isAlive);
    socket.on("message", (data, isBinary) => {
      isAlive();
      if (!isBinary && Buffer.isBuffer(data)) {
        tell({ kind: "message", socket: id, text: data.toString("utf8") });
      }
    });
    // "close" follows, and that is all the page needs to know.
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      tell({ kind: "close", socket: id });
      this.#open.delete(id);
    });
  }

  #dropSilent(): void {
    for (const entry of this.#open.values()) {
      if (entry.socket.readyState !== WebSocket.OPEN) continue;
      if (!entry.hasAnswered) entry.socket.terminate();
      entry.hasAnswered = false;
      if (entry.socket.readyState === WebSocket.OPEN) entry.socket.ping();
    }
  }
}
