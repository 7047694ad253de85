import { assertNever } from "../base/index.ts";
import type { Digest } from "../cryptography/index.ts";
import { decodeCompaction } from "./compaction.ts";
import { decodeFeedHeader } from "./feed-header.ts";
import { decodeRun } from "./run.ts";
import type { FrameKind } from "./sealing.ts";
import { readUpdateShape } from "./update-shape.ts";

/** What was sealed in a frame. */
export interface PlainFrame {
  readonly kind: FrameKind;
  readonly bytes: Uint8Array;
}

/** Tells of each frame of a batch whether it may be read; see `screenFrames`. Answers in bounded time, whatever the bytes. */
export interface Screener {
  screen(frames: readonly PlainFrame[]): Promise<readonly boolean[]>;
  close(): void;
}

/**
 * Reads what came from elsewhere before anything else does: forms, limits, and one walk through every update. False for a frame that
 * keeps no format: no honest copy passes one on, so whoever carried it has to answer for it. Signatures and rights are for `admit`, and
 * so are updates that may not stand, because their author signed them. Rule J21.
 */
export function screenFrames(digest: Digest, frames: readonly PlainFrame[]): readonly boolean[] {
  return frames.map((frame) => {
    const updates = updatesIn(digest, frame);
    // For the time that it takes only: who calls this in a worker learns that it ends.
    for (const update of updates ?? []) readUpdateShape(update);
    return updates !== null;
  });
}

/** Screens where it is called, for tests and where there are no workers. */
export function screenHere(digest: Digest): Screener {
  return {
    screen: (frames) => Promise.resolve(screenFrames(digest, frames)),
    close() {},
  };
}

function updatesIn(digest: Digest, { kind, bytes }: PlainFrame): readonly Uint8Array[] | null {
  switch (kind) {
    case "header":
      return decodeFeedHeader(digest, bytes).ok ? [] : null;
    case "run": {
      const run = decodeRun(digest, bytes);
      return run.ok ? run.value.entries.map(({ update }) => update) : null;
    }
    case "compaction": {
      const compaction = decodeCompaction(bytes);
      return compaction.ok ? compaction.value.documents.map(({ update }) => update) : null;
    }
    default:
      return assertNever(kind);
  }
}
