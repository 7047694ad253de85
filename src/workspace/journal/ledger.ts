import type {
  AcceptedEntry,
  DocumentName,
  FeedId,
  FrameKind,
  HaveVector,
  JudgedEntry,
} from "../../journal/index.ts";
import type { FramePlace } from "../../storage/index.ts";

/** What is remembered of an admitted entry, or of a compaction's document, without its content. */
export interface LedgerEntry extends JudgedEntry {
  readonly sequence: number;
  readonly lamport: number;
  readonly writtenAt: number;
}

/** A frame that is kept, and what was admitted of it. */
export interface LedgerFrame extends FramePlace {
  readonly order: number;
  /** The first sequence behind it; 0 for a header. */
  readonly next: number;
  readonly sizeBytes: number;
  readonly entries: readonly LedgerEntry[];
}

/** Which frames lie in storage, and by what their entries were judged: enough to send, to judge again and to say who wrote. */
export class Ledger {
  readonly #frames = new Map<string, LedgerFrame>();
  readonly #feeds = new Map<FeedId, LedgerFrame[]>();
  readonly #documents = new Map<DocumentName, Set<FeedId>>();
  /** How many of a document's entries are void. */
  readonly #voids = new Map<DocumentName, number>();
  #nextOrder = 0;
  #ordered: readonly LedgerFrame[] | null = null;

  get nextOrder(): number {
    return this.#nextOrder;
  }

  get documents(): readonly DocumentName[] {
    return [...this.#documents.keys()];
  }

  /** In the order in which they were kept. */
  frames(): readonly LedgerFrame[] {
    this.#ordered ??= [...this.#frames.values()].sort((one, other) => one.order - other.order);
    return this.#ordered;
  }

  get(place: FramePlace): LedgerFrame | undefined {
    return this.#frames.get(nameOf(place));
  }

  /** By sequence; a header first. */
  framesOf(feed: FeedId): readonly LedgerFrame[] {
    return this.#feeds.get(feed) ?? [];
  }

  feedsOf(document: DocumentName): ReadonlySet<FeedId> {
    return this.#documents.get(document) ?? new Set();
  }

  hasVoid(document: DocumentName): boolean {
    return (this.#voids.get(document) ?? 0) > 0;
  }

  entriesOf(document: DocumentName): readonly LedgerEntry[] {
    return [...this.feedsOf(document)].flatMap((feed) =>
      this.framesOf(feed).flatMap(({ entries }) =>
        entries.filter((entry) => entry.document === document),
      ),
    );
  }

  entries(): readonly LedgerEntry[] {
    return [...this.#frames.values()].flatMap(({ entries }) => entries);
  }

  takeOrder(): number {
    this.#nextOrder += 1;
    return this.#nextOrder - 1;
  }

  put(frame: LedgerFrame): void {
    const name = nameOf(frame);
    const before = this.#frames.get(name);
    if (before !== undefined) this.#count(before.entries, -1);
    this.#frames.set(name, frame);
    this.#ordered = null;
    this.#putInFeed(frame, before);
    this.#count(frame.entries, 1);
    for (const { document, feed } of frame.entries) {
      const feeds = this.#documents.get(document) ?? new Set();
      feeds.add(feed);
      this.#documents.set(document, feeds);
    }
    this.#nextOrder = Math.max(this.#nextOrder, frame.order + 1);
  }

  remove(place: FramePlace): void {
    const name = nameOf(place);
    const before = this.#frames.get(name);
    if (before === undefined) return;
    this.#frames.delete(name);
    this.#ordered = null;
    this.#count(before.entries, -1);
    const left = this.framesOf(place.feed).filter((one) => nameOf(one) !== name);
    this.#feeds.set(place.feed, left);
  }

  /** Puts the new verdicts in the place of the old ones. */
  rejudge(changed: readonly LedgerEntry[]): void {
    const verdicts = new Map(changed.map((entry) => [entryName(entry), entry]));
    for (const feed of new Set(changed.map((entry) => entry.feed))) {
      for (const frame of this.framesOf(feed)) {
        if (!frame.entries.some((entry) => verdicts.has(entryName(entry)))) continue;
        const entries = frame.entries.map((entry) => verdicts.get(entryName(entry)) ?? entry);
        this.put({ ...frame, entries });
      }
    }
  }

  /** Documents of which one with `theirs` lacks entries. */
  documentsBehind(theirs: HaveVector): ReadonlySet<DocumentName> {
    const behind = new Set<DocumentName>();
    for (const [feed, frames] of this.#feeds) {
      const have = theirs.get(feed) ?? 0;
      for (let index = frames.length - 1; index >= 0; index -= 1) {
        const frame = frames[index];
        if (frame === undefined || frame.next <= have) break;
        for (const { document, sequence } of frame.entries) {
          if (sequence >= have) behind.add(document);
        }
      }
    }
    return behind;
  }

  #putInFeed(frame: LedgerFrame, before: LedgerFrame | undefined): void {
    const frames = this.#feeds.get(frame.feed) ?? [];
    this.#feeds.set(frame.feed, frames);
    if (before !== undefined) frames.splice(frames.indexOf(before), 1);
    let at = frames.length;
    while (at > 0 && (frames[at - 1]?.next ?? 0) > frame.next) at -= 1;
    frames.splice(at, 0, frame);
  }

  #count(entries: readonly LedgerEntry[], step: 1 | -1): void {
    for (const { document, isVoid } of entries) {
      if (isVoid) this.#voids.set(document, (this.#voids.get(document) ?? 0) + step);
    }
  }
}

export function ledgerEntryOf(accepted: AcceptedEntry): LedgerEntry {
  const { feed, document, claims, isVoid, sequence, lamport, writtenAt } = accepted;
  return { feed, document, claims, isVoid, sequence, lamport, writtenAt };
}

export function placeOf(
  feed: FeedId,
  kind: FrameKind,
  sequence: number,
): { readonly feed: FeedId; readonly kind: FrameKind; readonly sequence: number } {
  return { feed, kind, sequence };
}

export function nameOf({ feed, kind, sequence }: FramePlace): string {
  return `${feed} ${kind} ${sequence}`;
}

function entryName({ feed, document, sequence, claims }: LedgerEntry): string {
  return `${feed} ${sequence} ${claims[0]?.sequence ?? 0} ${document}`;
}
