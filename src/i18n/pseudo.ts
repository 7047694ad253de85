const ACCENTED: Readonly<Record<string, string>> = {
  a: "á",
  e: "é",
  i: "í",
  o: "ó",
  u: "ú",
  y: "ý",
  c: "ç",
  n: "ñ",
  s: "š",
  z: "ž",
  A: "Á",
  E: "É",
  I: "Í",
  O: "Ó",
  U: "Ú",
  Y: "Ý",
  C: "Ç",
  N: "Ñ",
  S: "Š",
  Z: "Ž",
};

/**
 * English with accents and a third longer, in brackets: what is not translated, cut off or glued together
 * shows at a glance. Placeholders, plural syntax and tags stay as they are.
 */
export function pseudonymise(message: string): string {
  let depth = 0;
  let tag = false;
  let letters = 0;
  let text = "";
  for (const letter of message) {
    if (letter === "{") depth += 1;
    if (letter === "<") tag = true;
    // Odd depth is inside a placeholder; the branches of a plural are at even depth again.
    const plain = depth % 2 === 0 && !tag;
    text += plain ? (ACCENTED[letter] ?? letter) : letter;
    if (plain) letters += 1;
    if (letter === "}") depth -= 1;
    if (letter === ">") tag = false;
  }
  return `[${text}${" ·".repeat(Math.ceil(letters / 6))}]`;
}
