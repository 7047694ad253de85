import { entropyToMnemonic, mnemonicToEntropy } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { type Result, fail, succeed } from "../base/index.ts";
import { ENTROPY_BYTES } from "./identity.ts";

/** 16 bytes are twelve words of BIP 39, the last of which carries four bits of checksum. */
const WORDS = 12;

export function wordsOfEntropy(entropy: Uint8Array): readonly string[] {
  return entropyToMnemonic(entropy, wordlist).split(" ");
}

/** `word` is the first, counted from 0, that is in no list; null when all are, but their number or sum is not right. */
export function entropyOfWords(
  words: readonly string[],
): Result<Uint8Array<ArrayBuffer>, { readonly kind: "wrongWords"; readonly word: number | null }> {
  const plain = words.map((word) => word.trim().toLowerCase().normalize("NFKD"));
  const unknown = plain.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) return fail({ kind: "wrongWords", word: unknown });
  if (plain.length !== WORDS) return fail({ kind: "wrongWords", word: null });
  try {
    const entropy = new Uint8Array(mnemonicToEntropy(plain.join(" "), wordlist));
    return entropy.length === ENTROPY_BYTES
      ? succeed(entropy)
      : fail({ kind: "wrongWords", word: null });
  } catch {
    // Thrown when the checksum does not fit: an answer, not a fault.
    return fail({ kind: "wrongWords", word: null });
  }
}
