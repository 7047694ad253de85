import {
  type ClockSpan,
  type DocumentIndex,
  appendSpan,
  findSpan,
  knownClock,
  spanAt,
} from "./document-index.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type Place, type StructShape, type UpdateShape, readUpdateShape } from "./update-shape.ts";

/** Why a signed update may not stand; each is evidence against its author. */
export type UpdateBreach =
  | "malformed"
  | "foreign-client"
  | "clock"
  | "self-reference"
  | "acausal"
  | "too-deep"
  | "hidden-deletion";

export type UpdateVerdict =
  | { readonly kind: "fits"; readonly client: number; readonly spans: readonly ClockSpan[] }
  | { readonly kind: "waits"; readonly missing: Place }
  | { readonly kind: "breaks"; readonly breach: UpdateBreach };

export interface UpdateClaim {
  /** The clientID derived for its feed and document. */
  readonly client: number;
  readonly lamport: number;
  /** A compaction begins at clock 0, whatever is known already. */
  readonly isCompaction: boolean;
  /** Of a compaction: what is gone in it need not be among its deletions, for the log says so. */
  readonly isErased: boolean;
  /** Takes what it refers to for granted. Compactions refer to each other in circles, so they are judged in two steps. */
  readonly trustsReferences: boolean;
}

/** Judges an update by what is known of its document. Rules J11 to J15, in this order. */
export function checkUpdate(
  index: DocumentIndex,
  claim: UpdateClaim,
  update: Uint8Array,
): UpdateVerdict {
  const shape = readUpdateShape(update);
  if (!shape.ok) return breaks("malformed");
  const known = knownClock(index, claim.client);
  const breach = breachOfOwnClocks(shape.value, claim, known);
  if (breach !== null) return breaks(breach);
  return checkReferences(index, claim, shape.value, known);
}

function breachOfOwnClocks(
  shape: UpdateShape,
  claim: UpdateClaim,
  known: number,
): UpdateBreach | null {
  let clock = claim.isCompaction ? 0 : known;
  for (const struct of shape.structs) {
    if (struct.client !== claim.client) return "foreign-client";
    if (struct.clock !== clock) return "clock";
    clock += struct.length;
  }
  // A compaction whose references are judged is known already, and so may be what its feed wrote after it.
  const isKnown = claim.isCompaction && !claim.trustsReferences;
  if ((clock < known && !isKnown) || clock > JOURNAL_LIMITS.clock) return "clock";
  for (const range of shape.deletes) {
    if (range.client === claim.client && range.clock + range.length > clock) return "clock";
  }
  return claim.isCompaction && !claim.isErased && hidesDeletions(shape, claim.client)
    ? "hidden-deletion"
    : null;
}

/** Whether something own is gone without being among the deletions, where copies that know it from before would keep it. */
function hidesDeletions(shape: UpdateShape, client: number): boolean {
  const deleted = shape.deletes
    .filter((range) => range.client === client)
    .sort((a, b) => a.clock - b.clock);
  let at = 0;
  for (const struct of shape.structs) {
    if (struct.kind !== "collected" && struct.kind !== "deleted") continue;
    let covered = struct.clock;
    while (covered < struct.clock + struct.length) {
      const range = deleted[at];
      if (range === undefined || range.clock > covered) return true;
      covered = Math.max(covered, range.clock + range.length);
      if (covered < struct.clock + struct.length) at += 1;
    }
  }
  return false;
}

function checkReferences(
  index: DocumentIndex,
  claim: UpdateClaim,
  shape: UpdateShape,
  known: number,
): UpdateVerdict {
  const spans: ClockSpan[] = [];
  let missing: Place | null = null;
  for (const struct of shape.structs) {
    const parent = typeof struct.parent === "string" ? null : struct.parent;
    for (const place of [struct.left, struct.right, parent]) {
      if (place === null) continue;
      const trouble = troubleWith(index, claim, place, struct.clock);
      if (trouble === "missing") missing ??= claim.trustsReferences ? null : place;
      else if (trouble !== null) return breaks(trouble);
    }
    if (missing !== null) continue;
    const depth = depthOf(index, claim.client, spans, struct);
    if (depth > JOURNAL_LIMITS.nesting) return breaks("too-deep");
    const end = struct.clock + struct.length;
    appendSpan(spans, { clock: struct.clock, end, lamport: claim.lamport, depth });
  }
  for (const range of shape.deletes) {
    if (range.client === claim.client) continue;
    const last = { client: range.client, clock: range.clock + range.length - 1 };
    const trouble = troubleWith(index, claim, last, 0);
    if (trouble === "missing") missing ??= claim.trustsReferences ? null : last;
    else if (trouble !== null) return breaks(trouble);
  }
  if (missing !== null) return { kind: "waits", missing };
  return {
    kind: "fits",
    client: claim.client,
    spans: spans.flatMap((span) => beyond(span, known)),
  };
}

function troubleWith(
  index: DocumentIndex,
  claim: UpdateClaim,
  place: Place,
  ownClock: number,
): "self-reference" | "acausal" | "missing" | null {
  if (place.client === claim.client) return place.clock < ownClock ? null : "self-reference";
  const span = spanAt(index, place);
  if (span === null) return "missing";
  return span.lamport < claim.lamport ? null : "acausal";
}

function depthOf(
  index: DocumentIndex,
  client: number,
  spans: readonly ClockSpan[],
  struct: StructShape,
): number {
  const depthAt = (place: Place): number => {
    const fresh = place.client === client ? findSpan(spans, place.clock) : null;
    return (fresh ?? spanAt(index, place))?.depth ?? 0;
  };
  if (struct.left !== null) return depthAt(struct.left);
  if (struct.right !== null) return depthAt(struct.right);
  if (struct.parent === null || typeof struct.parent === "string") return 0;
  return depthAt(struct.parent) + 1;
}

function beyond(span: ClockSpan, known: number): ClockSpan[] {
  if (span.end <= known) return [];
  return [span.clock >= known ? span : { ...span, clock: known }];
}

function breaks(breach: UpdateBreach): UpdateVerdict {
  return { kind: "breaks", breach };
}
