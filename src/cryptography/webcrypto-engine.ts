import { concatBytes } from "../base/index.ts";
import type { CurveEngine } from "./curve-engine.ts";

/** What stands before the 32 secret bytes in PKCS #8 (RFC 8410), the one form in which WebCrypto takes them. */
const PKCS8_PREFIX = {
  Ed25519: Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32),
  X25519: Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32),
};

/** Null where this runtime's WebCrypto lacks Ed25519 or X25519 (Chromium before 137, unless a switch is set). */
export async function webcryptoEngine(): Promise<CurveEngine | null> {
  if (!(await knowsCurve25519())) return null;
  const { subtle } = crypto;
  return {
    name: "webcrypto",
    async sign(secretKey, _publicKey, message) {
      const key = await importSecret("Ed25519", secretKey, ["sign"]);
      return new Uint8Array(await subtle.sign("Ed25519", key, message));
    },
    async verify(publicKey, message, signature) {
      const key = await subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
      return await subtle.verify("Ed25519", key, signature, message);
    },
    async agree(secretKey, theirs) {
      const own = await importSecret("X25519", secretKey, ["deriveBits"]);
      const other = await subtle.importKey("raw", theirs, "X25519", false, []);
      return new Uint8Array(await subtle.deriveBits({ name: "X25519", public: other }, own, 256));
    },
  };
}

async function importSecret(
  algorithm: keyof typeof PKCS8_PREFIX,
  secretKey: Uint8Array,
  uses: ("sign" | "deriveBits")[],
): ReturnType<typeof crypto.subtle.importKey> {
  const wrapped = concatBytes([PKCS8_PREFIX[algorithm], secretKey]);
  const key = await crypto.subtle.importKey("pkcs8", wrapped, algorithm, false, uses);
  wrapped.fill(0);
  return key;
}

async function knowsCurve25519(): Promise<boolean> {
  const seed = new Uint8Array(32).fill(1);
  try {
    const key = await importSecret("Ed25519", seed, ["sign"]);
    await crypto.subtle.sign("Ed25519", key, seed);
    await importSecret("X25519", seed, ["deriveBits"]);
    return true;
  } catch {
    // An unknown algorithm is what was asked about.
    return false;
  }
}
