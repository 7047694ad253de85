import { fail, type Result, succeed } from "../../base/index.ts";
import { type Lane, MESSAGE_LIMITS } from "../road.ts";

/**
 * What goes over a data channel, one frame a channel message (docs/spec/live.md, section 3):
 * version u8 · kind u8 · lane u8 · flags u8 · value u32 big-endian · payload.
 */
const FRAME_VERSION = 1;
/** Every implementation of WebRTC carries this much in one message without interleaving trouble. */
export const FRAME_BYTES = 16 * 1024;
const HEADER_BYTES = 8;
/** Every piece of a message but the last is exactly this long. */
export const PIECE_BYTES = FRAME_BYTES - HEADER_BYTES;
export const NONCE_BYTES = 32;
const PROOF_BYTES = 32;

export type Frame =
  | PieceFrame
  | { readonly kind: "hello"; readonly nonce: Uint8Array<ArrayBuffer> }
  | { readonly kind: "proof"; readonly proof: Uint8Array<ArrayBuffer> }
  | { readonly kind: "ping"; readonly stamp: number }
  | { readonly kind: "pong"; readonly stamp: number }
  /** The receiver has taken so many pieces of the lane since the beginning, modulo 2^32. */
  | { readonly kind: "taken"; readonly lane: Lane; readonly pieces: number };

export interface PieceFrame {
  readonly kind: "piece";
  readonly lane: Lane;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Length of the whole message. */
  readonly totalBytes: number;
  readonly bytes: Uint8Array;
}

/** Why a frame ends the connection that it came on. */
export type FrameFault = "wrongSize" | "otherVersion" | "unknownKind" | "malformed" | "tooLong";

const CODES = { piece: 0, hello: 1, proof: 2, ping: 3, pong: 4, taken: 5 } as const;
const FIRST = 1;
const LAST = 2;

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  switch (frame.kind) {
    case "piece": {
      const flags = (frame.isFirst ? FIRST : 0) | (frame.isLast ? LAST : 0);
      return compose(CODES.piece, frame.lane, flags, frame.totalBytes, frame.bytes);
    }
    case "hello":
      return compose(CODES.hello, 0, 0, 0, frame.nonce);
    case "proof":
      return compose(CODES.proof, 0, 0, 0, frame.proof);
    case "ping":
    case "pong":
      return compose(CODES[frame.kind], 0, 0, frame.stamp, NOTHING);
    case "taken":
      return compose(CODES.taken, frame.lane, 0, frame.pieces, NOTHING);
  }
}

/** Strict: whatever this version would not send is a fault. The payload of a piece is a view into `data`. */
export function decodeFrame(data: unknown): Result<Frame, FrameFault> {
  if (!(data instanceof ArrayBuffer)) return fail("malformed");
  if (data.byteLength < HEADER_BYTES || data.byteLength > FRAME_BYTES) return fail("wrongSize");
  const view = new DataView(data);
  if (view.getUint8(0) !== FRAME_VERSION) return fail("otherVersion");
  const lane = view.getUint8(2);
  const flags = view.getUint8(3);
  const value = view.getUint32(4);
  const payload = new Uint8Array(data, HEADER_BYTES);
  if (!isLane(lane)) return fail("malformed");
  switch (view.getUint8(1)) {
    case CODES.piece:
      return decodePiece(lane, flags, value, payload);
    case CODES.hello:
      return payload.length === NONCE_BYTES && (lane | flags | value) === 0
        ? succeed({ kind: "hello", nonce: payload.slice() })
        : fail("malformed");
    case CODES.proof:
      return payload.length === PROOF_BYTES && (lane | flags | value) === 0
        ? succeed({ kind: "proof", proof: payload.slice() })
        : fail("malformed");
    case CODES.ping:
      return isBare(lane | flags, payload)
        ? succeed({ kind: "ping", stamp: value })
        : fail("malformed");
    case CODES.pong:
      return isBare(lane | flags, payload)
        ? succeed({ kind: "pong", stamp: value })
        : fail("malformed");
    case CODES.taken:
      return isBare(flags, payload)
        ? succeed({ kind: "taken", lane, pieces: value })
        : fail("malformed");
    default:
      return fail("unknownKind");
  }
}

function decodePiece(
  lane: Lane,
  flags: number,
  totalBytes: number,
  bytes: Uint8Array,
): Result<Frame, FrameFault> {
  if (flags > (FIRST | LAST)) return fail("malformed");
  if (totalBytes > MESSAGE_LIMITS[lane]) return fail("tooLong");
  const isLast = (flags & LAST) !== 0;
  // Full pieces only: a message cannot be spread over more frames than it needs.
  if (!isLast && bytes.length !== PIECE_BYTES) return fail("wrongSize");
  return succeed({
    kind: "piece",
    lane,
    isFirst: (flags & FIRST) !== 0,
    isLast,
    totalBytes,
    bytes,
  });
}

function compose(
  code: number,
  lane: number,
  flags: number,
  value: number,
  payload: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEADER_BYTES + payload.length);
  frame[0] = FRAME_VERSION;
  frame[1] = code;
  frame[2] = lane;
  frame[3] = flags;
  new DataView(frame.buffer).setUint32(4, value);
  frame.set(payload, HEADER_BYTES);
  return frame;
}

function isLane(value: number): value is Lane {
  return value <= 2;
}

function isBare(reserved: number, payload: Uint8Array): boolean {
  return reserved === 0 && payload.length === 0;
}

const NOTHING = new Uint8Array(0);
