import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, randomBytes } from "../base/index.ts";
import type { CurveEngine } from "./curve-engine.ts";
import { isSoundAgreementKey, isSoundSignature, isSoundSigningKey } from "./curve-points.ts";
import type { Suite } from "./suite.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MOST_REMEMBERED_KEYS = 4096;
const STRETCHING = { parallelism: 1, iterations: 3, memorySize: 64 * 1024, hashLength: 32 };

export function suiteOnEngine(engine: CurveEngine): Suite {
  const isSoundKey = rememberVerdicts(isSoundSigningKey);
  return {
    sha256: (bytes) => owned(sha256(bytes)),
    async makeSigningKeys(seed) {
      const secretKey = seed === undefined ? randomBytes(32) : owned(seed.slice());
      return { secretKey: owned(secretKey), publicKey: owned(ed25519.getPublicKey(secretKey)) };
    },
    sign: (keys, message) => engine.sign(keys.secretKey, keys.publicKey, owned(message)),
    async verify(publicKey, message, signature) {
      if (!isSoundSignature(signature) || !isSoundKey(publicKey)) return false;
      return await engine.verify(owned(publicKey), owned(message), owned(signature));
    },
    async makeAgreementKeys(secret) {
      const secretKey = secret === undefined ? randomBytes(32) : owned(secret.slice());
      return { secretKey, publicKey: owned(x25519.getPublicKey(secretKey)) };
    },
    async agree(keys, theirs) {
      if (!isSoundAgreementKey(theirs)) return null;
      return await engine.agree(keys.secretKey, owned(theirs));
    },
    async deriveKey(secret, info, length) {
      return owned(hkdf(sha256, secret, undefined, new TextEncoder().encode(info), length));
    },
    async seal(key, plain, bound) {
      const nonce = randomBytes(NONCE_BYTES);
      const sealed = await crypto.subtle.encrypt(
        { name: "AES-GCM", iv: nonce, additionalData: owned(bound) },
        await importContentKey(key, "encrypt"),
        owned(plain),
      );
      return concatBytes([nonce, new Uint8Array(sealed)]);
    },
    async open(key, sealed, bound) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
      const whole = owned(sealed);
      const contentKey = await importContentKey(key, "decrypt");
      try {
        const plain = await crypto.subtle.decrypt(
          { name: "AES-GCM", iv: whole.subarray(0, NONCE_BYTES), additionalData: owned(bound) },
          contentKey,
          whole.subarray(NONCE_BYTES),
        );
        return new Uint8Array(plain);
      } catch {
        // WebCrypto says so, and nothing more, when the tag does not fit.
        return null;
      }
    },
    async stretch(secret, salt) {
      const { argon2id } = await import("hash-wasm");
      const password = new TextEncoder().encode(secret);
      const stretched = await argon2id({ ...STRETCHING, password, salt, outputType: "binary" });
      return owned(stretched);
    },
  };
}

/** Not by its name in the DOM, for the shell compiles this folder too. */
type ContentKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

async function importContentKey(key: Uint8Array, use: "encrypt" | "decrypt"): Promise<ContentKey> {
  if (key.length !== 32) throw new Error("a content key has 32 bytes");
  return await crypto.subtle.importKey("raw", owned(key), "AES-GCM", false, [use]);
}

/** The same bytes as a plain Uint8Array over an ArrayBuffer, which is all that WebCrypto takes. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer && bytes.constructor === Uint8Array
    ? (bytes as Uint8Array<ArrayBuffer>)
    : new Uint8Array(bytes);
}

/** Remembers the answers about the keys asked about last; the oldest is forgotten, and computed anew when asked again. */
function rememberVerdicts(judge: (key: Uint8Array) => boolean): (key: Uint8Array) => boolean {
  const verdicts = new Map<string, boolean>();
  return (key) => {
    if (key.length !== 32) return false;
    const name = String.fromCharCode(...key);
    const known = verdicts.get(name);
    if (known !== undefined) return known;
    const verdict = judge(key);
    const oldest = verdicts.keys().next();
    if (verdicts.size >= MOST_REMEMBERED_KEYS && oldest.done !== true)
      verdicts.delete(oldest.value);
    verdicts.set(name, verdict);
    return verdict;
  };
}
