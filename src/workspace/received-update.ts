import * as Y from "yjs";

/** The most that one update may carry; more is no page of a school. */
const LIMITS = {
  updateBytes: 48 * 1024 * 1024,
  structs: 2_000_000,
  structLength: 50_000_000,
  deleteRanges: 2_000_000,
  clock: 2 ** 40,
} as const;

export type Verdict = "new" | "known" | "early" | "refused";

/**
 * Judges an update of format V1 before it touches `doc`: a decoder that throws half-way has already changed a document,
 * and changes whose predecessors are missing would wait inside Yjs without limit.
 */
export function judgeUpdate(doc: Y.Doc, update: Uint8Array): Verdict {
  if (update.length > LIMITS.updateBytes) return "refused";
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    // Whatever the decoder stumbled over: it is not an update, and nothing was changed.
    return "refused";
  }
  if (decoded.structs.length > LIMITS.structs) return "refused";
  const clocks = new Map<number, number>();
  const clockOf = (client: number): number => clocks.get(client) ?? Y.getState(doc.store, client);
  let fresh = false;
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id;
    if (
      struct.length <= 0 ||
      struct.length > LIMITS.structLength ||
      clock + struct.length > LIMITS.clock
    )
      return "refused";
    if (struct instanceof Y.Skip) continue;
    if (clock > clockOf(client)) return "early";
    if (clock + struct.length > clockOf(client)) {
      fresh = true;
      clocks.set(client, clock + struct.length);
    }
  }
  for (const struct of decoded.structs)
    if (struct instanceof Y.Item && !rootsKnown(struct, clockOf)) return "early";
  let ranges = 0;
  for (const [client, deletes] of decoded.ds.clients) {
    ranges += deletes.length;
    if (ranges > LIMITS.deleteRanges) return "refused";
    for (const { clock, len } of deletes) {
      if (len < 0 || clock + len > LIMITS.clock) return "refused";
      // A deletion of what is not written yet would swallow its owner's next words.
      if (clock + len > clockOf(client)) return "early";
      if (!fresh && !allDeleted(doc, client, clock, len)) fresh = true;
    }
  }
  return fresh ? "new" : "known";
}

function rootsKnown(item: Y.Item, clockOf: (client: number) => number): boolean {
  const known = (id: Y.ID | null): boolean => id === null || id.clock < clockOf(id.client);
  const parent: unknown = item.parent;
  return (
    known(item.origin) && known(item.rightOrigin) && (!(parent instanceof Y.ID) || known(parent))
  );
}

function allDeleted(doc: Y.Doc, client: number, clock: number, length: number): boolean {
  const structs = doc.store.clients.get(client);
  if (structs === undefined) return length === 0;
  for (let index = Y.findIndexSS(structs, clock); index < structs.length; index += 1) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= clock + length) return true;
    if (!struct.deleted) return false;
  }
  return true;
}
