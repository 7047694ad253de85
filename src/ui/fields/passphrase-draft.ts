/** A new passphrase while it is typed twice. */
export interface PassphraseDraft {
  readonly first: string;
  readonly second: string;
}

/** In characters, after every keyboard's spelling of them was made the same (NFKC), as the shell counts them. */
export interface PassphraseLimits {
  readonly shortest: number;
  readonly longest: number;
}

export const EMPTY_PASSPHRASE: PassphraseDraft = { first: "", second: "" };

/** From here on a passphrase outlasts a thief with the file and a fast computer, however it is made up. */
const LONG = 20;
const LONG_IN_WORDS = 14;
const SEVERAL_WORDS = 3;
/** What is left when everything that others would try first is taken away must still have as many different letters. */
const FEWEST_LETTERS = 6;
/** Shorter names and towns are found in too many other words. */
const SHORTEST_NAME = 4;
/** What people type first, on the keyboards of our countries. */
const TRIED_FIRST =
  /pass(?:word|wort|phrase)|mot\s?de\s?passe|contrase[nñ]a|parola?|haslo|hasło|şifre|sifre|twinspan|qwert[yz]?|azerty|asdf(?:gh)?|abc(?:def?)?|йцукен|\d+/giu;

export type PassphraseAdvice = "none" | "tooShort" | "easyToGuess" | "fair" | "strong";

/** `personal`: what everyone knows of the person, such as name and school. */
export function adviceOn(
  passphrase: string,
  limits: PassphraseLimits,
  personal: readonly string[],
): PassphraseAdvice {
  if (passphrase === "") return "none";
  const length = lengthOf(passphrase);
  if (length < limits.shortest) return "tooShort";
  const rest = personal
    .flatMap((text) => text.split(/\s+/u))
    .filter((word) => word.length >= SHORTEST_NAME)
    .reduce(
      (text, word) => text.replaceAll(word.toLowerCase(), " "),
      passphrase.toLowerCase().replaceAll(TRIED_FIRST, " "),
    );
  if (new Set(rest.replaceAll(/\s/gu, "")).size < FEWEST_LETTERS) return "easyToGuess";
  const words = rest.split(/[\s.,;:_+-]+/u).filter((word) => word.length > 1).length;
  const isStrong = length >= LONG || (length >= LONG_IN_WORDS && words >= SEVERAL_WORDS);
  return isStrong ? "strong" : "fair";
}

/** Why a new passphrase cannot be taken yet; null when it can. */
export function passphraseFault(
  { first, second }: PassphraseDraft,
  limits: PassphraseLimits,
): "tooShort" | "different" | null {
  if (lengthOf(first) < limits.shortest) return "tooShort";
  return first === second ? null : "different";
}

function lengthOf(passphrase: string): number {
  return Array.from(passphrase.normalize("NFKC")).length;
}
