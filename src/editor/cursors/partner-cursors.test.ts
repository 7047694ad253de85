// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { afterEach, expect, test, vi } from "vitest";
import { createStore } from "../../base/index.ts";
import type { MemberId, Presence } from "../../domain/index.ts";
import { type WritingClass, lines, openClasses } from "../../testing/writing-class.ts";
import { YjsBinding } from "../binding/index.ts";
import { PAGE_SCHEMA, Picture } from "../schema/index.ts";
import { placesOf, positionsOf } from "./cursor-places.ts";
import { type CursorOwner, PartnerCursors } from "./partner-cursors.ts";

let classes: readonly WritingClass[] = [];
afterEach(() => {
  for (const one of classes) one.close();
});

function twoClasses(): readonly [WritingClass, WritingClass] {
  classes = openClasses(2, lines("The bridge", "The mill"));
  return classes as unknown as readonly [WritingClass, WritingClass];
}

function presence(cursor: Presence["cursor"]): Presence {
  return { member: "giulia00" as MemberId, session: "s1", page: null, cursor, seenAt: 0 };
}

const GIULIA: CursorOwner = { name: "Giulia", school: "IT", mark: 1 };

test("a place keeps its meaning while others write before it", () => {
  const [ana, giulia] = twoClasses();
  giulia.goTo(1, 4);
  const places = placesOf(giulia.editor.state);
  ana.typeIn(0, 0, "Look: ");
  if (places === null) throw new Error("no place");
  const before = positionsOf(giulia.editor.state, places);
  expect(positionsOf(ana.editor.state, places)?.head).toBe((before?.head ?? 0) + 6);
});

test.each([
  ["nonsense", "x"],
  ["another document", JSON.stringify({ item: { client: 1, clock: 5 } })],
  ["an endless text", `"${"x".repeat(5000)}"`],
  ["a list", "[[[]]]"],
  ["null", "null"],
])("a cursor that is %s is not shown and breaks nothing", (_, place) => {
  const [ana] = twoClasses();
  expect(positionsOf(ana.editor.state, { anchor: place, head: place })).toBeNull();
});

test("shows a partner's cursor with name and school, also after the partner has written at that place", () => {
  const [ana, giulia] = twoClasses();
  const present = createStore<readonly Presence[]>([]);
  const told = vi.fn<(cursor: Presence["cursor"]) => void>();
  const editor = new Editor({
    element: document.createElement("div"),
    extensions: [
      ...PAGE_SCHEMA,
      Picture,
      YjsBinding.configure({ content: ana.page.content, localOrigin: {} }),
      PartnerCursors.configure({
        present,
        owners: createStore(0),
        ownerOf: () => GIULIA,
        showCursor: told,
      }),
    ],
  });
  giulia.goTo(1, -1);
  present.set([presence(placesOf(giulia.editor.state))]);
  const caret = () => editor.view.dom.querySelector(".page-partner-caret");
  expect(caret()?.textContent).toBe("Giulia · IT");
  expect(caret()?.getAttribute("data-mark")).toBe("1");
  giulia.typeIn(1, -1, " is old");
  giulia.deliver(ana);
  expect(caret()?.textContent).toBe("Giulia · IT");
  present.set([]);
  expect(caret()).toBeNull();
  editor.destroy();
});
