import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  type GateConnection,
  parseSignallingMessage,
  SignallingGate,
  type SignallingMessage,
} from "./signalling-gate.ts";

class FakePeer {
  isOffering = true;
  attempt: number | null = 1;
  stage: "waiting" | "answered" | "open" = "waiting";
  readonly signal = vi.fn<(signal: unknown) => void>();
  readonly repeat = vi.fn<() => void>();
  readonly probe = vi.fn<() => void>();
  readonly destroy = vi.fn<() => void>();

  constructor(state: Partial<Pick<FakePeer, "isOffering" | "attempt" | "stage">> = {}) {
    Object.assign(this, state);
  }
}

const US = "us";
let connections: Map<string, GateConnection>;
let gate: SignallingGate;

beforeEach(() => {
  connections = new Map();
  gate = new SignallingGate({ peerId: US, connections }, () => 0.99);
});

describe("the gate before y-webrtc", () => {
  test("L20: only well-formed messages are messages", () => {
    expect(parseSignallingMessage(announce("a"))).toEqual(announce("a"));
    expect(parseSignallingMessage(offer("a", 1))).toEqual(offer("a", 1));
    for (const bad of [null, 7, {}, { type: "announce" }, { type: "signal", from: "a", to: US }]) {
      expect(parseSignallingMessage(bad)).toBeNull();
    }
    const candidate = { ...offer("a", 1), signal: { type: "candidate", candidate: {} } };
    expect(parseSignallingMessage(candidate)).toBeNull();
  });

  test("L20: own messages and those for others stay outside", () => {
    expect(gate.admits(announce(US))).toBe(false);
    expect(gate.admits({ ...offer("a", 1), to: "somebody else" })).toBe(false);
  });

  test("L21: an answer to nothing stays outside", () => {
    expect(gate.admits(answer("a", 1))).toBe(false);
  });

  test("L21: only the answer to the very offer that waits comes in, once", () => {
    const peer = know("a", new FakePeer({ attempt: 3 }));
    expect(gate.admits(answer("a", 2))).toBe(false);
    expect(gate.admits(answer("a", 3))).toBe(true);
    peer.stage = "answered";
    expect(gate.admits(answer("a", 3))).toBe(false);
    expect(peer.signal).toHaveBeenCalledOnce();
  });

  test("L22: no more than a dozen attempts at a time", () => {
    for (let count = 0; count < 12; count += 1) know(`p${count}`, new FakePeer());
    expect(gate.admits(announce("one more"))).toBe(false);
    expect(gate.admits(offer("one more", 1))).toBe(false);
    connections.get("p0")?.peer.destroy();
    connections.delete("p0");
    expect(gate.admits(announce("one more"))).toBe(true);
  });

  test("L22: a full house takes nobody, a nearly full one calls few and lets callers in", () => {
    for (let count = 0; count < 24; count += 1) know(`p${count}`, new FakePeer({ stage: "open" }));
    expect(gate.admits(announce("newcomer"))).toBe(false);
    expect(
      new SignallingGate({ peerId: US, connections }, () => 0.1).admits(announce("newcomer")),
    ).toBe(true);
    expect(gate.admits(offer("newcomer", 1))).toBe(true);
    for (let count = 24; count < 32; count += 1) know(`p${count}`, new FakePeer({ stage: "open" }));
    expect(gate.admits(offer("another", 1))).toBe(false);
  });

  test("L23: an announcement of somebody known asks the connection whether it lives", () => {
    const peer = know("a", new FakePeer({ stage: "open" }));
    expect(gate.admits(announce("a"))).toBe(false);
    expect(peer.probe).toHaveBeenCalledOnce();
  });

  test("L24: a new offer ends what was there, for a dead connection must not block a living one", () => {
    const peer = know("a", new FakePeer({ isOffering: false, attempt: 1, stage: "open" }));
    expect(gate.admits(offer("a", 2))).toBe(true);
    expect(peer.destroy).toHaveBeenCalledOnce();
  });

  test("L24: an offer that is older than one already seen changes nothing", () => {
    expect(gate.admits(offer("a", 5))).toBe(true);
    const peer = know("a", new FakePeer({ isOffering: false, attempt: 5, stage: "open" }));
    expect(gate.admits(offer("a", 4))).toBe(false);
    expect(peer.destroy).not.toHaveBeenCalled();
  });

  test("L24: the same offer again goes to the connection that it began", () => {
    const peer = know("a", new FakePeer({ isOffering: false, attempt: 5, stage: "answered" }));
    expect(gate.admits(offer("a", 5))).toBe(false);
    expect(peer.signal).toHaveBeenCalledOnce();
    expect(peer.destroy).not.toHaveBeenCalled();
  });

  test("L25: of two calls at once the one with the later token counts, on both sides", () => {
    const ours = know("a", new FakePeer(), 100);
    expect(gate.admits(offer("a", 1, 99))).toBe(false);
    expect(ours.repeat).toHaveBeenCalledOnce();
    expect(ours.destroy).not.toHaveBeenCalled();
    expect(gate.admits(offer("a", 2, 101))).toBe(true);
    expect(ours.destroy).toHaveBeenCalledOnce();
  });

  test("L25: equal tokens are settled by name, and one who has not called yet gives way", () => {
    know("a", new FakePeer(), 100);
    expect(gate.admits(offer("a", 1, 100))).toBe(false);
    know("z", new FakePeer(), 100);
    expect(gate.admits(offer("z", 1, 100))).toBe(true);
    know("b", new FakePeer(), undefined);
    expect(gate.admits(offer("b", 1, 1))).toBe(true);
  });

  test("L26: who cannot be reached is called more and more rarely, until the network changes", () => {
    vi.useFakeTimers();
    gate.failed("a");
    expect(gate.admits(announce("a"))).toBe(true);
    gate.failed("a");
    expect(gate.admits(announce("a"))).toBe(false);
    vi.advanceTimersByTime(4_000);
    expect(gate.admits(announce("a"))).toBe(true);
    gate.failed("a");
    vi.advanceTimersByTime(4_000);
    expect(gate.admits(announce("a"))).toBe(false);
    gate.forgetFailures();
    expect(gate.admits(announce("a"))).toBe(true);
    vi.useRealTimers();
  });
});

function know(name: string, peer: FakePeer, glareToken?: number): FakePeer {
  connections.set(name, { peer, glareToken });
  return peer;
}

function announce(from: string): SignallingMessage {
  return { type: "announce", from };
}

function offer(from: string, attempt: number, token = 1) {
  const signal = { type: "offer", sdp: "v=0", attempt } as const;
  return { type: "signal", from, to: US, token, signal } as const;
}

function answer(from: string, attempt: number): SignallingMessage {
  return {
    type: "signal",
    from,
    to: US,
    token: 1,
    signal: { type: "answer", sdp: "v=0", attempt },
  };
}
