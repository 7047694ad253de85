import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  sign,
  verify,
} from "node:crypto";
import { concatBytes, randomBytes } from "../../base/index.ts";
import type { CurveEngine } from "../../cryptography/curve-engine.ts";
import type { Suite } from "../../cryptography/index.ts";
import { suiteOnEngine } from "../../cryptography/suite-on-engine.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = "aes-256-gcm";

/**
 * The suite on node's own cryptography, which answers before it returns and not from another thread: so a simulation decides what
 * happens before what. Real keys, signatures and seals; verdicts on the same bytes are remembered.
 */
export function immediateSuite(): Suite {
  const verdicts = new Map<string, boolean>();
  const suite = suiteOnEngine(engine);
  return {
    ...suite,
    sha256: (bytes) => new Uint8Array(createHash("sha256").update(bytes).digest()),
    makeSigningKeys(seed) {
      const secretKey = seed === undefined ? randomBytes(32) : new Uint8Array(seed);
      const key = createPublicKey(secret("Ed25519", secretKey));
      const publicKey = new Uint8Array(key.export({ format: "der", type: "spki" }).subarray(-32));
      return Promise.resolve({ secretKey, publicKey });
    },
    async verify(publicKey, message, signature) {
      const name = createHash("sha256")
        .update(publicKey)
        .update(signature)
        .update(message)
        .digest("base64");
      const known = verdicts.get(name);
      if (known !== undefined) return known;
      const verdict = await suite.verify(publicKey, message, signature);
      verdicts.set(name, verdict);
      return verdict;
    },
    deriveKey: (secret, info, length) =>
      Promise.resolve(new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), info, length))),
    seal(key, plain, bound) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound);
      const sealed = [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
      return Promise.resolve(concatBytes([nonce, ...sealed]));
    },
    open(key, sealed, bound) {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return Promise.resolve(null);
      const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES))
        .setAAD(bound)
        .setAuthTag(sealed.subarray(-TAG_BYTES));
      try {
        const plain = [decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return Promise.resolve(concatBytes(plain));
      } catch {
        // Node says so when the tag does not fit.
        return Promise.resolve(null);
      }
    },
  };
}

const engine: CurveEngine = {
  name: "webcrypto",
  sign: (secretKey, _publicKey, message) =>
    Promise.resolve(new Uint8Array(sign(null, message, secret("Ed25519", secretKey)))),
  verify: (publicKey, message, signature) =>
    Promise.resolve(verify(null, message, shared("Ed25519", publicKey), signature)),
  agree: (secretKey, theirs) =>
    Promise.resolve(
      new Uint8Array(
        diffieHellman({
          privateKey: secret("X25519", secretKey),
          publicKey: shared("X25519", theirs),
        }),
      ),
    ),
};

/** The last byte of the curve's object identifier (RFC 8410). */
const CURVES = { X25519: 110, Ed25519: 112 } as const;

const known = new Map<string, KeyObject>();

function remembered(kind: string, key: Uint8Array, make: () => KeyObject): KeyObject {
  const name = `${kind} ${Buffer.from(key).toString("base64")}`;
  const made = known.get(name) ?? make();
  known.set(name, made);
  return made;
}

function secret(curve: keyof typeof CURVES, key: Uint8Array): KeyObject {
  const prefix = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, CURVES[curve], 4, 34, 4, 32];
  const der = Buffer.concat([Buffer.from(prefix), key]);
  return remembered(`secret ${curve}`, key, () =>
    createPrivateKey({ key: der, format: "der", type: "pkcs8" }),
  );
}

function shared(curve: keyof typeof CURVES, key: Uint8Array): KeyObject {
  const prefix = [48, 42, 48, 5, 6, 3, 43, 101, CURVES[curve], 3, 33, 0];
  const der = Buffer.concat([Buffer.from(prefix), key]);
  return remembered(`shared ${curve}`, key, () =>
    createPublicKey({ key: der, format: "der", type: "spki" }),
  );
}
