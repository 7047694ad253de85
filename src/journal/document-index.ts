import type { Place } from "./update-shape.ts";

/** Clocks of one client that came with one lamport and stand equally deep. */
export interface ClockSpan {
  readonly clock: number;
  readonly end: number;
  /** Of the entry that brought them; 0 where a compaction stands for it. */
  readonly lamport: number;
  /** In how many types, below the document's root, they stand. */
  readonly depth: number;
}

/**
 * What is known of a document without its content: which clocks of which clients. Enough to judge the next update, and a plain
 * value, so that it can be kept and handed to a worker.
 */
export type DocumentIndex = Map<number, ClockSpan[]>;

export function knownClock(index: DocumentIndex, client: number): number {
  return index.get(client)?.at(-1)?.end ?? 0;
}

export function spanAt(index: DocumentIndex, place: Place): ClockSpan | null {
  return findSpan(index.get(place.client) ?? [], place.clock);
}

export function findSpan(spans: readonly ClockSpan[], clock: number): ClockSpan | null {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span === undefined) return null;
    if (clock < span.clock) high = middle - 1;
    else if (clock >= span.end) low = middle + 1;
    else return span;
  }
  return null;
}

/** Adds a span behind the others, as one with the last where nothing tells them apart. */
export function appendSpan(spans: ClockSpan[], span: ClockSpan): void {
  const last = spans.at(-1);
  if (last !== undefined && last.depth === span.depth && last.lamport === span.lamport) {
    spans[spans.length - 1] = { ...last, end: span.end };
  } else {
    spans.push(span);
  }
}
