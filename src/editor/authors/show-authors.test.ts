// @vitest-environment happy-dom
import { Editor } from "@tiptap/core";
import { afterEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { createStore } from "../../base/index.ts";
import { PageDocument, REMOTE } from "../../documents/index.ts";
import {
  type Block,
  type Member,
  type MemberId,
  type School,
  type SchoolId,
  paragraph,
} from "../../domain/index.ts";
import { Random } from "../../testing/random.ts";
import { YjsBinding } from "../binding/index.ts";
import { insertTable } from "../commands/tables.ts";
import { breakParagraph } from "../commands/typing-keys.ts";
import { PAGE_SCHEMA, Picture } from "../schema/index.ts";
import { Authorship } from "./authorship.ts";
import { ShowAuthors } from "./show-authors.ts";

const ana = "ana" as MemberId;
const giulia = "giulia" as MemberId;
const dan = "dan" as MemberId;
const AUTHORS = new Map([
  [11, ana],
  [22, giulia],
  [33, dan],
]);
const SCHOOLS: readonly School[] = [
  { id: "a-deva" as SchoolId, name: "Școala", town: "Deva", country: "RO" },
  { id: "b-torino" as SchoolId, name: "Scuola", town: "Torino", country: "IT" },
];

function member(id: MemberId, name: string, schoolId: string): Member {
  return {
    id,
    name,
    role: "teacher",
    schoolId: schoolId as SchoolId,
    joinedAt: 1,
    standing: "active",
    mentor: null,
  };
}

/** One window on a page, with everything that shows who wrote what. */
class Window {
  readonly doc = new Y.Doc();
  readonly page: PageDocument;
  readonly authorship = new Authorship();
  readonly members = createStore<readonly Member[]>([
    member(ana, "Ana Pop", "a-deva"),
    member(dan, "Dan Ilie", "a-deva"),
    member(giulia, "Giulia Rossi", "b-torino"),
  ]);
  readonly editor: Editor;

  constructor(client: number) {
    this.doc.clientID = client;
    this.page = new PageDocument(this.doc, {
      authorOf: () => null,
      mayWrite: () => true,
      now: () => 0,
    });
    this.editor = new Editor({
      element: document.createElement("div"),
      extensions: [
        ...PAGE_SCHEMA,
        Picture,
        YjsBinding.configure({ content: this.page.content, localOrigin: {} }),
        ShowAuthors.configure({
          content: this.page.content,
          authorOf: (id) => AUTHORS.get(id) ?? null,
          authorship: this.authorship,
          members: this.members,
          schools: createStore(SCHOOLS),
        }),
      ],
    });
  }

  take(from: Window): void {
    this.page.receive([Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(this.doc))], REMOTE);
  }

  type(position: number, text: string): void {
    this.editor.view.dispatch(this.editor.state.tr.insertText(text, position));
  }

  /** The text with each run in brackets behind the mark of its author; what has none stands outside of brackets. */
  shown(): string {
    const paragraphs = [...this.editor.view.dom.querySelectorAll("[data-text]")];
    return paragraphs
      .map((one) => {
        let told = "";
        let last: string | null = null;
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        while (walker.nextNode() !== null) {
          const mark =
            walker.currentNode.parentElement?.closest<HTMLElement>(".page-author")?.dataset[
              "mark"
            ] ?? null;
          if (mark !== last)
            told += `${last === null ? "" : "]"}${mark === null ? "" : `${mark}[`}`;
          last = mark;
          told += walker.currentNode.textContent ?? "";
        }
        return `${told}${last === null ? "" : "]"}`;
      })
      .join("/");
  }

  shares(): string {
    return this.authorship.shares
      .get()
      .map(({ name, words }) => `${name} ${words}`)
      .join(", ");
  }

  close(): void {
    this.editor.destroy();
    this.page.close();
    this.doc.destroy();
  }
}

const open: Window[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  vi.useRealTimers();
});

function windows(blocks: readonly Block[], ...clients: readonly number[]): readonly Window[] {
  const all = clients.map((client) => new Window(client));
  open.push(...all);
  all[0]?.page.append(blocks, {});
  for (const one of all.slice(1)) if (all[0] !== undefined) one.take(all[0]);
  return all;
}

function two(...texts: readonly string[]): readonly [Window, Window] {
  return windows(
    texts.map((text) => paragraph(text)),
    11,
    22,
  ) as readonly [Window, Window];
}

test("nothing is shown, and nothing told, until one asks", () => {
  const [mine] = two("The bridge is old");
  expect(mine.shown()).toBe("The bridge is old");
  expect(mine.shares()).toBe("");
  mine.authorship.show({ kind: "everyone" });
  expect(mine.shown()).toBe("0[The bridge is old]");
  expect(mine.shares()).toBe("Ana Pop 4");
  mine.authorship.show({ kind: "nobody" });
  expect(mine.shown()).toBe("The bridge is old");
  expect(mine.shares()).toBe("");
});

test("words stand in the look of whoever wrote them, and are counted for whoever began them", () => {
  const [mine, theirs] = two("The bridge is old", "The mill");
  theirs.type(12, "very long and ");
  theirs.type(5, "great ");
  mine.take(theirs);
  mine.authorship.show({ kind: "everyone" });
  expect(mine.shown()).toBe("0[The ]1[great ]0[bridge ]1[very long and ]0[is old]/0[The mill]");
  expect(mine.shares()).toBe("Ana Pop 6, Giulia Rossi 4");
});

test("what a partner writes while it is shown is shown at once", () => {
  const [mine, theirs] = two("The bridge", "The mill");
  mine.authorship.show({ kind: "everyone" });
  theirs.type(11, " is old");
  mine.take(theirs);
  expect(mine.shown()).toBe("0[The bridge]1[ is old]/0[The mill]");
  expect(mine.shares()).toBe("Ana Pop 4, Giulia Rossi 2");
});

test("one's own letters among a partner's words are shown as one's own as soon as the hand rests", () => {
  vi.useFakeTimers();
  const [mine, theirs] = two("The bridge");
  mine.authorship.show({ kind: "everyone" });
  theirs.type(11, " is very old");
  mine.take(theirs);
  mine.type(16, "so ");
  vi.runAllTimers();
  expect(mine.shown()).toBe("0[The bridge]1[ is v]0[so ]1[ery old]");
});

test("the cells of a table are shown too", () => {
  const [mine, theirs] = two("The bridge", "");
  theirs.editor.commands.setTextSelection(13);
  insertTable(2, 2)(theirs.editor.state, theirs.editor.view.dispatch);
  theirs.editor.view.dispatch(theirs.editor.state.tr.insertText("Po"));
  mine.take(theirs);
  mine.authorship.show({ kind: "everyone" });
  expect(mine.shown()).toContain("1[Po]");
  expect(mine.shares()).toBe("Ana Pop 2, Giulia Rossi 1");
});

test("the words of one author alone can be shown, and the sums of all stay", () => {
  const [mine, theirs] = two("The bridge");
  theirs.type(11, " is old");
  mine.take(theirs);
  mine.authorship.show({ kind: "one", author: giulia });
  expect(mine.shown()).toBe("The bridge1[ is old]");
  expect(mine.shares()).toBe("Ana Pop 2, Giulia Rossi 2");
});

test("two of one school have marks of their own, and letters before their words", () => {
  const [mine, , third] = windows([paragraph("The bridge is old")], 11, 22, 33) as readonly [
    Window,
    Window,
    Window,
  ];
  third.type(18, " and beautiful");
  mine.take(third);
  mine.authorship.show({ kind: "everyone" });
  expect(mine.shown()).toBe("0[The bridge is old]1[ and beautiful]");
  const letters = [...mine.editor.view.dom.querySelectorAll<HTMLElement>("[data-author]")];
  expect(letters.map((one) => one.dataset["author"])).toEqual(["AP", "DI"]);
});

test("words that no signature names have no name, and names follow the roster", () => {
  const [mine, stranger] = windows([paragraph("The bridge")], 11, 99) as readonly [Window, Window];
  stranger.type(11, " is old");
  mine.take(stranger);
  mine.authorship.show({ kind: "everyone" });
  expect(mine.shown()).toBe("0[The bridge]none[ is old]");
  expect(mine.shares()).toBe("Ana Pop 2, Nobody knows who 2");
  mine.members.set([member(ana, "", "a-deva")]);
  expect(mine.shares()).toBe("Teacher, Școala 2, Nobody knows who 2");
});

test("the name of whoever wrote at the cursor is told", () => {
  const [mine, theirs] = two("The bridge");
  theirs.type(11, " is old");
  mine.take(theirs);
  mine.authorship.show({ kind: "everyone" });
  mine.editor.commands.setTextSelection(4);
  expect(mine.authorship.atCursor.get()?.name).toBe("Ana Pop");
  mine.editor.commands.setTextSelection(15);
  expect(mine.authorship.atCursor.get()?.name).toBe("Giulia Rossi");
});

test("whatever two write, what is kept up to date is the same as in a window that opens now", () => {
  vi.useFakeTimers();
  for (let seed = 1; seed <= 8; seed += 1) {
    const random = new Random(seed);
    const [mine, theirs] = two("The bridge is old", "", "The mill stands by the river");
    mine.authorship.show({ kind: "everyone" });
    for (let step = 0; step < 40; step += 1) {
      const writer = random.pick([mine, theirs]);
      act(random, writer);
      if (random.chance(0.3)) mine.take(theirs);
      if (random.chance(0.3)) theirs.take(mine);
      if (random.chance(0.2)) vi.runAllTimers();
    }
    vi.runAllTimers();
    const kept = mine.shown();
    const told = mine.shares();
    const [fresh] = windows([], 44) as readonly [Window];
    fresh.take(mine);
    fresh.authorship.show({ kind: "everyone" });
    expect([seed, kept, told]).toEqual([seed, fresh.shown(), fresh.shares()]);
    for (const one of open.splice(0)) one.close();
  }
});

function act(random: Random, { editor }: Window): void {
  const { state, view } = editor;
  const places: number[] = [];
  state.doc.descendants((node, at) => {
    if (node.isTextblock)
      for (let index = 0; index <= node.content.size; index += 1) places.push(at + 1 + index);
  });
  const at = random.pick(places);
  const command = random.weighted({ type: 6, split: 2, erase: 2, bold: 1 });
  if (command === "type") view.dispatch(state.tr.insertText(random.pick(["a", " ", "word "]), at));
  editor.commands.setTextSelection(at);
  if (command === "split") breakParagraph(editor.state, view.dispatch);
  const end = Math.min(at + random.whole(1, 9), editor.state.doc.content.size - 1);
  if (command === "erase") view.dispatch(editor.state.tr.delete(Math.min(at, end), end));
  if (command === "bold" && end > at)
    view.dispatch(editor.state.tr.addMark(at, end, editor.schema.mark("bold")));
}
