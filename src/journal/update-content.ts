import { type ByteReader, MalformedBytes } from "./byte-codec.ts";
import { JOURNAL_LIMITS } from "./limits.ts";

const BINARY = 3;
const STRING = 4;
const EMBED = 5;
const FORMAT = 6;
const TYPE = 7;
const ANY = 8;
const XML_ELEMENT = 3;
/** Array, map, text, XML element, XML fragment, XML text. Hooks are not used by this program, nor are subdocuments. */
const TYPES: ReadonlySet<number> = new Set([0, 1, 2, XML_ELEMENT, 4, 6]);

/** Reads the content of an item and says its length in clock units. */
export function readContent(reader: ByteReader, contentKind: number): number {
  switch (contentKind) {
    case BINARY:
      reader.view(reader.number(JOURNAL_LIMITS.payloadBytes));
      return 1;
    case STRING: {
      const length = reader.text(JOURNAL_LIMITS.compactionBytes).length;
      if (length === 0) throw new MalformedBytes("an empty text");
      return length;
    }
    case EMBED:
      readJson(reader);
      return 1;
    case FORMAT:
      readName(reader);
      readJson(reader);
      return 1;
    case TYPE: {
      const type = reader.number(6);
      if (!TYPES.has(type)) throw new MalformedBytes("a type that is not used");
      if (type === XML_ELEMENT) readName(reader);
      return 1;
    }
    case ANY: {
      const length = reader.number(JOURNAL_LIMITS.structLength);
      if (length === 0) throw new MalformedBytes("an empty list");
      for (let index = 0; index < length; index += 1) readAny(reader, 0);
      return length;
    }
    default:
      throw new MalformedBytes("a content that is not used");
  }
}

function readName(reader: ByteReader): void {
  if (reader.text(JOURNAL_LIMITS.keyLength) === "__proto__") {
    throw new MalformedBytes("a name that objects inherit from");
  }
}

/** A value as lib0 encodes it (lib0, `encoding.js`, `writeAny`). */
export function readAny(reader: ByteReader, depth: number): void {
  if (depth > JOURNAL_LIMITS.nesting) throw new MalformedBytes("values too deep in each other");
  const kind = reader.byte();
  switch (kind) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      readSignedNumber(reader);
      return;
    case 124:
      reader.view(4);
      return;
    case 123:
    case 122:
      reader.view(8);
      return;
    case 119:
      reader.text(JOURNAL_LIMITS.payloadBytes);
      return;
    case 118: {
      const count = reader.number(reader.remaining);
      for (let index = 0; index < count; index += 1) {
        readName(reader);
        readAny(reader, depth + 1);
      }
      return;
    }
    case 117: {
      const count = reader.number(reader.remaining);
      for (let index = 0; index < count; index += 1) readAny(reader, depth + 1);
      return;
    }
    case 116:
      reader.view(reader.number(JOURNAL_LIMITS.payloadBytes));
      return;
    default:
      throw new MalformedBytes("a value of no kind");
  }
}

/** lib0's signed integers: six bits and a sign first, then seven bits a byte. */
function readSignedNumber(reader: ByteReader): void {
  let byte = reader.byte();
  let value = byte & 63;
  let factor = 64;
  while (byte >= 128) {
    byte = reader.byte();
    value += (byte & 127) * factor;
    factor *= 128;
    if (value > Number.MAX_SAFE_INTEGER) throw new MalformedBytes("a number is too large");
  }
}

function readJson(reader: ByteReader): void {
  const text = reader.text(JOURNAL_LIMITS.payloadBytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedBytes("a value is not JSON");
  }
  checkJson(value, 0);
}

function checkJson(value: unknown, depth: number): void {
  if (depth > JOURNAL_LIMITS.nesting) throw new MalformedBytes("values too deep in each other");
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "__proto__") throw new MalformedBytes("a key that objects inherit from");
    checkJson(inner, depth + 1);
  }
}
