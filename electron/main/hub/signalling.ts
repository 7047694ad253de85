import type { RawData, WebSocket } from "ws";
import { z } from "zod";
import { parseJson } from "./json.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Limits of docs/spec/hub.md, S3 to S8. */
export const SIGNALLING_LIMITS = {
  frameBytes: 64 * 1024,
  topicsPerConnection: 64,
  topicChars: 256,
  framesAtOnce: 600,
  framesPerSecond: 20,
  unsentBytes: 4 * 1024 * 1024,
  connections: 128,
  connectionsPerAddress: 40,
  pingEveryMs: 15_000,
} as const;

const CLOSED = { badText: 1007, policy: 1008, unsupported: 1003 } as const;

const topic = z.string().min(1).max(SIGNALLING_LIMITS.topicChars);
const topics = z.array(topic).max(SIGNALLING_LIMITS.topicsPerConnection);
/** The frames of y-webrtc; what a publication carries besides its topic is the business of its receivers. */
const frame = z.discriminatedUnion("type", [
  z.object({ type: z.literal("subscribe"), topics }),
  z.object({ type: z.literal("unsubscribe"), topics }),
  z.looseObject({ type: z.literal("publish"), topic }),
  z.object({ type: z.literal("ping") }),
]);
type Frame = z.infer<typeof frame>;

interface Connection {
  readonly socket: WebSocket;
  readonly address: string;
  readonly topics: Set<string>;
  readonly allowance: TokenBucket;
  isAlive: boolean;
}

/** Passes messages between those who subscribed to the same topic. What one connection does wrong costs that one only. */
export class Signalling {
  readonly #connections = new Set<Connection>();
  readonly #subscribers = new Map<string, Set<Connection>>();
  readonly #pings: NodeJS.Timeout;

  constructor(pingEveryMs: number = SIGNALLING_LIMITS.pingEveryMs) {
    this.#pings = setInterval(() => this.#dropDead(), pingEveryMs);
    this.#pings.unref();
  }

  hasRoomFor(address: string): boolean {
    const known = [...this.#connections];
    return (
      known.length < SIGNALLING_LIMITS.connections &&
      known.filter((one) => one.address === address).length <
        SIGNALLING_LIMITS.connectionsPerAddress
    );
  }

  accept(socket: WebSocket, address: string): void {
    const allowance = new TokenBucket(
      SIGNALLING_LIMITS.framesAtOnce,
      SIGNALLING_LIMITS.framesPerSecond,
    );
    const connection: Connection = { socket, address, topics: new Set(), allowance, isAlive: true };
    this.#connections.add(connection);
    socket.on("message", (data, isBinary) => this.#receive(connection, data, isBinary));
    socket.on("pong", () => {
      connection.isAlive = true;
    });
    // An oversized or malformed frame arrives here; ws closes the socket itself, and "close" follows.
    socket.on("error", () => socket.terminate());
    socket.on("close", () => this.#forget(connection));
  }

  topicCount(): number {
    return this.#subscribers.size;
  }

  connectionCount(): number {
    return this.#connections.size;
  }

  close(): void {
    clearInterval(this.#pings);
    for (const { socket } of this.#connections) socket.terminate();
  }

  #receive(connection: Connection, data: RawData, isBinary: boolean): void {
    const { socket } = connection;
    connection.isAlive = true;
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) return socket.close(CLOSED.unsupported);
    if (!connection.allowance.take()) return socket.close(CLOSED.policy);
    const parsed = parseFrame(data);
    if (parsed === null) return socket.close(CLOSED.badText);
    this.#obey(connection, parsed);
  }

  #obey(connection: Connection, parsed: Frame): void {
    switch (parsed.type) {
      case "subscribe":
        for (const name of parsed.topics) this.#subscribe(connection, name);
        break;
      case "unsubscribe":
        for (const name of parsed.topics) this.#unsubscribe(connection, name);
        break;
      case "publish":
        this.#publish(connection, parsed);
        break;
      case "ping":
        send(connection, JSON.stringify({ type: "pong" }));
        break;
    }
  }

  #subscribe(connection: Connection, name: string): void {
    if (connection.topics.has(name)) return;
    if (connection.topics.size >= SIGNALLING_LIMITS.topicsPerConnection) {
      connection.socket.close(CLOSED.policy);
      return;
    }
    connection.topics.add(name);
    const subscribers = this.#subscribers.get(name) ?? new Set();
    this.#subscribers.set(name, subscribers.add(connection));
  }

  #unsubscribe(connection: Connection, name: string): void {
    connection.topics.delete(name);
    const subscribers = this.#subscribers.get(name);
    subscribers?.delete(connection);
    if (subscribers?.size === 0) this.#subscribers.delete(name);
  }

  #publish(from: Connection, message: Extract<Frame, { type: "publish" }>): void {
    const subscribers = this.#subscribers.get(message.topic);
    if (subscribers === undefined) return;
    const text = JSON.stringify({ ...message, clients: subscribers.size });
    for (const receiver of subscribers) if (receiver !== from) send(receiver, text);
  }

  #dropDead(): void {
    for (const connection of this.#connections) {
      if (!connection.isAlive) connection.socket.terminate();
      connection.isAlive = false;
      if (connection.socket.readyState === connection.socket.OPEN) connection.socket.ping();
    }
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    for (const name of [...connection.topics]) this.#unsubscribe(connection, name);
  }
}

/** Text frames arrive as one buffer, unless `binaryType` is changed, which nobody here does. */
function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString("utf8") : "";
}

function parseFrame(data: RawData): Frame | null {
  const parsed = frame.safeParse(parseJson(textOf(data)));
  return parsed.success ? parsed.data : null;
}

function send({ socket }: Connection, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  // Whoever does not read what is sent to them must not fill our memory.
  if (socket.bufferedAmount > SIGNALLING_LIMITS.unsentBytes) socket.terminate();
  else socket.send(text);
}
