import type { Suite } from "../../cryptography/index.ts";
import {
  type Compaction,
  type Run,
  type SealedFrame,
  type SignedFeedHeader,
  decodeCompaction,
  decodeFeedHeader,
  decodeRun,
  openFrame,
} from "../../journal/index.ts";

/** A frame with what it says, decoded and not yet judged. */
export type OpenedFrame = { readonly frame: SealedFrame } & (
  | { readonly kind: "header"; readonly header: SignedFeedHeader }
  | { readonly kind: "run"; readonly run: Run }
  | { readonly kind: "compaction"; readonly compaction: Compaction }
);

/**
 * Whether what was sealed in a frame reads as what it is called, within the limits and in time. Bytes of strangers are decoded where a
 * hang or a crash costs nothing but themselves.
 */
export type ScreenFrame = (kind: SealedFrame["kind"], plain: Uint8Array) => Promise<boolean>;

/** Null when the key is not the one, when it does not pass the screen, or when what it holds is not what the label says. */
export async function openAndDecode(
  suite: Suite,
  key: Uint8Array,
  frame: SealedFrame,
  screen: ScreenFrame | null,
): Promise<OpenedFrame | null> {
  const plain = await openFrame(suite, key, frame);
  if (plain === null) return null;
  if (screen !== null && !(await screen(frame.kind, plain))) return null;
  return decodeOpened(suite, frame, plain);
}

function decodeOpened(suite: Suite, frame: SealedFrame, plain: Uint8Array): OpenedFrame | null {
  switch (frame.kind) {
    case "header": {
      const header = decodeFeedHeader(suite, plain);
      if (!header.ok || header.value.id !== frame.feed || frame.sequence !== 0) return null;
      return { frame, kind: "header", header: header.value };
    }
    case "run": {
      const run = decodeRun(suite, plain);
      if (!run.ok || run.value.feed !== frame.feed) return null;
      const { firstSequence, entries } = run.value;
      if (firstSequence !== frame.sequence || entries.length !== frame.count) return null;
      return { frame, kind: "run", run: run.value };
    }
    case "compaction": {
      const compaction = decodeCompaction(plain);
      if (!compaction.ok || compaction.value.feed !== frame.feed) return null;
      if (compaction.value.nextSequence !== frame.sequence) return null;
      return { frame, kind: "compaction", compaction: compaction.value };
    }
  }
}

/** The first sequence behind a frame; 0 for a header. */
export function nextOf({ kind, sequence, count }: SealedFrame): number {
  if (kind === "header") return 0;
  return kind === "run" ? sequence + count : sequence;
}
