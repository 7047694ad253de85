import { type Block, type Paragraph, type TableCell, paragraph } from "../../src/domain/index.ts";
import { Random } from "../../src/testing/random.ts";

/** Word lengths and repeats of a school page; what the words mean makes no difference to any figure. */
const SYLLABLES = ["ri", "va", "so", "lem", "ta", "nu", "kor", "e", "mi", "bra", "do", "sel"];

/** As many words as make `characters` letters and spaces, or one word more. */
function words(random: Random, characters: number): string {
  let text = "";
  while (text.length < characters) {
    const syllables = random.whole(1, 4);
    for (let syllable = 0; syllable < syllables; syllable += 1) text += random.pick(SYLLABLES);
    text += random.chance(0.1) ? ". " : " ";
  }
  return text.trimEnd();
}

/**
 * A page of about so many characters, the same for the same seed: mostly paragraphs of 210 characters, some of them with bold
 * words or a link; headings, lists, quotes and small tables between them.
 */
export function schoolPage(seed: number, characters: number): readonly Block[] {
  const random = new Random(seed);
  const blocks: Block[] = [];
  let left = characters;
  while (left > 0) {
    const block = anyBlock(random);
    left -= charactersIn([block]);
    blocks.push(block);
  }
  return blocks;
}

function anyBlock(random: Random): Block {
  const kind = random.weighted({ p: 66, h: 6, ul: 12, ol: 6, todo: 3, quote: 4, table: 3 });
  switch (kind) {
    case "p":
      return markedParagraph(random);
    case "h":
      return paragraph(words(random, 30), { kind, level: random.pick([1, 2, 3] as const) });
    case "table":
      return table(random);
    case "quote":
      return paragraph(words(random, 200), { kind });
    case "ul":
    case "ol":
    case "todo":
      return paragraph(words(random, 140), { kind, indent: random.whole(0, 2) });
  }
}

function markedParagraph(random: Random): Paragraph {
  const plain = paragraph("");
  const text = [{ text: words(random, random.whole(120, 300)) }];
  if (random.chance(0.7)) return { ...plain, text };
  const marked = random.chance(0.3)
    ? { text: words(random, 15), link: "https://example.org/rivers" }
    : { text: words(random, 15), bold: true as const };
  return { ...plain, text: [...text, { text: " " }, marked, { text: " and so on." }] };
}

function table(random: Random): Block {
  const cell = (row: number): TableCell => ({
    header: row === 0,
    colspan: 1,
    rowspan: 1,
    blocks: [paragraph(words(random, 25))],
  });
  const rows = Array.from({ length: 4 }, (_, row) => ({
    cells: [cell(row), cell(row), cell(row)],
  }));
  return { type: "table", rows };
}

/** Letters and spaces, tables included. */
export function charactersIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.type === "paragraph")
      return block.text.reduce((length, run) => length + run.text.length, sum);
    if (block.type !== "table") return sum;
    const cells = block.rows.flatMap((row) => row.cells);
    return cells.reduce((length, cell) => length + charactersIn(cell.blocks), sum);
  }, 0);
}
