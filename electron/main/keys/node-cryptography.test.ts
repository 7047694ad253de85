import { expect, test } from "vitest";
import { loadSuite } from "../../../src/cryptography/index.ts";
import { nodeCryptography } from "./node-cryptography.ts";

const suite = await loadSuite();
const bytes = (length: number, fill: number) => new Uint8Array(length).fill(fill);
const message = bytes(100, 5);

test("the shell and the page make the same keys from the same seeds", async () => {
  const seed = bytes(32, 1);
  expect(await nodeCryptography.makeSigningKeys(seed)).toEqual(await suite.makeSigningKeys(seed));
  expect(await nodeCryptography.makeAgreementKeys(seed)).toEqual(
    await suite.makeAgreementKeys(seed),
  );
});

test("what the shell signs, the page verifies; it is the same signature", async () => {
  const keys = await nodeCryptography.makeSigningKeys(bytes(32, 1));
  const signature = await nodeCryptography.sign(keys, message);
  expect(await suite.verify(keys.publicKey, message, signature)).toBe(true);
  expect(signature).toEqual(await suite.sign(keys, message));
});

test("shell and page agree on the same secret, and on nothing with keys of small order", async () => {
  const ours = await nodeCryptography.makeAgreementKeys(bytes(32, 1));
  const theirs = await suite.makeAgreementKeys();
  const secret = await nodeCryptography.agree(ours, theirs.publicKey);
  expect(secret).toHaveLength(32);
  expect(await suite.agree(theirs, ours.publicKey)).toEqual(secret);
  const one = bytes(32, 0);
  one[0] = 1;
  for (const key of [bytes(32, 0), one, bytes(31, 1), bytes(33, 1)]) {
    expect(await nodeCryptography.agree(ours, key)).toBeNull();
  }
});

test("keys are derived alike", async () => {
  const secret = bytes(16, 3);
  expect(await nodeCryptography.deriveKey(secret, "what for", 32)).toEqual(
    await suite.deriveKey(secret, "what for", 32),
  );
  expect(nodeCryptography.sha256(message)).toEqual(suite.sha256(message));
});

test("what the shell seals, the page opens, and the other way round; nothing else opens", async () => {
  const key = bytes(32, 7);
  const bound = bytes(4, 1);
  const sealed = await nodeCryptography.seal(key, message, bound);
  expect(await suite.open(key, sealed, bound)).toEqual(message);
  expect(await nodeCryptography.open(key, await suite.seal(key, message, bound), bound)).toEqual(
    message,
  );
  expect(await nodeCryptography.open(bytes(32, 8), sealed, bound)).toBeNull();
  expect(await nodeCryptography.open(key, sealed, bytes(4, 2))).toBeNull();
  expect(await nodeCryptography.open(key, sealed.subarray(1), bound)).toBeNull();
  expect(await nodeCryptography.open(key, sealed.subarray(0, 20), bound)).toBeNull();
});
