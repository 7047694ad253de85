import {
  type DocumentName,
  type FeedWriter,
  JOURNAL_LIMITS,
  type SealedFrame,
  compactFeed,
  encodeCompaction,
} from "../../journal/index.ts";
import type { JournalCore } from "./core.ts";
import { type LedgerFrame, placeOf } from "./ledger.ts";
import { docOf, isWaiting, readRows } from "./read-rows.ts";
import { sealPart } from "./opened-frames.ts";
import { readUpdatesOf } from "./read-entries.ts";
import type { OwedRound } from "./round-keeper.ts";

export interface CompactedFeed extends OwedRound {
  readonly frame: SealedFrame;
}

/**
 * One own feed as one frame in place of its runs; null where that gains nothing or is not allowed: where an entry is void or erased, copies
 * without the entries would differ.
 */
export async function compactOwn(
  core: JournalCore,
  writer: FeedWriter,
  leastRuns: number,
): Promise<CompactedFeed | null> {
  const { ledger, keyring, log, rules, suite } = core;
  const feed = writer.header.id;
  const frames = ledger.framesOf(feed).filter(({ kind }) => kind !== "header");
  const entries = frames.flatMap((frame) => frame.entries);
  const runs = frames.filter(({ kind }) => kind === "run");
  const { member } = writer.header;
  const isErased = [...writer.written.keys()].some(
    (document) => rules.structuresLeftOf({ member, feed, document }) !== null,
  );
  if (runs.length < leastRuns || isErased || entries.some(({ isVoid }) => isVoid)) return null;
  const { membership } = log;
  const sealing = membership === null ? null : keyring.current(membership);
  if (sealing === null) return null;
  const sources = await sourcesOf(core, writer);
  if (sources === null) return null;
  if (sources.some(({ document }) => isTooLong(core, writer, document))) return null;
  const compaction = await compactFeed(suite, writer, sources);
  for (const { doc } of sources) doc.destroy();
  if (encodeCompaction(compaction).length > JOURNAL_LIMITS.compactionBytes) return null;
  const { nextSequence: sequence, documents, lamport } = compaction;
  const { frame } = await sealPart(suite, sealing, { kind: "compaction", compaction });
  // Among the frames of others it stands where the last of its entries stood: nothing in it builds on anything later.
  const order = Math.max(...runs.map((run) => run.order));
  for (const replaced of frames) ledger.remove(replaced);
  const kept: LedgerFrame = {
    ...placeOf(feed, "compaction", sequence),
    order,
    next: sequence,
    sizeBytes: frame.bytes.length,
    entries: documents.map(({ document, claims, secondsIn }) => ({
      feed,
      document,
      claims,
      isVoid: false,
      sequence: sequence - 1,
      lamport,
      writtenAt: writer.header.startedAt + 1000 * secondsIn,
    })),
  };
  ledger.put(kept);
  const state = core.state.feeds.get(feed);
  if (state !== undefined) {
    // As on every copy that has the compaction alone.
    state.hashes = [compaction.head];
    state.hashesFrom = sequence;
    state.sizeBytes = documents.reduce((sum, { update }) => sum + update.length, 0);
  }
  return {
    frame,
    frames: [{ ...placeOf(feed, "compaction", sequence), order, bytes: frame.bytes }],
    forgottenFrames: frames.map((one) => placeOf(one.feed, one.kind, one.sequence)),
  };
}

/** Others read no update with more clocks; a book that was brought in at once stays as its runs. */
function isTooLong(
  { state, rules }: JournalCore,
  writer: FeedWriter,
  document: DocumentName,
): boolean {
  const client = rules.clientIdOf(writer.header.id, document);
  const clock = state.documents.get(document)?.get(client)?.at(-1)?.end ?? 0;
  return clock > JOURNAL_LIMITS.clocksInUpdate;
}

async function sourcesOf(
  core: JournalCore,
  writer: FeedWriter,
): Promise<
  | readonly {
      readonly document: DocumentName;
      readonly doc: ReturnType<typeof docOf>;
      readonly ownUpdates: readonly Uint8Array[];
    }[]
  | null
> {
  const own = await readUpdatesOf(core, writer.header.id);
  const sources = [];
  for (const document of writer.written.keys()) {
    const content = await readRows(core, document);
    if (content === null) return null;
    const doc = docOf(content);
    if (isWaiting(doc)) return null;
    sources.push({ document, doc, ownUpdates: own.get(document) ?? [] });
  }
  return sources;
}
