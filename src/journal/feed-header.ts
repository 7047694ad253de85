import { type Result, concatBytes, fail, succeed } from "../base/index.ts";
import type { Digest, Suite } from "../cryptography/index.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";
import { type FeedId, type MemberHead, feedIdOf, labelled } from "./names.ts";

const VERSION = 1;

/** Whose feed this is, signed once by the member's identity key. Rule J1. */
export interface FeedHeader {
  /** 16 bytes each. */
  readonly space: Uint8Array<ArrayBuffer>;
  readonly member: Uint8Array<ArrayBuffer>;
  readonly device: Uint8Array<ArrayBuffer>;
  /** Ed25519, 32 bytes, made for this feed alone. */
  readonly sessionKey: Uint8Array<ArrayBuffer>;
  readonly memberHead: MemberHead;
  /** Milliseconds since 1970 by the author's clock: a claim, for display. */
  readonly startedAt: number;
}

export interface SignedFeedHeader extends FeedHeader {
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly id: FeedId;
  /** 32 bytes; the chain of entries begins with it. */
  readonly hash: Uint8Array<ArrayBuffer>;
}

/** Asks whoever keeps the identity key for its signature over `signedBytesOfFeedHeader`. */
export type SignFeedHeader = (header: FeedHeader) => Promise<Uint8Array<ArrayBuffer>>;

export async function signFeedHeader(
  suite: Suite,
  header: FeedHeader,
  sign: SignFeedHeader,
): Promise<SignedFeedHeader> {
  const hash = hashBody(suite, encodeBody(header));
  return { ...header, signature: await sign(header), id: feedIdOf(hash), hash };
}

/** What the identity key signs: the keeper of the key writes it from the fields, and signs nothing that was written for it. */
export function signedBytesOfFeedHeader(header: FeedHeader): Uint8Array<ArrayBuffer> {
  return concatBytes([labelled("feed-header"), encodeBody(header)]);
}

/** When something was written that says how many seconds into its feed it was. Milliseconds since 1970. */
export function timeIn({ startedAt }: Pick<FeedHeader, "startedAt">, seconds: number): number {
  return startedAt + 1000 * seconds;
}

export async function isHeaderSignedBy(
  suite: Suite,
  header: SignedFeedHeader,
  identityKey: Uint8Array,
): Promise<boolean> {
  return await suite.verify(identityKey, signedBytesOfFeedHeader(header), header.signature);
}

export function encodeFeedHeader(header: SignedFeedHeader): Uint8Array<ArrayBuffer> {
  return concatBytes([encodeBody(header), header.signature]);
}

export function decodeFeedHeader(
  suite: Digest,
  bytes: Uint8Array,
): Result<SignedFeedHeader, { kind: "malformed" }> {
  try {
    const reader = new ByteReader(bytes);
    if (reader.byte() !== VERSION) return fail({ kind: "malformed" });
    const header: FeedHeader = {
      space: reader.bytes(16),
      member: reader.bytes(16),
      device: reader.bytes(16),
      sessionKey: reader.bytes(32),
      memberHead: reader.bytes(32),
      startedAt: reader.number(),
    };
    const hash = hashBody(suite, bytes.subarray(0, reader.position));
    const signature = reader.bytes(64);
    reader.end();
    return succeed({ ...header, signature, id: feedIdOf(hash), hash });
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}

function encodeBody(header: FeedHeader): Uint8Array<ArrayBuffer> {
  return new ByteWriter()
    .byte(VERSION)
    .bytes(header.space)
    .bytes(header.member)
    .bytes(header.device)
    .bytes(header.sessionKey)
    .bytes(header.memberHead)
    .number(header.startedAt)
    .finish();
}

function hashBody(suite: Digest, body: Uint8Array): Uint8Array<ArrayBuffer> {
  return suite.sha256(concatBytes([labelled("feed-id"), body]));
}
