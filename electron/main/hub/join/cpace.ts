/**
 * CPace (draft-irtf-cfrg-cpace, suite CPACE-X25519-SHA512): two who know the same short code agree on a strong key, and whoever
 * does not know it learns whether one guess was right, once for each run, and nothing to try others on afterwards.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  randomBytes,
} from "node:crypto";
import { concatBytes } from "../../../../src/base/index.ts";
import { mapToCurve25519 } from "./curve25519-map.ts";

const HASH_BLOCK_BYTES = 128;
const DOMAIN = utf8("CPace255");
const KEY_DOMAIN = utf8("CPace255_ISK");
/** What stands before 32 raw bytes in DER (RFC 8410). */
const PRIVATE_KEY_DER = Buffer.from("302e020100300506032b656e04220420", "hex");
const PUBLIC_KEY_DER = Buffer.from("302a300506032b656e032100", "hex");

export interface Transcript {
  readonly session: Uint8Array;
  readonly initiatorShare: Uint8Array;
  readonly responderShare: Uint8Array;
}

/** The base point of one run. Fresh for every session, so that nothing can be computed in advance. */
export function cpaceGenerator(
  code: Uint8Array,
  channel: Uint8Array,
  session: Uint8Array,
): Uint8Array {
  const zeros = HASH_BLOCK_BYTES - 1 - withLength(code).length - withLength(DOMAIN).length;
  const padding = new Uint8Array(Math.max(0, zeros));
  const text = concatBytes([DOMAIN, code, padding, channel, session].map(withLength));
  return mapToCurve25519(createHash("sha512").update(text).digest().subarray(0, 32));
}

export function newScalar(): Uint8Array {
  return randomBytes(32);
}

/** What is sent to the other side. */
export function cpaceShare(scalar: Uint8Array, generator: Uint8Array): Uint8Array {
  const share = multiply(scalar, generator);
  if (share === null) throw new Error("the generator is of low order");
  return share;
}

/** The key of this run; null if the other side sent a point that would make the key foreseeable. */
export function cpaceKey(
  scalar: Uint8Array,
  theirShare: Uint8Array,
  run: Transcript,
): Uint8Array | null {
  const point = multiply(scalar, theirShare);
  if (point === null) return null;
  const none = new Uint8Array(0);
  const parts = [
    KEY_DOMAIN,
    run.session,
    point,
    run.initiatorShare,
    none,
    run.responderShare,
    none,
  ];
  return createHash("sha512")
    .update(concatBytes(parts.map(withLength)))
    .digest();
}

/** X25519; null where the result is the neutral element, which the library refuses by throwing. */
function multiply(scalar: Uint8Array, u: Uint8Array): Uint8Array | null {
  if (u.length !== 32) return null;
  const privateKey = createPrivateKey({
    key: Buffer.concat([PRIVATE_KEY_DER, scalar]),
    format: "der",
    type: "pkcs8",
  });
  const publicKey = createPublicKey({
    key: Buffer.concat([PUBLIC_KEY_DER, u]),
    format: "der",
    type: "spki",
  });
  try {
    const product = diffieHellman({ privateKey, publicKey });
    return product.every((byte) => byte === 0) ? null : product;
  } catch {
    return null;
  }
}

/** Length as LEB128, then the bytes: the draft's `prepend_len`. */
function withLength(bytes: Uint8Array): Uint8Array {
  const length: number[] = [];
  let rest = bytes.length;
  do {
    length.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return concatBytes([Uint8Array.from(length), bytes]);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
