import type { DocumentName, FeedId, HaveVector } from "../../journal/index.ts";
import type { LedgerFrame } from "./ledger.ts";

/**
 * Frames that one with `theirs` lacks, in an order in which they can be taken: as they were kept, those that `first` needs before
 * the others. An entry builds on entries of its own document that were kept before, and comes after all that its feed held before:
 * so what a document needs may reach into others.
 */
export function chooseFrames(
  kept: readonly LedgerFrame[],
  theirs: HaveVector,
  first: DocumentName | null,
): readonly LedgerFrame[] {
  const covered = coveredByCompactions(kept);
  const missing = kept.filter(
    (frame) =>
      isMissing(frame, theirs) &&
      (frame.kind !== "run" || frame.next > (covered.get(frame.feed) ?? 0)),
  );
  if (first === null) return missing;
  const feeds = new Set<FeedId>();
  const documents = new Set<DocumentName>([first]);
  const needed = new Set<LedgerFrame>();
  for (const frame of [...missing].reverse()) {
    const isNeeded =
      feeds.has(frame.feed) || frame.entries.some(({ document }) => documents.has(document));
    if (!isNeeded) continue;
    needed.add(frame);
    feeds.add(frame.feed);
    for (const { document } of frame.entries) documents.add(document);
  }
  return [...[...needed].reverse(), ...missing.filter((frame) => !needed.has(frame))];
}

/** Up to where a compaction that counts stands for the runs of its feed. */
function coveredByCompactions(kept: readonly LedgerFrame[]): ReadonlyMap<FeedId, number> {
  return new Map(
    kept
      .filter(
        ({ kind, entries }) => kind === "compaction" && entries.every(({ isVoid }) => !isVoid),
      )
      .map(({ feed, next }) => [feed, next]),
  );
}

function isMissing(frame: LedgerFrame, theirs: HaveVector): boolean {
  const have = theirs.get(frame.feed);
  return frame.kind === "header" ? have === undefined : frame.next > (have ?? 0);
}

/** As many as fit, and at least one. */
export function withinBytes(
  frames: readonly LedgerFrame[],
  mostBytes: number,
): readonly LedgerFrame[] {
  let bytes = 0;
  const end = frames.findIndex((frame, index) => {
    bytes += frame.sizeBytes;
    return index > 0 && bytes > mostBytes;
  });
  return end < 0 ? frames : frames.slice(0, end);
}
