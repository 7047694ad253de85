import { type Compaction, encodeCompaction } from "./compaction.ts";
import { type SignedFeedHeader, encodeFeedHeader } from "./feed-header.ts";
import type { EpochId } from "./names.ts";
import { type Run, encodeRun } from "./run.ts";
import type { FrameLabel } from "./sealing.ts";

/** What one frame holds. */
export type FramePart =
  | { readonly kind: "header"; readonly header: SignedFeedHeader }
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "compaction"; readonly compaction: Compaction };

/** What the outside of its frame has to say. */
export function labelOf(part: FramePart, epoch: EpochId): FrameLabel {
  switch (part.kind) {
    case "header":
      return { kind: "header", epoch, feed: part.header.id, sequence: 0, count: 0 };
    case "run": {
      const { feed, firstSequence, entries } = part.run;
      return { kind: "run", epoch, feed, sequence: firstSequence, count: entries.length };
    }
    case "compaction": {
      const { feed, nextSequence, documents } = part.compaction;
      return { kind: "compaction", epoch, feed, sequence: nextSequence, count: documents.length };
    }
  }
}

export function encodePart(part: FramePart): Uint8Array<ArrayBuffer> {
  switch (part.kind) {
    case "header":
      return encodeFeedHeader(part.header);
    case "run":
      return encodeRun(part.run);
    case "compaction":
      return encodeCompaction(part.compaction);
  }
}
