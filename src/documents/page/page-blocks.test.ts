import { expect, test } from "vitest";
import * as Y from "yjs";
import { type Block, type BlobHash, PAGE_CONTENT_LIMITS, paragraph } from "../../domain/index.ts";
import { readBlocks, readPictureHashes } from "./read-blocks.ts";
import { countWords, wordStarts } from "./word-count.ts";
import { writeBlocks } from "./write-blocks.ts";

const HASH = "a".repeat(64) as BlobHash;
const PICTURE: Block = {
  type: "picture",
  hash: HASH,
  mime: "image/png",
  name: "bridge.png",
  width: 800,
  height: 600,
  sizeBytes: 12_345,
  alt: "An old bridge",
};
const PAGE: readonly Block[] = [
  paragraph("Our rivers", { kind: "h", level: 1 }),
  {
    ...paragraph(""),
    text: [
      { text: "The " },
      { text: "Mureș", bold: true, color: "blue" },
      { text: " is " },
      { text: "long", italic: true, underline: true, strike: true, highlight: "yellow" },
      { text: " see", link: "https://example.org/a" },
      { text: "x = 1", code: true },
      { text: "\nand a second line" },
    ],
  },
  paragraph("milk", { kind: "ul" }),
  paragraph("bread", { kind: "ol", indent: 2 }),
  paragraph("done", { kind: "todo", checked: true }),
  paragraph("words of a poet", { kind: "quote", align: "center" }),
  paragraph("", {}),
  { type: "rule" },
  PICTURE,
  {
    type: "table",
    rows: [
      { cells: [cell("Bridge", true), cell("Length", true)] },
      { cells: [cell("Po", false), { ...cell("212 m", false), colspan: 2 }] },
    ],
  },
];

function cell(text: string, header: boolean) {
  return { header, colspan: 1, rowspan: 1, blocks: [paragraph(text)] };
}

function page(): Y.XmlFragment {
  return new Y.Doc().getXmlFragment("content");
}

test("what is written is read again, block by block", () => {
  const fragment = page();
  writeBlocks(fragment, PAGE);
  expect(readBlocks(fragment)).toEqual(PAGE);
});

test("writing slice after slice gives the same page as writing at once", () => {
  const whole = new Y.Doc();
  const sliced = new Y.Doc();
  whole.clientID = sliced.clientID = 7;
  writeBlocks(whole.getXmlFragment("content"), PAGE);
  for (const block of PAGE) writeBlocks(sliced.getXmlFragment("content"), [block], "end");
  expect(readBlocks(sliced.getXmlFragment("content"))).toEqual(
    readBlocks(whole.getXmlFragment("content")),
  );
});

test("blocks can be written in the middle of a page", () => {
  const fragment = page();
  writeBlocks(fragment, [paragraph("one"), paragraph("three")]);
  writeBlocks(fragment, [paragraph("two")], 1);
  expect(readBlocks(fragment)).toEqual([paragraph("one"), paragraph("two"), paragraph("three")]);
});

test("a plain paragraph is written without any attribute", () => {
  const fragment = page();
  writeBlocks(fragment, [paragraph("plain")]);
  expect((fragment.get(0) as Y.XmlElement).getAttributes()).toEqual({});
});

test("each picture of a page is named once", () => {
  const fragment = page();
  writeBlocks(fragment, [PICTURE, paragraph("x"), PICTURE]);
  expect(readPictureHashes(fragment)).toEqual([HASH]);
});

test("hostile content is read as far as it makes sense, and never throws", () => {
  const fragment = page();
  const odd = new Y.XmlElement<Record<string, string | object>>("paragraph");
  odd.setAttribute("kind", { a: 1 });
  odd.setAttribute("level", "9999999");
  odd.setAttribute("__proto__", { kind: "h", level: 2 });
  const text = new Y.XmlText();
  text.insert(0, "hello", {
    link: { href: "java\nscript:alert(1)" },
    textColor: { color: "url(x)" },
    madeUp: { a: 1 },
  });
  text.insertEmbed(5, { image: "x" });
  odd.insert(0, [text]);
  const picture = new Y.XmlElement<Record<string, string | object>>("picture");
  picture.setAttribute("hash", "../../etc/passwd");
  const table = new Y.XmlElement("table");
  const row = new Y.XmlElement("tableRow");
  table.insert(0, [row, new Y.XmlText("loose words")]);
  const elements = [odd, picture, table, new Y.XmlElement("script"), new Y.XmlElement("__proto__")];
  fragment.insert(0, elements as Y.XmlElement[]);
  expect(readBlocks(fragment)).toEqual([paragraph("hello")]);
  expect(({} as Record<string, unknown>)["kind"]).toBeUndefined();
});

test("what is longer than any page is cut off", () => {
  const fragment = page();
  const many = Array.from(
    { length: PAGE_CONTENT_LIMITS.blocks + 10 },
    () => new Y.XmlElement("rule"),
  );
  fragment.insert(0, many);
  expect(readBlocks(fragment)).toHaveLength(PAGE_CONTENT_LIMITS.blocks);
});

test("words are counted in any script", () => {
  expect(countWords("It's a well-known fact: 84 metres.")).toBe(6);
  expect(countWords("Це наша річка")).toBe(3);
  expect(countWords("هذا نهرنا")).toBe(2);
  expect(countWords("我们的河")).toBe(4);
  expect(countWords("  … \n ")).toBe(0);
});

test("as many words begin as are counted, and each where it stands", () => {
  const texts = [
    "It's a well-known fact: 84 metres.",
    "Це наша річка",
    "我们的河 is 84 m",
    " … ",
    "𠮷野 x",
  ];
  for (const text of texts) expect(wordStarts(text)).toHaveLength(countWords(text));
  expect([...wordStarts("a 我们 well-known")].sort((x, y) => x - y)).toEqual([0, 2, 3, 5]);
});
