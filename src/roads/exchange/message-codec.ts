import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { type Result, assertNever, fail, succeed } from "../../base/index.ts";
import type { Lane } from "../road.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import { type Message, laneOf } from "./message.ts";
import {
  readBlobHash,
  readByte,
  readBytes,
  readDocument,
  readExactly,
  readFeed,
  readFlag,
  readHash,
  readHave,
  readMany,
  readMatching,
  readNumber,
  readPage,
  readText,
  writeHave,
  writeHex,
  writeMany,
} from "./message-fields.ts";

const PROTOCOL_VERSION = 2;

/** Stable numbers: a new kind takes a new one. The greeting keeps its place and its first bytes in every version. */
const KINDS = [
  "greeting",
  "introduction",
  "dismissal",
  "bye",
  "heads",
  "operations",
  "overview",
  "recall",
  "listing",
  "have",
  "ask",
  "frames",
  "presence",
  "seek",
  "offer",
  "lack",
  "fetch",
  "chunk",
] as const satisfies readonly Message["kind"][];

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
    case "greeting":
      encoding.writeUint8Array(out, message.challenge);
      return;
    case "introduction":
      encoding.writeUint8Array(out, message.challenge);
      encoding.writeVarUint8Array(out, message.introduction);
      return;
    case "dismissal":
    case "bye":
    case "recall":
      return;
    case "heads":
      writeMany(out, message.heads, (head) => writeHex(out, head));
      return;
    case "operations":
      writeMany(out, message.operations, (one) => encoding.writeVarUint8Array(out, one));
      return;
    case "overview":
      writeHex(out, message.digest);
      return;
    case "listing":
      encoding.writeUint8(out, message.isFirst ? 1 : 0);
      encoding.writeUint8(out, message.isLast ? 1 : 0);
      writeHave(out, message.have);
      return;
    case "have":
      writeHave(out, message.have);
      return;
    case "ask":
      encoding.writeVarUint(out, message.ask);
      encoding.writeVarString(out, message.first ?? "");
      writeMany(out, message.without, (feed) => writeHex(out, feed));
      return;
    case "frames":
      encoding.writeVarUint(out, message.ask);
      encoding.writeUint8(out, message.isLast ? 1 : 0);
      encoding.writeUint8(out, message.rest ? 1 : 0);
      writeMany(out, message.frames, (frame) => encoding.writeVarUint8Array(out, frame));
      return;
    case "presence":
      encoding.writeUint8(out, message.here ? 1 : 0);
      encoding.writeVarString(out, message.page ?? "");
      encoding.writeUint8(out, message.cursor === null ? 0 : 1);
      if (message.cursor !== null) {
        encoding.writeVarString(out, message.cursor.anchor);
        encoding.writeVarString(out, message.cursor.head);
      }
      return;
    case "seek":
      writeMany(out, message.hashes, (hash) => writeHex(out, hash));
      return;
    case "offer":
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
    const isGarbage = decoding.hasContent(input) || isTooHeavy(message, bytes.length);
    return isGarbage ? fail({ kind: "garbage" }) : succeed(message);
  } catch {
    // Whatever the reader stumbled over came from outside and is not a message.
    return fail({ kind: "garbage" });
  }
}

/** What comes in batches is only long where one thing alone is. */
function isTooHeavy(message: Message, bytes: number): boolean {
  if (message.kind === "operations") {
    return bytes > 1.5 * LIMITS.operationsBytes && message.operations.length > 1;
  }
  return message.kind === "frames" && bytes > LIMITS.framesBytes && message.frames.length > 1;
}

function readFields(input: decoding.Decoder, kind: Message["kind"]): Message {
  switch (kind) {
    case "greeting":
      return { kind, challenge: readExactly(input, LIMITS.challengeBytes) };
    case "introduction":
      return {
        kind,
        challenge: readExactly(input, LIMITS.challengeBytes),
        introduction: readBytes(input, LIMITS.introductionBytes),
      };
    case "dismissal":
    case "bye":
    case "recall":
      return { kind };
    case "heads":
      return { kind, heads: readMany(input, LIMITS.heads, readHash) };
    case "operations":
      return {
        kind,
        operations: readMany(input, LIMITS.operationsPerMessage, (from) =>
          readBytes(from, LIMITS.operationBytes),
        ),
      };
    case "overview":
      return { kind, digest: readHash(input) };
    case "listing":
      return { kind, isFirst: readFlag(input), isLast: readFlag(input), have: readHave(input) };
    case "have":
      return { kind, have: readHave(input) };
    case "ask":
      return {
        kind,
        ask: readNumber(input, Number.MAX_SAFE_INTEGER),
        first: readDocument(input),
        without: readMany(input, LIMITS.feedsLeftOut, readFeed),
      };
    case "frames":
      return {
        kind,
        ask: readNumber(input, Number.MAX_SAFE_INTEGER),
        isLast: readFlag(input),
        rest: readFlag(input),
        frames: readMany(input, LIMITS.framesPerMessage, (from) =>
          readBytes(from, LIMITS.frameBytes),
        ),
      };
    case "presence":
      return {
        kind,
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
      return { kind, hashes: readMany(input, LIMITS.hashesPerMessage, readBlobHash) };
    case "offer":
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
