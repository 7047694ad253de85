import { expect, test } from "vitest";
import * as Y from "yjs";
import { type Block, type BlobHash, type Table, paragraph } from "../../domain/index.ts";
import { Random } from "../../testing/random.ts";
import { becomeBlocks } from "./become-blocks.ts";
import { readBlocks } from "./read-blocks.ts";
import { writeBlocks } from "./write-blocks.ts";

function copy(client: number, from?: Y.Doc): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = client;
  if (from !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  return doc;
}

const content = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment("content");
const become = (doc: Y.Doc, blocks: readonly Block[]): void =>
  doc.transact(() => becomeBlocks(content(doc), blocks));

function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one));
}

function page(client: number, blocks: readonly Block[]): Y.Doc {
  const doc = copy(client);
  writeBlocks(content(doc), blocks);
  return doc;
}

/** Whose letters stand in the page, by Yjs client. */
function writers(doc: Y.Doc): string {
  let told = "";
  for (const element of content(doc).toArray()) {
    const text = (element as Y.XmlElement).get(0);
    if (!(text instanceof Y.XmlText)) continue;
    for (let item = text._start; item !== null; item = item.right)
      if (!item.deleted && item.content instanceof Y.ContentString)
        told += `${item.id.client}[${item.content.str}]`;
    told += "/";
  }
  return told;
}

test("M22: a page becomes what is wished, whatever it was", () => {
  const random = new Random(3);
  for (let round = 0; round < 300; round += 1) {
    const doc = page(1, randomPage(random));
    const wish = randomPage(random);
    become(doc, wish);
    expect(readBlocks(content(doc))).toEqual(wish);
    const before = Y.encodeStateAsUpdate(doc).length;
    become(doc, wish);
    expect(Y.encodeStateAsUpdate(doc).length).toBe(before);
  }
});

test("M22: words that stay keep whoever wrote them", () => {
  const ana = page(1, [paragraph("The bridge is old"), paragraph("The mill")]);
  const giulia = copy(2, ana);
  become(giulia, [paragraph("The bridge is very old"), paragraph("The mill"), paragraph("A boat")]);
  expect(writers(giulia)).toBe("1[The bridge is ]2[very ]1[old]/1[The mill]/2[A boat]/");
});

test("M22: what a partner writes meanwhile in a paragraph that stays is in its place afterwards", () => {
  const ana = page(1, [paragraph("The bridge is very old"), paragraph("The mill"), paragraph("x")]);
  const giulia = copy(2, ana);
  const first = (content(giulia).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const second = (content(giulia).get(1) as Y.XmlElement).get(0) as Y.XmlText;
  first.insert(first.length, " and long");
  second.insert(8, " turns");
  become(ana, [paragraph("The bridge is old"), paragraph("The mill")]);
  meet(ana, giulia);
  expect(readBlocks(content(giulia))).toEqual([
    paragraph("The bridge is old and long"),
    paragraph("The mill turns"),
  ]);
});

test("M22: blocks of a newer version stay where they are, and so do marks that this one does not know", () => {
  const doc = page(1, [paragraph("The bridge"), paragraph("The mill")]);
  content(doc).insert(1, [new Y.XmlElement("hologram")]);
  const text = (content(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  text.format(0, 3, { sparkle: { a: 1 } });
  become(doc, [paragraph("The old bridge"), paragraph("The mill"), paragraph("A boat")]);
  expect(
    content(doc)
      .toArray()
      .map((child) => (child as Y.XmlElement).nodeName),
  ).toEqual(["paragraph", "hologram", "paragraph", "paragraph"]);
  expect(text.toDelta()[0]).toEqual({ insert: "The", attributes: { sparkle: { a: 1 } } });
});

function randomPage(random: Random): readonly Block[] {
  return Array.from({ length: random.whole(0, 6) }, () => randomBlock(random));
}

function randomBlock(random: Random): Block {
  const kind = random.weighted({ text: 8, rule: 1, picture: 1, table: 2 });
  if (kind === "rule") return { type: "rule" };
  if (kind === "table") return randomTable(random);
  if (kind === "picture")
    return {
      type: "picture",
      hash: random.pick(["a", "b"]).repeat(64) as BlobHash,
      mime: "image/png",
      name: "a.png",
      width: 4,
      height: 3,
      sizeBytes: 5,
      alt: random.pick(["", "A bridge"]),
    };
  return randomParagraph(random);
}

function randomParagraph(random: Random) {
  const words = ["The", "bridge", "is", "old", "and", "long", "我", "们"];
  const runs = Array.from({ length: random.whole(0, 3) }, (_, index) => ({
    text: `${random.pick(words)} ${random.pick(words)} `,
    // Neighbours of one look would be read as one run.
    ...(index % 2 === 0 && { bold: true as const }),
    ...(index % 2 === 1 && random.chance(0.5) && { color: "blue" as const }),
  }));
  const kind = random.pick(["p", "h", "ul", "todo"] as const);
  return {
    ...paragraph("", {
      kind,
      level: kind === "h" ? 2 : 0,
      checked: kind === "todo" && random.chance(0.5),
      indent: kind === "ul" ? random.pick([0, 2]) : 0,
    }),
    text: runs,
  };
}

function randomTable(random: Random): Table {
  const columns = random.whole(1, 2);
  return {
    type: "table",
    rows: Array.from({ length: random.whole(1, 2) }, () => ({
      cells: Array.from({ length: columns }, () => ({
        header: random.chance(0.3),
        colspan: 1,
        rowspan: 1,
        blocks: [randomParagraph(random)],
      })),
    })),
  };
}
