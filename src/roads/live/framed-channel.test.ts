import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { encodeFrame } from "./frame.ts";
import { type DataChannel, FramedChannel, type FramedChannelParts } from "./framed-channel.ts";
import { deriveRendezvousKeys } from "./rendezvous-keys.ts";

/** One end of a wire in memory; a cut wire swallows what is put on it. */
class WireEnd extends EventTarget implements DataChannel {
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType = "";
  isCut = false;
  isClosed = false;
  other: WireEnd | null = null;

  send(data: Uint8Array<ArrayBuffer>): void {
    if (this.isClosed) throw new Error("closed");
    if (this.isCut) return;
    const copy = data.slice().buffer;
    const { other } = this;
    queueMicrotask(() => other?.dispatchEvent(new MessageEvent("message", { data: copy })));
  }

  close(): void {
    this.isClosed = true;
  }
}

const FINGERPRINTS = { local: "SHA-256 AA", remote: "SHA-256 BB" };

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"],
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a channel between two who know the secret", () => {
  test("L3: opens on both sides, and then carries messages", async () => {
    const { offering, answering } = await opened();
    void offering.channel.send(1, Uint8Array.of(1, 2, 3));
    await ticks();
    expect(answering.messages).toEqual([[1, Uint8Array.of(1, 2, 3)]]);
  });

  test("L5: both ends call a connection by one name, and the next by another", async () => {
    const first = await opened();
    const second = await opened();
    expect(first.offering.channel.binding).toBe(first.answering.channel.binding);
    expect(first.offering.channel.binding).not.toBe("");
    expect(second.offering.channel.binding).not.toBe(first.offering.channel.binding);
  });

  test("L16: stays open as long as there are signs of life", async () => {
    const { offering, answering } = await opened();
    await vi.advanceTimersByTimeAsync(300_000);
    expect([offering.hasEnded, answering.hasEnded]).toEqual([false, false]);
    expect(Date.now() - offering.channel.heardAt).toBeLessThanOrEqual(4_000);
  });

  test("L16: ends twelve seconds after the last sign of life when the network is gone", async () => {
    const { offering, answering } = await opened();
    for (const end of [offering, answering]) {
      end.wire.isCut = true;
      end.isNetworkWorking = false;
    }
    await vi.advanceTimersByTimeAsync(11_900);
    expect([offering.hasEnded, answering.hasEnded]).toEqual([false, false]);
    await vi.advanceTimersByTimeAsync(4_200);
    expect([offering.hasEnded, answering.hasEnded]).toEqual([true, true]);
  });

  test("L16: has patience for half a minute with a page that is busy while its network answers", async () => {
    const { offering, answering } = await opened();
    answering.wire.isCut = true;
    await vi.advanceTimersByTimeAsync(28_000);
    expect(offering.hasEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(8_100);
    expect(offering.hasEnded).toBe(true);
  });

  test("L17: a probe ends a dead channel in three seconds and leaves a living one alone", async () => {
    const living = await opened();
    living.offering.channel.probe();
    await vi.advanceTimersByTimeAsync(3_100);
    expect(living.offering.hasEnded).toBe(false);
    const dead = await opened();
    dead.answering.wire.isCut = true;
    dead.offering.isNetworkWorking = false;
    await vi.advanceTimersByTimeAsync(10);
    dead.offering.channel.probe();
    await vi.advanceTimersByTimeAsync(3_100);
    expect(dead.offering.hasEnded).toBe(true);
  });

  test("L15: what waits is rejected when the channel closes", async () => {
    const { offering } = await opened();
    offering.wire.bufferedAmount = 10_000_000;
    const waiting = offering.channel.send(2, new Uint8Array(10));
    offering.channel.close();
    await expect(waiting).rejects.toThrow("peer is gone");
    await expect(offering.channel.send(2, new Uint8Array(10))).rejects.toThrow("peer is gone");
  });

  test("L14: while nobody listens, the sender is held back", async () => {
    const { offering, answering } = await opened();
    answering.isListening = false;
    let sent = 0;
    for (let count = 0; count < 100; count += 1) {
      void offering.channel.send(2, new Uint8Array(20_000)).then(() => {
        sent += 1;
      });
    }
    await ticks();
    expect(sent).toBeLessThan(10);
    answering.isListening = true;
    answering.channel.reportTaken();
    await ticks();
    expect(sent).toBe(100);
  });
});

describe("a channel to a stranger", () => {
  test("L3: another secret ends it on both sides before anything is delivered", async () => {
    const { offering, answering } = await wired("secret", "guess");
    await until(() => offering.hasEnded && answering.hasEnded);
    expect([offering.isOpen, answering.isOpen]).toEqual([false, false]);
  });

  test("L3: another certificate than the descriptions name ends it", async () => {
    const { offering, answering } = await wired("secret", "secret", "SHA-256 CC");
    await until(() => offering.hasEnded && answering.hasEnded);
    expect([offering.isOpen, answering.isOpen]).toEqual([false, false]);
  });

  test("L3: a message before the proof ends it", async () => {
    const { offering, answering } = await wired("secret", "secret", "SHA-256 AA", false);
    offering.wire.dispatchEvent(new Event("open"));
    answering.wire.send(
      encodeFrame({
        kind: "piece",
        lane: 0,
        isFirst: true,
        isLast: true,
        totalBytes: 1,
        bytes: Uint8Array.of(1),
      }),
    );
    await ticks();
    expect(offering.hasEnded).toBe(true);
    expect(offering.messages).toEqual([]);
  });
});

interface End {
  readonly wire: WireEnd;
  readonly channel: FramedChannel;
  readonly messages: [number, Uint8Array][];
  isNetworkWorking: boolean;
  isListening: boolean;
  isOpen: boolean;
  hasEnded: boolean;
}

async function opened() {
  const ends = await wired("secret", "secret");
  await until(() => ends.offering.isOpen && ends.answering.isOpen);
  return ends;
}

async function wired(
  ourSecret: string,
  theirSecret: string,
  answeringSees = FINGERPRINTS.local,
  isConnected = true,
) {
  const offering = await end(true, ourSecret, FINGERPRINTS);
  const seen = { local: FINGERPRINTS.remote, remote: answeringSees };
  const answering = await end(false, theirSecret, seen);
  offering.wire.other = answering.wire;
  answering.wire.other = offering.wire;
  if (isConnected) {
    offering.wire.dispatchEvent(new Event("open"));
    answering.wire.dispatchEvent(new Event("open"));
  }
  return { offering, answering };
}

async function end(
  isOffering: boolean,
  secret: string,
  fingerprints: ReturnType<FramedChannelParts["fingerprints"]>,
): Promise<End> {
  const { proofKey } = await deriveRendezvousKeys({ topic: "topic", secret, hubs: [] });
  const wire = new WireEnd();
  const state = { isNetworkWorking: true, isListening: true, isOpen: false, hasEnded: false };
  const messages: [number, Uint8Array][] = [];
  const channel = new FramedChannel(wire, {
    isOffering,
    proofKey,
    fingerprints: () => fingerprints,
    isNetworkWorking: () => result.isNetworkWorking,
    isListening: () => result.isListening,
    onOpen: () => {
      result.isOpen = true;
    },
    onMessage: (lane, message) => messages.push([lane, message]),
    onEnd: () => {
      result.hasEnded = true;
      channel.close();
    },
  });
  const result: End = { wire, channel, messages, ...state };
  return result;
}

/** Cryptography runs on threads, beside the test's own time. */
async function until(holds: () => boolean): Promise<void> {
  for (let count = 0; count < 5_000 && !holds(); count += 1) await ticks();
  expect(holds()).toBe(true);
}

function ticks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
