/** Letters and digits of any script; apostrophes and hyphens inside a word do not end it. */
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’‐-][\p{L}\p{N}\p{M}]+)*/gu;
/** Scripts that do not part words by spaces are counted by character, as word processors do. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

export function countWords(text: string): number {
  const characters = text.match(UNSPACED)?.length ?? 0;
  const spaced = characters === 0 ? text : text.replace(UNSPACED, " ");
  return characters + (spaced.match(WORD)?.length ?? 0);
}

/** Where each word of `countWords` begins, in no order. */
export function wordStarts(text: string): readonly number[] {
  const starts = Array.from(text.matchAll(UNSPACED), ({ index }) => index);
  const spaced =
    starts.length === 0
      ? text
      : text.replace(UNSPACED, (character) => " ".repeat(character.length));
  for (const { index } of spaced.matchAll(WORD)) starts.push(index);
  return starts;
}
