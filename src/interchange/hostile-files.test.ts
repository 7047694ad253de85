import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { PAGE_CONTENT_LIMITS } from "../domain/index.ts";
import { convertDocument } from "./convert-document.ts";
import type { Draft } from "./draft.ts";
import { makeDocx, wordParagraph } from "./fixtures/school-docx.ts";
import type { ImportFailure } from "./import-outcome.ts";
import { plainText } from "./runs.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function failureOf(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<ImportFailure> {
  const converted = await convertDocument(bytes, name);
  if (converted.ok) throw new Error("It was let in");
  return converted.failure;
}

async function draftOf(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Draft> {
  const converted = await convertDocument(bytes, name);
  if (!converted.ok) throw new Error(converted.failure.kind);
  return converted.value;
}

function words(draft: Draft): string {
  return draft.blocks
    .map((block) => (block.type === "paragraph" ? plainText(block.text) : ""))
    .join("\n");
}

describe("Word documents", () => {
  test("a zip bomb is refused by what it declares, before it is inflated", async () => {
    const bomb = makeDocx("", { parts: { "word/media/bomb.png": new Uint8Array(30_000_000) } });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await failureOf(bomb, "bomb.docx")).toEqual({ kind: "suspicious" });
  });

  test("a zip bomb that lies about its size is stopped while it inflates", async () => {
    const honest = makeDocx("", { parts: { "word/document.xml": new Uint8Array(20_000_000) } });
    const lying = declareSize(honest, "word/document.xml", 1_000);
    expect(await failureOf(lying, "bomb.docx")).toEqual({ kind: "suspicious" });
  });

  test("parts that share the same bytes are refused", async () => {
    const docx = makeDocx(wordParagraph("x"));
    const view = new DataView(docx.buffer);
    const records = centralRecords(docx);
    const first = records.get("[Content_Types].xml") ?? 0;
    const second = records.get("word/document.xml") ?? 0;
    view.setUint32(second + 42, view.getUint32(first + 42, true), true);
    expect(await failureOf(docx, "overlap.docx")).toEqual({ kind: "suspicious" });
  });

  test("more parts than any document has are refused", async () => {
    const parts = Object.fromEntries(
      Array.from({ length: 6_000 }, (_, index) => [`word/part${index}.xml`, "<a/>"]),
    );
    expect(await failureOf(makeDocx("", { parts }), "many.docx")).toEqual({ kind: "suspicious" });
  });

  test("a billion laughs are refused at the first entity", async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]><w:document xmlns:w="x"><w:body>&lol2;</w:body></w:document>`;
    expect(
      await failureOf(makeDocx("", { parts: { "word/document.xml": laughs } }), "laughs.docx"),
    ).toEqual({ kind: "suspicious" });
  });

  test("XML nested ten thousand deep is refused", async () => {
    const deep = "<w:sdt><w:sdtContent>".repeat(10_000) + "</w:sdtContent></w:sdt>".repeat(10_000);
    expect(await failureOf(makeDocx(deep), "deep.docx")).toEqual({ kind: "tooComplex" });
  });

  test("depth hidden behind a sign in an attribute is counted all the same", async () => {
    const deep = '<w:sdt w:x="/>"><w:sdtContent>'.repeat(10_000);
    expect(await failureOf(makeDocx(deep), "deep.docx")).toEqual({ kind: "tooComplex" });
  });

  test("a truncated file is called damaged", async () => {
    const docx = makeDocx(wordParagraph("x"));
    expect(await failureOf(docx.slice(0, docx.length / 2), "half.docx")).toEqual({
      kind: "damaged",
    });
  });

  test("a part with a wrong check sum is called damaged", async () => {
    const docx = makeDocx(wordParagraph("x"));
    const view = new DataView(docx.buffer);
    const record = centralRecords(docx).get("word/document.xml") ?? 0;
    view.setUint32(record + 16, 12_345, true);
    expect(await failureOf(docx, "bits.docx")).toEqual({ kind: "damaged" });
  });

  test("every truncation and many flipped bits give a failure or a page, never an exception", async () => {
    const docx = makeDocx(wordParagraph("Our bread").repeat(20));
    const damaged: Uint8Array<ArrayBuffer>[] = [];
    for (let cut = 0; cut < docx.length; cut += 37) damaged.push(docx.slice(0, cut));
    for (let at = 0; at < docx.length; at += 11) {
      const flipped = docx.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      damaged.push(flipped);
    }
    for (const bytes of damaged) {
      await expect(convertDocument(bytes, "damaged.docx")).resolves.toHaveProperty("ok");
    }
  });

  test("parts with paths that climb out are only names", async () => {
    const draft = await draftOf(
      makeDocx(wordParagraph("safe"), { parts: { "../../evil.xml": "<a/>", "C:\\evil.bin": "x" } }),
      "climb.docx",
    );
    expect(words(draft)).toBe("safe");
  });

  test("a style map inside the document is not obeyed", async () => {
    const draft = await draftOf(
      makeDocx(wordParagraph("plain"), { parts: { "mammoth/style-map": "p => h1 > script" } }),
      "map.docx",
    );
    expect(draft.blocks).toMatchObject([{ kind: "p" }]);
  });
});

describe("files of another kind than they say", () => {
  test("nothing at all is empty", async () => {
    expect(await failureOf(new Uint8Array(0), "empty.docx")).toEqual({ kind: "empty" });
  });

  test.each([
    ["an old Word document", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "doc"],
    ["rich text", Array.from("{\\rtf1 x}", (letter) => letter.charCodeAt(0)), "rtf"],
    ["a PDF", Array.from("%PDF-1.7", (letter) => letter.charCodeAt(0)), "pdf"],
  ])("%s is recognised and named, whatever it is called", async (_name, start, format) => {
    const bytes = new Uint8Array(600);
    bytes.set(start);
    expect(await failureOf(bytes, "report.docx")).toEqual({ kind: "otherFormat", format });
  });

  test("a protected document is called so", async () => {
    const bytes = new Uint8Array(2_000);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0]);
    bytes.set(Array.from("EncryptedPackage", (letter) => [letter.charCodeAt(0), 0]).flat(), 1_100);
    expect(await failureOf(bytes, "secret.docx")).toEqual({ kind: "encrypted" });
  });

  test("a spreadsheet, a presentation and an OpenDocument text are named", async () => {
    const zip = (name: string, content = "x") =>
      zipSync({ [name]: [bytesOf(content), { level: 0 }] });
    expect(await failureOf(zip("xl/workbook.xml"), "a.docx")).toEqual({
      kind: "otherFormat",
      format: "spreadsheet",
    });
    expect(await failureOf(zip("ppt/presentation.xml"), "a.docx")).toEqual({
      kind: "otherFormat",
      format: "presentation",
    });
    expect(
      await failureOf(zip("mimetype", "application/vnd.oasis.opendocument.text"), "a.odt"),
    ).toEqual({ kind: "otherFormat", format: "odt" });
  });

  test("a program that calls itself a text is refused", async () => {
    expect(
      await failureOf(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), "letter.txt"),
    ).toEqual({ kind: "unknownFormat" });
  });

  test("a Word document that calls itself Markdown is read as what it is", async () => {
    expect(words(await draftOf(makeDocx(wordParagraph("really Word")), "notes.md"))).toBe(
      "really Word",
    );
  });
});

describe("HTML and Markdown", () => {
  test.each([
    ["<script>window.__ran = 1</script>", "scripts"],
    ['<img src="x" onerror="window.__ran = 1">', "scripts"],
    ['<meta http-equiv="refresh" content="0;url=https://example.org">', "scripts"],
    ['<iframe src="https://example.org"></iframe>', "embeds"],
    ['<object data="x.swf"></object>', "embeds"],
    ["<svg><script>window.__ran = 1</script></svg>", "unsupportedPictures"],
    ['<img src="data:image/svg+xml;utf8,<svg onload=alert(1)>">', "unsupportedPictures"],
    ['<a href="java\nscript:alert(1)">x</a>', "unsafeLinks"],
    ['<a href=" data:text/html,<script>alert(1)</script>">x</a>', "unsafeLinks"],
    ['<a href="vbscript:msgbox(1)">x</a>', "unsafeLinks"],
    ['<img src="https://example.org/pixel.gif">', "remotePictures"],
    ['<img src="//example.org/pixel.gif">', "remotePictures"],
    ["<form action=https://example.org><input name=password></form>", "forms"],
  ])("%s leaves nothing but its words, and is counted", async (html, notice) => {
    for (const name of ["page.html", "page.md"]) {
      const draft = await draftOf(bytesOf(`<p>before</p>\n\n${html}\n\n<p>after</p>`), name);
      expect(draft.notices.map(({ kind }) => kind)).toContain(notice);
      expect(
        draft.blocks.every(
          (block) =>
            block.type === "paragraph" && block.text.every((run) => run.link === undefined),
        ),
      ).toBe(true);
      expect(words(draft)).not.toContain("__ran");
    }
  });

  test.each([
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg><foreignObject><p>in<script>alert(1)</script></p></foreignObject></svg>",
    "<template><img src=x onerror=alert(1)></template>",
    "<textarea></textarea><img src=x onerror=alert(1)>",
  ])(
    "markup that changes its meaning when it is read twice ends as plain values: %s",
    async (html) => {
      const draft = await draftOf(bytesOf(`<p>before</p>${html}`), "page.html");
      expect(words(draft)).toContain("before");
      expect(draft.blocks.every((block) => block.type === "paragraph")).toBe(true);
    },
  );

  test("elements nested ten thousand deep are refused", async () => {
    expect(await failureOf(bytesOf("<div>".repeat(10_000)), "deep.html")).toEqual({
      kind: "tooComplex",
    });
  });

  test("elements nested a thousand deep keep their words", async () => {
    const draft = await draftOf(bytesOf(`${"<div><b>".repeat(500)}deep words`), "deep.html");
    expect(words(draft)).toContain("deep words");
    expect(draft.notices).toContainEqual({ kind: "deepNesting", count: 1 });
  });

  test("a book of 400,000 words in plain paragraphs is large and honest", async () => {
    const book = `<p>${"bread and salt ".repeat(100)}</p>`.repeat(1_334);
    const draft = await draftOf(bytesOf(book), "book.html");
    expect(draft.blocks).toHaveLength(1_334);
  });

  test("quotes nested ten thousand deep in Markdown are refused", async () => {
    expect(await failureOf(bytesOf(`${">".repeat(10_000)} x`), "deep.md")).toEqual({
      kind: "tooComplex",
    });
  });

  test("formatting that multiplies itself is refused", async () => {
    const open = Array.from({ length: 3_000 }, (_, index) => `<font color=${index}>`).join("");
    expect(
      await failureOf(bytesOf(`<p>${open}${"</p><p>x".repeat(3_000)}`), "multiply.html"),
    ).toEqual({ kind: "tooComplex" });
  });

  test("a table of a thousand by a thousand is cut and counted", async () => {
    const draft = await draftOf(
      bytesOf(`<table>${`<tr>${"<td>x".repeat(1_000)}`.repeat(100)}</table>`),
      "table.html",
    );
    const table = draft.blocks[0];
    if (table?.type !== "table") throw new Error("No table");
    expect(table.rows.flatMap(({ cells }) => cells).length).toBeLessThanOrEqual(
      PAGE_CONTENT_LIMITS.tableCells,
    );
    expect(draft.notices).toContainEqual({ kind: "cutTables", count: 1 });
    expect(
      await failureOf(
        bytesOf(`<table>${`<tr>${"<td>x".repeat(1_000)}`.repeat(1_000)}</table>`),
        "table.html",
      ),
    ).toEqual({ kind: "tooComplex" });
  });

  test("cells that claim to be huge cover no more than the table", async () => {
    const draft = await draftOf(
      bytesOf("<table><tr><td colspan=9999999 rowspan=9999999>x<tr><td>y</table>"),
      "span.html",
    );
    expect(draft.blocks).toMatchObject([{ type: "table", rows: [{ cells: [{ rowspan: 1 }] }] }]);
  });

  test("a text longer than a page holds is cut and said so", async () => {
    const draft = await draftOf(bytesOf("word ".repeat(1_200_000)), "long.txt");
    expect(words(draft).length).toBe(PAGE_CONTENT_LIMITS.characters);
    expect(draft.notices).toEqual([{ kind: "cutText", count: 1 }]);
  });
});

/** Offsets of the central directory's records by name. */
function centralRecords(zip: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(zip.buffer);
  const found = new Map<string, number>();
  for (let at = 0; at + 46 < zip.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    found.set(
      new TextDecoder().decode(zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))),
      at,
    );
  }
  return found;
}

function declareSize(
  zip: Uint8Array<ArrayBuffer>,
  name: string,
  size: number,
): Uint8Array<ArrayBuffer> {
  const changed = zip.slice();
  new DataView(changed.buffer).setUint32((centralRecords(zip).get(name) ?? 0) + 24, size, true);
  return changed;
}
