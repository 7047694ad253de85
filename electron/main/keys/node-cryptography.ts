import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  randomBytes,
  sign,
} from "node:crypto";
import { concatBytes } from "../../../src/base/index.ts";
import type { KeychainCryptography } from "../../../src/keychain/index.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What stands before 32 bytes of a key in DER (RFC 8410), the one form in which node:crypto takes raw ones. */
const DER = {
  ed25519: {
    secret: Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32),
    public: Uint8Array.of(48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0),
  },
  x25519: {
    secret: Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32),
    public: Uint8Array.of(48, 42, 48, 5, 6, 3, 43, 101, 110, 3, 33, 0),
  },
} as const;
type Curve = keyof typeof DER;

/** The suite of the page on node:crypto: the main process of an older Electron has no WebCrypto. */
export const nodeCryptography: KeychainCryptography = {
  sha256: (bytes) => plain(createHash("sha256").update(bytes).digest()),
  async makeSigningKeys(seed) {
    return { secretKey: plain(seed), publicKey: publicKeyOf("ed25519", seed) };
  },
  async makeAgreementKeys(secret) {
    return { secretKey: plain(secret), publicKey: publicKeyOf("x25519", secret) };
  },
  async sign({ secretKey }, message) {
    return plain(sign(null, message, secretKeyObject("ed25519", secretKey)));
  },
  async agree({ secretKey }, theirs) {
    if (theirs.length !== KEY_BYTES) return null;
    const privateKey = secretKeyObject("x25519", secretKey);
    const publicKey = publicKeyObject("x25519", theirs);
    try {
      const shared = diffieHellman({ privateKey, publicKey });
      return shared.every((byte) => byte === 0) ? null : plain(shared);
    } catch {
      // OpenSSL and BoringSSL refuse to agree on nothing: an answer, not a fault.
      return null;
    }
  },
  async deriveKey(secret, info, length) {
    return new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(0), info, length));
  },
  async seal(key, content, bound) {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(bound);
    return concatBytes([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  },
  async open(key, sealed, bound) {
    if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
    const end = sealed.length - TAG_BYTES;
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bound).setAuthTag(sealed.subarray(end));
    try {
      return concatBytes([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()]);
    } catch {
      // Thrown when the tag does not fit, with nothing more to say.
      return null;
    }
  },
  randomBytes: (length) => plain(randomBytes(length)),
};

/** A copy of its own: small Buffers share one block of memory with everything else. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function secretKeyObject(curve: Curve, secret: Uint8Array): KeyObject {
  const key = Buffer.from(concatBytes([DER[curve].secret, secret]));
  const object = createPrivateKey({ key, format: "der", type: "pkcs8" });
  key.fill(0);
  return object;
}

function publicKeyObject(curve: Curve, key: Uint8Array): KeyObject {
  const der = Buffer.from(concatBytes([DER[curve].public, key]));
  return createPublicKey({ key: der, format: "der", type: "spki" });
}

function publicKeyOf(curve: Curve, secret: Uint8Array): Uint8Array<ArrayBuffer> {
  const der = createPublicKey(secretKeyObject(curve, secret)).export({
    format: "der",
    type: "spki",
  });
  return plain(der.subarray(der.length - KEY_BYTES));
}
