import { encodeHex } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import { type InvitationKeys, bytesOfId, keysOfCode, keysOfSeed } from "../membership/index.ts";
import type { InvitationSecret, Mailbox } from "./stored-records.ts";

/** Takes a second and 64 MiB for a code. */
export async function keysOfSecret(
  suite: Suite,
  { seed, code }: InvitationSecret,
): Promise<InvitationKeys> {
  if (code !== null) return await keysOfCode(suite, code);
  const bytes = seed === null ? null : bytesOfId(seed);
  if (bytes === null) throw new Error("an invitation has a seed or a code");
  return await keysOfSeed(suite, bytes);
}

/** Where whoever holds an invitation meets the PC that made it. */
export function mailboxOf(keys: InvitationKeys): Mailbox {
  return { topic: encodeHex(keys.mailbox.publicKey), secret: encodeHex(keys.sealing) };
}
