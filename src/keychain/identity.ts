import type { AgreementKeys, SigningKeys } from "../cryptography/index.ts";
import type { KeychainCryptography } from "./ports.ts";

export const ENTROPY_BYTES = 16;

export interface Identity {
  readonly signing: SigningKeys;
  readonly agreement: AgreementKeys;
}

/** Who a person is, from the 16 bytes that the recovery sheet spells: the same on every machine. Rule Y1. */
export async function identityOf(
  cryptography: KeychainCryptography,
  entropy: Uint8Array,
): Promise<Identity> {
  const seed = await cryptography.deriveKey(entropy, "twinspan/identity/1 sign", 32);
  const secret = await cryptography.deriveKey(entropy, "twinspan/identity/1 agree", 32);
  const identity = {
    signing: await cryptography.makeSigningKeys(seed),
    agreement: await cryptography.makeAgreementKeys(secret),
  };
  seed.fill(0);
  secret.fill(0);
  return identity;
}

export function forgetIdentity({ signing, agreement }: Identity): void {
  signing.secretKey.fill(0);
  agreement.secretKey.fill(0);
}
