import { wordlist } from "@scure/bip39/wordlists/english.js";
import { expect, test } from "vitest";
import {
  NO_SHEET_WORDS,
  loadSheetList,
  meantWord,
  placedWords,
  readSheet,
  suggestions,
  wordsIn,
} from "./sheet-words.ts";

const TWELVE = wordsIn(
  "legal winner thank year wave sausage worth useful legal winner thank yellow",
);

test("words are read however they are numbered, written or laid out", () => {
  expect(wordsIn(" 1. Legal\n2) WINNER,\t3 thank ")).toEqual(["legal", "winner", "thank"]);
  expect(wordsIn("１２ 34")).toEqual([]);
});

test("a beginning that only one word has stands for that word", () => {
  expect(meantWord("saus", wordlist)).toBe("sausage");
  expect(meantWord("Sausage ", wordlist)).toBe("sausage");
  expect(meantWord("act", wordlist)).toBe("act");
  expect(meantWord("ac", wordlist)).toBeNull();
  expect(meantWord("sausages", wordlist)).toBeNull();
  expect(meantWord("", wordlist)).toBeNull();
});

test("a few words that begin so are suggested", () => {
  expect(suggestions("act", wordlist)).toEqual(["action", "actor", "actress", "actual"]);
  expect(suggestions("", wordlist)).toEqual([]);
});

test("a whole sheet goes to the first field, a few words to where they were pasted", () => {
  expect(placedWords(NO_SHEET_WORDS, TWELVE, 7)).toEqual(TWELVE);
  expect(placedWords(NO_SHEET_WORDS, ["wave", "worth"], 10)).toEqual([
    ...NO_SHEET_WORDS.slice(2),
    "wave",
    "worth",
  ]);
  expect(placedWords(TWELVE, ["wave", "worth", "year"], 11).at(-1)).toBe("wave");
});

test("a sheet is read with its words completed, or the first word that is none is found", () => {
  const short = TWELVE.map((word) => word.slice(0, 4));
  expect(readSheet(short, wordlist)).toEqual({ ok: true, value: TWELVE });
  const wrong = TWELVE.map((word, place) => (place === 4 ? "wavve" : word));
  expect(readSheet(wrong, wordlist)).toEqual({ ok: false, failure: 4 });
  expect(readSheet(NO_SHEET_WORDS, wordlist)).toEqual({ ok: false, failure: 0 });
});

test("the list is the one of BIP 39", async () => {
  expect(await loadSheetList()).toHaveLength(2048);
});
