import { Inflate, deflateSync } from "fflate";
import { concatBytes } from "../base/index.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";

const PLAIN = 0;
const DEFLATED = 1;
/** Shorter ones are mostly hashes, keys and signatures, of which nothing can be taken away. */
const WORTH_TRYING_BYTES = 200;
/** Deflate makes at most a thousand times as much of a step, so what is too long is noticed after four megabytes. */
const STEP_BYTES = 4096;

/** What is sealed in a frame: the bytes, or where that is less, their length and the bytes deflated (RFC 1951). Rule J22. */
export function pack(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  if (plain.length >= WORTH_TRYING_BYTES) {
    const deflated = deflateSync(plain);
    const packed = new ByteWriter().byte(DEFLATED).number(plain.length).bytes(deflated).finish();
    if (packed.length <= plain.length) return packed;
  }
  return concatBytes([Uint8Array.of(PLAIN), plain]);
}

/** Null for what `pack` cannot have made, and for what is or says to be longer than `mostBytes`. Never makes much more than that. */
export function unpack(packed: Uint8Array, mostBytes: number): Uint8Array<ArrayBuffer> | null {
  try {
    if (mostBytes < 0) return null;
    const reader = new ByteReader(packed);
    const way = reader.byte();
    if (way === PLAIN) return reader.remaining > mostBytes ? null : reader.bytes(reader.remaining);
    if (way !== DEFLATED) return null;
    const length = reader.number(mostBytes);
    return inflate(packed.subarray(reader.position), length);
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}

function inflate(deflated: Uint8Array, length: number): Uint8Array<ArrayBuffer> | null {
  const pieces: Uint8Array[] = [];
  let made = 0;
  const inflating = new Inflate((piece) => {
    made += piece.length;
    pieces.push(piece);
  });
  for (let at = 0; at < deflated.length && made <= length; at += STEP_BYTES) {
    const step = deflated.slice(at, at + STEP_BYTES);
    try {
      inflating.push(step, at + STEP_BYTES >= deflated.length);
    } catch (error) {
      if (isOfInflating(error)) return null;
      throw error;
    }
  }
  return made === length ? concatBytes(pieces) : null;
}

/** What fflate throws has a number of its own. */
function isOfInflating(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "number";
}
