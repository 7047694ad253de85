import { concatBytes } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { SpaceId } from "../domain/index.ts";
import { FINGERPRINT_WORDS } from "./fingerprint-words.ts";
import { bytesOfId } from "./ids.ts";
import type { LoggedMember } from "./membership.ts";

/**
 * Four words that two people compare by voice, the same English ones on both screens. Only 32 bits, so each try is made to cost a
 * second and 64 MiB: finding other keys with the same words takes more than a hundred years of one processor.
 */
export async function fingerprint(
  suite: Suite,
  space: SpaceId,
  member: Pick<LoggedMember, "signingKey" | "agreementKey">,
): Promise<readonly string[]> {
  const label = new TextEncoder().encode("twinspan/fingerprint/1 ");
  const keys = concatBytes([label, member.signingKey, member.agreementKey]);
  const salt = bytesOfId(space);
  if (salt === null) throw new Error("a space of the journal has an id of 16 bytes");
  const stretched = await suite.stretch(suite.sha256(keys).join(), salt);
  return Array.from(stretched.subarray(0, 4), (byte) => FINGERPRINT_WORDS[byte] ?? "");
}
