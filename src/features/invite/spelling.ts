import { translate } from "../../i18n/index.ts";

/** The letters that occur in codes: those that sound or look like others are left out. */
export const SPELLED_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ";

/** The word by which a character is read out: "K as in Kilo", "7 is seven". */
export function spellingOf(character: string): string {
  const letter = SPELLED_LETTERS.indexOf(character);
  const words = translate(letter < 0 ? "invite.spellingDigits" : "invite.spellingLetters");
  return words.split(/\s+/u)[letter < 0 ? Number(character) : letter] ?? "";
}
