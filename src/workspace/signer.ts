import { fail, succeed } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import { bytesOfId, memberIdOf } from "../membership/index.ts";
import type { OpenedKeychain, Platform } from "../platform/index.ts";
import type { Signer } from "./journal/index.ts";

export type KeychainSide = Pick<Platform, "signFeedHeader" | "signOperation" | "agree">;

/** The shell's keychain as the journals ask for it. */
export function keychainSigner(
  platform: KeychainSide,
  suite: Suite,
  keychain: OpenedKeychain,
): Signer {
  const signingKey = new Uint8Array(keychain.signingKey);
  return {
    member: memberIdOf(suite, signingKey),
    signingKey,
    agreementKey: new Uint8Array(keychain.agreementKey),
    device: new Uint8Array(keychain.device),
    async signFeedHeader({ space, sessionKey, memberHead, startedAt }) {
      // The shell adds who and where by itself, and takes nothing else.
      const signature = await platform.signFeedHeader({ space, sessionKey, memberHead, startedAt });
      // A page without keys shows the door; nothing that writes is left standing behind it.
      if (!signature.ok) throw new Error("the keychain was locked while projects were open");
      return new Uint8Array(signature.value);
    },
    async signOperation(space, unsigned, names) {
      const signed = await platform.signOperation({
        space: space === null ? null : bytesOfId(space),
        unsigned,
        names,
      });
      return signed.ok ? succeed(new Uint8Array(signed.value)) : fail(signed.failure);
    },
    async agree(theirs) {
      const shared = await platform.agree(theirs);
      return shared.ok && shared.value !== null ? new Uint8Array(shared.value) : null;
    },
  };
}
