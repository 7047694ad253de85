import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { encodeHex } from "../../base/index.ts";
import { BLOB_HASH_PATTERN, type BlobHash, ID_PATTERN, type PageId } from "../../domain/index.ts";
import type { DocumentName, FeedId, HaveVector } from "../../journal/index.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";

const FEED_BYTES = 16;
const DOCUMENT_PATTERN = /^[a-z][0-9a-zA-Z]*(:[0-9a-zA-Z]+){0,2}$/;

export function writeHex(out: encoding.Encoder, hex: string): void {
  for (let at = 0; at < hex.length; at += 2) {
    encoding.writeUint8(out, Number.parseInt(hex.slice(at, at + 2), 16));
  }
}

export function writeMany<Item>(
  out: encoding.Encoder,
  items: readonly Item[],
  write: (item: Item) => void,
): void {
  encoding.writeVarUint(out, items.length);
  for (const item of items) write(item);
}

export function writeHave(out: encoding.Encoder, have: HaveVector): void {
  encoding.writeVarUint(out, have.size);
  for (const [feed, next] of have) {
    writeHex(out, feed);
    encoding.writeVarUint(out, next);
  }
}

export function readByte(input: decoding.Decoder): number {
  if (!decoding.hasContent(input)) throw new RangeError("unexpected end");
  return decoding.readUint8(input);
}

export function readFlag(input: decoding.Decoder): boolean {
  const byte = readByte(input);
  if (byte > 1) throw new RangeError("neither yes nor no");
  return byte === 1;
}

export function readNumber(input: decoding.Decoder, most: number): number {
  const value = decoding.readVarUint(input);
  if (value > most) throw new RangeError("too large");
  return value;
}

export function readBytes(input: decoding.Decoder, most: number): Uint8Array {
  return readExactly(input, readNumber(input, most));
}

export function readExactly(input: decoding.Decoder, length: number): Uint8Array {
  if (length > input.arr.length - input.pos) throw new RangeError("unexpected end");
  return decoding.readUint8Array(input, length);
}

export function readText(input: decoding.Decoder, mostBytes: number): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(readBytes(input, mostBytes));
}

export function readMatching(input: decoding.Decoder, mostBytes: number, pattern: RegExp): string {
  const text = readText(input, mostBytes);
  if (!pattern.test(text)) throw new RangeError("out of shape");
  return text;
}

export function readPage(input: decoding.Decoder): PageId | null {
  const text = readText(input, LIMITS.nameBytes);
  if (text === "") return null;
  if (!ID_PATTERN.test(text)) throw new RangeError("out of shape");
  return text as PageId;
}

export function readDocument(input: decoding.Decoder): DocumentName | null {
  const text = readText(input, LIMITS.documentBytes);
  if (text === "") return null;
  if (!DOCUMENT_PATTERN.test(text)) throw new RangeError("out of shape");
  return text as DocumentName;
}

/** A SHA-256 as 64 hexadecimal digits. */
export function readHash(input: decoding.Decoder): string {
  return encodeHex(readExactly(input, LIMITS.hashBytes));
}

export function readBlobHash(input: decoding.Decoder): BlobHash {
  const hash = readHash(input);
  if (!BLOB_HASH_PATTERN.test(hash)) throw new RangeError("not a hash");
  return hash as BlobHash;
}

export function readFeed(input: decoding.Decoder): FeedId {
  return encodeHex(readExactly(input, FEED_BYTES)) as FeedId;
}

export function readMany<Item>(
  input: decoding.Decoder,
  most: number,
  read: (input: decoding.Decoder) => Item,
): readonly Item[] {
  const count = readNumber(input, most);
  const items: Item[] = [];
  while (items.length < count) items.push(read(input));
  return items;
}

export function readHave(input: decoding.Decoder): HaveVector {
  const have = new Map<FeedId, number>();
  for (let left = readNumber(input, LIMITS.feedsPerMessage); left > 0; left -= 1) {
    const feed = readFeed(input);
    if (have.has(feed)) throw new RangeError("a feed named twice");
    have.set(feed, readNumber(input, LIMITS.sequence));
  }
  return have;
}
