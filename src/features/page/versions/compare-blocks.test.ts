import { expect, test } from "vitest";
import { type Block, type BlobHash, type Table, paragraph } from "../../../domain/index.ts";
import { type ComparedBlock, compare } from "./compare-blocks.ts";

const PICTURE: Block = {
  type: "picture",
  hash: "a".repeat(64) as BlobHash,
  mime: "image/png",
  name: "bridge.png",
  width: 8,
  height: 6,
  sizeBytes: 5,
  alt: "",
};

function table(...rows: readonly (readonly string[])[]): Table {
  return {
    type: "table",
    rows: rows.map((cells) => ({
      cells: cells.map((text) => ({
        header: false,
        colspan: 1,
        rowspan: 1,
        blocks: [paragraph(text)],
      })),
    })),
  };
}

/** "[+added+]", "[-removed-]" around what changed. */
function told(blocks: readonly ComparedBlock[]): readonly string[] {
  return blocks.map((compared) => {
    const { change, block } = compared;
    if (compared.change === "rewritten")
      return compared.text.map(({ change: piece, text }) => marked(piece, text)).join("");
    if (compared.change === "cells")
      return compared.cells
        .map((row) => row.map((cell) => told(cell).join("/")).join("|"))
        .join("#");
    const text =
      block.type === "paragraph" ? block.text.map((run) => run.text).join("") : block.type;
    return change === "restyled" ? `~${text}` : marked(change, text);
  });
}

function marked(change: string, text: string): string {
  if (change === "added") return `[+${text}+]`;
  return change === "removed" ? `[-${text}-]` : text;
}

const page = (...texts: readonly string[]): readonly Block[] =>
  texts.map((text) => paragraph(text));

test("a page against itself has no change", () => {
  const blocks = [...page("The bridge", ""), PICTURE, table(["a"])];
  expect(compare(blocks, blocks)).toMatchObject({ isSame: true, addedWords: 0, removedWords: 0 });
});

test("words that were added, removed or replaced in a paragraph are told word by word", () => {
  const { blocks, addedWords, removedWords } = compare(
    page("The old bridge is 84 metres long."),
    page("The very old bridge is 90 metres."),
  );
  expect(told(blocks)).toEqual(["The [+very +]old bridge is [-84-][+90+] metres[- long-]."]);
  expect([addedWords, removedWords]).toEqual([2, 2]);
});

test("whole paragraphs are told as added or removed, and the others keep their places", () => {
  const { blocks } = compare(
    page("The bridge", "Nothing of this stays", "The mill"),
    page("The river", "The bridge", "The mill", "A boat"),
  );
  expect(told(blocks)).toEqual([
    "[+The river+]",
    "The bridge",
    "[-Nothing of this stays-]",
    "The mill",
    "[+A boat+]",
  ]);
});

test("the same words in another look are told as such", () => {
  const { blocks, isSame, addedWords } = compare(page("The bridge"), [
    paragraph("The bridge", { kind: "h", level: 2 }),
  ]);
  expect(told(blocks)).toEqual(["~The bridge"]);
  expect(isSame).toBe(false);
  expect(addedWords).toBe(0);
});

test("marks stay on the words that they stood on", () => {
  const was: Block = { ...paragraph(""), text: [{ text: "one " }, { text: "two", bold: true }] };
  const is: Block = {
    ...paragraph(""),
    text: [{ text: "one " }, { text: "two three", bold: true }],
  };
  const [block] = compare([was], [is]).blocks;
  expect(block).toMatchObject({
    change: "rewritten",
    text: [
      { text: "one ", change: "same" },
      { text: "two", bold: true, change: "same" },
      { text: " three", bold: true, change: "added" },
    ],
  });
});

test("tables of one shape are compared cell by cell, others as a whole; pictures by what they show", () => {
  expect(told(compare([table(["a b", "c"])], [table(["a x", "c"])]).blocks)).toEqual([
    "a [-b-][+x+]|c",
  ]);
  expect(told(compare([table(["a"])], [table(["a", "b"])]).blocks)).toEqual([
    "[-table-]",
    "[+table+]",
  ]);
  const other: Block = { ...PICTURE, hash: "b".repeat(64) as BlobHash };
  expect(told(compare([PICTURE], [other]).blocks)).toEqual(["[-picture-]", "[+picture+]"]);
});

test("scripts without spaces are compared character by character", () => {
  expect(told(compare(page("我们的河很长"), page("我们的桥很长")).blocks)).toEqual([
    "我们的[-河-][+桥+]很长",
  ]);
});
