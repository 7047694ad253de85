import {
  countWords,
  hasSameShape,
  matchBlocks,
  matchTexts,
  textOf,
} from "../../../documents/index.ts";
import type { Block, Paragraph, Run, Table } from "../../../domain/index.ts";

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
  return matchBlocks(before, after).map((match) => {
    if (match.was === null) return { change: "added", block: match.is };
    return match.is === null
      ? { change: "removed", block: match.was }
      : compareOne(match.was, match.is);
  });
}

function compareOne(was: Block, is: Block): ComparedBlock {
  if (JSON.stringify(was) === JSON.stringify(is)) return { change: "same", block: is };
  if (was.type === "table" && is.type === "table" && hasSameShape(was, is)) {
    const cells = is.rows.map((row, rowIndex) =>
      row.cells.map((cell, cellIndex) =>
        compareBlocks(was.rows[rowIndex]?.cells[cellIndex]?.blocks ?? [], cell.blocks),
      ),
    );
    return { change: "cells", block: is, cells };
  }
  if (was.type === "paragraph" && is.type === "paragraph" && textOf(was) !== textOf(is))
    return { change: "rewritten", block: is, text: compareTexts(was, is) };
  return { change: "restyled", block: is };
}

function compareTexts(was: Paragraph, is: Paragraph): readonly ComparedRun[] {
  const result: ComparedRun[] = [];
  let [oldAt, freshAt] = [0, 0];
  for (const { change, count } of matchTexts(textOf(was), textOf(is))) {
    if (change === "removed") result.push(...cut(was.text, oldAt, oldAt + count, change));
    else result.push(...cut(is.text, freshAt, freshAt + count, change));
    if (change !== "added") oldAt += count;
    if (change !== "removed") freshAt += count;
  }
  return result;
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
