import * as Y from "yjs";
import { expect, test } from "vitest";
import { splitUpdate } from "./split-update.ts";

function bookUpdate(): { readonly doc: Y.Doc; readonly update: Uint8Array } {
  const doc = new Y.Doc();
  const fragment = doc.getXmlFragment("content");
  fragment.insert(0, [new Y.XmlText("what was there before")]);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => {
    fragment.delete(0, 1);
    for (let index = 0; index < 400; index += 1) {
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.setAttribute("kind", index % 9 === 0 ? "heading" : "text");
      const text = new Y.XmlText();
      paragraph.insert(0, [text]);
      fragment.push([paragraph]);
      text.insert(0, `${index} `.repeat(50), { bold: index % 7 === 0 });
      text.delete(3, 5);
    }
    doc.getMap("about").set("title", "A book");
  });
  return { doc, update: Y.encodeStateAsUpdate(doc, before) };
}

test("a large update becomes several that do the same, each of about the size", () => {
  const { doc, update } = bookUpdate();
  const parts = splitUpdate(update, 5000);
  expect(parts.length).toBeGreaterThan(10);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(6000);
  const copy = new Y.Doc();
  const first = new Y.Doc();
  first.clientID = doc.clientID;
  first.getXmlFragment("content").insert(0, [new Y.XmlText("what was there before")]);
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(first));
  for (const part of parts) {
    Y.applyUpdate(copy, part);
    expect(copy.store.pendingStructs).toBeNull();
  }
  expect(copy.getXmlFragment("content").toJSON()).toBe(doc.getXmlFragment("content").toJSON());
  expect(copy.getMap("about").toJSON()).toEqual({ title: "A book" });
  expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
});

test("what is small, or of several authors, stays as it is", () => {
  const { update } = bookUpdate();
  expect(splitUpdate(update, update.length)).toEqual([update]);
  const other = new Y.Doc();
  other.getText("text").insert(0, "x");
  const mixed = Y.mergeUpdates([update, Y.encodeStateAsUpdate(other)]);
  expect(splitUpdate(mixed, 100)).toEqual([mixed]);
});
