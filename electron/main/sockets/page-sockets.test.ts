import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import type { SocketEvent } from "../../bridge/contract.ts";
import { PageSockets } from "./page-sockets.ts";

let server: WebSocketServer;
let address: string;
let events: SocketEvent[];
let sockets: PageSockets;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  address = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  events = [];
  sockets = new PageSockets((event) => events.push(event));
});

afterEach(() => {
  sockets.end();
  for (const client of server.clients) client.terminate();
  server.close();
});

test("text goes both ways, and the end is told", async () => {
  server.on("connection", (peer) =>
    peer.on("message", (data: Buffer) => peer.send(`${data.toString()}!`)),
  );
  const socket = sockets.open(address);
  await expect.poll(() => events).toEqual([{ kind: "open", socket }]);
  sockets.send(socket, "hello ü");
  await expect.poll(() => events.at(-1)).toEqual({ kind: "message", socket, text: "hello ü!" });
  sockets.close(socket);
  await expect.poll(() => events.at(-1)).toEqual({ kind: "close", socket });
});

test("an address where nobody listens is a socket that closes", async () => {
  const socket = sockets.open("ws://127.0.0.1:9");
  await expect.poll(() => events).toEqual([{ kind: "close", socket }]);
});

test.each(["http://127.0.0.1", "file:///etc/passwd", "ws://user@host", "nonsense"])(
  "%s is refused",
  (text) => {
    expect(() => sockets.open(text)).toThrow(/ws: and wss: only|Invalid URL/u);
  },
);

test("a page has sixteen sockets and no more, and those that closed leave room", async () => {
  const ids = Array.from({ length: 16 }, () => sockets.open(address));
  expect(() => sockets.open(address)).toThrow("more than 16");
  sockets.close(ids[0] ?? 0);
  await expect.poll(() => events.map(({ kind }) => kind)).toContain("close");
  expect(() => sockets.open(address)).not.toThrow();
});

test("binary frames are not passed on, and a message of more than a megabyte ends the socket", async () => {
  server.on("connection", (peer) => {
    peer.send(Buffer.from([1]));
    peer.send("x".repeat(1024 * 1024 + 1));
  });
  const socket = sockets.open(address);
  await expect.poll(() => events.at(-1)).toEqual({ kind: "close", socket });
  expect(events.some(({ kind }) => kind === "message")).toBe(false);
});

test("when the page is gone all its sockets are, and nothing more is told", async () => {
  const gone = new Promise((resolve) => {
    server.on("connection", (peer) => peer.on("close", resolve));
  });
  sockets.open(address);
  await expect.poll(() => events.length).toBe(1);
  sockets.closeAll();
  await gone;
  expect(events).toHaveLength(1);
});

test("a socket whose other end gives no sign of life is closed", async () => {
  sockets.end();
  sockets = new PageSockets((event) => events.push(event), 20);
  server.on("connection", (peer) => peer.pause());
  const socket = sockets.open(address);
  await expect.poll(() => events.at(-1)).toEqual({ kind: "close", socket });
});

test("what is sent to a socket that is not open goes nowhere", () => {
  expect(() => sockets.send(99, "x")).not.toThrow();
  expect(() => sockets.close(99)).not.toThrow();
});
