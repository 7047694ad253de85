import * as Y from "yjs";
import type { Suite } from "../cryptography/index.ts";
import { ByteWriter } from "./byte-codec.ts";
import { type Compaction, signedBytesOfCompaction } from "./compaction.ts";
import type { FeedWriter } from "./feed-writer.ts";
import { type DocumentName, clientIdOf } from "./names.ts";
import { type ClockRange, readUpdateShape } from "./update-shape.ts";

/** A document as it stands now, and the updates of the feed's entries for it, which tell what the feed deleted. */
export interface CompactionSource {
  readonly document: DocumentName;
  readonly doc: Y.Doc;
  readonly ownUpdates: readonly Uint8Array[];
}

/** Every document that the feed ever wrote to; none of its entries may be void, or copies without them would differ. Rule J17. */
export async function compactFeed(
  suite: Suite,
  writer: FeedWriter,
  sources: readonly CompactionSource[],
): Promise<Compaction> {
  const documents = [...writer.written].map(([document, { claims, secondsIn }]) => {
    const source = sources.find((one) => one.document === document);
    if (source === undefined) throw new Error("a compaction holds every document of its feed");
    const client = clientIdOf(suite, writer.header.id, document);
    const update = ownShare(source.doc, client, source.ownUpdates);
    return { document, claims, secondsIn, update, erasedHash: null };
  });
  const unsigned = {
    feed: writer.header.id,
    nextSequence: writer.nextSequence,
    head: writer.head,
    lamport: writer.lamport,
    documents,
  };
  const message = signedBytesOfCompaction(suite, writer.header, unsigned);
  return { ...unsigned, signature: await writer.sign(message) };
}

/**
 * One client's structs as they stand in the document now, with the deletions that its updates made and all deletions of its own
 * structs, whoever made them: what is gone must be said to be gone.
 */
function ownShare(
  doc: Y.Doc,
  client: number,
  ownUpdates: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc));
  vector.delete(client);
  const target = new ByteWriter().number(vector.size);
  for (const [other, clock] of vector) target.number(other).number(clock);
  const update = Y.encodeStateAsUpdate(doc, target.finish());
  const shape = readUpdateShape(update);
  if (!shape.ok) throw new Error("a document of admitted updates holds what none may hold");
  const deletes = mergeRanges([
    ...shape.value.deletes.filter((range) => range.client === client),
    ...ownUpdates.flatMap((own) => {
      const ownShape = readUpdateShape(own);
      return ownShape.ok ? ownShape.value.deletes : [];
    }),
  ]);
  const structsEnd = shape.value.structs.at(-1)?.contentEnd ?? 1;
  const writer = new ByteWriter().bytes(update.subarray(0, structsEnd)).number(deletes.size);
  for (const [other, ranges] of deletes) {
    writer.number(other).number(ranges.length);
    for (const [clock, end] of ranges) writer.number(clock).number(end - clock);
  }
  return writer.finish();
}

function mergeRanges(ranges: readonly ClockRange[]): Map<number, [number, number][]> {
  const merged = new Map<number, [number, number][]>();
  for (const { client, clock, length } of [...ranges].sort(
    (a, b) => b.client - a.client || a.clock - b.clock,
  )) {
    const own = merged.get(client) ?? [];
    merged.set(client, own);
    const last = own.at(-1);
    if (last !== undefined && clock <= last[1]) last[1] = Math.max(last[1], clock + length);
    else own.push([clock, clock + length]);
  }
  return merged;
}
