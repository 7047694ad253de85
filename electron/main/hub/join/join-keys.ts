import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { type Transcript, cpaceGenerator, cpaceKey } from "./cpace.ts";

const CHANNEL = new TextEncoder().encode("twinspan-join-1");
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What both sides derive from one run: proofs that each knows the code, and the key for the invitation. */
export interface JoinKeys {
  readonly hubProof: Uint8Array;
  readonly guestProof: Uint8Array;
  readonly boxKey: Uint8Array;
}

export function joinGenerator(code: string, session: Uint8Array): Uint8Array {
  return cpaceGenerator(new TextEncoder().encode(code), CHANNEL, session);
}

/** Null where the other side sent a point that would make the keys foreseeable. */
export function joinKeys(
  scalar: Uint8Array,
  theirShare: Uint8Array,
  run: Transcript,
): JoinKeys | null {
  const key = cpaceKey(scalar, theirShare, run);
  if (key === null) return null;
  const derive = (purpose: string) =>
    new Uint8Array(hkdfSync("sha256", key, run.session, purpose, 32));
  return {
    hubProof: derive("twinspan-join-1 hub"),
    guestProof: derive("twinspan-join-1 guest"),
    boxKey: derive("twinspan-join-1 box"),
  };
}

export function isSameProof(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** AES-256-GCM as nonce, ciphertext, tag. */
export function sealInvitation(invitation: string, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return Buffer.concat([
    nonce,
    cipher.update(invitation, "utf8"),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** Null if a bit of it was changed. */
export function openInvitation(box: Uint8Array, key: Uint8Array): string | null {
  if (box.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  const start = decipher.update(box.subarray(NONCE_BYTES, box.length - TAG_BYTES));
  try {
    return Buffer.concat([start, decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
