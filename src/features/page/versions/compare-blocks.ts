import { countWords } from "../../../documents/index.ts";
import type { Block, Paragraph, Run, Table } from "../../../domain/index.ts";
import { differ } from "./myers-diff.ts";

export type Change = "same" | "removed" | "added";

/** A stretch of text that stands in both versions, or in one of them, with its marks. */
export interface ComparedRun extends Run {
  readonly change: Change;
}

export type ComparedBlock =
  | { readonly change: Change; readonly block: Block }
  /** A paragraph that stands in both and whose words differ; `block` is as it is now. */
  | {
      readonly change: "rewritten";
      readonly block: Paragraph;
      readonly text: readonly ComparedRun[];
    }
  /** The same words, which were a heading, a list or bold then and are not now, or the other way round. */
  | { readonly change: "restyled"; readonly block: Block }
  /** A table with as many rows and columns as then. */
  | {
      readonly change: "cells";
      readonly block: Table;
      readonly cells: readonly (readonly (readonly ComparedBlock[])[])[];
    };

export interface Comparison {
  readonly blocks: readonly ComparedBlock[];
  readonly addedWords: number;
  readonly removedWords: number;
  readonly isSame: boolean;
}

/** What has to be done to `before` to become `after`, block by block and word by word. */
export function compare(before: readonly Block[], after: readonly Block[]): Comparison {
  const blocks = compareBlocks(before, after);
  const words = { added: 0, removed: 0 };
  for (const block of blocks) countChanges(block, words);
  return {
    blocks,
    addedWords: words.added,
    removedWords: words.removed,
    isSame: blocks.every(({ change }) => change === "same"),
  };
}

function compareBlocks(
  before: readonly Block[],
  after: readonly Block[],
): readonly ComparedBlock[] {
  const result: ComparedBlock[] = [];
  const stretches = differ(before.map(wordsOf), after.map(wordsOf));
  let old = 0;
  let fresh = 0;
  for (const [index, { change, count }] of stretches.entries()) {
    if (change === "removed") {
      const next = stretches[index + 1];
      const added = next?.change === "added" ? next.count : 0;
      result.push(...paired(before.slice(old, old + count), after.slice(fresh, fresh + added)));
      old += count;
      fresh += added;
    } else if (change === "added") {
      // Those behind removed ones have been dealt with.
      if (stretches[index - 1]?.change === "removed") continue;
      for (const block of after.slice(fresh, fresh + count)) result.push({ change, block });
      fresh += count;
    } else {
      for (let step = 0; step < count; step += 1) {
        const [was, is] = [before[old + step], after[fresh + step]];
        if (was !== undefined && is !== undefined) result.push(sameWords(was, is));
      }
      old += count;
      fresh += count;
    }
  }
  return result;
}

function sameWords(was: Block, is: Block): ComparedBlock {
  const isEqual = JSON.stringify(was) === JSON.stringify(is);
  return { change: isEqual ? "same" : "restyled", block: is };
}

/** More blocks than this in one place were not rewritten but replaced. */
const MOST_PAIRED = 80;
/** So much of the words of two paragraphs has to be the same for one to be the other, rewritten. */
const ALIKE = 0.4;

/** Removed and added blocks of one place: those that are alike are one block that was rewritten. */
function paired(removed: readonly Block[], added: readonly Block[]): readonly ComparedBlock[] {
  const result: ComparedBlock[] = [];
  const isTooMany = removed.length > MOST_PAIRED || added.length > MOST_PAIRED;
  let next = 0;
  for (const was of removed) {
    const partner = isTooMany ? -1 : added.findIndex((is, at) => at >= next && areAlike(was, is));
    const is = added[partner];
    if (is === undefined) {
      result.push({ change: "removed", block: was });
      continue;
    }
    for (const block of added.slice(next, partner)) result.push({ change: "added", block });
    result.push(rewritten(was, is));
    next = partner + 1;
  }
  for (const block of added.slice(next)) result.push({ change: "added", block });
  return result;
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

function hasSameShape(was: Table, is: Table): boolean {
  return (
    was.rows.length === is.rows.length &&
    was.rows.every(({ cells }, row) => cells.length === is.rows[row]?.cells.length)
  );
}

function rewritten(was: Block, is: Block): ComparedBlock {
  if (was.type === "table" && is.type === "table") {
    const cells = is.rows.map((row, rowIndex) =>
      row.cells.map((cell, cellIndex) =>
        compareBlocks(was.rows[rowIndex]?.cells[cellIndex]?.blocks ?? [], cell.blocks),
      ),
    );
    return { change: "cells", block: is, cells };
  }
  if (was.type === "paragraph" && is.type === "paragraph")
    return { change: "rewritten", block: is, text: compareTexts(was, is) };
  return { change: "added", block: is };
}

function compareTexts(was: Paragraph, is: Paragraph): readonly ComparedRun[] {
  const [old, fresh] = [tokensOf(textOf(was)), tokensOf(textOf(is))];
  const result: ComparedRun[] = [];
  let [oldToken, freshToken, oldAt, freshAt] = [0, 0, 0, 0];
  for (const { change, count } of differ(old, fresh)) {
    if (change === "removed") {
      const length = lengthOf(old, oldToken, count);
      result.push(...cut(was.text, oldAt, oldAt + length, change));
      oldToken += count;
      oldAt += length;
      continue;
    }
    const length = lengthOf(fresh, freshToken, count);
    result.push(...cut(is.text, freshAt, freshAt + length, change));
    freshToken += count;
    freshAt += length;
    if (change === "same") {
      oldToken += count;
      oldAt += length;
    }
  }
  return result;
}

function lengthOf(tokens: readonly string[], from: number, count: number): number {
  return tokens.slice(from, from + count).reduce((sum, token) => sum + token.length, 0);
}

/** The runs between two places of a text. */
function cut(
  runs: readonly Run[],
  from: number,
  to: number,
  change: Change,
): readonly ComparedRun[] {
  const pieces: ComparedRun[] = [];
  let at = 0;
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== "") pieces.push({ ...run, text, change });
    at += run.text.length;
  }
  return pieces;
}

/** Words, spaces and signs; characters of scripts without spaces one by one. */
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}\p{M}])+|\s+|[^]/gu;

function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

const wordTokens = (block: Paragraph): readonly string[] =>
  tokensOf(textOf(block)).filter((token) => token.trim() !== "");

const textOf = ({ text }: Paragraph): string => text.map((run) => run.text).join("");

/** Two blocks of the same words are the same block, however they look. */
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

function countChanges(compared: ComparedBlock, words: { added: number; removed: number }): void {
  switch (compared.change) {
    case "added":
    case "removed":
      words[compared.change] += wordsIn(compared.block);
      break;
    case "rewritten":
      for (const { change, text } of compared.text)
        if (change !== "same") words[change] += countWords(text);
      break;
    case "cells":
      for (const block of compared.cells.flat(2)) countChanges(block, words);
      break;
    case "same":
    case "restyled":
      break;
  }
}

function wordsIn(block: Block): number {
  if (block.type === "paragraph") return countWords(textOf(block));
  if (block.type !== "table") return 0;
  return block.rows
    .flatMap(({ cells }) => cells.flatMap((cell) => cell.blocks))
    .reduce((sum, inner) => sum + wordsIn(inner), 0);
}
