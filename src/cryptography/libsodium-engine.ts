import { concatBytes } from "../base/index.ts";
import type { CurveEngine } from "./curve-engine.ts";

/** Half a second to load and slower than WebCrypto: only for pages whose WebCrypto lacks the curve. */
export async function libsodiumEngine(): Promise<CurveEngine> {
  const { default: sodium } = await import("libsodium-wrappers");
  await sodium.ready;
  return {
    name: "libsodium",
    async sign(secretKey, publicKey, message) {
      const whole = concatBytes([secretKey, publicKey]);
      const signature = sodium.crypto_sign_detached(message, whole);
      whole.fill(0);
      return new Uint8Array(signature);
    },
    async verify(publicKey, message, signature) {
      return sodium.crypto_sign_verify_detached(signature, message, publicKey);
    },
    async agree(secretKey, theirs) {
      return new Uint8Array(sodium.crypto_scalarmult(secretKey, theirs));
    },
  };
}
