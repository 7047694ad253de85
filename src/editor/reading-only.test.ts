// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { PageDocument, REMOTE } from "../documents/index.ts";
import { paragraph } from "../domain/index.ts";
import { YjsBinding } from "./binding/index.ts";
import { ReadingOnly } from "./reading-only.ts";
import { PAGE_SCHEMA, Picture } from "./schema/index.ts";

function openPage() {
  const doc = new Y.Doc();
  const page = new PageDocument(doc, {
    authorOf: () => null,
    mayWrite: () => false,
    now: () => 0,
  });
  return { doc, page };
}

test("where one may only read, nothing of this window reaches the page, and everything of others does", () => {
  const theirs = openPage();
  theirs.page.append([paragraph("The bridge"), paragraph("")], {});
  const mine = openPage();
  mine.page.receive([Y.encodeStateAsUpdate(theirs.doc)], REMOTE);
  const editor = new Editor({
    element: document.createElement("div"),
    editable: false,
    extensions: [
      ...PAGE_SCHEMA,
      Picture,
      ReadingOnly,
      YjsBinding.configure({ content: mine.page.content, localOrigin: {} }),
    ],
  });
  const before = Y.encodeStateVector(mine.doc);
  editor.view.dispatch(editor.state.tr.insertText("Look: ", 1));
  editor.commands.setTextSelection({ from: 1, to: 4 });
  editor.commands.toggleMark("bold");
  expect(editor.state.doc.textContent).toBe("The bridge");
  expect(Y.encodeStateVector(mine.doc)).toEqual(before);
  const state = Y.encodeStateVector(theirs.doc);
  theirs.page.append([paragraph("The mill")], {});
  mine.page.receive([Y.encodeStateAsUpdate(theirs.doc, state)], REMOTE);
  expect(editor.state.doc.textContent).toBe("The bridgeThe mill");
  editor.setEditable(true);
  editor.view.dispatch(editor.state.tr.insertText("Look: ", 1));
  expect(mine.page.blocks()[0]).toEqual(paragraph("Look: The bridge"));
  editor.destroy();
});
