import { ed25519 } from "@noble/curves/ed25519.js";

const FIELD_PRIME = 2n ** 255n - 19n;
const GROUP_ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The y coordinates of the eight Ed25519 points of small order. */
const SMALL_ORDER_Y: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  FIELD_PRIME - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303402022n,
  55188659117513257062467267217118295137698188065244968500265048394206261417927n,
]);

/** The u coordinates with which every X25519 secret agrees on nothing. */
const SMALL_ORDER_U: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  FIELD_PRIME - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]);

/**
 * Whether these 32 bytes are an Ed25519 public key that all verifiers judge alike: a canonical point of the prime-order group,
 * not the neutral one. Costs milliseconds: ask once a key.
 */
export function isSoundSigningKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32 || !isSoundPointEncoding(publicKey)) return false;
  try {
    return ed25519.Point.fromBytes(publicKey).isTorsionFree();
  } catch {
    // Thrown for bytes that are no point of the curve: an answer, not a fault.
    return false;
  }
}

/**
 * Whether verifiers agree on the form of this signature: R canonical and not of small order, S below the group order. Under a
 * sound key they then come to the same verdict, for each of them compares R byte by byte.
 */
export function isSoundSignature(signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  return (
    isSoundPointEncoding(signature.subarray(0, 32)) &&
    fromLittleEndian(signature.subarray(32)) < GROUP_ORDER
  );
}

/** Whether an X25519 public key can agree on a secret. The top bit is ignored, as RFC 7748 says. */
export function isSoundAgreementKey(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false;
  return !SMALL_ORDER_U.has(withoutTopBit(publicKey) % FIELD_PRIME);
}

function isSoundPointEncoding(bytes: Uint8Array): boolean {
  const y = withoutTopBit(bytes);
  return y < FIELD_PRIME && !SMALL_ORDER_Y.has(y);
}

function withoutTopBit(bytes: Uint8Array): bigint {
  return BigInt.asUintN(255, fromLittleEndian(bytes));
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  let digits = "0x";
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    digits += (bytes[index] ?? 0).toString(16).padStart(2, "0");
  }
  return BigInt(digits);
}
