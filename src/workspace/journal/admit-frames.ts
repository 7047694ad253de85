import * as Y from "yjs";
import {
  type AcceptedEntry,
  type Admitted,
  type DocumentName,
  type FeedId,
  type SealedFrame,
  admit,
} from "../../journal/index.ts";
import type { FramePlace, StoredFrame } from "../../storage/index.ts";
import type { JournalCore } from "./core.ts";
import { erasedBeforeKeeping } from "./erasing.ts";
import { type LedgerFrame, ledgerEntryOf, nameOf, placeOf } from "./ledger.ts";
import { type OpenedFrame, nextOf } from "./opened-frames.ts";
import { readUpdatesOf } from "./read-entries.ts";

/** What a round of frames came to; `core.state` and `core.ledger` know it already, storage does not. */
export interface AdmittedFrames extends Pick<Admitted, "frozen" | "refused"> {
  readonly frames: readonly StoredFrame[];
  readonly forgottenFrames: readonly FramePlace[];
  /** What counts, by document, in the order in which it is applied. */
  readonly entries: ReadonlyMap<DocumentName, readonly AcceptedEntry[]>;
}

/** Admits opened frames, with those that waited. An empty round takes what can be taken since the member log grew. */
export async function admitFrames(
  core: JournalCore,
  opened: readonly OpenedFrame[],
  orders?: ReadonlyMap<string, number>,
): Promise<AdmittedFrames> {
  for (const { frame } of opened) core.waiting.set(nameOf(frame), frame);
  await readWhatCompactionsReplace(
    core,
    opened.flatMap(({ frame }) => (frame.kind === "compaction" ? [frame.feed] : [])),
  );
  const admitted = await admit(core.suite, core.state, core.rules, {
    headers: opened.flatMap(({ part }) => (part.kind === "header" ? [part.header] : [])),
    runs: opened.flatMap(({ part }) => (part.kind === "run" ? [part.run] : [])),
    compactions: opened.flatMap(({ part }) =>
      part.kind === "compaction" ? [part.compaction] : [],
    ),
  });
  core.keptUpdates.clear();
  const kept = keepFrames(core, opened, admitted.accepted, orders);
  forgetWaiting(core);
  const { frozen, refused, accepted } = admitted;
  const frames = await erasedBeforeKeeping(core, kept.frames);
  return { ...kept, frames, frozen, refused, entries: counting(accepted) };
}

/** What compactions of these feeds, and those that wait, are compared with. Reads storage: what is to be signed is signed afterwards. */
export async function readWhatCompactionsReplace(
  core: JournalCore,
  more: readonly FeedId[],
): Promise<void> {
  const feeds = new Set(more);
  for (const [id, feed] of core.state.feeds) if (feed.heldCompaction !== null) feeds.add(id);
  for (const feed of feeds) {
    if (core.keptUpdates.has(feed)) continue;
    if (core.ledger.framesOf(feed).some(({ kind }) => kind !== "header")) {
      core.keptUpdates.set(feed, await readUpdatesOf(core, feed));
    }
  }
}

function keepFrames(
  core: JournalCore,
  opened: readonly OpenedFrame[],
  accepted: readonly AcceptedEntry[],
  orders: ReadonlyMap<string, number> | undefined,
): { readonly frames: readonly StoredFrame[]; readonly forgottenFrames: readonly FramePlace[] } {
  const { ledger, waiting } = core;
  const frames: StoredFrame[] = [];
  const forgotten: FramePlace[] = [];
  const keep = (frame: SealedFrame, entries: LedgerFrame["entries"]): void => {
    const { feed, kind, sequence, bytes } = frame;
    const known = ledger.get(frame);
    const order = known?.order ?? orders?.get(nameOf(frame)) ?? ledger.takeOrder();
    const all = [...(known?.entries ?? []), ...entries];
    const [next, sizeBytes] = [nextOf(frame), bytes.length];
    ledger.put({ feed, kind, sequence, order, next, sizeBytes, entries: all });
    if (known === undefined) frames.push({ feed, kind, sequence, order, bytes });
  };
  for (const { frame } of opened) {
    const isNew = frame.kind === "header" && core.state.feeds.has(frame.feed);
    if (isNew && ledger.get(frame) === undefined) keep(frame, []);
  }
  const places = new Map<string, { frame: SealedFrame; entries: AcceptedEntry[] }>();
  const frameOf = frameFinder(waiting);
  for (const entry of accepted) {
    const frame = frameOf(entry);
    if (frame === null) throw new Error("an admitted entry came in a frame");
    const group = places.get(nameOf(frame)) ?? { frame, entries: [] };
    places.set(nameOf(frame), group);
    group.entries.push(entry);
  }
  for (const { frame, entries } of places.values()) {
    keep(frame, entries.map(ledgerEntryOf));
    // Runs stay beside a compaction that stands for them: a removal that cuts off inside of it makes it void, and not all of them.
    for (const earlier of frame.kind === "compaction" ? compactionsBefore(core, frame) : []) {
      ledger.remove(earlier);
      forgotten.push(placeOf(earlier.feed, earlier.kind, earlier.sequence));
    }
  }
  return { frames, forgottenFrames: forgotten };
}

function compactionsBefore(
  { ledger }: JournalCore,
  { feed, sequence }: SealedFrame,
): readonly LedgerFrame[] {
  return ledger
    .framesOf(feed)
    .filter((frame) => frame.kind === "compaction" && frame.sequence < sequence);
}

function frameFinder(
  waiting: ReadonlyMap<string, SealedFrame>,
): (entry: AcceptedEntry) => SealedFrame | null {
  const ofFeeds = new Map<FeedId, SealedFrame[]>();
  for (const frame of waiting.values()) {
    const frames = ofFeeds.get(frame.feed) ?? [];
    ofFeeds.set(frame.feed, frames);
    frames.push(frame);
  }
  return ({ feed, sequence, isCompaction }) =>
    ofFeeds
      .get(feed)
      ?.find((frame) =>
        isCompaction
          ? frame.kind === "compaction" && frame.sequence === sequence + 1
          : frame.kind === "run" && frame.sequence <= sequence && sequence < nextOf(frame),
      ) ?? null;
}

/** What admission neither took whole nor holds needs not be remembered. */
function forgetWaiting({ state, waiting }: JournalCore): void {
  for (const [name, frame] of waiting) {
    const feed = state.feeds.get(frame.feed);
    const isHeld =
      frame.kind === "run"
        ? feed?.held.has(frame.sequence) === true
        : feed?.heldCompaction?.nextSequence === frame.sequence && frame.kind === "compaction";
    if (!isHeld) waiting.delete(name);
  }
}

function counting(
  accepted: readonly AcceptedEntry[],
): ReadonlyMap<DocumentName, readonly AcceptedEntry[]> {
  const byDocument = new Map<DocumentName, AcceptedEntry[]>();
  for (const entry of accepted) {
    if (entry.isVoid) continue;
    const entries = byDocument.get(entry.document) ?? [];
    byDocument.set(entry.document, entries);
    entries.push(entry);
  }
  return byDocument;
}

/** As `applyAccepted` would apply them: compactions refer to each other in circles, which Yjs resolves inside one update only. */
export function appendedChange(
  document: DocumentName,
  entries: readonly AcceptedEntry[],
): {
  readonly document: DocumentName;
  readonly kind: "append";
  readonly updates: readonly Uint8Array<ArrayBuffer>[];
} {
  const updates = entries.map(({ update }) => update);
  const isCircular = updates.length > 1 && entries.some(({ isCompaction }) => isCompaction);
  const merged = isCircular ? [new Uint8Array(Y.mergeUpdates(updates))] : updates;
  return { document, kind: "append", updates: merged };
}
