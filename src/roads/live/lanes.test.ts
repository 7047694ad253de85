import { describe, expect, test } from "vitest";
import { equalBytes } from "../../base/index.ts";
import type { Lane } from "../road.ts";
import { decodeFrame, PIECE_BYTES, type PieceFrame } from "./frame.ts";
import { IncomingLanes } from "./incoming-lanes.ts";
import { OutgoingLanes, PIECES_UNDER_WAY } from "./outgoing-lanes.ts";

/** A channel that keeps what it is given until the test lets the network have it. */
class SlowChannel {
  readonly frames: Uint8Array<ArrayBuffer>[] = [];
  bufferedAmount = 0;

  send(frame: Uint8Array<ArrayBuffer>): void {
    this.frames.push(frame);
    this.bufferedAmount += frame.length;
  }

  drain(): readonly PieceFrame[] {
    this.bufferedAmount = 0;
    return this.frames.splice(0).map((frame) => {
      const decoded = decodeFrame(frame.buffer);
      if (!decoded.ok || decoded.value.kind !== "piece") throw new Error("expected a piece");
      return decoded.value;
    });
  }
}

describe("sending", () => {
  test("L12: a message that is under way is overtaken by a lower lane", async () => {
    const { channel, lanes } = outgoing();
    void lanes.send(2, new Uint8Array(20 * PIECE_BYTES));
    void lanes.send(1, new Uint8Array(10));
    void lanes.send(0, new Uint8Array(10));
    const order = channel.drain().map(({ lane }) => lane);
    expect(order.slice(-2)).toEqual([1, 0]);
    expect(order.length).toBeLessThan(8);
    lanes.pump();
    expect(new Set(channel.drain().map(({ lane }) => lane))).toEqual(new Set([2]));
  });

  test("L13: blobs leave room in the channel for what is urgent", () => {
    const { channel, lanes } = outgoing();
    void lanes.send(2, new Uint8Array(60 * PIECE_BYTES));
    expect(channel.bufferedAmount).toBeLessThanOrEqual(64 * 1024);
    void lanes.send(1, new Uint8Array(60 * PIECE_BYTES));
    expect(channel.bufferedAmount).toBeLessThanOrEqual(144 * 1024);
  });

  test("L14: no more is under way than the receiver has taken, and it goes on when it takes", () => {
    const { channel, lanes } = outgoing();
    void lanes.send(2, new Uint8Array(60 * PIECE_BYTES));
    let sent = 0;
    for (let round = 0; round < 50; round += 1) {
      sent += channel.drain().length;
      lanes.pump();
    }
    expect(sent).toBe(PIECES_UNDER_WAY[2]);
    expect(lanes.taken(2, 5)).toBe(true);
    expect(channel.drain()).toHaveLength(3);
    lanes.pump();
    expect(channel.drain()).toHaveLength(2);
  });

  test("L14: a receiver that claims to have taken more than was sent is not believed", () => {
    const { lanes } = outgoing();
    void lanes.send(1, new Uint8Array(10));
    expect(lanes.taken(1, 2)).toBe(false);
    expect(lanes.taken(1, 1)).toBe(true);
    expect(lanes.taken(1, 0)).toBe(false);
  });

  test("L13: a send resolves only when there is room for the next", async () => {
    const { channel, lanes } = outgoing();
    let isSent = false;
    void lanes.send(2, new Uint8Array(4 * PIECE_BYTES)).then(() => {
      isSent = true;
    });
    await Promise.resolve();
    expect(isSent).toBe(false);
    channel.drain();
    lanes.pump();
    channel.drain();
    lanes.pump();
    await Promise.resolve();
    expect(isSent).toBe(true);
  });

  test("L15: what is too long is refused and what waits when the peer goes is rejected", async () => {
    const { lanes } = outgoing();
    await expect(lanes.send(0, new Uint8Array(256 * 1024 + 1))).rejects.toThrow(RangeError);
    const waiting = lanes.send(2, new Uint8Array(1024 * 1024));
    lanes.fail(new Error("peer is gone"));
    await expect(waiting).rejects.toThrow("peer is gone");
    await expect(lanes.send(0, new Uint8Array(1))).rejects.toThrow("peer is gone");
  });
});

describe("receiving", () => {
  test("L10: pieces become the message that was sent, in every lane at once", async () => {
    const channel = new SlowChannel();
    const lanes = new OutgoingLanes(channel);
    const incoming = new IncomingLanes();
    const sizes: Readonly<Record<Lane, number>> = { 0: PIECE_BYTES, 1: 5_000_000, 2: 1024 * 1024 };
    const got = new Map<Lane, Uint8Array>();
    for (const lane of [2, 1, 0] as const) void lanes.send(lane, pattern(sizes[lane], lane));
    for (let round = 0; round < 2_000 && got.size < 3; round += 1) {
      for (const piece of channel.drain()) {
        const message = incoming.take(piece);
        if (!message.ok) throw new Error(message.failure);
        if (message.value !== null) got.set(piece.lane, message.value);
        const taken = incoming.report(piece.lane);
        if (taken !== null) lanes.taken(piece.lane, taken);
      }
      lanes.pump();
    }
    for (const lane of [0, 1, 2] as const) {
      const message = got.get(lane) ?? new Uint8Array();
      expect(equalBytes(message, pattern(sizes[lane], lane))).toBe(true);
    }
  });

  const first = { kind: "piece", lane: 1, isFirst: true, isLast: false } as const;
  const full = new Uint8Array(PIECE_BYTES);
  test("L11: a piece without a beginning is a fault", () => {
    const piece = { ...first, isFirst: false, totalBytes: 2 * PIECE_BYTES, bytes: full };
    expect(new IncomingLanes().take(piece).ok).toBe(false);
  });

  test("L11: a second beginning is a fault", () => {
    const incoming = new IncomingLanes();
    const piece = { ...first, totalBytes: 3 * PIECE_BYTES, bytes: full };
    expect(incoming.take(piece).ok).toBe(true);
    expect(incoming.take(piece).ok).toBe(false);
  });

  test("L11: more bytes than were announced, or fewer, are a fault", () => {
    const tooMany = { ...first, totalBytes: 10, bytes: full };
    expect(new IncomingLanes().take(tooMany).ok).toBe(false);
    const tooFew = { ...first, isLast: true, totalBytes: 10, bytes: new Uint8Array(9) };
    expect(new IncomingLanes().take(tooFew).ok).toBe(false);
  });
});

function outgoing() {
  const channel = new SlowChannel();
  return { channel, lanes: new OutgoingLanes(channel) };
}

function pattern(size: number, seed: number): Uint8Array {
  return new Uint8Array(size).map((_, index) => (Math.imul(index, 2_654_435_761) >>> 13) ^ seed);
}
