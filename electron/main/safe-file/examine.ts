import { readdir, rename, rm, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { type Result, fail, succeed } from "../../../src/base/index.ts";
import {
  type Checkpoint,
  checkpointsOf,
  readCheckpoint,
  sequenceOfCheckpoint,
} from "./checkpoint.ts";
import { SEGMENT_HEAD_BYTES, firstSequenceOf, readSegment } from "./segment.ts";

/** What was found at the start; what was wrong is repaired by then, and nothing that held a record was deleted. */
export interface OpenReport {
  /** The last record that is safe, -1 when there is none. */
  readonly lastSequence: number;
  /** Bytes of records that a power cut left unfinished: nobody had been told that they were saved. */
  readonly tornBytes: number;
  /** Records that were safe once and can be read no more; both ends included. */
  readonly lost: readonly LostRecords[];
  /** New names of damaged files, in the same folder. */
  readonly setAside: readonly string[];
}

export interface LostRecords {
  readonly from: number;
  readonly to: number;
}

export async function segmentsOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => firstSequenceOf(name) !== null).sort();
}

/** The newest checkpoint that can be read; null when there is none. */
export async function newestCheckpoint(folder: string): Promise<Checkpoint | null> {
  for (const name of await checkpointsOf(folder)) {
    const content = await readCheckpoint(path.join(folder, name));
    if (content.kind === "whole") return content.checkpoint;
  }
  return null;
}

/** Rules S3 to S5 and S7. */
export async function examine(
  folder: string,
): Promise<Result<OpenReport, { readonly kind: "newerVersion" }>> {
  const setAside: string[] = [];
  for (const name of await readdir(folder)) {
    if (name.endsWith(".part")) await rm(path.join(folder, name));
  }
  for (const name of await checkpointsOf(folder)) {
    const { kind } = await readCheckpoint(path.join(folder, name));
    if (kind === "newer") return fail({ kind: "newerVersion" });
    if (kind === "damaged") setAside.push(await putAside(folder, name));
  }
  const checkpoint = (await checkpointsOf(folder)).map(sequenceOfCheckpoint)[0] ?? -1;
  const chain = await examineSegments(folder, checkpoint);
  if (!chain.ok) return chain;
  const { lastSequence, tornBytes, lost } = chain.value;
  return succeed({
    lastSequence: Math.max(lastSequence, checkpoint),
    tornBytes,
    lost,
    setAside: [...setAside, ...chain.value.setAside],
  });
}

async function examineSegments(
  folder: string,
  checkpoint: number,
): Promise<Result<OpenReport, { readonly kind: "newerVersion" }>> {
  const setAside: string[] = [];
  const lost: LostRecords[] = [];
  let last = -1;
  let tornBytes = 0;
  const take = (sequence: number): void => {
    // What a checkpoint covers may be gone: that is what it is for.
    const expected = Math.max(last, checkpoint) + 1;
    if (sequence > expected) lost.push({ from: expected, to: sequence - 1 });
    last = Math.max(last, sequence);
  };
  for (const name of await segmentsOf(folder)) {
    const file = path.join(folder, name);
    const content = await readSegment(file);
    if (content.kind === "newer") return fail({ kind: "newerVersion" });
    if (content.kind === "headless") {
      const { size } = await stat(file);
      tornBytes += size;
      if (size <= SEGMENT_HEAD_BYTES) await rm(file);
      else setAside.push(await putAside(folder, name));
      continue;
    }
    for (const { sequence } of [...content.records, ...content.behind]) take(sequence);
    if (content.records.length === 0 && content.behind.length === 0) {
      // Begun, and nothing was answered for: its name is free for the next.
      tornBytes += content.brokenBytes;
      await rm(file);
      continue;
    }
    if (content.brokenBytes === 0) continue;
    // A tail that was never finished is cut; a file that is broken in its middle stays as it is, and is read around.
    if (content.behind.length === 0) {
      tornBytes += content.brokenBytes;
      await truncate(file, content.wholeBytes);
    }
  }
  return succeed({ lastSequence: last, tornBytes, lost, setAside });
}

async function putAside(folder: string, name: string): Promise<string> {
  const named = `${name}.damaged-${new Date().toISOString().replaceAll(/[:.]/gu, "-")}`;
  await rename(path.join(folder, name), path.join(folder, named));
  return named;
}
