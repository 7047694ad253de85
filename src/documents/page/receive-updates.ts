import * as Y from "yjs";
import { findLostPieces, pendingDeletions, unnamedParts } from "./lost-words.ts";
import type { LostPiece } from "./lost-words.ts";
import type { KeptPiece, Stretch } from "./kept-piece.ts";
import { stretchOf } from "./rescue-list.ts";
import { removeForeignMatter } from "./foreign-matter.ts";

export interface Received {
  /** Words that this merge swallowed. */
  readonly lost: readonly LostPiece[];
  /** Words of the rescue list that, as it turns out, their author took back. */
  readonly takenBack: readonly Stretch[];
}

interface Page {
  readonly doc: Y.Doc;
  readonly content: Y.XmlFragment;
  readonly rescued: Y.Map<unknown>;
  /** What waits in the rescue list. */
  readonly waiting: () => readonly KeptPiece[];
  /** Called once the updates are applied, even if someone who watches the page threw over them. */
  readonly keep: (received: Received) => void;
}

/**
 * Applies updates to a page in one transaction, throws out what no page may hold before anyone sees it, and hands on
 * which words were lost in it. The first update that an empty document gets is its ground: nothing is lost in it.
 */
export function receiveUpdates(page: Page, updates: readonly Uint8Array[], origin: object): void {
  const { doc, content } = page;
  const hasGround = doc.store.clients.size > 0;
  const [ground] = updates;
  if (!hasGround && ground !== undefined) {
    remotely(doc, origin, (transaction) => {
      Y.applyUpdate(doc, ground, origin);
      removeForeignMatter(transaction, content);
    });
  }
  const rest = hasGround ? updates : updates.slice(1);
  if (rest.length === 0) return;
  let received: Received | null = null;
  try {
    remotely(doc, origin, (transaction) => {
      const pending = pendingDeletions(doc);
      const waiting = page.waiting();
      for (const update of rest) Y.applyUpdate(doc, update, origin);
      const lost = findLostPieces(transaction, rest, pending);
      const later = waiting.length === 0 ? [] : takenBackLater(waiting, rest);
      received = { lost, takenBack: [...later, ...takenBackBefore(transaction, page.rescued)] };
      removeForeignMatter(transaction, content);
    });
  } finally {
    if (received !== null) page.keep(received);
  }
}

/** As if it came by `Y.applyUpdate`, but several updates are one change for everyone who watches. */
function remotely(doc: Y.Doc, origin: object, change: (transaction: Y.Transaction) => void): void {
  Y.transact(doc, change, origin, false);
}

/** Words in the list that an update deletes by name, although its author still saw the place they stood in. */
function takenBackLater(
  waiting: readonly KeptPiece[],
  updates: readonly Uint8Array[],
): readonly Stretch[] {
  const taken: Stretch[] = [];
  for (const update of updates) {
    const { ds } = Y.decodeUpdate(update);
    if (ds.clients.size === 0) continue;
    const named = Y.mergeDeleteSets([ds]);
    for (const { client, clock, text, witness } of waiting) {
      const [witnessClient, witnessClock] = witness.split(":").map(Number);
      if (witnessClient === undefined || witnessClock === undefined) continue;
      if (Y.isDeleted(named, Y.createID(witnessClient, witnessClock))) continue;
      taken.push(...namedParts(client, clock, text.length, named));
    }
  }
  return taken;
}

/** Words that a partner put into the list, but that were deleted here while the place they stood in was still alive. */
function takenBackBefore(transaction: Y.Transaction, rescued: Y.Map<unknown>): readonly Stretch[] {
  const types: ReadonlyMap<unknown, ReadonlySet<string | null>> = transaction.changed;
  const changed = types.get(rescued);
  if (changed === undefined) return [];
  const { doc } = transaction;
  const dying = Y.mergeDeleteSets([transaction.deleteSet]);
  const taken: Stretch[] = [];
  for (const key of changed) {
    const stretch = key === null || !rescued.has(key) ? null : stretchOf(key);
    if (stretch === null || Y.getState(doc.store, stretch.client) < stretch.to) continue;
    const structs = doc.store.clients.get(stretch.client) ?? [];
    for (let index = Y.findIndexSS(structs, stretch.from); index < structs.length; index += 1) {
      const struct = structs[index];
      if (struct === undefined || struct.id.clock >= stretch.to) break;
      if (!(struct instanceof Y.Item) || !struct.deleted || Y.isDeleted(dying, struct.id)) continue;
      const place = struct.parent instanceof Y.XmlText ? struct.parent._item : null;
      if (place === null || (place.deleted && !Y.isDeleted(dying, place.id))) continue;
      const [from, to] = [
        Math.max(stretch.from, struct.id.clock),
        Math.min(stretch.to, struct.id.clock + struct.length),
      ];
      taken.push({ client: stretch.client, from, to });
    }
  }
  return taken;
}

type DeleteSet = ReturnType<typeof Y.createDeleteSet>;

function namedParts(
  client: number,
  clock: number,
  length: number,
  named: DeleteSet,
): readonly Stretch[] {
  const parts: Stretch[] = [];
  let from = clock;
  for (const [start, end] of [
    ...unnamedParts(client, clock, length, named),
    [clock + length, clock + length] as const,
  ]) {
    if (start > from) parts.push({ client, from, to: start });
    from = end;
  }
  return parts;
}
