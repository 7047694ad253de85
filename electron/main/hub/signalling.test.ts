import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { HubServer } from "./hub-server.ts";
import { JoinOffers } from "./join/join-offers.ts";
import { SIGNALLING_LIMITS, Signalling } from "./signalling.ts";

const IDENTITY = { twinspan: 1, hub: "0123456789abcdefghjkmnpqrs" } as const;
let server: HubServer;
let signalling: Signalling;
let port: number;
let clients: WebSocket[];

beforeEach(async () => {
  clients = [];
  await startHub(new Signalling());
});

afterEach(async () => {
  for (const client of clients) client.terminate();
  await server.close();
});

async function startHub(with_: Signalling): Promise<void> {
  signalling = with_;
  server = new HubServer(IDENTITY, signalling, new JoinOffers());
  port = (await server.listen(0)) ?? 0;
}

function dial(options: object = {}, path = "/"): WebSocket {
  const client = new WebSocket(`ws://127.0.0.1:${port}${path}`, options);
  client.on("error", () => undefined);
  clients.push(client);
  return client;
}

async function connectClient(): Promise<WebSocket> {
  const client = dial();
  await once(client, "open");
  return client;
}

function tell(client: WebSocket, message: unknown): void {
  client.send(JSON.stringify(message));
}

async function heard(client: WebSocket): Promise<Record<string, unknown>> {
  const [data] = (await once(client, "message")) as [Buffer];
  return JSON.parse(data.toString()) as Record<string, unknown>;
}

/** Once the pong is here, everything sent before it has been dealt with. */
async function settle(client: WebSocket): Promise<void> {
  const pong = heard(client);
  tell(client, { type: "ping" });
  expect(await pong).toEqual({ type: "pong" });
}

async function closeCode(client: WebSocket): Promise<number> {
  const [code] = (await once(client, "close")) as [number];
  return code;
}

async function subscriber(topic: string): Promise<WebSocket> {
  const client = await connectClient();
  tell(client, { type: "subscribe", topics: [topic] });
  await settle(client);
  return client;
}

test("S1: what is published reaches the others of the topic, whole, with how many there are", async () => {
  const lisbon = await subscriber("storm");
  const izmir = await subscriber("storm");
  const arrived = heard(izmir);
  tell(lisbon, { type: "publish", topic: "storm", data: { from: "a", signal: [1, "ü"] } });
  expect(await arrived).toEqual({
    type: "publish",
    topic: "storm",
    data: { from: "a", signal: [1, "ü"] },
    clients: 2,
  });
});

test("S2: nobody hears their own message, nor that of another topic", async () => {
  const lisbon = await subscriber("storm");
  const izmir = await subscriber("calm");
  const strays: unknown[] = [];
  for (const client of [lisbon, izmir])
    client.on("message", (data: Buffer) => strays.push(data.toString()));
  tell(lisbon, { type: "publish", topic: "storm", data: "x" });
  await settle(lisbon);
  await settle(izmir);
  expect(strays).toEqual(['{"type":"pong"}', '{"type":"pong"}']);
});

test("S2: after unsubscribing nothing more arrives, and empty topics are forgotten", async () => {
  const lisbon = await subscriber("storm");
  tell(lisbon, { type: "unsubscribe", topics: ["storm"] });
  await settle(lisbon);
  expect(signalling.topicCount()).toBe(0);
});

test.each([
  ["no JSON", "{oops", 1007],
  ["an array", "[]", 1007],
  ["null", "null", 1007],
  ["an unknown type", '{"type":"shout"}', 1007],
  ["topics that are no list", '{"type":"subscribe","topics":"all"}', 1007],
  ["a topic that is no text", '{"type":"subscribe","topics":[{}]}', 1007],
  [
    "a topic of 257 characters",
    JSON.stringify({ type: "subscribe", topics: ["x".repeat(257)] }),
    1007,
  ],
  ["a publication without a topic", '{"type":"publish"}', 1007],
  ["a frame of more than 64 KiB", `"${"x".repeat(SIGNALLING_LIMITS.frameBytes)}"`, 1009],
])("S3: %s costs that connection only", async (_what, text, code) => {
  const bystander = await subscriber("storm");
  const hostile = await connectClient();
  const closed = closeCode(hostile);
  hostile.send(text);
  expect(await closed).toBe(code);
  await settle(bystander);
});

test("S3: a binary frame costs that connection only", async () => {
  const bystander = await subscriber("storm");
  const hostile = await connectClient();
  const closed = closeCode(hostile);
  hostile.send(Buffer.from([1, 2, 3]));
  expect(await closed).toBe(1003);
  await settle(bystander);
});

test("S3: bytes that are no WebSocket frame cost that connection only", async () => {
  const bystander = await subscriber("storm");
  const hostile = await connectClient();
  const raw = (hostile as unknown as { _socket: NodeJS.WritableStream })._socket;
  const closed = closeCode(hostile);
  raw.write(Buffer.alloc(64, 0xff));
  expect(await closed).toBeGreaterThan(0);
  await settle(bystander);
});

test("S3: bytes that are no HTTP cost that connection only", async () => {
  const bystander = await subscriber("storm");
  const raw = connect(port, "127.0.0.1");
  raw.on("error", () => undefined);
  raw.write("\0\0nonsense\r\n\r\n");
  raw.resume();
  await once(raw, "close");
  await settle(bystander);
  expect(signalling.connectionCount()).toBe(1);
});

test("S4: the 65th topic costs the connection, and its topics go with it", async () => {
  const hostile = await connectClient();
  const closed = closeCode(hostile);
  const topics = (start: number, length: number) =>
    Array.from({ length }, (_, index) => `t${start + index}`);
  tell(hostile, { type: "subscribe", topics: topics(0, 64) });
  tell(hostile, { type: "subscribe", topics: topics(64, 1) });
  expect(await closed).toBe(1008);
  await expect.poll(() => signalling.topicCount()).toBe(0);
});

test("S5: a flood costs the flooder's connection, and the others go on", async () => {
  const bystander = await subscriber("storm");
  const flooder = await connectClient();
  const closed = closeCode(flooder);
  for (let count = 0; count < SIGNALLING_LIMITS.framesAtOnce * 2; count += 1) {
    tell(flooder, { type: "unsubscribe", topics: [] });
  }
  expect(await closed).toBe(1008);
  await settle(bystander);
});

test("S6: one address gets 40 connections and no more", async () => {
  const allowed = SIGNALLING_LIMITS.connectionsPerAddress;
  await Promise.all(Array.from({ length: allowed }, () => connectClient()));
  const refused = dial();
  const [, response] = (await once(refused, "unexpected-response")) as [
    unknown,
    { statusCode: number },
  ];
  expect(response.statusCode).toBe(429);
  expect(signalling.connectionCount()).toBe(allowed);
});

test("S7: a web page in a browser is turned away", async () => {
  const page = dial({ headers: { Origin: "https://example.org" } });
  const [, response] = (await once(page, "unexpected-response")) as [
    unknown,
    { statusCode: number },
  ];
  expect(response.statusCode).toBe(403);
  expect(
    (await fetch(`http://127.0.0.1:${port}/hub`, { headers: { Origin: "null" } })).status,
  ).toBe(403);
});

test("S7: another path than the root is turned away", async () => {
  const [, response] = (await once(dial({}, "/other"), "unexpected-response")) as [
    unknown,
    { statusCode: number },
  ];
  expect(response.statusCode).toBe(403);
});

test("S8: a connection that answers no ping is dropped with its topics", async () => {
  await server.close();
  await startHub(new Signalling(20));
  const silent = dial({ autoPong: false });
  await once(silent, "open");
  tell(silent, { type: "subscribe", topics: ["storm"] });
  await once(silent, "close");
  await expect.poll(() => signalling.connectionCount()).toBe(0);
  expect(signalling.topicCount()).toBe(0);
});

test("H1: the hub says who it is, and nothing else", async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/hub`);
  expect(await answer.json()).toEqual(IDENTITY);
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/hub`, { method: "PUT" })).status).toBe(404);
});

test("H2: a port that is taken is reported, not thrown", async () => {
  const second = new HubServer(IDENTITY, new Signalling(), new JoinOffers());
  expect(await second.listen(port)).toBeNull();
  await second.close();
});
