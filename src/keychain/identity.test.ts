import { expect, test } from "vitest";
import { encodeHex } from "../base/index.ts";
import { nodeCryptography } from "../../electron/main/keys/node-cryptography.ts";
import { memberIdOf } from "../membership/index.ts";
import { KeychainDesk, WISH } from "./fixtures/desk.ts";
import { decodeHex } from "./keychain-file.ts";
import { entropyOfWords, wordsOfEntropy } from "./recovery-words.ts";

/** As in docs/spec/keychain.md. */
const ENTROPY = "000102030405060708090a0b0c0d0e0f";
const WORDS = "abandon amount liar amount expire adjust cage candy arch gather drum buyer".split(
  " ",
);
const SIGNING_KEY = "5dd4d0f6a04c1bd3341f97c77794659eb46281cd7a085abc5cbc06c979099db3";
const AGREEMENT_KEY = "18ec09f2c6ad7f5e61240ee9f8c3ceeda5360da2e3385500eaa16699951fbd6f";
const MEMBER = "axqkede3ww2est3wyh9krvg70r";

test("Y1: sixteen bytes are twelve words, and back", () => {
  expect(wordsOfEntropy(decodeHex(ENTROPY))).toEqual(WORDS);
  const entropy = entropyOfWords(WORDS);
  expect(entropy.ok && encodeHex(entropy.value)).toBe(ENTROPY);
});

test.each(["the suite of the page", "node:crypto"] as const)(
  "Y1: the words make the same keys on %s",
  async (name) => {
    const desk = await KeychainDesk.set(
      name === "node:crypto" ? { cryptography: nodeCryptography } : {},
    );
    const made = await desk.keychain.create({ ...WISH, words: WORDS });
    if (!made.ok) throw new Error(made.failure.kind);
    expect(encodeHex(made.value.signingKey)).toBe(SIGNING_KEY);
    expect(encodeHex(made.value.agreementKey)).toBe(AGREEMENT_KEY);
    expect(memberIdOf(nodeCryptography, made.value.signingKey)).toBe(MEMBER);
  },
);
