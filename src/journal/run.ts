import { type Result, concatBytes, encodeHex, equalBytes, fail, succeed } from "../base/index.ts";
import type { Digest, Suite } from "../cryptography/index.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";
import type { SignedFeedHeader } from "./feed-header.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type DocumentName, type FeedId, type MemberHead, hexToBytes, labelled } from "./names.ts";

const VERSION = 1;
const ERASED = 1;
const SAME_MEMBER_HEAD = 2;

/** One batch of a document's changes by one author. Rule J4. */
export interface Entry {
  readonly document: DocumentName;
  readonly memberHead: MemberHead;
  /** One more than the largest that its author had seen. */
  readonly lamport: number;
  /** Whole seconds after the start of its feed, by its author's clock: a claim, for display. */
  readonly secondsIn: number;
  /** SHA-256 of the update as it was signed; it stays when the update is erased. */
  readonly payloadHash: Uint8Array<ArrayBuffer>;
  /** A Yjs update in format V1; once erased, what is left of its structure. */
  readonly update: Uint8Array<ArrayBuffer>;
  readonly isErased: boolean;
}

/** Entries of one feed that follow each other, under one signature. */
export interface Run {
  readonly feed: FeedId;
  readonly firstSequence: number;
  /** The chain before the first entry: the header's hash, or that of the entry before. */
  readonly previousHash: Uint8Array<ArrayBuffer>;
  readonly entries: readonly Entry[];
  readonly signature: Uint8Array<ArrayBuffer>;
}

export const nextSequenceOf = (run: Run): number => run.firstSequence + run.entries.length;

/** The chain after each entry. Rule J5. */
export function chainOf(suite: Suite, run: Omit<Run, "signature">): Uint8Array<ArrayBuffer>[] {
  const hashes: Uint8Array<ArrayBuffer>[] = [];
  let previous = run.previousHash;
  run.entries.forEach((entry, index) => {
    const bytes = new ByteWriter()
      .bytes(labelled("entry"))
      .bytes(hexToBytes(run.feed))
      .number(run.firstSequence + index)
      .bytes(previous)
      .text(entry.document)
      .bytes(entry.memberHead)
      .number(entry.lamport)
      .number(entry.secondsIn)
      .bytes(entry.payloadHash)
      .finish();
    previous = suite.sha256(bytes);
    hashes.push(previous);
  });
  return hashes;
}

/** What the session key signs: space, feed (both in the header's hash), how far, and the chain up to there. */
export function signedBytesOfRun(
  header: Pick<SignedFeedHeader, "hash">,
  nextSequence: number,
  head: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return new ByteWriter()
    .bytes(labelled("run"))
    .bytes(header.hash)
    .number(nextSequence)
    .bytes(head)
    .finish();
}

export async function isRunSigned(
  suite: Suite,
  header: SignedFeedHeader,
  run: Run,
): Promise<boolean> {
  const head = chainOf(suite, run).at(-1);
  if (head === undefined || run.feed !== header.id) return false;
  const message = signedBytesOfRun(header, nextSequenceOf(run), head);
  return await suite.verify(header.sessionKey, message, run.signature);
}

/** Throws for a run beyond the limits: a writer keeps them. */
export function encodeRun(run: Run): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter()
    .byte(VERSION)
    .bytes(hexToBytes(run.feed))
    .number(run.firstSequence)
    .bytes(run.previousHash)
    .number(run.entries.length);
  let memberHead: Uint8Array | null = null;
  for (const entry of run.entries) {
    const isSame = memberHead !== null && equalBytes(memberHead, entry.memberHead);
    writer.byte((entry.isErased ? ERASED : 0) | (isSame ? SAME_MEMBER_HEAD : 0));
    writer.text(entry.document);
    if (!isSame) writer.bytes(entry.memberHead);
    writer.number(entry.lamport).number(entry.secondsIn);
    if (entry.isErased) writer.bytes(entry.payloadHash);
    writer.block(entry.update);
    memberHead = entry.memberHead;
  }
  return writer.bytes(run.signature).finish();
}

export function decodeRun(suite: Digest, bytes: Uint8Array): Result<Run, { kind: "malformed" }> {
  if (bytes.length > JOURNAL_LIMITS.frameBytes) return fail({ kind: "malformed" });
  try {
    return succeed(readRun(suite, new ByteReader(bytes)));
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}

function readRun(suite: Digest, reader: ByteReader): Run {
  if (reader.byte() !== VERSION) throw new MalformedBytes("another version");
  const feed = encodeHex(reader.view(16)) as FeedId;
  const firstSequence = reader.number(JOURNAL_LIMITS.sequence);
  const previousHash = reader.bytes(32);
  const count = reader.number(JOURNAL_LIMITS.entriesInRun);
  if (count === 0) throw new MalformedBytes("a run without entries");
  const entries: Entry[] = [];
  let memberHead: MemberHead | null = null;
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(suite, reader, memberHead);
    memberHead = entry.memberHead;
    entries.push(entry);
  }
  const signature = reader.bytes(64);
  reader.end();
  return { feed, firstSequence, previousHash, entries, signature };
}

function readEntry(suite: Digest, reader: ByteReader, before: MemberHead | null): Entry {
  const flags = reader.byte();
  if (flags > (ERASED | SAME_MEMBER_HEAD)) throw new MalformedBytes("unknown flags");
  const document = readDocumentName(reader);
  let memberHead = before;
  if ((flags & SAME_MEMBER_HEAD) === 0) {
    memberHead = reader.bytes(32);
    if (before !== null && equalBytes(before, memberHead)) throw new MalformedBytes("said twice");
  }
  if (memberHead === null) throw new MalformedBytes("no member head");
  const lamport = reader.number(JOURNAL_LIMITS.lamport);
  const secondsIn = reader.number(JOURNAL_LIMITS.secondsIn);
  const isErased = (flags & ERASED) !== 0;
  const erasedHash = isErased ? reader.bytes(32) : null;
  const update = reader.bytes(reader.number(JOURNAL_LIMITS.payloadBytes));
  const payloadHash = erasedHash ?? hashPayload(suite, update);
  return { document, memberHead, lamport, secondsIn, payloadHash, update, isErased };
}

export function readDocumentName(reader: ByteReader): DocumentName {
  const name = reader.text(JOURNAL_LIMITS.documentNameBytes);
  if (name === "") throw new MalformedBytes("a document without a name");
  return name as DocumentName;
}

export function hashPayload(suite: Digest, update: Uint8Array): Uint8Array<ArrayBuffer> {
  return suite.sha256(concatBytes([labelled("payload"), update]));
}
