import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, type Paragraph, paragraph } from "../../domain/index.ts";
import { arbitraryBlocks } from "../fixtures/arbitrary-blocks.ts";
import { NOTHING_BESIDE } from "../html/html-pictures.ts";
import { isListItem } from "../html/write-list.ts";
import { plainText } from "../runs.ts";
import { asMarkdownRuns } from "./markdown-text.ts";
import { readMarkdown } from "./read-markdown.ts";
import { writeMarkdown } from "./write-markdown.ts";

const besideOf = (path: string) => new TextEncoder().encode(path);

function roundTrip(
  title: string,
  blocks: readonly Block[],
): { readonly title: string | null; readonly blocks: readonly unknown[] } {
  const markdown = writeMarkdown(
    title,
    blocks,
    (picture) => `pictures/${picture.hash}`,
    () => "",
  );
  const draft = readMarkdown(markdown, besideOf);
  const back = draft.blocks.map((block) =>
    block.type === "picture"
      ? { ...block, source: new TextDecoder().decode(draft.sources[block.source]?.bytes) }
      : block,
  );
  return { title: draft.title, blocks: back };
}

/** The page as Markdown can say it: no alignment, no blank lines, lists that deepen step by step. */
function asMarkdown(blocks: readonly Block[]): readonly unknown[] {
  const kept: unknown[] = [];
  let depth = 0;
  for (const block of blocks) {
    if (block.type === "picture")
      kept.push({ type: "picture", source: `pictures/${block.hash}`, alt: block.alt });
    else if (block.type !== "paragraph") kept.push(block);
    else if (block.kind === "code")
      kept.push({
        ...block,
        align: "start",
        text: plainText(block.text) === "" ? [] : [{ text: plainText(block.text) }],
      });
    else {
      const text = asMarkdownRuns(block.text);
      if (text.length === 0) {
        if (!isListItem(block)) depth = 0;
        continue;
      }
      const indent = isListItem(block) ? Math.min(block.indent, depth) : 0;
      kept.push({ ...block, indent, align: "start", text } satisfies Paragraph);
      depth = isListItem(block) ? indent + 1 : 0;
      continue;
    }
    depth = 0;
  }
  return kept;
}

/** Tables that stay HTML keep everything and are covered there; simple ones have a test of their own. */
const withoutTables = arbitraryBlocks.map((blocks) =>
  blocks.filter((block) => block.type !== "table"),
);

test("a page that goes out as Markdown comes back as far as Markdown can say it", () => {
  fc.assert(
    fc.property(withoutTables, (blocks) => {
      expect(roundTrip("Our bread", blocks)).toEqual({
        title: "Our bread",
        blocks: asMarkdown(blocks),
      });
    }),
    { numRuns: 300 },
  );
});

test("tables that Markdown cannot say stay as they are, in HTML", () => {
  const tables = arbitraryBlocks.map((blocks) =>
    blocks.filter(
      (block) =>
        block.type === "table" &&
        block.rows.some(({ cells }) => cells.some(({ blocks: lines }) => lines.length > 1)),
    ),
  );
  fc.assert(
    fc.property(tables, (blocks) => {
      expect(roundTrip("Table", blocks).blocks).toEqual(blocks);
    }),
    { numRuns: 200 },
  );
});

test("a plain table is written as one that people can read in the text", () => {
  const cell = (text: string, header: boolean) => ({
    header,
    colspan: 1,
    rowspan: 1,
    blocks: [paragraph(text)],
  });
  const blocks: Block[] = [
    {
      type: "table",
      rows: [
        { cells: [cell("Town", true), cell("Rain|snow", true)] },
        { cells: [cell("Lisbon", false), cell("", false)] },
      ],
    },
  ];
  const markdown = writeMarkdown(
    "Weather",
    blocks,
    () => null,
    () => "",
  );
  expect(markdown).toContain("| Town | Rain\\|snow |\n| --- | --- |\n| Lisbon |  |");
  expect(readMarkdown(markdown, NOTHING_BESIDE).blocks).toEqual(blocks);
});

test("ordinary marks are written with Markdown's own signs", () => {
  const text = [
    { text: "We baked " },
    { text: "four loaves", bold: true as const },
    { text: " and " },
    { text: "two", italic: true as const },
    { text: "." },
  ];
  expect(
    writeMarkdown(
      "Bread",
      [{ ...paragraph(""), text }],
      () => null,
      () => "",
    ),
  ).toBe("# Bread\n\nWe baked **four loaves** and *two*.\n");
});
