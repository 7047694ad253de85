// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { PageDocument } from "../../documents/index.ts";
import { type Block, type Paragraph, paragraph } from "../../domain/index.ts";
import { YjsBinding } from "../binding/index.ts";
import { linkAtCursor, removeLink, setLink, withScheme } from "../commands/links.ts";
import { PAGE_SCHEMA, Picture } from "../schema/index.ts";
import { Typing } from "./typing.ts";

let open: Editor | null = null;
afterEach(() => open?.destroy());

function pageWith(...blocks: readonly Block[]) {
  const page = new PageDocument(new Y.Doc(), {
    authorOf: () => null,
    mayWrite: () => true,
    now: () => 0,
  });
  page.append(blocks, {});
  const editor = new Editor({
    element: document.createElement("div"),
    extensions: [
      ...PAGE_SCHEMA,
      Picture,
      Typing,
      YjsBinding.configure({ content: page.content, localOrigin: {} }),
    ],
  });
  open = editor;
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  return {
    editor,
    page,
    /** As from a keyboard: a letter first goes to the rules, and is written if none wants it. */
    type(text: string): void {
      const { view } = editor;
      for (const letter of text) {
        const { from, to } = view.state.selection;
        const write = () => view.state.tr.insertText(letter, from, to);
        const isTaken =
          view.someProp("handleTextInput", (handle) => handle(view, from, to, letter, write)) ??
          false;
        if (!isTaken) view.dispatch(write());
      }
    },
    press(...keys: readonly string[]): void {
      const { view } = editor;
      for (const name of keys) {
        const event = keyEvent(name);
        view.someProp("handleKeyDown", (handle) => handle(view, event));
      }
    },
  };
}

function keyEvent(name: string): KeyboardEvent {
  const [key = "", ...held] = name.split("-").reverse();
  const [ctrlKey, shiftKey, altKey] = ["Mod", "Shift", "Alt"].map((modifier) =>
    held.includes(modifier),
  );
  return new KeyboardEvent("keydown", {
    key,
    ctrlKey: ctrlKey === true,
    shiftKey: shiftKey === true,
    altKey: altKey === true,
    cancelable: true,
  });
}

function short(block: Block): string {
  if (block.type !== "paragraph") return block.type;
  const { kind, level, indent, checked, text }: Paragraph = block;
  const words = text.map((run) => run.text).join("");
  return `${kind}${level || ""}${">".repeat(indent)}${checked ? "!" : ""} ${words}`.trim();
}

test.each([
  ["# Title", "h1 Title"],
  ["## Title", "h2 Title"],
  ["### Title", "h3 Title"],
  ["- milk", "ul milk"],
  ["* milk", "ul milk"],
  ["1. one", "ol one"],
  ["[ ] look", "todo look"],
  ["[x] done", "todo! done"],
  ["> words", "quote words"],
  ["```x", "code x"],
  ["#Title", "p #Title"],
  ["2. two", "p 2. two"],
])("%s at the start of a line becomes %s", (typed, becomes) => {
  const { type, page } = pageWith(paragraph(""));
  type(typed);
  expect(page.blocks().map(short)).toEqual([becomes]);
});

test("three hyphens and a space become a line across the page", () => {
  const { type, page } = pageWith(paragraph(""));
  type("--- on");
  expect(page.blocks().map(short)).toEqual(["rule", "p on"]);
});

test("Enter goes on with a list and leaves it from an empty item, step by step", () => {
  const { type, press, page } = pageWith(paragraph("milk", { kind: "ul", indent: 1 }));
  press("Enter");
  type("bread");
  press("Enter", "Enter");
  expect(page.blocks().map(short)).toEqual(["ul> milk", "ul> bread", "ul"]);
  press("Enter");
  expect(page.blocks().map(short)).toEqual(["ul> milk", "ul> bread", "p"]);
});

test("a new check item begins unchecked, and Ctrl+Enter ticks it", () => {
  const { type, press, page } = pageWith(paragraph("look", { kind: "todo", checked: true }));
  press("Enter");
  type("find");
  expect(page.blocks().map(short)).toEqual(["todo! look", "todo find"]);
  press("Mod-Enter");
  expect(page.blocks().map(short)).toEqual(["todo! look", "todo! find"]);
});

test("after a heading comes text; in its middle both halves stay headings; at its start it moves down", () => {
  const { editor, press, page } = pageWith(paragraph("The bridge", { kind: "h", level: 2 }));
  press("Enter");
  expect(page.blocks().map(short)).toEqual(["h2 The bridge", "p"]);
  editor.commands.setTextSelection(4);
  press("Enter");
  expect(page.blocks().map(short)).toEqual(["h2 The", "h2  bridge", "p"]);
  editor.commands.setTextSelection(1);
  press("Enter");
  expect(page.blocks().map(short)[0]).toBe("p");
  expect(page.blocks().map(short)[1]).toBe("h2 The");
});

test("code keeps its lines in one paragraph; Enter on an empty last line leaves it", () => {
  const { type, press, page } = pageWith(paragraph("a = 1", { kind: "code" }));
  press("Enter");
  type("b = 2");
  expect(page.blocks().map(short)).toEqual(["code a = 1\nb = 2"]);
  press("Enter", "Enter");
  type("text");
  expect(page.blocks().map(short)).toEqual(["code a = 1\nb = 2", "p text"]);
});

test("Shift+Enter begins a line in the same paragraph", () => {
  const { type, press, page } = pageWith(paragraph("one"));
  press("Shift-Enter");
  type("two");
  expect(page.blocks().map(short)).toEqual(["p one\ntwo"]);
});

test("Backspace at the start first makes plain, then joins", () => {
  const { editor, press, page } = pageWith(
    paragraph("one"),
    paragraph("two", { kind: "ul", indent: 1 }),
  );
  editor.commands.setTextSelection(6);
  press("Backspace");
  expect(page.blocks().map(short)).toEqual(["p one", "ul two"]);
  press("Backspace");
  expect(page.blocks().map(short)).toEqual(["p one", "p two"]);
  press("Backspace");
  expect(page.blocks().map(short)).toEqual(["p onetwo"]);
});

test("Tab indents in lists, as deep as six steps, and is the browser's elsewhere", () => {
  const { editor, press, page } = pageWith(paragraph("milk", { kind: "ul" }));
  press(...Array.from({ length: 8 }, () => "Tab"));
  expect(page.blocks().map(short)).toEqual(["ul>>>>>> milk"]);
  press("Shift-Tab");
  expect(page.blocks().map(short)).toEqual(["ul>>>>> milk"]);
  press("Mod-Alt-0");
  const { view } = editor;
  const event = new KeyboardEvent("keydown", { key: "Tab", cancelable: true });
  expect(view.someProp("handleKeyDown", (handle) => handle(view, event)) ?? false).toBe(false);
});

test("keys set kinds, and set them back", () => {
  const { press, page } = pageWith(paragraph("x"));
  press("Mod-Alt-2");
  expect(page.blocks().map(short)).toEqual(["h2 x"]);
  press("Mod-Alt-2", "Mod-Shift-7");
  expect(page.blocks().map(short)).toEqual(["ol x"]);
  press("Mod-Shift-b");
  expect(page.blocks().map(short)).toEqual(["quote x"]);
});

test("a link is set on the selection, changed as a whole, and removed", () => {
  const { editor, page } = pageWith(paragraph("see the river now"));
  const { view } = editor;
  editor.commands.setTextSelection({ from: 9, to: 14 });
  setLink("www.example.org")(view.state, view.dispatch);
  expect(page.blocks()[0]).toMatchObject({
    text: [
      { text: "see the " },
      { text: "river", link: "https://www.example.org" },
      { text: " now" },
    ],
  });
  editor.commands.setTextSelection(11);
  expect(linkAtCursor(view.state)).toEqual({ href: "https://www.example.org", from: 9, to: 14 });
  setLink("ana@example.org")(view.state, view.dispatch);
  expect(linkAtCursor(view.state)?.href).toBe("mailto:ana@example.org");
  removeLink(view.state, view.dispatch);
  expect(page.blocks()).toEqual([paragraph("see the river now")]);
});

test("only web pages and mails can be linked", () => {
  const { editor, page } = pageWith(paragraph("x"));
  const { view } = editor;
  for (const address of ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", ""]) {
    expect(setLink(address)(view.state, view.dispatch)).toBe(false);
  }
  expect(page.blocks()).toEqual([paragraph("x")]);
  expect(withScheme(" example.org/a ")).toBe("https://example.org/a");
});
