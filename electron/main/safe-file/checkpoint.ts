import { Buffer } from "node:buffer";
import { createHash, randomBytes } from "node:crypto";
import { open, readFile, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { encodeRecord, readRecord } from "./record.ts";
import { syncFolder } from "./segment.ts";

/** `TWSAFC` and the version of the format. S6. */
const MAGIC = Buffer.from("TWSAFC01", "ascii");
const HASH_BYTES = 32;

/** What stands for every record up to its sequence. */
export interface Checkpoint {
  readonly sequence: number;
  readonly payloads: readonly Uint8Array[];
}

const checkpointName = (sequence: number): string =>
  `${String(sequence).padStart(16, "0")}.checkpoint`;

export function sequenceOfCheckpoint(name: string): number | null {
  const digits = /^(\d{16})\.checkpoint$/u.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Newest first. */
export async function checkpointsOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => sequenceOfCheckpoint(name) !== null)
    .sort()
    .reverse();
}

/** Written beside, flushed, then given its name: there is a whole one or none. Ends with SHA-256 over all before it. */
export async function writeCheckpoint(
  folder: string,
  sequence: number,
  payloads: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<void> {
  const beside = path.join(folder, `.${randomBytes(6).toString("hex")}.part`);
  const hash = createHash("sha256");
  const handle = await open(beside, "wx", 0o600);
  try {
    try {
      const put = async (bytes: Buffer): Promise<void> => {
        hash.update(bytes);
        await handle.writeFile(bytes);
      };
      const number = Buffer.alloc(8);
      number.writeBigUInt64LE(BigInt(sequence));
      await put(Buffer.concat([MAGIC, number]));
      let count = 0;
      for await (const payload of payloads) {
        await put(encodeRecord({ sequence: count, payload }));
        count += 1;
      }
      await handle.writeFile(hash.digest());
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, path.join(folder, checkpointName(sequence)));
    await syncFolder(folder);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

export type CheckpointContent =
  | { readonly kind: "whole"; readonly checkpoint: Checkpoint }
  | { readonly kind: "newer" | "damaged" };

export async function readCheckpoint(file: string): Promise<CheckpointContent> {
  const bytes = await readFile(file);
  const end = bytes.length - HASH_BYTES;
  if (end < MAGIC.length + 8) return { kind: "damaged" };
  const isOurs = bytes.subarray(0, 6).equals(MAGIC.subarray(0, 6));
  if (isOurs && !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return { kind: "newer" };
  const hash = createHash("sha256").update(bytes.subarray(0, end)).digest();
  if (!isOurs || !hash.equals(bytes.subarray(end))) return { kind: "damaged" };
  const records = bytes.subarray(0, end);
  const payloads: Uint8Array[] = [];
  for (let at = MAGIC.length + 8; at < end;) {
    const found = readRecord(records, at);
    if (found.kind !== "whole") return { kind: "damaged" };
    payloads.push(found.record.payload);
    at = found.end;
  }
  return {
    kind: "whole",
    checkpoint: { sequence: Number(bytes.readBigUInt64LE(MAGIC.length)), payloads },
  };
}
