import {
  type AcceptedEntry,
  type DocumentName,
  type FeedId,
  decodeFrame,
} from "../../journal/index.ts";
import type { FramePlace } from "../../storage/index.ts";
import type { OwnChange } from "./contract.ts";
import type { JournalCore } from "./core.ts";
import { type LedgerEntry, nameOf } from "./ledger.ts";
import { type OpenedFrame, openAndDecode } from "./opened-frames.ts";

/** Frames of storage, opened. Those that are damaged, or whose key is not here, are left out. */
export async function readFrames(
  core: JournalCore,
  places: readonly FramePlace[],
): Promise<readonly OpenedFrame[]> {
  const owed = core.rounds.framesAt(places);
  const newer = new Set(owed.map(nameOf));
  const stored = await core.store.frames(core.space, places);
  const opened = await Promise.all(
    [...stored.filter((frame) => !newer.has(nameOf(frame))), ...owed].map(async ({ bytes }) => {
      const frame = decodeFrame(bytes);
      const key = frame.ok ? core.keyring.keyOf(frame.value.epoch) : null;
      return frame.ok && key !== null ? openAndDecode(core.suite, key, frame.value) : null;
    }),
  );
  return opened.flatMap((frame) => frame ?? []);
}

/** All that was admitted to a document, with the verdicts of the ledger. `isWhole` is false where frames could not be read. */
export async function readEntries(
  core: JournalCore,
  document: DocumentName,
): Promise<{ readonly entries: readonly AcceptedEntry[]; readonly isWhole: boolean }> {
  const places = [...core.ledger.feedsOf(document)].flatMap((feed) =>
    core.ledger
      .framesOf(feed)
      .filter(({ entries }) => entries.some((entry) => entry.document === document)),
  );
  const opened = await readFrames(core, places);
  const entries = opened
    .flatMap((frame) => entriesIn(core, frame))
    .filter((entry) => entry.document === document);
  return { entries, isWhole: opened.length === places.length };
}

/** The updates of one feed's entries, by document, oldest first. */
export async function readUpdatesOf(
  core: JournalCore,
  feed: FeedId,
): Promise<ReadonlyMap<DocumentName, readonly Uint8Array[]>> {
  const updates = new Map<DocumentName, Uint8Array[]>();
  const opened = await readFrames(core, core.ledger.framesOf(feed));
  const entries = opened.flatMap((frame) => entriesIn(core, frame));
  for (const { document, update } of entries.sort((a, b) => a.sequence - b.sequence)) {
    updates.set(document, [...(updates.get(document) ?? []), update]);
  }
  return updates;
}

/** What these entries changed, document by document, oldest first. */
export async function writtenIn(
  core: JournalCore,
  entries: readonly LedgerEntry[],
): Promise<readonly OwnChange[]> {
  const changes: OwnChange[] = [];
  const isMeant = new Set(entries.map(({ feed, sequence }) => `${feed} ${sequence}`));
  for (const document of new Set(entries.map((entry) => entry.document))) {
    const all = await readEntries(core, document);
    const meant = all.entries.filter(({ feed, sequence }) => isMeant.has(`${feed} ${sequence}`));
    const inOrder = [...meant].sort((a, b) => a.lamport - b.lamport);
    changes.push({ document, updates: inOrder.map(({ update }) => update) });
  }
  return changes;
}

/** What was admitted of a frame. */
function entriesIn(core: JournalCore, opened: OpenedFrame): readonly AcceptedEntry[] {
  const admitted = core.ledger.get(opened.frame)?.entries ?? [];
  const isCompaction = opened.part.kind === "compaction";
  return admitted.flatMap((entry) => {
    const update = updateOf(opened, entry.document, entry.sequence);
    return update === null ? [] : [{ ...entry, update, isCompaction }];
  });
}

function updateOf(
  { part }: OpenedFrame,
  document: DocumentName,
  sequence: number,
): Uint8Array<ArrayBuffer> | null {
  switch (part.kind) {
    case "header":
      return null;
    case "run":
      return part.run.entries[sequence - part.run.firstSequence]?.update ?? null;
    case "compaction":
      return part.compaction.documents.find((one) => one.document === document)?.update ?? null;
  }
}
