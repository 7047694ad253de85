import * as Y from "yjs";

/** A stretch of text that a merge swallowed: someone deleted the place it stood in without having seen it. */
export interface LostPiece {
  readonly client: number;
  /** The clock of the first UTF-16 unit; the others follow it. */
  readonly clock: number;
  readonly text: string;
  /** The characters that it stood behind and before, as far as they are lost too or were never seen here. */
  readonly after: string | null;
  readonly before: string | null;
  /** Something that died with the place. Whoever deletes the words and not this one still saw them standing. */
  readonly witness: string;
}

type DeleteSet = ReturnType<typeof Y.createDeleteSet>;

export function idText({
  client,
  clock,
}: {
  readonly client: number;
  readonly clock: number;
}): string {
  return `${client}:${clock}`;
}

/** What was deleted by name in what Yjs still held back, before `updates` are applied. */
export function pendingDeletions(doc: Y.Doc): readonly DeleteSet[] {
  const { pendingStructs, pendingDs } = doc.store;
  return [pendingStructs?.update, pendingDs].flatMap((held) =>
    held ? [Y.decodeUpdateV2(held).ds] : [],
  );
}

/**
 * The text that died in `transaction` although none of `updates` deletes it by name. Runs inside the transaction,
 * after the updates are applied and before Yjs throws the text away.
 */
export function findLostPieces(
  transaction: Y.Transaction,
  updates: readonly Uint8Array[],
  pending: readonly DeleteSet[],
): readonly LostPiece[] {
  const dying = Y.mergeDeleteSets([transaction.deleteSet]);
  const dead = swallowedTexts(transaction, dying);
  const hasRubble = newStructs(transaction).some((struct) => struct instanceof Y.GC);
  if (dead.size === 0 && !hasRubble) return [];
  // Decoding costs as much as applying, so it is done only when something died.
  const decoded = updates.map((update) => Y.decodeUpdate(update));
  const named = Y.mergeDeleteSets([...decoded.map(({ ds }) => ds), ...pending]);
  const lost = [...dead].flatMap((text) => piecesIn(text, dying, named));
  if (hasRubble)
    lost.push(
      ...piecesUnderRubble(
        decoded.flatMap(({ structs }) => structs),
        transaction,
        named,
      ),
    );
  return lost;
}

/** What the updates added to the document, oldest first per writer. */
export function newStructs(transaction: Y.Transaction): readonly (Y.Item | Y.GC)[] {
  const found: (Y.Item | Y.GC)[] = [];
  for (const [client, structs] of transaction.doc.store.clients) {
    const from = transaction.beforeState.get(client) ?? 0;
    const last = structs.at(-1);
    if (last === undefined || last.id.clock + last.length <= from) continue;
    for (
      let index = from === 0 ? 0 : Y.findIndexSS(structs, from);
      index < structs.length;
      index += 1
    ) {
      const struct = structs[index];
      if (struct !== undefined) found.push(struct);
    }
  }
  return found;
}

/** Texts that died together with the block they belong to, and in which characters died now. */
function swallowedTexts(transaction: Y.Transaction, dying: DeleteSet): ReadonlySet<Y.XmlText> {
  const texts = new Set<Y.XmlText>();
  Y.iterateDeletedStructs(transaction, dying, (struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
    const { parent } = struct;
    if (parent instanceof Y.XmlText && parent._item?.deleted === true) texts.add(parent);
  });
  return texts;
}

/** Walks a dead text from its start, so that the pieces come out in reading order. */
function piecesIn(text: Y.XmlText, dying: DeleteSet, named: DeleteSet): readonly LostPiece[] {
  const pieces: LostPiece[] = [];
  const witness = text._item === null ? "" : idText(text._item.id);
  let after: string | null = null;
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    // Deleted long ago: nobody saw it between its neighbours, so it does not part them.
    if (!Y.isDeleted(dying, item.id)) continue;
    const rests = unnamedParts(item.id.client, item.id.clock, item.length, named);
    if (rests.length === 0) after = null;
    for (const [from, to] of rests) {
      const words = item.content.str.slice(from - item.id.clock, to - item.id.clock);
      pieces.push({
        client: item.id.client,
        clock: from,
        text: words,
        after,
        before: null,
        witness,
      });
      after = idText({ client: item.id.client, clock: to - 1 });
    }
  }
  return pieces;
}

/**
 * Text that arrived for a place whose remains are already thrown away: Yjs drops it at once, so it is read from the
 * update. The place it stood in is known only by the characters beside it.
 */
function piecesUnderRubble(
  structs: readonly (Y.Item | Y.GC | Y.Skip)[],
  transaction: Y.Transaction,
  named: DeleteSet,
): readonly LostPiece[] {
  const pieces: LostPiece[] = [];
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    const { client, clock } = struct.id;
    const from = Math.max(clock, transaction.beforeState.get(client) ?? 0);
    const end = clock + struct.length;
    if (from >= end || !isRubble(transaction.doc, client, from)) continue;
    const before = struct.rightOrigin === null ? null : idText(struct.rightOrigin);
    const parent: unknown = struct.parent;
    const place = struct.origin ?? struct.rightOrigin ?? (parent instanceof Y.ID ? parent : null);
    for (const [start, stop] of unnamedParts(client, from, end - from, named)) {
      const origin = start > clock ? Y.createID(client, start - 1) : struct.origin;
      pieces.push({
        client,
        clock: start,
        text: struct.content.str.slice(start - clock, stop - clock),
        after: origin === null ? null : idText(origin),
        before,
        witness: place === null ? "" : idText(place),
      });
    }
  }
  return pieces;
}

function isRubble(doc: Y.Doc, client: number, clock: number): boolean {
  const structs = doc.store.clients.get(client);
  if (structs === undefined || clock >= Y.getState(doc.store, client)) return false;
  return structs[Y.findIndexSS(structs, clock)] instanceof Y.GC;
}

/** The parts of a stretch that `named` does not delete, as [from, to). */
export function unnamedParts(
  client: number,
  clock: number,
  length: number,
  named: DeleteSet,
): readonly (readonly [number, number])[] {
  const end = clock + length;
  const parts: (readonly [number, number])[] = [];
  let from = clock;
  for (const range of named.clients.get(client) ?? []) {
    if (range.clock + range.len <= from) continue;
    if (range.clock >= end) break;
    if (range.clock > from) parts.push([from, range.clock]);
    from = Math.max(from, range.clock + range.len);
  }
  if (from < end) parts.push([from, end]);
  return parts;
}
