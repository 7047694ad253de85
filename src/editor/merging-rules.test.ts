// @vitest-environment happy-dom
import { type Command, NodeSelection } from "@tiptap/pm/state";
import { joinBackward } from "@tiptap/pm/commands";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { type Block, type BlobHash, paragraph } from "../domain/index.ts";
import {
  type WritingClass,
  fingerprint,
  lines,
  meet,
  openClasses,
} from "../testing/writing-class.ts";
import { changeIndent, setAlignment, setChecked, setKind } from "./commands/paragraphs.ts";
import { deleteRow, insertColumnAfter, insertTable, toggleHeadingRow } from "./commands/tables.ts";
import { breakParagraph } from "./commands/typing-keys.ts";

const PICTURE: Block = {
  type: "picture",
  hash: "b".repeat(64) as BlobHash,
  mime: "image/png",
  name: "bridge.png",
  width: 80,
  height: 60,
  sizeBytes: 900,
  alt: "",
};

let open: readonly WritingClass[] = [];

afterEach(() => {
  for (const one of open) one.close();
});

function twoClasses(...blocks: (string | Block)[]): readonly [WritingClass, WritingClass] {
  open = openClasses(
    2,
    blocks.map((block) => (typeof block === "string" ? paragraph(block) : block)),
  );
  const [ana, giulia] = open;
  if (ana === undefined || giulia === undefined) throw new Error("two classes were asked for");
  return [ana, giulia];
}

function run({ editor }: WritingClass, command: Command): void {
  command(editor.state, editor.view.dispatch, editor.view);
}

/** Both have met: the same changes, the same text, the same picture of it in both editors. */
function expectSame(...classes: readonly WritingClass[]): void {
  meet(classes);
  for (const one of classes) {
    expect(fingerprint(one)).toBe(fingerprint(classes[0] as WritingClass));
    expect(one.page.blocks()).toEqual(classes[0]?.page.blocks());
    expect(one.editor.state.doc.toJSON()).toEqual(classes[0]?.editor.state.doc.toJSON());
    expect(one.lost()).toEqual(classes[0]?.lost());
  }
}

test("M1: words typed apart in one paragraph are all there", () => {
  const [ana, giulia] = twoClasses("The bridge");
  ana.typeIn(0, 3, " old");
  giulia.typeIn(0, -1, " of stone");
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["The old bridge of stone"]);
  expect(ana.lost()).toEqual([]);
});

test("M1: words typed at the same place at the same time stay whole", () => {
  const [ana, giulia] = twoClasses("The bridge");
  ana.goTo(0, -1);
  giulia.goTo(0, -1);
  const words = [" is old", " of Ferrara"] as const;
  for (let letter = 0; letter < words[1].length; letter += 1) {
    ana.typeAtCursor(words[0].charAt(letter));
    giulia.typeAtCursor(words[1].charAt(letter));
    if (letter % 3 !== 1) ana.deliver(giulia);
    if (letter % 2 === 0) giulia.deliver(ana);
  }
  expectSame(ana, giulia);
  expect(ana.lines()[0]).toContain(words[0]);
  expect(ana.lines()[0]).toContain(words[1]);
});

test.each([
  ["a heading", setKind("h", 2), "h"],
  ["a list item", setKind("ul"), "ul"],
  ["a numbered item", setKind("ol"), "ol"],
  ["a check item", setKind("todo"), "todo"],
  ["a quote", setKind("quote"), "quote"],
  ["code", setKind("code"), "code"],
] as const)(
  "M2: one makes %s of a paragraph while the other types in it: kind and words are kept",
  (_, command, kind) => {
    const [ana, giulia] = twoClasses("The bridge", "The mill");
    ana.goTo(0, 0);
    run(ana, command);
    giulia.typeIn(0, -1, " is old");
    expectSame(ana, giulia);
    expect(ana.lines()).toEqual(["The bridge is old", "The mill"]);
    expect(ana.kinds()).toEqual([kind, "p"]);
    expect(ana.lost()).toEqual([]);
  },
);

test("M2: indent, check mark and alignment change beside the words too", () => {
  const [ana, giulia] = twoClasses(paragraph("Look for a bridge", { kind: "todo" }));
  ana.goTo(0, 0);
  run(ana, changeIndent(1));
  run(ana, setAlignment("center"));
  run(ana, setChecked(0, true));
  giulia.typeIn(0, -1, " of stone");
  expectSame(ana, giulia);
  expect(giulia.page.blocks()).toEqual([
    paragraph("Look for a bridge of stone", {
      kind: "todo",
      indent: 1,
      align: "center",
      checked: true,
    }),
  ]);
});

test("M3: both change the kind: one of the two kinds, the paragraph once", () => {
  const [ana, giulia] = twoClasses("The bridge", "The mill");
  for (const one of [ana, giulia]) one.goTo(0, 0);
  run(ana, setKind("h", 1));
  run(giulia, setKind("ul"));
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["The bridge", "The mill"]);
  expect(["h", "ul"]).toContain(ana.kinds()[0]);
});

test("M4: both begin to write in the same empty paragraph: both beginnings, in one paragraph, nothing twice", () => {
  const [ana, giulia] = twoClasses("The bridge", "");
  ana.typeIn(1, 0, "Ana");
  giulia.typeIn(1, 0, "Giulia");
  expectSame(ana, giulia);
  ana.typeIn(1, -1, "!");
  giulia.typeIn(1, 0, "¡");
  expectSame(ana, giulia);
  expect(ana.lines()[1]).toMatch(/^¡(AnaGiulia|GiuliaAna)!$/u);
  expect(ana.lost()).toEqual([]);
});

test("M4: the same for a paragraph that Enter has just made", () => {
  const [ana, giulia] = twoClasses("The bridge");
  ana.goTo(0, -1);
  run(ana, breakParagraph);
  meet([ana, giulia]);
  ana.typeIn(1, 0, "Ana");
  giulia.typeIn(1, 0, "Giulia");
  expectSame(ana, giulia);
  ana.typeIn(1, -1, "!");
  expectSame(ana, giulia);
  expect(giulia.lines()[1]).toMatch(/^(AnaGiulia|GiuliaAna)!$/u);
});

test("M5: a paragraph is split while the other types in it: the words stand in one of the halves", () => {
  const [ana, giulia] = twoClasses("The bridge and the mill");
  ana.goTo(0, 10);
  run(ana, breakParagraph);
  giulia.typeIn(0, -1, " are old");
  expectSame(ana, giulia);
  expect(ana.lines().join("")).toContain(" are old");
  expect(ana.lost()).toEqual([]);
});

test("M6: paragraphs are joined while the other types in the one that goes: its words are rescued", () => {
  const [ana, giulia] = twoClasses("The bridge", "The mill");
  ana.goTo(1, 0);
  run(ana, joinBackward);
  giulia.typeIn(1, -1, " is old");
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["The bridgeThe mill"]);
  expect(ana.lost()).toEqual(["is old"]);
});

test("M6: a table row is deleted while the other writes in it: its words are rescued", () => {
  const [ana, giulia] = twoClasses("The bridge", "");
  ana.goTo(1, 0);
  run(ana, insertTable(2, 2));
  meet([ana, giulia]);
  for (const one of [ana, giulia])
    one.editor.commands.setTextSelection(one.editor.state.doc.content.size - 6);
  giulia.type(giulia.editor.state.selection.from, "84 m");
  run(ana, deleteRow);
  expectSame(ana, giulia);
  expect(ana.lost()).toEqual(["84 m"]);
});

test("M2: headings of a table and its columns change while the other writes in its cells", () => {
  const [ana, giulia] = twoClasses("The bridge", "");
  ana.goTo(1, 0);
  run(ana, insertTable(2, 2));
  meet([ana, giulia]);
  giulia.goTo(0, -1);
  const firstCell = giulia.editor.state.doc.child(0).nodeSize + 4;
  giulia.type(firstCell, "Length");
  ana.editor.commands.setTextSelection(firstCell);
  run(ana, toggleHeadingRow);
  run(ana, insertColumnAfter);
  expectSame(ana, giulia);
  expect(ana.lost()).toEqual([]);
  const table = ana.page.blocks().find(({ type }) => type === "table");
  expect(JSON.stringify(table)).toContain("Length");
  expect(table?.type === "table" && table.rows.map(({ cells }) => cells.length)).toEqual([3, 3]);
});

test("M6: a selection over three paragraphs is typed over while the other writes in one of them", () => {
  const [ana, giulia] = twoClasses("one", "two", "three", "four");
  const { state, view } = ana.editor;
  view.dispatch(state.tr.insertText("new", 2, state.doc.content.size - 6));
  giulia.typeIn(1, -1, " and more");
  expectSame(ana, giulia);
  expect(ana.lost()).toEqual(["and more"]);
});

test("M7: ordinary work of two classes in different paragraphs rescues nothing", () => {
  const [ana, giulia] = twoClasses("one", "two", "three", "four");
  ana.goTo(1, 0);
  run(ana, joinBackward);
  ana.typeIn(0, -1, " and more");
  giulia.typeIn(2, -1, " more");
  giulia.goTo(3, 2);
  run(giulia, breakParagraph);
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["onetwo and more", "three more", "fo", "ur"]);
  expect(ana.lost()).toEqual([]);
});

test("M6: rescued words stand as they were written, though their letters repeat those around them", () => {
  const [ana, giulia] = twoClasses("The bridge", "The rare rain");
  giulia.goTo(1, 4);
  for (const letter of "ferrara ") giulia.typeAtCursor(letter);
  ana.goTo(1, 0);
  run(ana, joinBackward);
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["The bridgeThe rare rain"]);
  expect(ana.lost()).toEqual(["ferrara"]);
});

test("M10: undo takes back one's own space, not the other's beside it", () => {
  const [ana, giulia] = twoClasses("The bridge");
  ana.goTo(0, -1);
  giulia.goTo(0, -1);
  for (const letter of " is") ana.typeAtCursor(letter);
  meet([ana, giulia]);
  giulia.goTo(0, 10);
  for (const letter of " of stone") giulia.typeAtCursor(letter);
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["The bridge of stone is"]);
  ana.editor.commands.keyboardShortcut("Mod-z");
  expectSame(ana, giulia);
  expect(giulia.lines()).toEqual(["The bridge of stone"]);
});

test("M10: undo takes back one's own work and leaves the other's", () => {
  const [ana, giulia] = twoClasses("The bridge");
  ana.goTo(0, -1);
  run(ana, breakParagraph);
  ana.typeIn(1, 0, "Ana was here");
  meet([ana, giulia]);
  giulia.typeIn(1, -1, ", Giulia too");
  giulia.typeIn(0, -1, " is old");
  meet([ana, giulia]);
  ana.editor.commands.keyboardShortcut("Mod-z");
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["The bridge is old", ", Giulia too"]);
  ana.editor.commands.keyboardShortcut("Mod-Shift-z");
  expectSame(ana, giulia);
  expect(ana.lines()).toEqual(["The bridge is old", "Ana was here, Giulia too"]);
});

test("M10: undo of a new table keeps the cell that the other has written in", () => {
  const [ana, giulia] = twoClasses("The bridge", "");
  ana.goTo(1, 0);
  run(ana, insertTable(2, 2));
  meet([ana, giulia]);
  giulia.type(giulia.editor.state.doc.child(0).nodeSize + 4, "Length");
  meet([ana, giulia]);
  ana.editor.commands.keyboardShortcut("Mod-z");
  expectSame(ana, giulia);
  expect(ana.editor.state.doc.textContent).toContain("Length");
  expect(ana.lost()).toEqual([]);
});

test("M11: what a newer version wrote stays in the page, and words under unknown marks too", () => {
  const [ana, giulia] = twoClasses("The bridge");
  const poll = new Y.XmlElement("poll");
  poll.insert(0, [new Y.XmlElement("choice")]);
  giulia.doc.transact(() => {
    giulia.page.content.insert(1, [poll]);
    const text = (giulia.page.content.get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.format(4, 6, { comment: { thread: "t1" } });
  }, {});
  expectSame(ana, giulia);
  ana.typeIn(0, -1, " is old");
  expectSame(ana, giulia);
  expect(ana.page.content.toJSON()).toBe(
    '<paragraph>The <comment thread="t1">bridge</comment> is old</paragraph><poll><choice></choice></poll>',
  );
});

test("M6: a picture that one class has selected is deleted by the other", () => {
  const [ana, giulia] = twoClasses("The bridge", PICTURE, "The mill");
  const { state, view } = giulia.editor;
  view.dispatch(
    state.tr.setSelection(NodeSelection.create(state.doc, state.doc.child(0).nodeSize)),
  );
  ana.editor.commands.deleteRange({ from: 12, to: 13 });
  expectSame(ana, giulia);
  expect(giulia.lines()).toEqual(["The bridge", "The mill"]);
});

test("M7: one joins what the other moves: every word stands, and none is listed as lost", () => {
  const [ana, giulia] = twoClasses("one", "The old bridge of stone", "three");
  giulia.goTo(2, 0);
  run(giulia, joinBackward);
  const { state, view } = ana.editor;
  const second = state.doc.child(1);
  view.dispatch(state.tr.delete(5, 5 + second.nodeSize).insert(0, second));
  expectSame(ana, giulia);
  for (const words of ["one", "The old bridge of stone", "three"]) {
    expect(ana.lines().join("|")).toContain(words);
  }
  expect(ana.lost()).toEqual([]);
});

test("M12: a picture and the words around it merge side by side", () => {
  const [ana, giulia] = twoClasses("The bridge", PICTURE, "The mill");
  ana.page.append([{ ...PICTURE, name: "mill.png" }], {});
  const { state, view } = giulia.editor;
  view.dispatch(state.tr.setNodeAttribute(state.doc.child(0).nodeSize, "alt", "A bridge of stone"));
  giulia.typeIn(2, -1, " is old");
  expectSame(ana, giulia);
  expect(
    ana.page
      .blocks()
      .map((block) => (block.type === "picture" ? `${block.name} ${block.alt}` : block.type)),
  ).toEqual(["paragraph", "bridge.png A bridge of stone", "paragraph", "mill.png "]);
});

test("the editor writes what writeBlocks writes", () => {
  const [ana] = twoClasses("");
  ana.editor.commands.setContent({
    type: "doc",
    content: [
      {
        type: "paragraph",
        attrs: { kind: "h", level: 2 },
        content: [{ type: "text", text: "Title" }],
      },
      {
        type: "paragraph",
        attrs: { kind: "todo", indent: 1, checked: true, align: "end" },
        content: [
          { type: "text", text: "plain " },
          {
            type: "text",
            text: "bold",
            marks: [{ type: "bold" }, { type: "link", attrs: { href: "https://example.org" } }],
          },
          { type: "text", text: "red", marks: [{ type: "textColor", attrs: { color: "red" } }] },
        ],
      },
      { type: "rule" },
    ],
  });
  const written = openClasses(1, ana.page.blocks());
  open = [...open, ...written];
  expect(written[0]?.page.content.toJSON()).toBe(ana.page.content.toJSON());
  expect(written[0]?.page.blocks()).toEqual(ana.page.blocks());
  expect(ana.page.blocks()).toHaveLength(3);
  expect(lines("x")).toEqual([paragraph("x")]);
});
