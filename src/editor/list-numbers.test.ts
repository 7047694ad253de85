// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { Fragment } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { setKind } from "./commands/paragraphs.ts";
import { breakParagraph } from "./commands/typing-keys.ts";
import { ListNumbers } from "./list-numbers.ts";
import { PAGE_SCHEMA, Picture } from "./schema/index.ts";

function editorWith(items: readonly (readonly [kind: string, indent: number])[]): Editor {
  const content = items.map(([kind, indent]) => ({
    type: "paragraph",
    attrs: { kind: kind === "p" ? null : kind, indent: indent === 0 ? null : indent },
    content: [{ type: "text", text: "x" }],
  }));
  return new Editor({
    element: document.createElement("div"),
    extensions: [...PAGE_SCHEMA, Picture, ListNumbers],
    content: { type: "doc", content },
  });
}

function numbers({ view }: Editor): readonly (string | undefined)[] {
  return [...view.dom.children].map((block) => (block as HTMLElement).dataset["number"]);
}

test("items are numbered by depth, anew below each outer item and after other text", () => {
  const editor = editorWith([
    ["ol", 0],
    ["ol", 1],
    ["ol", 1],
    ["ol", 2],
    ["ol", 0],
    ["ul", 1],
    ["ol", 0],
    ["p", 0],
    ["ol", 0],
  ]);
  expect(numbers(editor)).toEqual(["1.", "a.", "b.", "i.", "2.", undefined, "3.", undefined, "1."]);
  editor.destroy();
});

test("numbers follow when items come, go and change", () => {
  const editor = editorWith([
    ["ol", 0],
    ["ol", 0],
    ["ol", 0],
  ]);
  const { view } = editor;
  editor.commands.setTextSelection(2);
  breakParagraph(view.state, view.dispatch, view);
  expect(numbers(editor)).toEqual(["1.", "2.", "3.", "4."]);
  editor.commands.insertContent("typed");
  expect(numbers(editor)).toEqual(["1.", "2.", "3.", "4."]);
  setKind("p")(view.state, view.dispatch, view);
  expect(numbers(editor)).toEqual(["1.", undefined, "1.", "2."]);
  editor.destroy();
});

test("long lists go on after z and write roman numbers as books do", () => {
  const editor = editorWith([
    ...Array.from({ length: 28 }, () => ["ol", 1] as const),
    ...Array.from({ length: 14 }, () => ["ol", 2] as const),
  ]);
  expect(numbers(editor).slice(25, 28)).toEqual(["z.", "aa.", "ab."]);
  expect(numbers(editor).slice(31, 42)).toEqual([
    "iv.",
    "v.",
    "vi.",
    "vii.",
    "viii.",
    "ix.",
    "x.",
    "xi.",
    "xii.",
    "xiii.",
    "xiv.",
  ]);
  editor.destroy();
});

test("an item that is replaced as a whole, as by a partner's letter, keeps its number", () => {
  const editor = editorWith([
    ["ol", 0],
    ["ol", 0],
    ["ol", 0],
  ]);
  const { state, view } = editor;
  const item = state.doc.child(1);
  const longer = item.copy(item.content.append(Fragment.from(state.schema.text("y"))));
  view.dispatch(state.tr.replaceWith(item.nodeSize, item.nodeSize * 2, longer));
  expect(numbers(editor)).toEqual(["1.", "2.", "3."]);
  expect(view.dom.children[1]?.textContent).toBe("xy");
  editor.destroy();
});
