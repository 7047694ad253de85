import { type Result, fail, randomBytes, succeed } from "../base/index.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 55 bits. */
const SECRET_CHARACTERS = 11;

export type CodeFailure =
  | { readonly kind: "tooShort" }
  | { readonly kind: "tooLong" }
  | { readonly kind: "unknownCharacter"; readonly character: string }
  | { readonly kind: "mistyped" };

/** Eleven random characters and one that tells mistakes, in three groups: `K7QF-2MXD-9RTH`. */
export function makeInvitationCode(): string {
  const digits = Array.from(randomBytes(SECRET_CHARACTERS), (byte) => byte & 31);
  return groups([...digits, checkDigit(digits)].map((digit) => ALPHABET[digit] ?? "").join(""));
}

/**
 * What someone typed, as the code that was meant: small letters, spaces and hyphens do not matter, O is 0, I and L are 1. One wrong
 * character, or two exchanged, are always noticed.
 */
export function readInvitationCode(typed: string): Result<string, CodeFailure> {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[\s\-‐-―]/gu, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/gu, "1");
  const digits: number[] = [];
  for (const letter of letters) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return fail({ kind: "unknownCharacter", character: letter });
    digits.push(digit);
  }
  if (digits.length <= SECRET_CHARACTERS) return fail({ kind: "tooShort" });
  if (digits.length > SECRET_CHARACTERS + 1) return fail({ kind: "tooLong" });
  if (checkDigit(digits.slice(0, SECRET_CHARACTERS)) !== digits[SECRET_CHARACTERS]) {
    return fail({ kind: "mistyped" });
  }
  return succeed(groups(letters));
}

/** Each place has a weight of its own in the field of 32 elements, so that no one change and no one exchange goes unseen. */
function checkDigit(digits: readonly number[]): number {
  return digits.reduceRight((sum, digit) => timesTwo(sum ^ digit), 0);
}

/** Multiplies by x in GF(32), modulo x⁵ + x² + 1. */
function timesTwo(element: number): number {
  const doubled = element << 1;
  return doubled > 31 ? doubled ^ 0b100101 : doubled;
}

const groups = (letters: string): string => letters.replaceAll(/(.{4})(?=.)/gu, "$1-");
