import { type Result, fail, succeed } from "../../base/index.ts";

/** A recovery sheet has twelve words of the English list of BIP 39; the first four letters tell each from all others. */
export const SHEET_LENGTH = 12;

const SHORTEST_START = 3;
const SUGGESTIONS_MAX = 6;

export const NO_SHEET_WORDS: readonly string[] = Array.from({ length: SHEET_LENGTH }, () => "");

/** Read from the program's own files when it is asked for: 2,048 words, in the order of the alphabet. */
export async function loadSheetList(): Promise<readonly string[]> {
  return (await import("@scure/bip39/wordlists/english.js")).wordlist;
}

/** The words of whatever was typed, pasted or read from a code, without their numbers. */
export function wordsIn(text: string): readonly string[] {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .split(/[^\p{Letter}\p{Mark}]+/u)
    .filter((word) => word !== "");
}

/** The word that is meant: the one that stands there, or the only one that begins like it; null where it is none or several. */
export function meantWord(start: string, list: readonly string[]): string | null {
  const [typed] = wordsIn(start);
  if (typed === undefined) return null;
  if (list.includes(typed)) return typed;
  if (typed.length < SHORTEST_START) return null;
  const found = list.filter((word) => word.startsWith(typed));
  return found.length === 1 ? (found[0] ?? null) : null;
}

export function suggestions(start: string, list: readonly string[]): readonly string[] {
  const [typed] = wordsIn(start);
  if (typed === undefined) return [];
  const found = list.filter((word) => word.startsWith(typed) && word !== typed);
  return found.slice(0, SUGGESTIONS_MAX);
}

/** Lays several words into the fields. A whole sheet begins at the first field, wherever it was pasted. */
export function placedWords(
  words: readonly string[],
  pasted: readonly string[],
  from: number,
): readonly string[] {
  const start = pasted.length >= SHEET_LENGTH ? 0 : from;
  return words.map((word, place) => pasted[place - start] ?? word);
}

/** The twelve words that are meant; else the first field, counted from 0, that cannot be right yet. */
export function readSheet(
  words: readonly string[],
  list: readonly string[],
): Result<readonly string[], number> {
  const meant = words.map((word) => meantWord(word, list));
  const fault = meant.indexOf(null);
  return fault < 0 ? succeed(meant.filter((word) => word !== null)) : fail(fault);
}
