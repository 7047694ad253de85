import type { Suite } from "../../cryptography/index.ts";
import {
  type FramePart,
  type PlainFrame,
  type SealedFrame,
  type Screener,
  decodeCompaction,
  decodeFeedHeader,
  decodeRun,
  encodePart,
  labelOf,
  openFrame,
  sealFrame,
} from "../../journal/index.ts";

/** A frame with what it says, decoded and not yet judged. */
export interface OpenedFrame {
  readonly frame: SealedFrame;
  readonly part: FramePart;
}

/**
 * Whether what was sealed in each frame reads as what it is called, within the limits and in time. Bytes of strangers are decoded where a
 * hang or a crash costs nothing but themselves.
 */
export type ScreenFrames = Screener["screen"];

/** Null when the key is not the one, or when what it holds is not what the label says. */
export async function openAndDecode(
  suite: Suite,
  key: Uint8Array,
  frame: SealedFrame,
): Promise<OpenedFrame | null> {
  const plain = await openFrame(suite, key, frame);
  return plain === null ? null : decodeOpened(suite, frame, plain);
}

/** As `openAndDecode` for each, in the same order, screened all at once. */
export async function openScreened(
  suite: Suite,
  frames: readonly { readonly key: Uint8Array; readonly frame: SealedFrame }[],
  screen: ScreenFrames,
): Promise<readonly (OpenedFrame | null)[]> {
  const plain = await Promise.all(frames.map(({ key, frame }) => openFrame(suite, key, frame)));
  const batch = frames.flatMap(({ frame }, index): PlainFrame[] => {
    const bytes = plain[index];
    return bytes === null || bytes === undefined ? [] : [{ kind: frame.kind, bytes }];
  });
  const verdicts = new Map<Uint8Array, boolean>();
  const answers = batch.length === 0 ? [] : await screen(batch);
  batch.forEach(({ bytes }, index) => verdicts.set(bytes, answers[index] ?? false));
  return frames.map(({ frame }, index) => {
    const bytes = plain[index];
    if (bytes === null || bytes === undefined || verdicts.get(bytes) !== true) return null;
    return decodeOpened(suite, frame, bytes);
  });
}

export async function sealPart(
  suite: Suite,
  sealing: { readonly epoch: SealedFrame["epoch"]; readonly key: Uint8Array },
  part: FramePart,
): Promise<OpenedFrame> {
  const label = labelOf(part, sealing.epoch);
  return { part, frame: await sealFrame(suite, sealing.key, label, encodePart(part)) };
}

function decodeOpened(suite: Suite, frame: SealedFrame, plain: Uint8Array): OpenedFrame | null {
  const part = decodePart(suite, frame.kind, plain);
  if (part === null) return null;
  const { feed, sequence, count } = labelOf(part, frame.epoch);
  const isTrue = feed === frame.feed && sequence === frame.sequence && count === frame.count;
  return isTrue ? { frame, part } : null;
}

function decodePart(suite: Suite, kind: SealedFrame["kind"], plain: Uint8Array): FramePart | null {
  switch (kind) {
    case "header": {
      const header = decodeFeedHeader(suite, plain);
      return header.ok ? { kind, header: header.value } : null;
    }
    case "run": {
      const run = decodeRun(suite, plain);
      return run.ok ? { kind, run: run.value } : null;
    }
    case "compaction": {
      const compaction = decodeCompaction(plain);
      return compaction.ok ? { kind, compaction: compaction.value } : null;
    }
  }
}

/** The first sequence behind a frame; 0 for a header. */
export function nextOf({ kind, sequence, count }: SealedFrame): number {
  if (kind === "header") return 0;
  return kind === "run" ? sequence + count : sequence;
}
