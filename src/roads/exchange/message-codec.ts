import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { type Result, assertNever, encodeHex, fail, succeed } from "../../base/index.ts";
import {
  BLOB_HASH_PATTERN,
  type BlobHash,
  ID_PATTERN,
  type MemberId,
  type PageId,
} from "../../domain/index.ts";
import type { Lane } from "../road.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import { type Claim, type Message, laneOf } from "./message.ts";

const PROTOCOL_VERSION = 1;

/** Stable numbers: a new kind takes a new one. Hello keeps its place and its first bytes in every version. */
const KINDS = [
  "hello",
  "bye",
  "overview",
  "claims",
  "request",
  "unavailable",
  "update",
  "presence",
  "seek",
  "have",
  "lack",
  "fetch",
  "chunk",
] as const satisfies readonly Message["kind"][];

const LISTINGS = ["no", "more", "last"] as const;
const DOCUMENT_PATTERN = /^[a-z][a-zA-Z]{0,31}(:[0-9a-z]{1,64})?$/;
const SESSION_PATTERN = /^[0-9a-zA-Z-]{1,64}$/;
const MIME_PATTERN = /^[a-z]+\/[a-z0-9.+-]+$/;

export type UnreadableMessage = { readonly kind: "garbage" } | { readonly kind: "otherVersion" };

/** The bytes of a message: version, number of the kind, fields in the encoding of lib0. */
export function encodeMessage(message: Message): Uint8Array<ArrayBuffer> {
  const out = encoding.createEncoder();
  encoding.writeUint8(out, PROTOCOL_VERSION);
  encoding.writeUint8(out, KINDS.indexOf(message.kind));
  writeFields(out, message);
  return new Uint8Array(encoding.toUint8Array(out));
}

function writeFields(out: encoding.Encoder, message: Message): void {
  switch (message.kind) {
    case "hello":
      encoding.writeVarString(out, message.member);
      encoding.writeVarString(out, message.session);
      return;
    case "bye":
      return;
    case "overview":
      writeHex(out, message.digest);
      return;
    case "claims":
      encoding.writeUint8(out, LISTINGS.indexOf(message.listing));
      encoding.writeVarUint(out, message.claims.length);
      for (const claim of message.claims) {
        encoding.writeVarString(out, claim.document);
        writeHex(out, claim.hash);
        encoding.writeVarUint(out, claim.version);
      }
      return;
    case "request":
      encoding.writeVarUint(out, message.request);
      encoding.writeVarString(out, message.document);
      encoding.writeVarUint8Array(out, message.stateVector);
      return;
    case "unavailable":
      encoding.writeVarUint(out, message.request);
      return;
    case "update":
      encoding.writeVarUint(out, message.transfer);
      encoding.writeVarUint(out, message.request);
      encoding.writeVarString(out, message.document);
      writeHex(out, message.hash);
      encoding.writeVarUint(out, message.version);
      encoding.writeVarUint(out, message.total);
      encoding.writeVarUint(out, message.offset);
      encoding.writeVarUint8Array(out, message.bytes);
      return;
    case "presence":
      encoding.writeVarString(out, message.member);
      encoding.writeVarString(out, message.session);
      encoding.writeUint8(out, message.here ? 1 : 0);
      encoding.writeVarString(out, message.page ?? "");
      encoding.writeUint8(out, message.cursor === null ? 0 : 1);
      if (message.cursor !== null) {
        encoding.writeVarString(out, message.cursor.anchor);
        encoding.writeVarString(out, message.cursor.head);
      }
      return;
    case "seek":
      encoding.writeVarUint(out, message.hashes.length);
      for (const hash of message.hashes) writeHex(out, hash);
      return;
    case "have":
      writeHex(out, message.hash);
      encoding.writeVarUint(out, message.size);
      encoding.writeVarString(out, message.mime);
      return;
    case "lack":
      writeHex(out, message.hash);
      return;
    case "fetch":
      writeHex(out, message.hash);
      encoding.writeVarUint(out, message.offset);
      return;
    case "chunk":
      writeHex(out, message.hash);
      encoding.writeVarUint(out, message.offset);
      encoding.writeVarUint8Array(out, message.bytes);
      return;
    default:
      assertNever(message);
  }
}

/** Strict: a field too long, a name out of shape, a byte too many, or the wrong lane is garbage. */
export function decodeMessage(bytes: Uint8Array, lane: Lane): Result<Message, UnreadableMessage> {
  // A copy of exactly these bytes: the decoder would read on in a larger buffer.
  const input = decoding.createDecoder(new Uint8Array(bytes));
  try {
    if (readByte(input) !== PROTOCOL_VERSION) return fail({ kind: "otherVersion" });
    const kind = KINDS[readByte(input)];
    if (kind === undefined || laneOf(kind) !== lane) return fail({ kind: "garbage" });
    const message = readFields(input, kind);
    return decoding.hasContent(input) ? fail({ kind: "garbage" }) : succeed(message);
  } catch {
    // Whatever the reader stumbled over came from outside and is not a message.
    return fail({ kind: "garbage" });
  }
}

function readFields(input: decoding.Decoder, kind: Message["kind"]): Message {
  switch (kind) {
    case "hello":
      return { kind, member: readMember(input), session: readSession(input) };
    case "bye":
      return { kind };
    case "overview":
      return { kind, digest: readHash(input) };
    case "claims": {
      const listing = LISTINGS[readByte(input)];
      if (listing === undefined) throw new RangeError("no such listing");
      return { kind, listing, claims: readMany(input, readClaim) };
    }
    case "request":
      return {
        kind,
        request: readNumber(input, Number.MAX_SAFE_INTEGER),
        document: readDocument(input),
        stateVector: readStateVector(input),
      };
    case "unavailable":
      return { kind, request: readNumber(input, Number.MAX_SAFE_INTEGER) };
    case "update": {
      const part = {
        kind,
        transfer: readNumber(input, Number.MAX_SAFE_INTEGER),
        request: readNumber(input, Number.MAX_SAFE_INTEGER),
        document: readDocument(input),
        hash: encodeHex(readBytes(input, LIMITS.hashBytes)),
        version: readNumber(input, Number.MAX_SAFE_INTEGER),
        total: readNumber(input, LIMITS.updateBytes),
        offset: readNumber(input, LIMITS.updateBytes),
        bytes: readBytes(input, LIMITS.partBytes),
      };
      if (part.bytes.length === 0 || part.offset + part.bytes.length > part.total) {
        throw new RangeError("a part outside its whole");
      }
      return part;
    }
    case "presence":
      return {
        kind,
        member: readMember(input),
        session: readSession(input),
        here: readFlag(input),
        page: readPage(input),
        cursor: readFlag(input)
          ? {
              anchor: readText(input, LIMITS.cursorBytes),
              head: readText(input, LIMITS.cursorBytes),
            }
          : null,
      };
    case "seek":
      return { kind, hashes: readMany(input, readBlobHash) };
    case "have":
      return {
        kind,
        hash: readBlobHash(input),
        size: readNumber(input, LIMITS.blobBytes),
        mime: readMatching(input, LIMITS.mimeBytes, MIME_PATTERN),
      };
    case "lack":
      return { kind, hash: readBlobHash(input) };
    case "fetch":
      return { kind, hash: readBlobHash(input), offset: readNumber(input, LIMITS.blobBytes) };
    case "chunk":
      return {
        kind,
        hash: readBlobHash(input),
        offset: readNumber(input, LIMITS.blobBytes),
        bytes: readBytes(input, LIMITS.chunkBytes),
      };
  }
}

function writeHex(out: encoding.Encoder, hex: string): void {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
  encoding.writeVarUint8Array(out, bytes);
}

function readByte(input: decoding.Decoder): number {
  if (!decoding.hasContent(input)) throw new RangeError("unexpected end");
  return decoding.readUint8(input);
}

function readFlag(input: decoding.Decoder): boolean {
  const byte = readByte(input);
  if (byte > 1) throw new RangeError("neither yes nor no");
  return byte === 1;
}

function readNumber(input: decoding.Decoder, most: number): number {
  const value = decoding.readVarUint(input);
  if (value > most) throw new RangeError("too large");
  return value;
}

function readBytes(input: decoding.Decoder, most: number): Uint8Array {
  const length = readNumber(input, most);
  if (length > input.arr.length - input.pos) throw new RangeError("unexpected end");
  return decoding.readUint8Array(input, length);
}

function readText(input: decoding.Decoder, mostBytes: number): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(readBytes(input, mostBytes));
}

function readMatching(input: decoding.Decoder, mostBytes: number, pattern: RegExp): string {
  const text = readText(input, mostBytes);
  if (!pattern.test(text)) throw new RangeError("out of shape");
  return text;
}

function readMember(input: decoding.Decoder): MemberId {
  return readMatching(input, LIMITS.nameBytes, ID_PATTERN) as MemberId;
}

function readSession(input: decoding.Decoder): string {
  return readMatching(input, LIMITS.sessionBytes, SESSION_PATTERN);
}

function readDocument(input: decoding.Decoder): string {
  return readMatching(input, LIMITS.nameBytes, DOCUMENT_PATTERN);
}

function readPage(input: decoding.Decoder): PageId | null {
  const text = readText(input, LIMITS.nameBytes);
  if (text === "") return null;
  if (!ID_PATTERN.test(text)) throw new RangeError("out of shape");
  return text as PageId;
}

function readHash(input: decoding.Decoder): string {
  const bytes = readBytes(input, LIMITS.hashBytes);
  if (bytes.length !== LIMITS.hashBytes) throw new RangeError("not a hash");
  return encodeHex(bytes);
}

function readBlobHash(input: decoding.Decoder): BlobHash {
  const hash = readHash(input);
  if (!BLOB_HASH_PATTERN.test(hash)) throw new RangeError("not a hash");
  return hash as BlobHash;
}

function readClaim(input: decoding.Decoder): Claim {
  return {
    document: readDocument(input),
    hash: readHash(input),
    version: readNumber(input, Number.MAX_SAFE_INTEGER),
  };
}

function readMany<Item>(
  input: decoding.Decoder,
  read: (input: decoding.Decoder) => Item,
): readonly Item[] {
  const count = readNumber(input, LIMITS.entriesPerMessage);
  return Array.from({ length: count }, () => read(input));
}

/** A state vector in Yjs' encoding: a count, then pairs of client and clock. Yjs itself would read on in garbage. */
function readStateVector(input: decoding.Decoder): Uint8Array {
  const bytes = readBytes(input, LIMITS.stateVectorBytes);
  const inner = decoding.createDecoder(new Uint8Array(bytes));
  const count = decoding.readVarUint(inner);
  for (let read = 0; read < count * 2; read += 1) decoding.readVarUint(inner);
  if (decoding.hasContent(inner)) throw new RangeError("bytes after a state vector");
  return bytes;
}
