import * as Y from "yjs";
import { type AcceptedEntry, inOrder } from "./admission-state.ts";
import type { DocumentName } from "./names.ts";
import { neutralise } from "./neutralise.ts";
import { readUpdateShape } from "./update-shape.ts";

const MERGED_AT_ONCE = 64;

/**
 * Applies what one round admitted, in lamport order and one transaction a document: author after author costs hundreds of times
 * more. Void entries are left out: a document that holds any is rebuilt. Rule J16.
 */
export function applyAccepted(
  accepted: readonly AcceptedEntry[],
  docOf: (document: DocumentName) => Y.Doc,
  origin: unknown,
): void {
  for (const [document, entries] of byDocument(accepted.filter((entry) => !entry.isVoid))) {
    applyUpdates(docOf(document), entries, origin);
  }
}

/**
 * A document anew from all that was admitted to it. Void entries are left out, but for those that others build on, of which the
 * structure stays. The same for every order in which they came. Rule J19.
 */
export function rebuildDocument(
  admitted: readonly AcceptedEntry[],
  doc: Y.Doc,
  origin: unknown,
): void {
  applyUpdates(doc, whatStandsOf(admitted), origin);
}

/** Void entries are left out, or emptied where others need their place. */
export function whatStandsOf(admitted: readonly AcceptedEntry[]): readonly AcceptedEntry[] {
  if (!admitted.some(({ isVoid }) => isVoid)) return admitted;
  const needed = neededVoids(admitted);
  return admitted.flatMap((entry): AcceptedEntry[] => {
    if (!entry.isVoid) return [entry];
    return needed.has(entry) ? [{ ...entry, update: neutralise(entry.update) }] : [];
  });
}

export function applyUpdates(doc: Y.Doc, entries: readonly AcceptedEntry[], origin: unknown): void {
  const updates = [...entries].sort(inOrder).map((entry) => entry.update);
  // Compactions refer to each other in circles, which Yjs resolves inside one update only.
  const ordered = entries.some((entry) => entry.isCompaction) ? [mergeAll(updates)] : updates;
  doc.transact(() => {
    for (const update of ordered) Y.applyUpdate(doc, update, origin);
  }, origin);
}

/** `Y.mergeUpdates` takes time with the square of what it is given. */
function mergeAll(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length <= MERGED_AT_ONCE) return Y.mergeUpdates([...updates]);
  const merged: Uint8Array[] = [];
  for (let at = 0; at < updates.length; at += MERGED_AT_ONCE) {
    merged.push(Y.mergeUpdates(updates.slice(at, at + MERGED_AT_ONCE)));
  }
  return mergeAll(merged);
}

/** The void entries that something that stands refers to, at once or through others, and those before them in their feed. */
function neededVoids(admitted: readonly AcceptedEntry[]): Set<AcceptedEntry> {
  const needed = new Set<AcceptedEntry>();
  const reached = new Map<number, number>();
  const reach = (update: Uint8Array, withDeletes: boolean): void => {
    const shape = readUpdateShape(update);
    if (!shape.ok) throw new Error("only admitted updates can be applied");
    for (const struct of shape.value.structs) {
      const parent = typeof struct.parent === "string" ? null : struct.parent;
      for (const place of [struct.left, struct.right, parent]) {
        if (place === null) continue;
        reached.set(place.client, Math.max(reached.get(place.client) ?? -1, place.clock));
      }
    }
    if (!withDeletes) return;
    for (const { client, clock, length } of shape.value.deletes) {
      reached.set(client, Math.max(reached.get(client) ?? -1, clock + length - 1));
    }
  };
  const voids = admitted.flatMap((entry) => {
    if (!entry.isVoid) {
      reach(entry.update, true);
      return [];
    }
    const shape = readUpdateShape(entry.update);
    const first = shape.ok ? shape.value.structs[0] : undefined;
    return first === undefined ? [] : [{ entry, first }];
  });
  for (let size = -1; size !== needed.size;) {
    size = needed.size;
    for (const { entry, first } of voids) {
      if (needed.has(entry) || (reached.get(first.client) ?? -1) < first.clock) continue;
      needed.add(entry);
      reach(entry.update, false);
    }
  }
  return needed;
}

function byDocument(entries: readonly AcceptedEntry[]): Map<DocumentName, AcceptedEntry[]> {
  const groups = new Map<DocumentName, AcceptedEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.document) ?? [];
    group.push(entry);
    groups.set(entry.document, group);
  }
  return groups;
}
