/** What someone was given, told by its shape alone; whether it is good is for the workspace to say. */
export type Recognised =
  | { readonly kind: "nothing" }
  | { readonly kind: "digits"; readonly digits: string }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "text"; readonly text: string }
  /** On the way to one of the others. */
  | { readonly kind: "digitsSoFar" | "codeSoFar"; readonly count: number };

const DIGITS = 6;
const CODE_CHARACTERS = 12;
/** Nothing that is read out is as long. */
const SHORTEST_TEXT = 21;

/** The zeros of Latin, Arabic, Persian, Devanagari and full-width digits; the other nine follow each. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10];

export function recognise(typed: string): Recognised {
  const text = typed.trim();
  if (/twinspan/iu.test(text)) return { kind: "text", text };
  const plain = withLatinDigits(text).replaceAll(/[\s\-‐-―]/gu, "");
  if (plain === "") return { kind: "nothing" };
  if (plain.length >= SHORTEST_TEXT) return { kind: "text", text };
  if (/^\d+$/u.test(plain)) {
    if (plain.length === DIGITS) return { kind: "digits", digits: plain };
    if (plain.length < DIGITS) return { kind: "digitsSoFar", count: plain.length };
  }
  if (plain.length < CODE_CHARACTERS) return { kind: "codeSoFar", count: plain.length };
  return { kind: "code", code: plain };
}

function withLatinDigits(text: string): string {
  const letters = Array.from(text, (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    const zero = ZEROS.find((candidate) => point >= candidate && point <= candidate + 9);
    return zero === undefined ? letter : String(point - zero);
  });
  return letters.join("");
}
