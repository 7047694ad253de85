import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { WebSocketServer } from "ws";
import { z } from "zod";
import type { Result } from "../../../src/base/index.ts";
import { parseJson } from "./json.ts";
import type { JoinOffers, JoinRefusal } from "./join/join-offers.ts";
import { beginRequest, finishRequest } from "./join/join-messages.ts";
import { SIGNALLING_LIMITS, type Signalling } from "./signalling.ts";
import { BucketByAddress } from "./token-bucket.ts";

const BODY_BYTES_MAX = 4096;

export interface HubIdentity {
  readonly twinspan: 1;
  /** Made anew at every start; says nothing about the PC or its people. */
  readonly hub: string;
}

export const hubIdentity = z.object({
  twinspan: z.literal(1),
  hub: z.string().regex(/^[0-9a-z]{26}$/u),
}) satisfies z.ZodType<HubIdentity>;

/** HTTP and WebSocket on one port; docs/spec/hub.md. */
export class HubServer {
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #signalling: Signalling;
  readonly #identity: HubIdentity;
  readonly #offers: JoinOffers;
  readonly #arrivals = new BucketByAddress(120, 4);

  constructor(identity: HubIdentity, signalling: Signalling, offers: JoinOffers) {
    this.#identity = identity;
    this.#signalling = signalling;
    this.#offers = offers;
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: SIGNALLING_LIMITS.frameBytes,
      clientTracking: false,
    });
    this.#server = createServer({
      requestTimeout: 5000,
      headersTimeout: 5000,
      keepAliveTimeout: 1000,
    });
    this.#server.maxConnections = SIGNALLING_LIMITS.connections * 2;
    this.#server.on("request", (request, response) => this.#answer(request, response));
    this.#server.on("upgrade", (request, socket: Socket, head) =>
      this.#upgrade(request, socket, head),
    );
    this.#server.on("clientError", (_error, socket) => socket.destroy());
  }

  /** The port it got, or null if `port` is taken. */
  listen(port: number): Promise<number | null> {
    return new Promise((resolve, reject) => {
      const onError = (error: NodeJS.ErrnoException) => {
        if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
        else reject(error);
      };
      this.#server.once("error", onError);
      this.#server.listen({ port, host: "0.0.0.0", exclusive: true }, () => {
        this.#server.off("error", onError);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    this.#signalling.close();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const address = addressOf(request);
    socket.on("error", () => socket.destroy());
    if (isFromWebPage(request) || request.url !== "/")
      return refuseUpgrade(socket, "403 Forbidden");
    if (!this.#arrivals.take(address) || !this.#signalling.hasRoomFor(address)) {
      return refuseUpgrade(socket, "429 Too Many Requests");
    }
    this.#sockets.handleUpgrade(request, socket, head, (accepted) =>
      this.#signalling.accept(accepted, address),
    );
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (isFromWebPage(request)) return answer(response, 403, null);
    const what = `${request.method} ${request.url}`;
    if (what === "GET /hub") return answer(response, 200, this.#identity);
    const from = addressOf(request);
    if (what === "POST /join/begin") {
      return readBody(request, response, beginRequest, (body) =>
        answerJoin(response, this.#offers.begin(from, body)),
      );
    }
    if (what === "POST /join/finish") {
      return readBody(request, response, finishRequest, (body) =>
        answerJoin(response, this.#offers.finish(from, body)),
      );
    }
    return answer(response, 404, null);
  }
}

/** Browsers put an Origin on whatever a page sends to another host; programs do not. */
function isFromWebPage(request: IncomingMessage): boolean {
  return request.headers.origin !== undefined;
}

function addressOf(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? "").replace(/^::ffff:/u, "");
}

function refuseUpgrade(socket: Socket, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function answerJoin(response: ServerResponse, result: Result<object, JoinRefusal>): void {
  if (result.ok) return answer(response, 200, result.value);
  return answer(response, result.failure.kind === "slowDown" ? 429 : 403, null);
}

function answer(response: ServerResponse, status: number, body: object | null): void {
  const text = body === null ? "" : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(text);
}

function readBody<Body>(
  request: IncomingMessage,
  response: ServerResponse,
  shape: z.ZodType<Body>,
  then: (body: Body) => void,
): void {
  const parts: Buffer[] = [];
  let size = 0;
  request.on("data", (part: Buffer) => {
    size += part.length;
    if (size > BODY_BYTES_MAX) request.destroy();
    else parts.push(part);
  });
  request.on("error", () => response.destroy());
  request.on("end", () => {
    const parsed = shape.safeParse(parseJson(Buffer.concat(parts).toString("utf8")));
    if (parsed.success) then(parsed.data);
    else answer(response, 400, null);
  });
}
