import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, type Picture, paragraph } from "../../domain/index.ts";
import type { DraftBlock } from "../draft.ts";
import { arbitraryBlocks } from "../fixtures/arbitrary-blocks.ts";
import { NOTHING_BESIDE } from "./html-pictures.ts";
import { readHtml } from "./read-html.ts";
import { writeBlocks } from "./write-html.ts";

const besideOf = (path: string) => new TextEncoder().encode(path);

function roundTrip(blocks: readonly Block[]): readonly unknown[] {
  const html = `<h1>Our bread</h1>\n${writeBlocks(
    blocks,
    (picture) => `pictures/${picture.hash}`,
    () => "",
  )}`;
  const draft = readHtml(html, besideOf);
  return draft.blocks.map((block) =>
    block.type === "picture"
      ? { ...block, source: new TextDecoder().decode(draft.sources[block.source]?.bytes) }
      : block,
  );
}

function expected(block: Block): unknown {
  return block.type === "picture"
    ? { type: "picture", source: `pictures/${block.hash}`, alt: block.alt }
    : block;
}

test("a page that goes out as HTML comes back block for block", () => {
  fc.assert(
    fc.property(arbitraryBlocks, (blocks) => {
      expect(roundTrip(blocks)).toEqual(blocks.map(expected));
    }),
    { numRuns: 300 },
  );
});

test("a list that jumps to a deeper step keeps every step", () => {
  const blocks: Block[] = [
    paragraph("deep at once", { kind: "ul", indent: 3 }),
    paragraph("and back", { kind: "ol", indent: 1 }),
    paragraph("to the front", { kind: "todo", checked: true }),
  ];
  expect(roundTrip(blocks)).toEqual(blocks);
});

test("a picture that is not on this PC leaves its description", () => {
  const picture: Picture = {
    type: "picture",
    hash: "0".repeat(64) as Picture["hash"],
    mime: "image/webp",
    name: "bread.jpg",
    width: 4,
    height: 3,
    sizeBytes: 9,
    alt: "Two loaves",
  };
  expect(
    writeBlocks(
      [picture],
      () => null,
      ({ alt }) => `Picture: ${alt} <elsewhere>`,
    ),
  ).toBe('<p class="missing">Picture: Two loaves &lt;elsewhere&gt;</p>');
});

test("nothing that a person writes becomes markup", () => {
  const html = writeBlocks(
    [paragraph(`<script>window.ran = 1</script><img src=x onerror="ran()">`)],
    () => null,
    () => "",
  );
  expect(html).not.toMatch(/<(?:script|img)/u);
  const back: readonly DraftBlock[] = readHtml(html, NOTHING_BESIDE).blocks;
  expect(back).toEqual([paragraph(`<script>window.ran = 1</script><img src=x onerror="ran()">`)]);
});
