import { type Result, succeed } from "../base/index.ts";
import type { Digest } from "../cryptography/index.ts";
import type { Round } from "./admission-state.ts";
import { decodeCompaction } from "./compaction.ts";
import { decodeFeedHeader } from "./feed-header.ts";
import { type FramePart, labelOf } from "./frame-part.ts";
import { decodeRun } from "./run.ts";
import type { FrameLabel } from "./sealing.ts";
import { readUpdateShape } from "./update-shape.ts";

/** What was sealed in a frame, and what its outside said that it is. */
export interface OpenedFrame {
  readonly label: FrameLabel;
  readonly plain: Uint8Array<ArrayBuffer>;
}

export interface Screened extends Round {
  /**
   * Places, in what was given, of frames that keep no format or are not what their outside says. No honest copy passes such a frame on,
   * so whoever carried it has to answer for it.
   */
  readonly malformed: readonly number[];
}

/** `timedOut`: built to hang whoever reads it. `broken`: a fault of this program or its runtime, which has been reported. */
export interface ScreeningFailure {
  readonly kind: "timedOut" | "broken";
}

/** Where frames are taken apart. One batch after another. */
export interface Screener {
  screen(frames: readonly OpenedFrame[]): Promise<Result<Screened, ScreeningFailure>>;
  close(): void;
}

/**
 * Takes apart what came from elsewhere, before anything else looks at it: forms, limits, and one walk through every update. Signatures
 * and rights are for `admit`; an update that may not stand in a well-formed entry is left in, because its author signed it. Rule J21.
 */
export function screenFrames(digest: Digest, frames: readonly OpenedFrame[]): Screened {
  const malformed: number[] = [];
  const parts = frames.flatMap(({ label, plain }, place) => {
    const part = readPart(digest, label, plain);
    if (part !== null && isAsLabelled(part, label)) return [part];
    malformed.push(place);
    return [];
  });
  const round = {
    headers: parts.flatMap((part) => (part.kind === "header" ? [part.header] : [])),
    runs: parts.flatMap((part) => (part.kind === "run" ? [part.run] : [])),
    compactions: parts.flatMap((part) => (part.kind === "compaction" ? [part.compaction] : [])),
  };
  // Only for the time that it takes: who calls this in a worker learns that it ends.
  for (const { update } of round.runs.flatMap(({ entries }) => entries)) readUpdateShape(update);
  for (const { update } of round.compactions.flatMap(({ documents }) => documents)) {
    readUpdateShape(update);
  }
  return { ...round, malformed };
}

/** Screens where it is called: for tests, and for what comes from the own disk. */
export function screenHere(digest: Digest): Screener {
  return {
    screen: (frames) => Promise.resolve(succeed(screenFrames(digest, frames))),
    close() {},
  };
}

function readPart(digest: Digest, { kind }: FrameLabel, plain: Uint8Array): FramePart | null {
  switch (kind) {
    case "header": {
      const read = decodeFeedHeader(digest, plain);
      return read.ok ? { kind, header: read.value } : null;
    }
    case "run": {
      const read = decodeRun(digest, plain);
      return read.ok ? { kind, run: read.value } : null;
    }
    case "compaction": {
      const read = decodeCompaction(plain);
      return read.ok ? { kind, compaction: read.value } : null;
    }
  }
}

function isAsLabelled(part: FramePart, label: FrameLabel): boolean {
  const expected = labelOf(part, label.epoch);
  return (
    expected.feed === label.feed &&
    expected.sequence === label.sequence &&
    expected.count === label.count
  );
}
