import { createDecoder, readAny, readVarString, readVarUint8Array } from "lib0/decoding";
import {
  createEncoder,
  toUint8Array,
  writeAny,
  writeVarString,
  writeVarUint8Array,
} from "lib0/encoding";
import { fromBase64, toBase64 } from "lib0/buffer";
import { encodeHex, randomBytes } from "../../base/index.ts";

const ALGORITHM = "AES-GCM";
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface OpenedSignal {
  /** The same for every copy of one sealed text, and for no other text. */
  readonly id: string;
  readonly message: unknown;
}

/** Opens what y-webrtc 10 sealed with its password (its crypto.js); null for anything else. */
export async function openSealed(key: CryptoKey, sealed: string): Promise<OpenedSignal | null> {
  try {
    const decoder = createDecoder(fromBase64(sealed));
    if (readVarString(decoder) !== ALGORITHM) return null;
    const iv = readVarUint8Array(decoder).slice();
    const cipher = readVarUint8Array(decoder).slice();
    const plain = await crypto.subtle.decrypt({ name: ALGORITHM, iv }, key, cipher);
    const message: unknown = readAny(createDecoder(new Uint8Array(plain)));
    return { id: encodeHex(cipher.subarray(-TAG_BYTES)), message };
  } catch {
    // Not ours, or not whole: whoever can reach a hub may write anything there.
    return null;
  }
}

/** Seals as y-webrtc does. */
export async function seal(key: CryptoKey, message: { [key: string]: string }): Promise<string> {
  const plain = createEncoder();
  writeAny(plain, message);
  const iv = randomBytes(IV_BYTES);
  const bytes = toUint8Array(plain).slice();
  const cipher = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, bytes);
  const sealed = createEncoder();
  writeVarString(sealed, ALGORITHM);
  writeVarUint8Array(sealed, iv);
  writeVarUint8Array(sealed, new Uint8Array(cipher));
  return toBase64(toUint8Array(sealed));
}
