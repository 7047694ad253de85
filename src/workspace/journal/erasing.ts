import {
  type SealedFrame,
  areErasuresFounded,
  decodeFrame,
  eraseFromCompaction,
  eraseFromRun,
} from "../../journal/index.ts";
import { journalFeedId } from "../../membership/index.ts";
import type { StoredFrame } from "../../storage/index.ts";
import type { JournalCore } from "./core.ts";
import { type LedgerFrame, nameOf } from "./ledger.ts";
import { type OpenedFrame, openAndDecode, sealPart } from "./opened-frames.ts";

/** The frame as it may be kept and passed on: sealed anew without what the log erased. The same one where nothing is. */
export async function withoutErased(core: JournalCore, opened: OpenedFrame): Promise<OpenedFrame> {
  const { frame, part } = opened;
  const member = core.state.feeds.get(frame.feed)?.header.member;
  if (part.kind === "header" || member === undefined) return opened;
  const erased =
    part.kind === "run"
      ? { ...part, run: eraseFromRun(core.rules, member, part.run) }
      : {
          ...part,
          compaction: eraseFromCompaction(core.suite, core.rules, member, part.compaction),
        };
  withhold(core, frame, member, contentOf(erased));
  const key = core.keyring.keyOf(frame.epoch);
  if (key === null || contentOf(erased) === contentOf(part)) return opened;
  return await sealPart(core.suite, { epoch: frame.epoch, key }, erased);
}

/** Before they are kept. Most spaces never erase anything. */
export async function erasedBeforeKeeping(
  core: JournalCore,
  frames: readonly StoredFrame[],
): Promise<readonly StoredFrame[]> {
  if ((core.log.membership?.erasures.length ?? 0) === 0) return frames;
  return await Promise.all(
    frames.map(async (stored) => {
      const frame = decodeFrame(stored.bytes);
      const key = frame.ok ? core.keyring.keyOf(frame.value.epoch) : null;
      if (!frame.ok || key === null) return stored;
      const opened = await openAndDecode(core.suite, key, frame.value);
      if (opened === null) return stored;
      return { ...stored, bytes: (await withoutErased(core, opened)).frame.bytes };
    }),
  );
}

/** Kept frames with something that the log erases. */
export function framesWithErased({ log, ledger }: JournalCore): readonly LedgerFrame[] {
  const erasures = log.membership?.erasures ?? [];
  const found = new Map<string, LedgerFrame>();
  for (const { parts } of erasures) {
    for (const { feed, document } of parts) {
      for (const frame of ledger.framesOf(journalFeedId(feed))) {
        const holds = frame.entries.some((entry) => entry.document === document);
        if (holds) found.set(nameOf(frame), frame);
      }
    }
  }
  return [...found.values()];
}

/** Nobody takes a structure that the log does not name: it stays here until staff have named it. */
function withhold(
  { rules, suite, withheld }: JournalCore,
  frame: SealedFrame,
  member: Uint8Array,
  content: ReturnType<typeof contentOf>,
): void {
  if (areErasuresFounded(suite, rules, member, content)) withheld.delete(nameOf(frame));
  else withheld.add(nameOf(frame));
}

function contentOf(part: Exclude<OpenedFrame["part"], { readonly kind: "header" }>) {
  return part.kind === "run" ? part.run : part.compaction;
}
