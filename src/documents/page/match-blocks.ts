import { type Stretch, differ } from "../../base/index.ts";
import type { Block, Paragraph, Table } from "../../domain/index.ts";

/** A block of one page and what became of it in the other; null where it is in one of them alone. */
export type Match =
  | { readonly was: Block; readonly is: Block | null }
  | { readonly was: null; readonly is: Block };

/**
 * Which blocks of two states of a page are the same block, in the order of the page: those with the same words, however they look, and
 * those that were rewritten.
 */
export function matchBlocks(before: readonly Block[], after: readonly Block[]): readonly Match[] {
  const matches: Match[] = [];
  const stretches = differ(before.map(wordsOf), after.map(wordsOf));
  let old = 0;
  let fresh = 0;
  for (const [index, { change, count }] of stretches.entries()) {
    // What was added in the place of something removed has been matched with it.
    if (change === "added" && stretches[index - 1]?.change === "removed") continue;
    const next = stretches[index + 1];
    const added = change === "removed" && next?.change === "added" ? next.count : 0;
    const taken = change === "added" ? 0 : count;
    const given = change === "removed" ? added : count;
    const was = before.slice(old, old + taken);
    const is = after.slice(fresh, fresh + given);
    if (change === "same")
      matches.push(...was.map((block, at) => ({ was: block, is: is[at] ?? null })));
    else matches.push(...rewritten(was, is));
    old += taken;
    fresh += given;
  }
  return matches;
}

/** What stands in both texts, or in one of them, word by word; `count` characters each. */
export function matchTexts(before: string, after: string): readonly Stretch[] {
  const [old, fresh] = [tokensOf(before), tokensOf(after)];
  let [oldAt, freshAt] = [0, 0];
  return differ(old, fresh).map(({ change, count }) => {
    const tokens = change === "removed" ? old : fresh;
    const from = change === "removed" ? oldAt : freshAt;
    if (change !== "added") oldAt += count;
    if (change !== "removed") freshAt += count;
    const text = tokens.slice(from, from + count);
    return { change, count: text.reduce((sum, token) => sum + token.length, 0) };
  });
}

export const textOf = ({ text }: Paragraph): string => text.map((run) => run.text).join("");

export function hasSameShape(was: Table, is: Table): boolean {
  return (
    was.rows.length === is.rows.length &&
    was.rows.every(({ cells }, row) => cells.length === is.rows[row]?.cells.length)
  );
}

/** More blocks than this in one place were not rewritten but replaced. */
const MOST_REWRITTEN = 80;
/** So much of the words of two paragraphs has to be the same for one to be the other, rewritten. */
const ALIKE = 0.4;

function rewritten(removed: readonly Block[], added: readonly Block[]): readonly Match[] {
  const matches: Match[] = [];
  const isTooMany = removed.length > MOST_REWRITTEN || added.length > MOST_REWRITTEN;
  let next = 0;
  for (const was of removed) {
    const partner = isTooMany ? -1 : added.findIndex((is, at) => at >= next && areAlike(was, is));
    if (partner < 0) {
      matches.push({ was, is: null });
      continue;
    }
    for (const is of added.slice(next, partner)) matches.push({ was: null, is });
    matches.push({ was, is: added[partner] ?? null });
    next = partner + 1;
  }
  for (const is of added.slice(next)) matches.push({ was: null, is });
  return matches;
}

function areAlike(was: Block, is: Block): boolean {
  if (was.type === "table" && is.type === "table") return hasSameShape(was, is);
  if (was.type !== "paragraph" || is.type !== "paragraph") return false;
  const [old, fresh] = [wordTokens(was), wordTokens(is)];
  if (old.length === 0 || fresh.length === 0) return false;
  const left = new Map<string, number>();
  for (const token of old) left.set(token, (left.get(token) ?? 0) + 1);
  let shared = 0;
  for (const token of fresh) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    shared += 1;
  }
  return (2 * shared) / (old.length + fresh.length) >= ALIKE;
}

/** Words, spaces and signs; characters of scripts without spaces one by one. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}])+|\s+|[^]/gu;

function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

function wordTokens(block: Paragraph): readonly string[] {
  return tokensOf(textOf(block)).filter((token) => token.trim() !== "");
}

/** Two blocks of the same words are the same block. */
function wordsOf(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return `p ${textOf(block)}`;
    case "picture":
      return `i ${block.hash}`;
    case "table":
      return `t ${JSON.stringify(block.rows.map(({ cells }) => cells.map((cell) => cell.blocks.map(textOf))))}`;
    case "rule":
      return "r";
  }
}
