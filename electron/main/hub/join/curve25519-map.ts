/** Elligator 2 for Curve25519 (RFC 9380, section 6.7.1), u coordinate only. */

const P = 2n ** 255n - 19n;
const A = 486662n;

/** 32 uniform bytes to the u coordinate of a point of which nobody knows the logarithm. */
export function mapToCurve25519(uniform: Uint8Array): Uint8Array {
  const r = fromLittleEndian(uniform) & (2n ** 255n - 1n);
  const u = modulo(-A * inverse(modulo(1n + 2n * r * r)));
  const isOnCurve = power(modulo(u * u * u + A * u * u + u), (P - 1n) / 2n) <= 1n;
  return toLittleEndian(isOnCurve ? u : modulo(-A - u));
}

function modulo(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function inverse(value: bigint): bigint {
  return power(value, P - 2n);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = modulo(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = modulo(result * square);
    square = modulo(square * square);
  }
  return result;
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toLittleEndian(value: bigint): Uint8Array {
  const bytes = new Uint8Array(32);
  let rest = value;
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number(rest & 255n);
    rest >>= 8n;
  }
  return bytes;
}
