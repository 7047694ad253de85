import { type Brand, encodeBase32, encodeHex } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { MemberId, SchoolId, SpaceId } from "../domain/index.ts";
import type { FeedId, MemberHead } from "../journal/index.ts";

/** SHA-256 of an operation's bytes, as 64 lower-case hexadecimal digits. */
export type OperationId = Brand<string, "OperationId">;
/** 16 bytes as 26 characters of Crockford base32, as all ids below. */
export type LoggedFeedId = Brand<string, "LoggedFeedId">;
export type DeviceId = Brand<string, "DeviceId">;
export type DocumentId = Brand<string, "DocumentId">;

export const ID_BYTES = 16;
const ID_CHARACTERS = 26;
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** What a member is called in every log: nobody can take another's id without finding a key with the same hash. */
export function memberIdOf(suite: Pick<Suite, "sha256">, signingKey: Uint8Array): MemberId {
  return idOf<MemberId>(suite, signingKey);
}

/** A space is named by the operation that founded it. */
export function spaceIdOf(founding: OperationId): SpaceId {
  return textOfId<SpaceId>(bytesOfHex(founding).subarray(0, ID_BYTES));
}

/** Nobody but its creator can have made a document of this id, since the creator is in the hash. */
export function documentIdOf(
  suite: Suite,
  space: SpaceId,
  creator: MemberId,
  nonce: Uint8Array,
): DocumentId {
  const name = new TextEncoder().encode(`twinspan/document/1 ${space} ${creator} `);
  const whole = new Uint8Array(name.length + nonce.length);
  whole.set(name);
  whole.set(nonce, name.length);
  return idOf<DocumentId>(suite, whole);
}

export function operationIdOf(suite: Suite, bytes: Uint8Array): OperationId {
  return encodeHex(suite.sha256(bytes)) as OperationId;
}

function idOf<Id extends string>(suite: Pick<Suite, "sha256">, bytes: Uint8Array): Id {
  return textOfId<Id>(suite.sha256(bytes).subarray(0, ID_BYTES));
}

export type ShortId = MemberId | SchoolId | SpaceId | LoggedFeedId | DeviceId | DocumentId;

export function textOfId<Id extends string = ShortId>(bytes: Uint8Array): Id {
  return encodeBase32(bytes) as Id;
}

/** Null for what is not the one spelling of 16 bytes. */
export function bytesOfId(id: string): Uint8Array<ArrayBuffer> | null {
  if (id.length !== ID_CHARACTERS) return null;
  const bytes = new Uint8Array(ID_BYTES);
  let bits = 0;
  let value = 0;
  let next = 0;
  for (const letter of id) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[next] = value >>> bits;
      next += 1;
      value &= (1 << bits) - 1;
    }
  }
  return value === 0 ? bytes : null;
}

/** The journal writes feeds in hexadecimal, the log as it writes all ids. */
export function loggedFeedId(feed: FeedId): LoggedFeedId {
  return textOfId<LoggedFeedId>(bytesOfHex(feed));
}

export function journalFeedId(feed: LoggedFeedId): FeedId {
  const bytes = bytesOfId(feed);
  if (bytes === null) throw new Error("a feed of the log has an id of 16 bytes");
  return encodeHex(bytes) as FeedId;
}

/** The journal names a place in the log by 32 bytes, the log itself by 64 hexadecimal digits. */
export function headOfOperation(id: OperationId): MemberHead {
  return bytesOfHex(id);
}

export function operationIdOfHead(head: MemberHead): OperationId {
  return encodeHex(head) as OperationId;
}

/** `hex` has an even number of hexadecimal digits. */
export function bytesOfHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
