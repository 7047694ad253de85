import { expect, test } from "vitest";
import { paragraph } from "../../domain/index.ts";
import { convertDocument } from "../convert-document.ts";
import type { Draft } from "../draft.ts";
import { makePng } from "../fixtures/pictures.ts";
import {
  makeDocx,
  makeSchoolDocx,
  wordListItem,
  wordParagraph,
  wordPicture,
  wordRun,
  wordStyle,
  wordTable,
} from "../fixtures/school-docx.ts";
import { plainText } from "../runs.ts";

async function read(...fields: Parameters<typeof makeDocx>): Promise<Draft> {
  const converted = await convertDocument(makeDocx(...fields), "report.docx");
  if (!converted.ok) throw new Error(converted.failure.kind);
  return converted.value;
}

test("headings, lists, quotes, alignment and check boxes keep their kind", async () => {
  const draft = await read(
    [
      wordParagraph("Our week", wordStyle("Title")),
      wordParagraph("Bread", wordStyle("Heading1")),
      wordParagraph("We bake it.", '<w:jc w:val="center"/>'),
      wordParagraph("flour", wordListItem(1)),
      wordParagraph("of wheat", wordListItem(1, 1)),
      wordParagraph("first", wordListItem(2)),
      wordParagraph("So it was.", wordStyle("Quote")),
      wordParagraph("☒ oven booked"),
      wordParagraph("☐ photographs sent"),
    ].join(""),
  );
  expect(draft.title).toBe("Our week");
  expect(draft.blocks).toEqual([
    paragraph("Bread", { kind: "h", level: 1 }),
    paragraph("We bake it.", { align: "center" }),
    paragraph("flour", { kind: "ul" }),
    paragraph("of wheat", { kind: "ul", indent: 1 }),
    paragraph("first", { kind: "ol" }),
    paragraph("So it was.", { kind: "quote" }),
    paragraph("oven booked", { kind: "todo", checked: true }),
    paragraph("photographs sent", { kind: "todo" }),
  ]);
});

test("marks, raised figures and line breaks inside a paragraph are kept", async () => {
  const draft = await read(
    `<w:p>${wordRun("bold ", "<w:b/>")}${wordRun("both", "<w:b/><w:i/>")}${wordRun(" 40 m")}${wordRun("2", '<w:vertAlign w:val="superscript"/>')}<w:r><w:br/></w:r>${wordRun("lit", '<w:highlight w:val="yellow"/>')}</w:p>`,
  );
  expect(draft.blocks).toEqual([
    {
      ...paragraph(""),
      text: [
        { text: "bold ", bold: true },
        { text: "both", bold: true, italic: true },
        { text: " 40 m²\n" },
        { text: "lit", highlight: "yellow" },
      ],
    },
  ]);
});

test("links to the web and to mail are kept, links into the machine are not", async () => {
  const link = (id: string, text: string) =>
    `<w:hyperlink r:id="${id}">${wordRun(text)}</w:hyperlink>`;
  const draft = await read(
    `<w:p>${link("a", "web")}${link("b", "script")}${link("c", "disk")}</w:p>`,
    {
      links: [
        { id: "a", type: "hyperlink", target: "https://example.org/", external: true },
        { id: "b", type: "hyperlink", target: "javascript:alert(1)", external: true },
        { id: "c", type: "hyperlink", target: "file:///etc/passwd", external: true },
      ],
    },
  );
  expect(draft.blocks).toEqual([
    {
      ...paragraph(""),
      text: [{ text: "web", link: "https://example.org/" }, { text: "scriptdisk" }],
    },
  ]);
  expect(draft.notices).toEqual([{ kind: "unsafeLinks", count: 2 }]);
});

test("a table keeps its headings and merged cells", async () => {
  const cell = (text: string, properties = "") =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${wordParagraph(text)}</w:tc>`;
  const draft = await read(
    `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell("both", '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell("tall", '<w:vMerge w:val="restart"/>')}${cell("a")}</w:tr><w:tr>${cell("", "<w:vMerge/>")}${cell("b")}</w:tr></w:tbl>`,
  );
  const plain = (text: string) => ({
    header: false,
    colspan: 1,
    rowspan: 1,
    blocks: [paragraph(text)],
  });
  expect(draft.blocks).toEqual([
    {
      type: "table",
      rows: [
        { cells: [{ ...plain("both"), header: true, colspan: 2 }] },
        { cells: [{ ...plain("tall"), rowspan: 2 }, plain("a")] },
        { cells: [plain("b")] },
      ],
    },
  ]);
});

test("a table inside a table becomes its words, and pictures in cells follow the table", async () => {
  const inner = wordTable([["in", "side"]]);
  const draft = await read(
    `<w:tbl><w:tr><w:tc>${wordParagraph("out")}${inner}<w:p>${wordPicture("p1", "loaf")}</w:p></w:tc></w:tr></w:tbl>`,
    {
      parts: { "word/media/a.png": makePng(4, 4, 1) },
      links: [{ id: "p1", type: "image", target: "media/a.png" }],
    },
  );
  expect(draft.blocks).toEqual([
    {
      type: "table",
      rows: [
        {
          cells: [
            {
              header: false,
              colspan: 1,
              rowspan: 1,
              blocks: ["out", "in", "side"].map((text) => paragraph(text)),
            },
          ],
        },
      ],
    },
    { type: "picture", source: 0, alt: "loaf" },
  ]);
  expect(draft.notices).toEqual([
    { kind: "picturesInTables", count: 1 },
    { kind: "nestedTables", count: 1 },
  ]);
});

test("footnotes stand at the end, with their numbers in the text", async () => {
  const notes = `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="7">${wordParagraph(" In 1923.")}</w:footnote></w:footnotes>`;
  const draft = await read(
    `<w:p>${wordRun("The school burnt")}<w:r><w:footnoteReference w:id="7"/></w:r></w:p>`,
    {
      parts: { "word/footnotes.xml": notes },
      links: [{ id: "f", type: "footnotes", target: "footnotes.xml" }],
    },
  );
  expect(draft.blocks).toEqual([
    paragraph("The school burnt[1]"),
    { type: "rule" },
    paragraph("[1] In 1923."),
  ]);
  expect(draft.notices).toEqual([{ kind: "footnotes", count: 1 }]);
});

test("what a page cannot hold is counted, and its words are kept where it has words", async () => {
  const box = `<w:p>${wordRun("See the box")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>x</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${wordParagraph("boxed words")}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
  const draft = await read(
    [
      wordParagraph("Contents", wordStyle("TOC1")),
      `<w:p>${wordRun("a = ")}<m:oMath><m:r/></m:oMath></w:p>`,
      box,
      `<w:p><w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>${wordRun("stays", '<w:color w:val="FF0000"/>')}<w:r><w:commentReference w:id="0"/></w:r></w:p>`,
    ].join(""),
    {
      parts: {
        "word/header1.xml": `<w:hdr xmlns:w="x"><w:p><w:r><w:t>School</w:t></w:r></w:p></w:hdr>`,
      },
    },
  );
  expect(
    draft.blocks.map((block) =>
      block.type === "paragraph" ? plainText(block.text).trim() : block.type,
    ),
  ).toEqual(["a =", "See the box", "boxed words", "stays"]);
  expect(draft.notices.map(({ kind }) => kind)).toEqual([
    "comments",
    "trackedChanges",
    "textBoxes",
    "equations",
    "headersAndFooters",
    "tableOfContents",
    "textColors",
  ]);
});

test("a picture used twice is one source, and a lost one is counted", async () => {
  const draft = await read(
    `<w:p>${wordPicture("p1")}${wordRun("between")}${wordPicture("p1")}${wordPicture("p2")}</w:p>`,
    {
      parts: { "word/media/a.png": makePng(4, 4, 1) },
      links: [
        { id: "p1", type: "image", target: "media/a.png" },
        { id: "p2", type: "image", target: "https://example.org/spy.png", external: true },
      ],
    },
  );
  expect(draft.blocks).toEqual([
    { type: "picture", source: 0, alt: "" },
    paragraph("between"),
    { type: "picture", source: 0, alt: "" },
  ]);
  expect(draft.sources).toHaveLength(1);
  expect(draft.notices).toEqual([{ kind: "missingPictures", count: 1 }]);
});

test("a report of thirty pages with pictures arrives with every paragraph, picture and table", async () => {
  const school = makeSchoolDocx({ pages: 30, pictures: 8 });
  const converted = await convertDocument(school.bytes, "report.docx");
  if (!converted.ok) throw new Error(converted.failure.kind);
  const { blocks, sources, notices } = converted.value;
  const count = (type: string) => blocks.filter((block) => block.type === type).length;
  expect([count("paragraph"), count("picture"), count("table")]).toEqual([
    school.paragraphs,
    school.pictures,
    school.tables,
  ]);
  expect(sources).toHaveLength(8);
  expect(notices).toEqual([]);
});
