const RAISED: Readonly<Record<string, string>> = {
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
  "+": "⁺",
  "-": "⁻",
  "−": "⁻",
  "=": "⁼",
  "(": "⁽",
  ")": "⁾",
  n: "ⁿ",
  i: "ⁱ",
  o: "º",
  a: "ª",
};
const LOWERED: Readonly<Record<string, string>> = {
  "0": "₀",
  "1": "₁",
  "2": "₂",
  "3": "₃",
  "4": "₄",
  "5": "₅",
  "6": "₆",
  "7": "₇",
  "8": "₈",
  "9": "₉",
  "+": "₊",
  "-": "₋",
  "−": "₋",
  "=": "₌",
  "(": "₍",
  ")": "₎",
};

/** "m2" with a raised 2 is m²: pages have no such mark, but Unicode has the letters. null where it has not. */
export function shiftText(text: string, to: "raised" | "lowered"): string | null {
  const table = to === "raised" ? RAISED : LOWERED;
  const letters = Array.from(text, (letter) => (/\s/u.test(letter) ? letter : table[letter]));
  return letters.includes(undefined) ? null : letters.join("");
}
