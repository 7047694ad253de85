import type { MemberId } from "../domain/index.ts";
import type { OperationId } from "./ids.ts";
import type { Operation } from "./operation.ts";

/** An operation whose form, place and signature were found right. Whether it has any effect is for the evaluation. */
export interface LogEntry {
  readonly id: OperationId;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly operation: Operation;
  /** Those whose keys it brings. */
  readonly introduces: readonly MemberId[];
  /** Where it stands in this copy; later than all that it comes after. */
  readonly place: number;
  /** One bit for each place: what it comes after, however far back. */
  readonly past: Uint8Array;
}

/** Whether the author of `later` knew `earlier`. */
export function isBefore(earlier: LogEntry, later: LogEntry): boolean {
  const byte = later.past[earlier.place >> 3] ?? 0;
  return ((byte >> (earlier.place & 7)) & 1) === 1;
}

export const isConcurrent = (one: LogEntry, other: LogEntry): boolean =>
  one.place !== other.place && !isBefore(one, other) && !isBefore(other, one);

/** The past of one that comes right after `entries`. */
export function pastAfter(entries: readonly LogEntry[]): Uint8Array {
  const length = Math.max(0, ...entries.map(({ place }) => (place >> 3) + 1));
  const past = new Uint8Array(length);
  for (const entry of entries) {
    entry.past.forEach((byte, index) => {
      past[index] = (past[index] ?? 0) | byte;
    });
    past[entry.place >> 3] = (past[entry.place >> 3] ?? 0) | (1 << (entry.place & 7));
  }
  return past;
}

/** The one order in which every copy evaluates. */
export function inOrder(one: LogEntry, other: LogEntry): number {
  const byLamport = one.operation.lamport - other.operation.lamport;
  if (byLamport !== 0) return byLamport;
  return one.id < other.id ? -1 : 1;
}
