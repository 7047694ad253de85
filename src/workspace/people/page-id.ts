import type { Suite } from "../../cryptography/index.ts";
import type { MemberId, PageId, SpaceId } from "../../domain/index.ts";
import { documentIdOf } from "../../membership/index.ts";

/** A page has the id of its document. */
export function pageIdOf(
  suite: Suite,
  space: SpaceId,
  creator: MemberId,
  nonce: Uint8Array,
): PageId {
  return documentIdOf(suite, space, creator, nonce) as string as PageId;
}
