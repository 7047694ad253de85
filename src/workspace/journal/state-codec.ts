import { encodeHex } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import {
  type AdmissionState,
  ByteReader,
  ByteWriter,
  type DocumentName,
  type FeedId,
  type FrameKind,
  MalformedBytes,
  decodeFeedHeader,
  emptyAdmission,
  encodeFeedHeader,
} from "../../journal/index.ts";
import { Ledger, type LedgerEntry } from "./ledger.ts";

const VERSION = 1;
const KINDS: readonly FrameKind[] = ["header", "run", "compaction"];
const LONGEST_NAME = 1024;

type Bytes = Uint8Array<ArrayBuffer>;
type FeedState = AdmissionState["feeds"] extends Map<FeedId, infer State> ? State : never;
type DocumentIndex =
  AdmissionState["documents"] extends Map<DocumentName, infer Index> ? Index : never;

/**
 * What admission remembers and what is kept, so that a start reads neither frames nor their content. What waits is left out: partners are
 * asked for it again. So is the evidence of frozen feeds, which lies elsewhere. Nobody else reads this format; when it does not fit,
 * everything is admitted again from the frames.
 */
export function encodeState(state: AdmissionState, ledger: Ledger): Bytes {
  const writer = new ByteWriter().byte(VERSION).number(state.lamport);
  const names = new Map<string, number>();
  writer.number(state.documents.size);
  for (const [document, index] of state.documents) {
    names.set(document, names.size);
    writer.text(document);
    writeIndex(writer, index);
  }
  writer.number(state.feeds.size);
  for (const feed of state.feeds.values()) writeFeed(writer, feed);
  const frames = ledger.frames();
  const heads = new HeadTable();
  const body = new ByteWriter().number(ledger.nextOrder).number(frames.length);
  for (const frame of frames) {
    body.bytes(bytesOfHex(frame.feed)).byte(KINDS.indexOf(frame.kind)).number(frame.sequence);
    body.number(frame.order).number(frame.next).number(frame.sizeBytes);
    body.number(frame.entries.length);
    for (const entry of frame.entries) writeEntry(body, entry, names, heads);
  }
  writer.number(heads.list.length);
  for (const head of heads.list) writer.bytes(head);
  return writer.bytes(body.finish()).finish();
}

/** Null for what was written otherwise. */
export function decodeState(
  suite: Suite,
  space: Uint8Array,
  bytes: Uint8Array,
): { readonly state: AdmissionState; readonly ledger: Ledger } | null {
  try {
    return readState(suite, space, new ByteReader(bytes));
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}

function readState(
  suite: Suite,
  space: Uint8Array,
  reader: ByteReader,
): { state: AdmissionState; ledger: Ledger } {
  if (reader.byte() !== VERSION) throw new MalformedBytes("another version");
  const state = emptyAdmission(space);
  state.lamport = reader.number();
  const names: DocumentName[] = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    const document = reader.text(LONGEST_NAME) as DocumentName;
    names.push(document);
    state.documents.set(document, readIndex(reader));
  }
  for (let left = reader.number(); left > 0; left -= 1) {
    const feed = readFeed(suite, reader);
    state.feeds.set(feed.header.id, feed);
  }
  const heads = Array.from({ length: reader.number(reader.remaining) }, () => reader.bytes(32));
  const ledger = new Ledger();
  const nextOrder = reader.number();
  for (let left = reader.number(); left > 0; left -= 1) {
    const feed = encodeHex(reader.view(16)) as FeedId;
    const kind = KINDS[reader.byte()];
    if (kind === undefined) throw new MalformedBytes("a kind of frame that is none");
    const [sequence, order] = [reader.number(), reader.number()];
    const [next, sizeBytes] = [reader.number(), reader.number()];
    const entries = Array.from({ length: reader.number(reader.remaining) }, () =>
      readEntry(reader, feed, names, heads),
    );
    ledger.put({ feed, kind, sequence, order, next, sizeBytes, entries });
  }
  reader.end();
  while (ledger.nextOrder < nextOrder) ledger.takeOrder();
  return { state, ledger };
}

class HeadTable {
  readonly list: Bytes[] = [];
  readonly #places = new Map<string, number>();

  placeOf(head: Bytes): number {
    const name = encodeHex(head);
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.list.length);
    this.list.push(head);
    return this.list.length - 1;
  }
}

function writeEntry(
  writer: ByteWriter,
  entry: LedgerEntry,
  names: ReadonlyMap<string, number>,
  heads: HeadTable,
): void {
  const { document, sequence, lamport, writtenAt, isVoid, claims } = entry;
  writer
    .number(names.get(document) ?? 0)
    .number(sequence)
    .number(lamport);
  writer
    .number(writtenAt)
    .byte(isVoid ? 1 : 0)
    .number(claims.length);
  for (const claim of claims) writer.number(claim.sequence).number(heads.placeOf(claim.memberHead));
}

function readEntry(
  reader: ByteReader,
  feed: FeedId,
  names: readonly DocumentName[],
  heads: readonly Bytes[],
): LedgerEntry {
  const document = names[reader.number()];
  const [sequence, lamport, writtenAt] = [reader.number(), reader.number(), reader.number()];
  const isVoid = reader.byte() === 1;
  const claims = Array.from({ length: reader.number(2) }, () => {
    const claimed = reader.number();
    const memberHead = heads[reader.number()];
    if (memberHead === undefined) throw new MalformedBytes("a head that is not listed");
    return { sequence: claimed, memberHead };
  });
  if (document === undefined) throw new MalformedBytes("a document that is not listed");
  return { feed, document, sequence, lamport, writtenAt, isVoid, claims };
}

function writeFeed(writer: ByteWriter, feed: FeedState): void {
  writer.block(encodeFeedHeader(feed.header));
  writer.number(feed.next).number(feed.lamport).number(feed.hashesFrom);
  writer.number(feed.sizeBytes).number(feed.hashes.length);
  for (const hash of feed.hashes) writer.bytes(hash);
}

function readFeed(suite: Suite, reader: ByteReader): FeedState {
  const header = decodeFeedHeader(suite, reader.view(reader.number(reader.remaining)));
  if (!header.ok) throw new MalformedBytes("a header that is none");
  const [next, lamport, hashesFrom] = [reader.number(), reader.number(), reader.number()];
  const sizeBytes = reader.number();
  const hashes = Array.from({ length: reader.number(reader.remaining) }, () => reader.bytes(32));
  const waiting = { frozen: null, held: new Map<number, never>(), heldCompaction: null };
  return { header: header.value, next, lamport, hashesFrom, sizeBytes, hashes, ...waiting };
}

function writeIndex(writer: ByteWriter, index: DocumentIndex): void {
  writer.number(index.size);
  for (const [client, spans] of index) {
    writer.number(client).number(spans.length);
    for (const { clock, end, lamport, depth } of spans) {
      writer
        .number(clock)
        .number(end - clock)
        .number(lamport)
        .number(depth);
    }
  }
}

function readIndex(reader: ByteReader): DocumentIndex {
  const index: DocumentIndex = new Map();
  for (let left = reader.number(); left > 0; left -= 1) {
    const client = reader.number();
    const spans = Array.from({ length: reader.number(reader.remaining) }, () => {
      const clock = reader.number();
      return {
        clock,
        end: clock + reader.number(),
        lamport: reader.number(),
        depth: reader.number(),
      };
    });
    index.set(client, spans);
  }
  return index;
}

function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}
