import { type Result, encodeHex, fail, succeed } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";
import type { Claimed } from "./entry-claim.ts";
import type { SignedFeedHeader } from "./feed-header.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type DocumentName, type FeedId, hexToBytes, labelled } from "./names.ts";
import { hashPayload, readDocumentName } from "./run.ts";

const VERSION = 1;

export interface CompactedDocument {
  readonly document: DocumentName;
  /** All that the feed holds of the document, from clock 0; once erased, what is left of its structure. */
  readonly update: Uint8Array<ArrayBuffer>;
  /** The hash of the update that was signed, once it is erased; null before. */
  readonly erasedHash: Uint8Array<ArrayBuffer> | null;
  /** Of its first entry and its last, or of the only one: by these it is judged. */
  readonly claims: readonly Claimed[];
  /** Of its last entry. */
  readonly secondsIn: number;
}

/** What an author signs to stand for all entries of their feed so far. Rule J17. */
export interface Compaction {
  readonly feed: FeedId;
  /** It stands for the entries before this one. */
  readonly nextSequence: number;
  /** The chain after the last entry that it stands for: who has the entries can tell that they are meant. */
  readonly head: Uint8Array<ArrayBuffer>;
  /** The largest of the entries that it stands for. */
  readonly lamport: number;
  readonly documents: readonly CompactedDocument[];
  readonly signature: Uint8Array<ArrayBuffer>;
}

export function signedBytesOfCompaction(
  suite: Suite,
  header: Pick<SignedFeedHeader, "hash">,
  compaction: Omit<Compaction, "signature">,
): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
    .bytes(labelled("compaction"))
    .bytes(header.hash)
    .number(compaction.nextSequence)
    .bytes(compaction.head)
    .number(compaction.lamport)
    .number(compaction.documents.length);
  for (const { document, update, erasedHash, claims, secondsIn } of compaction.documents) {
    writer.text(document).number(secondsIn);
    writeClaims(writer, claims);
    writer.bytes(erasedHash ?? hashPayload(suite, update));
  }
  return writer.finish();
}

export async function isCompactionSigned(
  suite: Suite,
  header: SignedFeedHeader,
  compaction: Compaction,
): Promise<boolean> {
  if (compaction.feed !== header.id) return false;
  const message = signedBytesOfCompaction(suite, header, compaction);
  return await suite.verify(header.sessionKey, message, compaction.signature);
}

export function encodeCompaction(compaction: Compaction): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
    .byte(VERSION)
    .bytes(hexToBytes(compaction.feed))
    .number(compaction.nextSequence)
    .bytes(compaction.head)
    .number(compaction.lamport)
    .number(compaction.documents.length);
  for (const { document, update, erasedHash, claims, secondsIn } of compaction.documents) {
    writer.text(document).number(secondsIn);
    writeClaims(writer, claims);
    writer.byte(erasedHash === null ? 0 : 1);
    if (erasedHash !== null) writer.bytes(erasedHash);
    writer.block(update);
  }
  return writer.bytes(compaction.signature).finish();
}

export function decodeCompaction(bytes: Uint8Array): Result<Compaction, { kind: "malformed" }> {
  if (bytes.length > JOURNAL_LIMITS.compactionBytes) return fail({ kind: "malformed" });
  try {
    return succeed(readCompaction(new ByteReader(bytes)));
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}

function readCompaction(reader: ByteReader): Compaction {
  if (reader.byte() !== VERSION) throw new MalformedBytes("another version");
  const feed = encodeHex(reader.view(16)) as FeedId;
  const nextSequence = reader.number(JOURNAL_LIMITS.sequence);
  if (nextSequence === 0) throw new MalformedBytes("a compaction of nothing");
  const head = reader.bytes(32);
  const lamport = reader.number(JOURNAL_LIMITS.lamport);
  const count = reader.number(JOURNAL_LIMITS.compactedDocuments);
  const documents: CompactedDocument[] = [];
  const seen = new Set<DocumentName>();
  for (let index = 0; index < count; index += 1) {
    const document = readDocumentName(reader);
    if (seen.has(document)) throw new MalformedBytes("a document twice");
    seen.add(document);
    const secondsIn = reader.number(JOURNAL_LIMITS.secondsIn);
    const claims = readClaims(reader, nextSequence);
    const erasedHash = reader.number(1) === 1 ? reader.bytes(32) : null;
    const update = reader.bytes(reader.number(JOURNAL_LIMITS.compactionBytes));
    documents.push({ document, secondsIn, claims, erasedHash, update });
  }
  const signature = reader.bytes(64);
  reader.end();
  return { feed, nextSequence, head, lamport, documents, signature };
}

function writeClaims(writer: ByteWriter, claims: readonly Claimed[]): void {
  writer.number(claims.length);
  for (const { sequence, memberHead } of claims) writer.number(sequence).bytes(memberHead);
}

function readClaims(reader: ByteReader, nextSequence: number): Claimed[] {
  const count = reader.number(2);
  if (count === 0) throw new MalformedBytes("a document without entries");
  const claims: Claimed[] = [];
  for (let index = 0; index < count; index += 1) {
    const sequence = reader.number(nextSequence - 1);
    if (sequence <= (claims[0]?.sequence ?? -1)) throw new MalformedBytes("entries out of order");
    claims.push({ sequence, memberHead: reader.bytes(32) });
  }
  return claims;
}
