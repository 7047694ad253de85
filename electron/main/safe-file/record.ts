import { Buffer } from "node:buffer";

/** Bytes of a record before its payload: length (4), checksum (4), sequence (8). docs/spec/safe-file.md, S2. */
export const RECORD_HEAD_BYTES = 16;
/** Longer than anything that is kept in one piece. */
export const PAYLOAD_BYTES_MAX = 64 * 1024 * 1024;

export interface SafeRecord {
  /** Counts up by one from record to record, over all segments. */
  readonly sequence: number;
  readonly payload: Uint8Array;
}

/** What stands at a place of a file. `broken`: not a whole record, or not the one that was written. */
export type FoundRecord =
  | { readonly kind: "whole"; readonly record: SafeRecord; readonly end: number }
  | { readonly kind: "end" }
  | { readonly kind: "broken" };

export function encodeRecord({ sequence, payload }: SafeRecord): Buffer {
  const bytes = Buffer.allocUnsafe(RECORD_HEAD_BYTES + payload.length);
  bytes.writeUInt32LE(payload.length, 0);
  bytes.writeBigUInt64LE(BigInt(sequence), 8);
  bytes.set(payload, RECORD_HEAD_BYTES);
  bytes.writeUInt32LE(checksumOf(bytes), 4);
  return bytes;
}

/** Reads the record that begins at `offset`; its payload is a view of `bytes`. */
export function readRecord(bytes: Buffer, offset: number): FoundRecord {
  if (offset === bytes.length) return { kind: "end" };
  if (bytes.length - offset < RECORD_HEAD_BYTES) return { kind: "broken" };
  const length = bytes.readUInt32LE(offset);
  const end = offset + RECORD_HEAD_BYTES + length;
  if (length > PAYLOAD_BYTES_MAX || end > bytes.length) return { kind: "broken" };
  const whole = bytes.subarray(offset, end);
  if (whole.readUInt32LE(4) !== checksumOf(whole)) return { kind: "broken" };
  const sequence = Number(whole.readBigUInt64LE(8));
  if (!Number.isSafeInteger(sequence)) return { kind: "broken" };
  return { kind: "whole", record: { sequence, payload: whole.subarray(RECORD_HEAD_BYTES) }, end };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1)
    value = (value & 1) === 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 over all but its own four bytes; never 0, so that a run of zeros on a disk is no record. */
function checksumOf(record: Buffer): number {
  let value = 0xffffffff;
  for (let index = 0; index < record.length; index += 1) {
    if (index >= 4 && index < 8) continue;
    value = (value >>> 8) ^ (TABLE[(value ^ (record[index] ?? 0)) & 0xff] ?? 0);
  }
  const sum = (value ^ 0xffffffff) >>> 0;
  return sum === 0 ? 1 : sum;
}
