import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFrame, encodeFrame, type Frame, FRAME_BYTES, PIECE_BYTES } from "./frame.ts";

const piece = { kind: "piece", lane: 1, isFirst: true, isLast: true, totalBytes: 3 } as const;

describe("frames", () => {
  const frames: readonly Frame[] = [
    { ...piece, bytes: Uint8Array.of(1, 2, 3) },
    { ...piece, lane: 2, isFirst: false, bytes: new Uint8Array(0), totalBytes: 0 },
    { ...piece, isLast: false, totalBytes: 40_000, bytes: new Uint8Array(PIECE_BYTES).fill(7) },
    { kind: "hello", nonce: new Uint8Array(32).fill(1) },
    { kind: "proof", proof: new Uint8Array(32).fill(2) },
    { kind: "ping", stamp: 0xffff_ffff },
    { kind: "pong", stamp: 0 },
    { kind: "taken", lane: 2, pieces: 0x8000_0000 },
  ];
  test.each(frames)("L10: $kind is read as it was written", (frame) => {
    expect(decodeFrame(encodeFrame(frame).buffer)).toEqual({ ok: true, value: frame });
  });

  test("L10: a full piece fills a frame of 16 KiB", () => {
    const frame = encodeFrame({
      ...piece,
      isLast: false,
      totalBytes: 40_000,
      bytes: new Uint8Array(PIECE_BYTES),
    });
    expect(frame.length).toBe(FRAME_BYTES);
  });

  test("L11: arbitrary bytes are a frame or a fault, never an exception", () => {
    const isEither = fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const decoded = decodeFrame(bytes.slice().buffer);
      return decoded.ok || typeof decoded.failure === "string";
    });
    expect(() => fc.assert(isEither)).not.toThrow();
  });

  const good = encodeFrame({ ...piece, bytes: Uint8Array.of(1, 2, 3) });
  const faults: readonly (readonly [string, unknown, string])[] = [
    ["text", "hello", "malformed"],
    ["nothing", new ArrayBuffer(0), "wrongSize"],
    ["more than a frame", new ArrayBuffer(FRAME_BYTES + 1), "wrongSize"],
    ["another version", changed(0, 2), "otherVersion"],
    ["an unknown kind", changed(1, 9), "unknownKind"],
    ["an unknown lane", changed(2, 3), "malformed"],
    ["an unknown flag", changed(3, 4), "malformed"],
    ["a message beyond the lane's limit", changed(4, 255), "tooLong"],
    ["a crumb that is not the last piece", changed(3, 1), "wrongSize"],
  ];
  test.each(faults)("L11: %s is a fault", (_name, bytes, fault) => {
    expect(decodeFrame(bytes)).toEqual({ ok: false, failure: fault });
  });

  function changed(at: number, value: number): ArrayBuffer {
    const bytes = good.slice();
    bytes[at] = value;
    return bytes.buffer;
  }
});
