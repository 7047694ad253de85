import { describe, expect, test } from "vitest";
import {
  bindingOf,
  deriveRendezvousKeys,
  isProven,
  prove,
  type Transcript,
} from "./rendezvous-keys.ts";
import { openSealed, seal } from "./sealed-signal.ts";

const RENDEZVOUS = { topic: "topic", secret: "secret", hubs: [] };
const TRANSCRIPT: Transcript = {
  offer: { fingerprint: "SHA-256 AA", nonce: new Uint8Array(32).fill(1) },
  answer: { fingerprint: "SHA-256 BB", nonce: new Uint8Array(32).fill(2) },
};

const { offer, answer } = TRANSCRIPT;
const CHANGED: readonly Transcript[] = [
  { offer: { ...offer, fingerprint: "SHA-256 CC" }, answer },
  { offer, answer: { ...answer, fingerprint: "SHA-256 CC" } },
  { offer: { ...offer, nonce: new Uint8Array(32) }, answer },
  { offer, answer: { ...answer, nonce: new Uint8Array(32) } },
];

test("L5: another certificate or moment at either end is another connection", () => {
  const names = [TRANSCRIPT, ...CHANGED].map((transcript) => bindingOf(transcript));
  expect(new Set(names).size).toBe(5);
});

describe("the proof that both know the secret", () => {
  test("L3: whoever knows the secret is believed", async () => {
    const { proofKey } = await deriveRendezvousKeys(RENDEZVOUS);
    const proof = await prove(proofKey, "offer", TRANSCRIPT);
    expect(await isProven(proofKey, "offer", TRANSCRIPT, proof)).toBe(true);
  });

  test("L3: a proof from another secret, topic, side, certificate or moment is worth nothing", async () => {
    const { proofKey } = await deriveRendezvousKeys(RENDEZVOUS);
    const proof = await prove(proofKey, "offer", TRANSCRIPT);
    for (const change of [{ secret: "guess" }, { topic: "other" }]) {
      const other = await deriveRendezvousKeys({ ...RENDEZVOUS, ...change });
      expect(await isProven(other.proofKey, "offer", TRANSCRIPT, proof)).toBe(false);
    }
    expect(await isProven(proofKey, "answer", TRANSCRIPT, proof)).toBe(false);
    for (const transcript of CHANGED) {
      expect(await isProven(proofKey, "offer", transcript, proof)).toBe(false);
    }
  });

  test("L3: the password of the signalling tells nothing of the secret, and differs by topic", async () => {
    const one = await deriveRendezvousKeys(RENDEZVOUS);
    const other = await deriveRendezvousKeys({ ...RENDEZVOUS, topic: "other" });
    expect(one.password).toMatch(/^[0-9a-f]{64}$/);
    expect(one.password).not.toBe(other.password);
  });
});

describe("sealed signalling", () => {
  test("L2: what is sealed can be opened with the key, and has the same id in every copy", async () => {
    const key = await aesKey();
    const sealed = await seal(key, { type: "announce", from: "a" });
    const opened = await openSealed(key, sealed);
    expect(opened?.message).toEqual({ type: "announce", from: "a" });
    expect((await openSealed(key, sealed))?.id).toBe(opened?.id);
    const again = await openSealed(key, await seal(key, { type: "announce", from: "a" }));
    expect(again?.id).not.toBe(opened?.id);
  });

  test("L2: another key, a changed byte and nonsense open to nothing, without an exception", async () => {
    const key = await aesKey();
    const sealed = await seal(key, { type: "announce", from: "a" });
    expect(await openSealed(await aesKey(), sealed)).toBeNull();
    const flipped = `${sealed.slice(0, -6)}${sealed.at(-6) === "A" ? "B" : "A"}${sealed.slice(-5)}`;
    for (const bad of [flipped, "", "%%%", "AAAA", sealed.slice(0, 20)]) {
      expect(await openSealed(key, bad)).toBeNull();
    }
  });
});

function aesKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
