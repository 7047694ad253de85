import { concatBytes } from "../../base/index.ts";

/** A GIF taken apart far enough to know whether it moves, and put together without its comments and foreign data. */
export interface CheckedGif {
  readonly frames: number;
  /** Comments and application data other than the loop count are left out: cameras and programs write names and places there. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;

/** GIF89a, sections 17 to 27; null if the blocks do not follow it. */
export function checkGif(bytes: Uint8Array): CheckedGif | null {
  const kept: Uint8Array[] = [];
  let frames = 0;
  let at = 13 + colorTableBytes(bytes[10]);
  kept.push(bytes.subarray(0, at));
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === TRAILER) {
      kept.push(bytes.subarray(at, at + 1));
      return { frames, bytes: concatBytes(kept) };
    }
    if (kind !== IMAGE && kind !== EXTENSION) return null;
    const bodyAt = kind === IMAGE ? at + 10 + colorTableBytes(bytes[at + 9]) + 1 : at + 2;
    const end = endOfSubBlocks(bytes, bodyAt);
    if (end === null) return null;
    if (kind === IMAGE) frames += 1;
    if (kind === IMAGE || isNeeded(bytes, at)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

function isNeeded(bytes: Uint8Array, at: number): boolean {
  if (bytes[at + 1] === GRAPHIC_CONTROL) return true;
  return (
    bytes[at + 1] === APPLICATION &&
    String.fromCharCode(...bytes.subarray(at + 3, at + 14)) === "NETSCAPE2.0"
  );
}

function colorTableBytes(flags: number | undefined): number {
  return flags !== undefined && (flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfSubBlocks(bytes: Uint8Array, start: number): number | null {
  let at = start;
  while (at < bytes.length) {
    const size = bytes[at] ?? 0;
    at += size + 1;
    if (size === 0) return at;
  }
  return null;
}
