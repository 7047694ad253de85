import type { Suite } from "../../cryptography/index.ts";
import {
  type EpochId,
  type FramePart,
  type Round,
  type SealedFrame,
  decodeFeedHeader,
  decodeRun,
  encodePart,
  labelOf,
  openFrame,
  sealFrame,
} from "../../journal/index.ts";
import type { EpochKeys, OperationId } from "../../membership/index.ts";
import type { KeptFrame } from "./school-disk.ts";

export interface EpochKey {
  readonly epoch: OperationId;
  readonly key: Uint8Array;
}

export interface OpenedFrames {
  readonly frames: readonly KeptFrame[];
  readonly parts: readonly FramePart[];
  /** Some are sealed under a key that is not here. */
  readonly isEarly: boolean;
  /** Some hold nothing that an author could have sealed. */
  readonly isForged: boolean;
}

export async function openFrames(
  suite: Suite,
  keys: EpochKeys,
  frames: readonly SealedFrame[],
): Promise<OpenedFrames> {
  const read: { readonly frame: KeptFrame; readonly part: FramePart }[] = [];
  let isEarly = false;
  let isForged = false;
  for (const frame of frames) {
    const key = [...keys].find(([id]) => id.startsWith(frame.epoch))?.[1];
    if (key === undefined) {
      isEarly = true;
      continue;
    }
    const plain = await openFrame(suite, key, frame);
    const part = plain === null ? null : readPart(suite, frame, plain);
    if (part === null) isForged = true;
    else read.push({ frame: keptOf(frame, part), part });
  }
  return {
    frames: read.map(({ frame }) => frame),
    parts: read.map(({ part }) => part),
    isEarly,
    isForged,
  };
}

export async function sealParts(
  suite: Suite,
  { epoch, key }: EpochKey,
  parts: readonly FramePart[],
): Promise<readonly KeptFrame[]> {
  const frames: KeptFrame[] = [];
  for (const part of parts) {
    const label = labelOf(part, epoch.slice(0, 32) as EpochId);
    frames.push(keptOf(await sealFrame(suite, key, label, encodePart(part)), part));
  }
  return frames;
}

function readPart(suite: Suite, { kind }: SealedFrame, plain: Uint8Array): FramePart | null {
  if (kind === "header") {
    const header = decodeFeedHeader(suite, plain);
    return header.ok ? { kind, header: header.value } : null;
  }
  if (kind === "compaction") return null;
  const run = decodeRun(suite, plain);
  return run.ok ? { kind, run: run.value } : null;
}

function keptOf(frame: SealedFrame, part: FramePart): KeptFrame {
  const entries = part.kind === "run" ? part.run.entries : [];
  const documents = entries.map(({ document }) => document);
  return { ...frame, next: frame.sequence + entries.length, documents };
}

export function roundOf(parts: readonly FramePart[]): Round {
  return {
    headers: parts.flatMap((part) => (part.kind === "header" ? [part.header] : [])),
    runs: parts.flatMap((part) => (part.kind === "run" ? [part.run] : [])),
    compactions: [],
  };
}
