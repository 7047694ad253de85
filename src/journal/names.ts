import { type Brand, encodeHex } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";

/** 16 bytes as 32 lower-case hexadecimal digits: the first half of the hash of the feed's header. */
export type FeedId = Brand<string, "FeedId">;

/** A document's name inside its space, such as `page:…` or `own:…`; at most 128 bytes of UTF-8. */
export type DocumentName = Brand<string, "DocumentName">;

/** 16 bytes as 32 hexadecimal digits: which epoch key seals a frame. */
export type EpochId = Brand<string, "EpochId">;

/** Where in the member log someone stood, 32 bytes. */
export type MemberHead = Uint8Array<ArrayBuffer>;

export function hexToBytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

export const feedIdOf = (headerHash: Uint8Array): FeedId =>
  encodeHex(headerHash.subarray(0, 16)) as FeedId;

/** What a hash is for stands before what is hashed, so that no hash can pass for another. */
export function labelled(label: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`twinspan/${label}/1\0`);
}

/** The Yjs clientID of a feed in a document: 53 bits of a hash, so that nobody can choose one. Rule J3. */
export function clientIdOf(suite: Suite, feed: FeedId, document: DocumentName): number {
  const name = new TextEncoder().encode(document);
  const label = labelled("client-id");
  const input = new Uint8Array(label.length + 16 + name.length);
  input.set(label);
  input.set(hexToBytes(feed), label.length);
  input.set(name, label.length + 16);
  const view = new DataView(suite.sha256(input).buffer);
  return view.getUint32(0) * 2 ** 21 + (view.getUint32(4) >>> 11);
}
