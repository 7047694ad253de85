import { concatBytes, encodeHex } from "../../base/index.ts";
import type { Rendezvous } from "../road.ts";

/** Both derived from the rendezvous secret by HKDF-SHA-256 with the topic as salt (RFC 5869). */
export interface RendezvousKeys {
  /** Seals the signalling: y-webrtc takes it as its password. */
  readonly password: string;
  /** HMAC-SHA-256 key with which both ends of a channel prove that they know the secret. */
  readonly proofKey: CryptoKey;
}

export async function deriveRendezvousKeys(rendezvous: Rendezvous): Promise<RendezvousKeys> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const secret = await crypto.subtle.importKey("raw", encode(rendezvous.secret), "HKDF", false, [
    "deriveBits",
    "deriveKey",
  ]);
  const derivation = (purpose: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: encode(rendezvous.topic),
    info: encode(`twinspan live road 1 ${purpose}`),
  });
  const [password, proofKey] = await Promise.all([
    crypto.subtle.deriveBits(derivation("signalling"), secret, 256),
    crypto.subtle.deriveKey(
      derivation("proof"),
      secret,
      { name: "HMAC", hash: "SHA-256", length: 256 },
      false,
      ["sign", "verify"],
    ),
  ]);
  return { password: encodeHex(new Uint8Array(password)), proofKey };
}

/** What both ends of a channel see alike, and nobody between them can. */
export interface Transcript {
  readonly offer: ChannelEnd;
  readonly answer: ChannelEnd;
}

export interface ChannelEnd {
  /** SHA-256 of the DTLS certificate, as its description writes it. */
  readonly fingerprint: string;
  readonly nonce: Uint8Array;
}

export type ChannelSide = keyof Transcript;

export async function prove(
  key: CryptoKey,
  side: ChannelSide,
  transcript: Transcript,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, statement(side, transcript)));
}

/** `side` is the one that sent the proof, so that nobody can send our own back to us. */
export function isProven(
  key: CryptoKey,
  side: ChannelSide,
  transcript: Transcript,
  proof: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  return crypto.subtle.verify("HMAC", key, proof, statement(side, transcript));
}

/** Certificates and nonces of both ends: a connection to somebody between them has others. */
export function bindingOf({ offer, answer }: Transcript): string {
  const nonces = `${encodeHex(offer.nonce)} ${encodeHex(answer.nonce)}`;
  return `${offer.fingerprint} ${answer.fingerprint} ${nonces}`;
}

function statement(side: ChannelSide, { offer, answer }: Transcript): Uint8Array<ArrayBuffer> {
  // Fingerprints have one length (checked where they are read), so the parts cannot run into each other.
  const text = `twinspan live road 1 ${side} ${offer.fingerprint} ${answer.fingerprint} `;
  return concatBytes([new TextEncoder().encode(text), offer.nonce, answer.nonce]);
}
