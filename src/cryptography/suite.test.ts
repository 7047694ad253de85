import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import * as nodeCrypto from "node:crypto";
import { describe, expect, test } from "vitest";
import { concatBytes, encodeHex, equalBytes } from "../base/index.ts";
import { isSoundAgreementKey, isSoundSignature, isSoundSigningKey } from "./curve-points.ts";
import { libsodiumEngine } from "./libsodium-engine.ts";
import { loadSuite } from "./load-suite.ts";
import { suiteOnEngine } from "./suite-on-engine.ts";
import type { Suite } from "./suite.ts";
import { webcryptoEngine } from "./webcrypto-engine.ts";

const { Point } = ed25519;
const ORDER = Point.Fn.ORDER;
const message = new TextEncoder().encode("the same bytes, the same verdict");
const secretScalar = 12345678901234567890123n;
const publicPoint = Point.BASE.multiply(secretScalar);
const publicKey = publicPoint.toBytes();
/** Of order eight. */
const torsion = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const neutral = Point.ZERO.toBytes();

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, "hex"));
}

function toLittleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, index) => Number((value >> BigInt(8 * index)) & 255n));
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** What a forger who knows the scalar can make: any point as R, any bytes as the key that is hashed. */
function forge(pointR: InstanceType<typeof Point>, scalar: bigint, key: Uint8Array): Uint8Array {
  const encodedR = pointR.toBytes();
  const challenge = fromLittleEndian(sha512(concatBytes([encodedR, key, message]))) % ORDER;
  return concatBytes([encodedR, toLittleEndian((scalar + challenge * secretScalar) % ORDER)]);
}

const nonce = 987654321987654321n;
const honest = forge(Point.BASE.multiply(nonce), nonce, publicKey);
const torsionKey = publicPoint.add(torsion).toBytes();
/** Encodes y = 1 as p + 1. */
const nonCanonicalNeutral = fromHex(`ee${"ff".repeat(30)}7f`);

const VECTORS: readonly {
  name: string;
  key: Uint8Array;
  signature: Uint8Array;
  verdict: boolean;
}[] = [
  { name: "an honest signature", key: publicKey, signature: honest, verdict: true },
  {
    name: "torsion in R",
    key: publicKey,
    signature: forge(Point.BASE.multiply(nonce).add(torsion), nonce, publicKey),
    verdict: false,
  },
  {
    name: "the neutral point as R under an honest key",
    key: publicKey,
    signature: forge(Point.ZERO, 0n, publicKey),
    verdict: false,
  },
  {
    name: "the neutral point as key and as R, for any message",
    key: neutral,
    signature: concatBytes([neutral, new Uint8Array(32)]),
    verdict: false,
  },
  {
    name: "the neutral point in its other encoding",
    key: nonCanonicalNeutral,
    signature: concatBytes([nonCanonicalNeutral, new Uint8Array(32)]),
    verdict: false,
  },
  {
    name: "S plus the group order",
    key: publicKey,
    signature: concatBytes([
      honest.subarray(0, 32),
      toLittleEndian(fromLittleEndian(honest.subarray(32)) + ORDER),
    ]),
    verdict: false,
  },
  { name: "a key that is no point", key: toLittleEndian(2n), signature: honest, verdict: false },
  { name: "a short key", key: publicKey.subarray(1), signature: honest, verdict: false },
  {
    name: "a long signature",
    key: publicKey,
    signature: concatBytes([honest, neutral]),
    verdict: false,
  },
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => {
    // Of eight challenges one is a multiple of eight, for which verifiers accept a key with torsion.
    const scalar = nonce + BigInt(step);
    return {
      name: `torsion in the key, try ${step}`,
      key: torsionKey,
      signature: forge(Point.BASE.multiply(scalar), scalar, torsionKey),
      verdict: false,
    };
  }),
];

async function engineSuite(name: "webcrypto" | "libsodium"): Promise<Suite> {
  const engine = name === "webcrypto" ? await webcryptoEngine() : await libsodiumEngine();
  if (engine === null) throw new Error("this runtime should know Curve25519");
  return suiteOnEngine(engine);
}

/** A verifier that shares nothing with the suite but the checks of form. */
function nodeVerdict(key: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean {
  if (!isSoundSigningKey(key) || !isSoundSignature(signature)) return false;
  const spki = concatBytes([fromHex("302a300506032b6570032100"), key]);
  const imported = nodeCrypto.createPublicKey({
    key: Buffer.from(spki),
    format: "der",
    type: "spki",
  });
  return nodeCrypto.verify(null, text, imported, signature);
}

/** A third, written in this language: it multiplies by the cofactor, so it lets torsion in R pass, and is therefore used for nothing. */
function nobleVerdict(key: Uint8Array, text: Uint8Array, signature: Uint8Array): boolean {
  if (!isSoundSigningKey(key) || !isSoundSignature(signature)) return false;
  return ed25519.verify(signature, text, key, { zip215: false });
}

test.each(VECTORS)(
  "a verifier of other making agrees about $name, or is known not to",
  (vector) => {
    const { name, key, signature, verdict } = vector;
    expect(nobleVerdict(key, message, signature)).toBe(verdict || name === "torsion in R");
  },
);

describe.each(["webcrypto", "libsodium"] as const)("on %s", (name) => {
  test.each(VECTORS)("verifiers agree about $name", async ({ key, signature, verdict }) => {
    const suite = await engineSuite(name);
    expect(await suite.verify(key, message, signature)).toBe(verdict);
    expect(nodeVerdict(key, message, signature)).toBe(verdict);
  });

  test("what it signs, the independent verifier accepts, and nothing else", async () => {
    const suite = await engineSuite(name);
    const keys = await suite.makeSigningKeys();
    const signature = await suite.sign(keys, message);
    expect(signature).toHaveLength(64);
    expect(nodeVerdict(keys.publicKey, message, signature)).toBe(true);
    expect(await suite.verify(keys.publicKey, message, signature)).toBe(true);
    const other = message.slice();
    other[0] = (other[0] ?? 0) ^ 1;
    expect(await suite.verify(keys.publicKey, other, signature)).toBe(false);
    for (const at of [0, 31, 32, 63]) {
      const bent = signature.slice();
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(await suite.verify(keys.publicKey, message, bent)).toBe(false);
      expect(nodeVerdict(keys.publicKey, message, bent)).toBe(false);
    }
  });

  test("two sides agree on one secret, and on none with a key of small order", async () => {
    const suite = await engineSuite(name);
    const [anna, bora] = [await suite.makeAgreementKeys(), await suite.makeAgreementKeys()];
    const shared = await suite.agree(anna, bora.publicKey);
    expect(shared).toHaveLength(32);
    expect(await suite.agree(bora, anna.publicKey)).toEqual(shared);
    for (const hollow of [
      "00".repeat(32),
      `01${"00".repeat(31)}`,
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      `ec${"ff".repeat(30)}7f`,
      `ed${"ff".repeat(30)}7f`,
      `ee${"ff".repeat(30)}ff`,
    ]) {
      expect(isSoundAgreementKey(fromHex(hollow))).toBe(false);
      expect(await suite.agree(anna, fromHex(hollow))).toBeNull();
    }
  });

  test("RFC 8032: Ed25519 gives the published signature", async () => {
    const suite = await engineSuite(name);
    const keys = {
      secretKey: fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
      publicKey: fromHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
    };
    expect(await suite.makeSigningKeys(keys.secretKey)).toEqual(keys);
    expect(encodeHex(await suite.sign(keys, new Uint8Array()))).toBe(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
  });

  test("X25519 gives the secret that another implementation gives", async () => {
    const suite = await engineSuite(name);
    const anna = await suite.makeAgreementKeys();
    const theirs = nodeCrypto.generateKeyPairSync("x25519");
    const spki = theirs.publicKey.export({ format: "der", type: "spki" });
    const annaPublic = nodeCrypto.createPublicKey({
      key: Buffer.from(concatBytes([spki.subarray(0, 12), anna.publicKey])),
      format: "der",
      type: "spki",
    });
    const expected = nodeCrypto.diffieHellman({
      privateKey: theirs.privateKey,
      publicKey: annaPublic,
    });
    const secret = await suite.agree(anna, spki.subarray(12));
    expect(secret !== null && equalBytes(secret, expected)).toBe(true);
  });

  test("sealed bytes open under the same key and context only", async () => {
    const suite = await engineSuite(name);
    const key = await suite.deriveKey(message, "test: content", 32);
    const bound = Uint8Array.of(1, 2, 3);
    const sealed = await suite.seal(key, message, bound);
    expect(sealed).toHaveLength(message.length + 28);
    expect(await suite.open(key, sealed, bound)).toEqual(message);
    expect(await suite.open(key, sealed, Uint8Array.of(1, 2, 4))).toBeNull();
    expect(
      await suite.open(await suite.deriveKey(message, "test: other", 32), sealed, bound),
    ).toBeNull();
    for (const at of [0, 12, sealed.length - 1]) {
      const bent = sealed.slice();
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(await suite.open(key, bent, bound)).toBeNull();
    }
    expect(await suite.open(key, sealed.subarray(0, 27), bound)).toBeNull();
    expect(await suite.seal(key, message, bound)).not.toEqual(sealed);
  });
});

test("keys derived for different uses differ, and follow RFC 5869", async () => {
  const suite = await loadSuite();
  const secret = fromHex("0b".repeat(22));
  const derived = await suite.deriveKey(secret, "", 42);
  expect(encodeHex(derived)).toBe(
    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  );
  const expected = nodeCrypto.hkdfSync("sha256", secret, new Uint8Array(), "a use", 32);
  expect(await suite.deriveKey(secret, "a use", 32)).toEqual(new Uint8Array(expected));
});

test("SHA-256 is that of the runtime", async () => {
  const suite = await loadSuite();
  const expected = nodeCrypto.createHash("sha256").update(message).digest("hex");
  expect(encodeHex(suite.sha256(message))).toBe(expected);
});

test("a passphrase is stretched by Argon2id as other programs do it", async () => {
  const suite = await loadSuite();
  const salt = new Uint8Array(16).fill(7);
  const once = await suite.stretch("ett lösenord", salt);
  expect(once).toHaveLength(32);
  // Computed with OpenSSL.
  expect(encodeHex(once)).toBe("a6e7f71d5ce646774f8649a1f6b64e0e75ae5c743697e5912f58bdf8486fc077");
  expect(await suite.stretch("ett losenord", salt)).not.toEqual(once);
});
