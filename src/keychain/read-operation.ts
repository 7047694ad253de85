import { type Result, equalBytes, fail, succeed } from "../base/index.ts";
import type { MemberId, SpaceId } from "../domain/index.ts";
import {
  type Operation,
  decodeUnsignedOperation,
  signedBytesOfOperation,
  textOfId,
} from "../membership/index.ts";

export interface Author {
  readonly member: MemberId;
  readonly signingKey: Uint8Array;
  readonly agreementKey: Uint8Array;
}

export interface ReadOperation {
  readonly operation: Operation;
  /** What is signed. */
  readonly message: Uint8Array<ArrayBuffer>;
}

/**
 * What the keychain is asked to sign, read by itself. Refused: what is no operation, what another would be the author of, and what
 * says of other keys that they are one's own.
 */
export function readOperation(
  author: Author,
  space: Uint8Array | null,
  unsigned: Uint8Array,
): Result<ReadOperation, { readonly kind: "refused" }> {
  const decoded = decodeUnsignedOperation(unsigned);
  if (!decoded.ok || !isOwn(author, decoded.value)) return fail({ kind: "refused" });
  const operation = decoded.value;
  const isFounding = operation.body.kind === "found";
  const isFirst = operation.after.length === 0;
  if (isFounding !== (space === null) || isFounding !== isFirst) return fail({ kind: "refused" });
  if (isFounding !== (operation.lamport === 0)) return fail({ kind: "refused" });
  if (space !== null && space.length !== 16) return fail({ kind: "refused" });
  const id = space === null ? null : textOfId<SpaceId>(space);
  return succeed({ operation, message: signedBytesOfOperation(id, unsigned) });
}

function isOwn(me: Author, { author, body }: Operation): boolean {
  if (author !== me.member) return false;
  if (body.kind === "found") return hasOwnKeys(me, body.founder);
  if (body.kind === "join") return hasOwnKeys(me, body);
  return true;
}

function hasOwnKeys(
  me: Author,
  keys: { readonly signingKey: Uint8Array; readonly agreementKey: Uint8Array },
): boolean {
  return (
    equalBytes(keys.signingKey, me.signingKey) && equalBytes(keys.agreementKey, me.agreementKey)
  );
}
