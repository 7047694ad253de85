import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Signalling, type TopicListener } from "./signalling.ts";
import type { KnownHubs, SignallingSocketEvent, SignallingSockets } from "./signalling-sockets.ts";

/** Sockets whose other ends the test plays. */
class FakeSockets implements SignallingSockets {
  hubs: KnownHubs = { state: "running", port: 4000, nearby: [] };
  readonly open = new Map<number, string>();
  readonly opened: string[] = [];
  readonly sent: { readonly url: string; readonly message: { readonly [key: string]: unknown } }[] =
    [];
  readonly #socketListeners = new Set<(event: SignallingSocketEvent) => void>();
  readonly #hubListeners = new Set<(hubs: KnownHubs) => void>();
  #count = 0;

  hubStatus = () => Promise.resolve(this.hubs);
  onNetworkChange = () => () => undefined;

  onHubStatus = (listener: (hubs: KnownHubs) => void) => {
    this.#hubListeners.add(listener);
    return () => this.#hubListeners.delete(listener);
  };

  onSocketEvent = (listener: (event: SignallingSocketEvent) => void) => {
    this.#socketListeners.add(listener);
    return () => this.#socketListeners.delete(listener);
  };

  openSocket = (url: string) => {
    this.#count += 1;
    this.open.set(this.#count, url);
    this.opened.push(url);
    return Promise.resolve(this.#count);
  };

  closeSocket = (socket: number) => void this.open.delete(socket);

  sendSocket = (socket: number, text: string) => {
    const message = JSON.parse(text) as { readonly [key: string]: unknown };
    this.sent.push({ url: this.open.get(socket) ?? "closed", message });
  };

  /** The hub at this address accepts every socket that waits. */
  accept(url: string): void {
    for (const socket of this.#at(url)) this.#tell({ kind: "open", socket });
  }

  say(url: string, message: object | string): void {
    const text = typeof message === "string" ? message : JSON.stringify(message);
    for (const socket of this.#at(url)) this.#tell({ kind: "message", socket, text });
  }

  drop(url: string): void {
    for (const socket of this.#at(url)) {
      this.open.delete(socket);
      this.#tell({ kind: "close", socket });
    }
  }

  know(hubs: KnownHubs): void {
    this.hubs = hubs;
    for (const listener of this.#hubListeners) listener(hubs);
  }

  sentTo(url: string, type: string) {
    return this.sent.filter((one) => one.url === url && one.message["type"] === type);
  }

  #at(url: string): readonly number[] {
    return [...this.open].filter(([, at]) => at === url).map(([socket]) => socket);
  }

  #tell(event: SignallingSocketEvent): void {
    for (const listener of this.#socketListeners) listener(event);
  }
}

const OWN = "ws://127.0.0.1:4000";
let sockets: FakeSockets;
let signalling: Signalling;

beforeEach(() => {
  vi.useFakeTimers();
  sockets = new FakeSockets();
  signalling = new Signalling(sockets);
});

afterEach(() => {
  signalling.close();
  vi.useRealTimers();
});

describe("signalling over several hubs", () => {
  test("L30: a topic is on the own hub, on three nearby ones and on those of its rendezvous", async () => {
    const nearby = ["10.0.0.9:1", "10.0.0.5:1", "10.0.0.7:1", "10.0.0.6:1"];
    signalling.join("a", ["hub.school.example:9"], listener());
    await settle();
    sockets.know({ state: "running", port: 4000, nearby });
    await settle();
    const all = ["ws://10.0.0.5:1", "ws://10.0.0.6:1", "ws://10.0.0.7:1"];
    expect([...sockets.opened].sort()).toEqual([...all, OWN, "ws://hub.school.example:9"].sort());
  });

  test("L30: the hubs of one rendezvous hear nothing of another topic", async () => {
    signalling.join("a", ["x.example:9"], listener());
    const other = signalling.join("b", [], listener());
    await settle();
    for (const url of [OWN, "ws://x.example:9"]) sockets.accept(url);
    other.publish("sealed");
    expect(JSON.stringify(sockets.sentTo("ws://x.example:9", "subscribe"))).not.toContain('"b"');
    expect(sockets.sentTo("ws://x.example:9", "publish")).toEqual([]);
    expect(sockets.sentTo(OWN, "publish")).toHaveLength(1);
  });

  test("L30: addresses that are none are left out", async () => {
    signalling.join(
      "a",
      ["evil.example/path:1", "user@host:1", "no-port", "[::1]:7000"],
      listener(),
    );
    await settle();
    expect(sockets.opened).toEqual([OWN, "ws://[::1]:7000"]);
  });

  test("L31: each hub that opens is told the topic and gets an announcement of its own", async () => {
    const hubs: string[] = [];
    signalling.join("a", ["x.example:9"], {
      heard: () => undefined,
      hubOpened: (publish) => publish(`hello ${hubs.push("opened")}`),
    });
    await settle();
    sockets.accept(OWN);
    expect(sockets.sentTo(OWN, "subscribe")[0]?.message["topics"]).toEqual(["a"]);
    expect(sockets.sentTo(OWN, "publish")[0]?.message["data"]).toBe("hello 1");
    sockets.accept("ws://x.example:9");
    expect(sockets.sentTo("ws://x.example:9", "publish")[0]?.message["data"]).toBe("hello 2");
    expect(sockets.sentTo(OWN, "publish")).toHaveLength(1);
  });

  test("L31: a hub that is found later is used at once, and one that is gone is left", async () => {
    signalling.join("a", [], listener());
    await settle();
    sockets.know({ state: "running", port: 4000, nearby: ["10.0.0.5:1"] });
    await settle();
    expect([...sockets.open.values()]).toEqual([OWN, "ws://10.0.0.5:1"]);
    sockets.know({ state: "running", port: 4000, nearby: [] });
    expect([...sockets.open.values()]).toEqual([OWN]);
  });

  test("L32: pauses between attempts grow from a second to half a minute", async () => {
    signalling.join("a", [], listener());
    await settle();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      const before = sockets.opened.length;
      sockets.drop(OWN);
      let waitedMs = 0;
      while (sockets.opened.length === before) {
        await vi.advanceTimersByTimeAsync(100);
        waitedMs += 100;
      }
      pauses.push(waitedMs);
    }
    expect(pauses[0]).toBeLessThanOrEqual(1_100);
    expect(pauses[4]).toBeGreaterThan(10_000);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(30_100);
    expect(pauses.at(-1)).toBeGreaterThan(20_000);
  });

  test("L32: refresh cuts the pause short", async () => {
    signalling.join("a", [], listener());
    await settle();
    for (let attempt = 0; attempt < 6; attempt += 1) {
      sockets.drop(OWN);
      await vi.advanceTimersByTimeAsync(16_000);
    }
    sockets.drop(OWN);
    const before = sockets.opened.length;
    signalling.refresh();
    await settle();
    expect(sockets.opened.length).toBe(before + 1);
  });

  test("L33: a hub that says nothing for twelve seconds is tried anew", async () => {
    signalling.join("a", [], listener());
    await settle();
    sockets.accept(OWN);
    await vi.advanceTimersByTimeAsync(5_100);
    expect(sockets.sentTo(OWN, "ping")).toHaveLength(1);
    sockets.say(OWN, { type: "pong" });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(sockets.opened).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(sockets.opened).toHaveLength(2);
  });

  test("L33: an attempt that hangs is given up after six seconds", async () => {
    signalling.join("a", [], listener());
    await settle();
    await vi.advanceTimersByTimeAsync(7_100);
    expect(sockets.opened).toHaveLength(2);
    expect(sockets.open.size).toBe(1);
  });

  test("L34: nonsense, foreign topics and endless texts from a hub reach nobody", async () => {
    const heard: string[] = [];
    signalling.join("a", [], listener(heard));
    await settle();
    sockets.accept(OWN);
    sockets.say(OWN, "{");
    sockets.say(OWN, "null");
    sockets.say(OWN, { type: "publish", topic: "b", data: "x" });
    sockets.say(OWN, { type: "publish", topic: "a", data: { not: "text" } });
    sockets.say(OWN, { type: "publish", topic: "a", data: "x".repeat(70_000) });
    sockets.say(OWN, { type: "publish", topic: "a", data: "fine" });
    expect(heard).toEqual(["fine"]);
  });

  test("L34: a hub that floods is read no faster than a class speaks", async () => {
    const heard: string[] = [];
    signalling.join("a", [], listener(heard));
    await settle();
    sockets.accept(OWN);
    for (let count = 0; count < 5_000; count += 1) {
      sockets.say(OWN, { type: "publish", topic: "a", data: `${count}` });
    }
    expect(heard.length).toBeLessThanOrEqual(400);
  });

  test("L36: a hub is asked for sixty topics at most, and the next one moves up when one is left", async () => {
    const topics = Array.from({ length: 70 }, (_, at) => signalling.join(`t${at}`, [], listener()));
    await settle();
    sockets.accept(OWN);
    expect(sockets.sentTo(OWN, "subscribe")).toHaveLength(60);
    topics[0]?.close();
    expect(sockets.sentTo(OWN, "subscribe").at(-1)?.message["topics"]).toEqual(["t60"]);
  });

  test("L35: the last topic that closes closes the sockets", async () => {
    const topic = signalling.join("a", ["x.example:9"], listener());
    await settle();
    sockets.accept(OWN);
    topic.close();
    expect(sockets.open.size).toBe(0);
    expect(sockets.sentTo(OWN, "unsubscribe")).toHaveLength(1);
  });

  test("L35: nothing is opened again after the end", async () => {
    signalling.join("a", [], listener());
    await settle();
    signalling.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets.opened).toHaveLength(1);
    expect(sockets.open.size).toBe(0);
  });
});

function listener(heard: string[] = []): TopicListener {
  return { heard: (sealed) => heard.push(sealed), hubOpened: () => undefined };
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}
