// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { createStore, succeed } from "../../base/index.ts";
import { PageDocument } from "../../documents/index.ts";
import { type Block, type BlobHash, paragraph } from "../../domain/index.ts";
import type { PictureShelf, PictureView } from "../../workspace/index.ts";
import { YjsBinding } from "../binding/index.ts";
import { PAGE_SCHEMA, Picture } from "../schema/index.ts";
import { Paste } from "./paste.ts";

const asked = { pictures: [] as string[], remote: 0 };
/** A shelf that keeps whatever it gets. */
const shelf: PictureShelf = {
  add: (file, name) => {
    asked.pictures.push(`${name} ${file.type} ${file.size}`);
    const fields = {
      hash: "c".repeat(64) as BlobHash,
      mime: "image/png",
      width: 4,
      height: 3,
    } as const;
    return Promise.resolve(succeed({ ...fields, name, sizeBytes: file.size }));
  },
  show: () => createStore<PictureView>({ state: "loading" }),
  bytes: () => Promise.resolve(null),
};
let editor: Editor | null = null;

afterEach(() => {
  editor?.destroy();
  asked.pictures = [];
  asked.remote = 0;
});

function paste(html: string): readonly Block[] {
  const page = new PageDocument(new Y.Doc(), {
    authorOf: () => null,
    mayWrite: () => true,
    now: () => 0,
  });
  const made = new Editor({
    element: document.createElement("div"),
    extensions: [
      ...PAGE_SCHEMA,
      Picture,
      YjsBinding.configure({ content: page.content, localOrigin: {} }),
      Paste.configure({
        shelf,
        onRefused: () => undefined,
        onRemotePictures: (count) => (asked.remote = count),
        onBroken: (error) => {
          throw error;
        },
      }),
    ],
  });
  editor = made;
  made.view.pasteHTML(html);
  return page.blocks();
}

function pasteText(text: string): readonly Block[] {
  paste("");
  editor?.view.pasteText(text);
  return editor?.state.doc.toJSON() === undefined ? [] : blocksOf();
}

function blocksOf(): readonly Block[] {
  const lines: Block[] = [];
  editor?.state.doc.forEach((node) => lines.push(paragraph(node.textContent)));
  return lines;
}

test("styles and classes are dropped; bold, italic, links and headings stay", () => {
  const blocks = paste(`<h1 class="x" style="color:red">Our   river</h1>
    <p style="font-size:40px">The <b>old</b> <i>bridge</i> and <a href="https://example.org" onclick="x()">more</a></p>`);
  expect(blocks).toEqual([
    paragraph("Our river", { kind: "h", level: 1 }),
    {
      ...paragraph(""),
      text: [
        { text: "The " },
        { text: "old", bold: true },
        { text: " " },
        { text: "bridge", italic: true },
        { text: " and " },
        { text: "more", link: "https://example.org" },
      ],
    },
  ]);
});

test("nested lists become flat items with an indent, check boxes too", () => {
  const blocks = paste(`<ul><li>one<ul><li><p>two</p></li></ul></li></ul><ol><li>three</li></ol>
    <ul><li><input type="checkbox" checked> four</li></ul>`);
  expect(blocks).toEqual([
    paragraph("one", { kind: "ul" }),
    paragraph("two", { kind: "ul", indent: 1 }),
    paragraph("three", { kind: "ol" }),
    paragraph("four", { kind: "todo", checked: true }),
  ]);
});

test("a line break stays in its paragraph, code keeps its lines", () => {
  expect(paste("<p>one<br>two</p><pre>a = 1\n  b = 2</pre>")).toEqual([
    paragraph("one\ntwo"),
    paragraph("a = 1\n  b = 2", { kind: "code" }),
  ]);
});

test("what word processors on the web wrap in a <b> is not bold", () => {
  expect(
    paste(
      `<b style="font-weight:normal" id="x"><p>plain <span style="font-weight:700">bold</span></p></b>`,
    ),
  ).toEqual([{ ...paragraph(""), text: [{ text: "plain " }, { text: "bold", bold: true }] }]);
});

test("a table keeps its cells; a table within a cell becomes text", () => {
  const [table] = paste(`<table><tr><th>Bridge</th><th>Length</th></tr>
    <tr><td>Po</td><td><table><tr><td>212</td></tr></table></td></tr></table>`);
  const rows = table?.type === "table" ? table.rows : [];
  expect(
    rows.map(({ cells }) => cells.map((cell) => [cell.header, cell.blocks.map(textOf).join()])),
  ).toEqual([
    [
      [true, "Bridge"],
      [true, "Length"],
    ],
    [
      [false, "Po"],
      [false, "212"],
    ],
  ]);
});

function textOf(block: Block): string {
  return block.type === "paragraph" ? block.text.map(({ text }) => text).join("") : "";
}

test.each([
  ["a script", "<p>a</p><script>alert(1)</script>"],
  ["a handler", `<p onclick="alert(1)">a</p><svg onload="alert(1)"><text>b</text></svg>`],
  ["a script address", `<p><a href="java&#10;script:alert(1)">a</a></p>`],
  ["a frame", `<p>a</p><iframe src="https://example.org"></iframe><object data="x"></object>`],
  ["a picture that calls home", `<p>a</p><img src="x" onerror="alert(1)">`],
  ["a form", `<p>a</p><form><button>send</button><textarea>x</textarea></form>`],
  ["a made-up picture", `<p>a</p><figure data-picture='{"hash":"../../x"}'></figure>`],
])("%s leaves nothing but the words", (_, html) => {
  const blocks = paste(html).filter((block) => textOf(block) !== "");
  expect(blocks).toEqual([paragraph("a")]);
  expect(editor?.getHTML()).not.toMatch(/script|onload|onclick|onerror|iframe|button/u);
});

test("pictures in the text go to the shelf and into the page, those of the web are refused", async () => {
  paste(`<p>a</p><img src="data:image/png;base64,AAAA"><img src="https://example.org/a.png">`);
  await expect.poll(() => asked.pictures).toEqual(["picture.png image/png 3"]);
  await expect.poll(() => blocksOf().length).toBe(3);
  expect(asked.remote).toBe(1);
  expect(editor?.state.doc.child(1).attrs["name"]).toBe("picture.png");
});

test("each line of plain text is a paragraph", () => {
  expect(pasteText("one\r\ntwo\n\nthree\n")).toEqual([
    paragraph("one"),
    paragraph("two"),
    paragraph("three"),
  ]);
});

test("what is copied here and pasted here stays as it was", () => {
  const source: readonly Block[] = [
    paragraph("Title", { kind: "h", level: 2 }),
    paragraph("done", { kind: "todo", checked: true, indent: 2 }),
    paragraph("two\nlines  of text", { align: "center" }),
    paragraph("quoted", { kind: "quote" }),
  ];
  const html = source
    .map((block) => (block.type === "paragraph" ? sourceHtml(block) : ""))
    .join("");
  const first = paste(html);
  expect(first).toEqual(source);
  editor?.commands.selectAll();
  const view = editor?.view;
  if (view === undefined) throw new Error("no editor");
  const { dom } = view.serializeForClipboard(view.state.selection.content());
  expect(dom.innerHTML).toContain("<br>");
  expect(paste(dom.innerHTML)).toEqual(source);
});

function sourceHtml(block: Extract<Block, { type: "paragraph" }>): string {
  const { kind, level, indent, checked, align } = block;
  const text = textOf(block).replace("\n", "<br>");
  return `<p data-kind="${kind}" data-level="${level}" data-indent="${indent}" data-checked="${checked}" data-align="${align}">${text}</p>`;
}
