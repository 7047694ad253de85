import { Buffer } from "node:buffer";
import { type FileHandle, open, readFile } from "node:fs/promises";
import path from "node:path";
import { RECORD_HEAD_BYTES, type SafeRecord, readRecord } from "./record.ts";

/** `TWSAFE` and the version of the format. S1. */
const MAGIC = Buffer.from("TWSAFE01", "ascii");
export const SEGMENT_HEAD_BYTES = MAGIC.length + 8;

/** A file of the chain: named by the first sequence that it may hold, so that their names sort as their records do. */
export const segmentName = (firstSequence: number): string =>
  `${String(firstSequence).padStart(16, "0")}.log`;

export function firstSequenceOf(name: string): number | null {
  const digits = /^(\d{16})\.log$/u.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

function encodeSegmentHead(firstSequence: number): Buffer {
  const head = Buffer.alloc(SEGMENT_HEAD_BYTES);
  head.set(MAGIC);
  head.writeBigUInt64LE(BigInt(firstSequence), MAGIC.length);
  return head;
}

export type SegmentContent =
  | {
      readonly kind: "read";
      readonly records: readonly SafeRecord[];
      /** How many bytes of the file are whole records; what follows was never finished, or is damaged. */
      readonly wholeBytes: number;
      readonly brokenBytes: number;
      /** Records that can be read behind a broken place: then it is damage, and no torn tail. */
      readonly behind: readonly SafeRecord[];
    }
  /** Written by a newer program: to be left as it is. */
  | { readonly kind: "newer" }
  /** Not even the head was written. */
  | { readonly kind: "headless" };

export async function readSegment(file: string): Promise<SegmentContent> {
  const bytes = await readFile(file);
  const head = bytes.subarray(0, SEGMENT_HEAD_BYTES);
  if (head.length < SEGMENT_HEAD_BYTES) return { kind: "headless" };
  if (!head.subarray(0, 6).equals(MAGIC.subarray(0, 6))) return { kind: "headless" };
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) return { kind: "newer" };
  const front = readFrom(bytes, SEGMENT_HEAD_BYTES);
  const behind: SafeRecord[] = [];
  let last = front.records.at(-1)?.sequence ?? Number(head.readBigUInt64LE(MAGIC.length)) - 1;
  let next = front.end + 1;
  while (front.end < bytes.length && next < bytes.length) {
    // A record may begin at any byte. Its number is looked at first, because a checksum at each would take hours.
    const isLikely = isNumberWithin(bytes, next, last);
    const found = isLikely ? readRecord(bytes, next) : null;
    if (found?.kind === "whole") {
      behind.push(found.record);
      last = found.record.sequence;
      next = found.end;
    } else {
      next += 1;
    }
  }
  return {
    kind: "read",
    records: front.records,
    wholeBytes: front.end,
    brokenBytes: bytes.length - front.end,
    behind,
  };
}

/** No segment holds more records than this. */
const RECORDS_MAX = 2 ** 20;

function isNumberWithin(bytes: Buffer, offset: number, last: number): boolean {
  if (bytes.length - offset < RECORD_HEAD_BYTES) return false;
  const sequence = Number(bytes.readBigUInt64LE(offset + 8));
  return sequence > last && sequence <= last + RECORDS_MAX;
}

function readFrom(
  bytes: Buffer,
  start: number,
): { readonly records: readonly SafeRecord[]; readonly end: number } {
  const records: SafeRecord[] = [];
  let end = start;
  for (;;) {
    const found = readRecord(bytes, end);
    if (found.kind !== "whole") return { records, end };
    records.push(found.record);
    end = found.end;
  }
}

/** A new segment with its head on the disk, and its name in the folder. Fails where one of that name is there. */
export async function createSegment(folder: string, firstSequence: number): Promise<FileHandle> {
  const handle = await open(path.join(folder, segmentName(firstSequence)), "wx", 0o600);
  try {
    await handle.write(encodeSegmentHead(firstSequence));
    await handle.sync();
    await syncFolder(folder);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}

/** Windows keeps names by itself and lets nobody open a folder for it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
