import { expect, test } from "vitest";
import * as Y from "yjs";
import { type MemberId, paragraph } from "../../domain/index.ts";
import { PageDocument } from "./page-document.ts";

const REMOTE = { origin: "remote" };
const HERE = {};
/** As the journal's signatures say. */
const AUTHORS = new Map([
  [11, "ana" as MemberId],
  [22, "giulia" as MemberId],
]);
let clock = 0;

/** One class's copy of a page. */
class Copy {
  readonly doc = new Y.Doc();
  readonly page: PageDocument;

  constructor(client: number, mayWrite = true) {
    this.doc.clientID = client;
    this.page = new PageDocument(this.doc, {
      authorOf: (client) => AUTHORS.get(client) ?? null,
      mayWrite: () => mayWrite,
      now: () => (clock += 1),
    });
  }

  text(block: number): Y.XmlText {
    return (this.page.content.get(block) as Y.XmlElement).get(0) as Y.XmlText;
  }

  take(from: Copy): void {
    this.page.receive([Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(this.doc))], REMOTE);
  }

  words(): string {
    return this.page
      .blocks()
      .map((block) =>
        block.type === "paragraph" ? block.text.map(({ text }) => text).join("") : block.type,
      )
      .join("|");
  }

  lost(): readonly string[] {
    return this.page.rescued.get().map(({ text }) => text);
  }
}

function twoCopies(...paragraphs: string[]): readonly [Copy, Copy] {
  const ana = new Copy(11);
  const giulia = new Copy(22);
  ana.page.append(
    paragraphs.map((text) => paragraph(text)),
    HERE,
  );
  giulia.take(ana);
  return [ana, giulia];
}

function stateOf({ doc }: Copy): Uint8Array {
  return Y.encodeStateAsUpdate(doc);
}

function meet(...copies: readonly Copy[]): void {
  for (let round = 0; round < 3; round += 1) {
    for (const one of copies) for (const other of copies) if (one !== other) one.take(other);
  }
  for (const copy of copies) expect(copy.words()).toBe(copies[0]?.words());
  for (const copy of copies) expect(copy.page.rescued.get()).toEqual(copies[0]?.page.rescued.get());
}

test("M6: words typed into a paragraph that the other class deleted are kept in the rescue list", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  giulia.text(1).insert(8, " is old");
  ana.page.content.delete(1, 1);
  meet(ana, giulia);
  expect(ana.words()).toBe("The bridge");
  expect(ana.lost()).toEqual(["is old"]);
  expect(ana.page.rescued.get()[0]?.author).toBe("giulia");
});

test("M6: the one who deleted notices too, when the words arrive for a place that is long gone", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  ana.page.content.delete(1, 1);
  giulia.text(1).insert(0, "Look: ");
  giulia.text(1).insert(giulia.text(1).length, " is old");
  ana.take(giulia);
  expect([...ana.lost()].sort()).toEqual(["Look:", "is old"]);
});

test("M6: words that arrive letter by letter become one entry in reading order", () => {
  const [ana, giulia] = twoCopies("The bridge", "");
  ana.page.content.delete(1, 1);
  for (const [at, letters] of [
    [0, "hello"],
    [2, "X"],
    [6, " you"],
    [0, "Oh "],
  ] as const) {
    giulia.text(1).insert(at, letters);
    ana.take(giulia);
  }
  expect(ana.lost()).toEqual(["Oh heXllo you"]);
  meet(ana, giulia);
  expect(giulia.lost()).toEqual(["Oh heXllo you"]);
});

test("M7: deleting what one has seen is no loss", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  giulia.text(1).insert(8, " is old");
  meet(ana, giulia);
  ana.page.content.delete(1, 1);
  meet(ana, giulia);
  expect(ana.lost()).toEqual([]);
});

test("M7: words that their author deleted again are not rescued", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  giulia.text(1).insert(8, " is old");
  giulia.text(1).delete(8, 4);
  ana.page.content.delete(1, 1);
  meet(ana, giulia);
  expect(ana.lost()).toEqual(["old"]);
});

test("M7: words leave the list when it turns out that their author deletes them", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  ana.page.content.delete(1, 1);
  giulia.text(1).insert(8, " is old");
  ana.take(giulia);
  expect(ana.lost()).toEqual(["is old"]);
  giulia.text(1).delete(8, 7);
  ana.take(giulia);
  expect(ana.lost()).toEqual([]);
  meet(ana, giulia);
});

test("M7: words leave the list when their author had deleted them before the news came", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  ana.page.content.delete(1, 1);
  giulia.text(1).insert(8, " is old");
  ana.take(giulia);
  giulia.text(1).delete(8, 7);
  giulia.take(ana);
  expect(giulia.lost()).toEqual([]);
  meet(ana, giulia);
});

test("M7: words that were lost in one place and stand in another are not listed", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  ana.page.content.delete(1, 1);
  giulia.text(1).insert(0, "A long story about the river. ");
  giulia.page.append([paragraph("A long story about the river.")], HERE);
  meet(ana, giulia);
  expect(ana.lost()).toEqual([]);
});

test("M8: words that are put back stand at the end, once, on every copy", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  giulia.text(1).insert(8, " is old");
  ana.page.content.delete(1, 1);
  ana.take(giulia);
  ana.page.putBack(ana.page.rescued.get()[0]?.id ?? "");
  meet(ana, giulia);
  expect(ana.words()).toBe("The bridge|is old");
  expect(giulia.lost()).toEqual([]);
});

test("M8: words that are let go do not come back, whoever finds them later", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  const third = new Copy(33);
  third.take(ana);
  giulia.text(1).insert(8, " is old");
  ana.page.content.delete(1, 1);
  ana.take(giulia);
  ana.page.letGo(ana.page.rescued.get()[0]?.id ?? "");
  third.take(giulia);
  meet(ana, giulia, third);
  expect(third.lost()).toEqual([]);
});

test("M6: one who may only read finds lost words too, and writes nothing down", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  const reader = new Copy(33, false);
  reader.take(ana);
  giulia.text(1).insert(8, " is old");
  ana.page.content.delete(1, 1);
  reader.take(giulia);
  reader.take(ana);
  expect(Y.encodeStateVector(reader.doc)).toEqual(
    Y.encodeStateVectorFromUpdate(Y.mergeUpdates([ana, giulia].map(stateOf))),
  );
  expect(reader.lost()).toEqual([]);
  ana.take(giulia);
  reader.take(ana);
  expect(reader.lost()).toEqual(["is old"]);
});

test("M14: a title that two gave apart is one of the two, and the text is untouched", () => {
  const [ana, giulia] = twoCopies("The bridge");
  ana.page.begin({ title: "Rivers", createdAt: 7 }, HERE);
  meet(ana, giulia);
  ana.page.rename("Our rivers", HERE);
  giulia.page.rename("Rivers and bridges", HERE);
  meet(ana, giulia);
  expect(["Our rivers", "Rivers and bridges"]).toContain(giulia.page.about.get().title);
  expect(ana.page.about.get()).toEqual(giulia.page.about.get());
  expect(ana.words()).toBe("The bridge");
});

test("M15: what is written in a page while another puts it into the basket comes back with it", () => {
  const [ana, giulia] = twoCopies("The bridge");
  ana.page.setDeletedAt(99, HERE);
  giulia.text(0).insert(10, " is old");
  meet(ana, giulia);
  expect(giulia.page.about.get().deletedAt).toBe(99);
  giulia.page.setDeletedAt(null, HERE);
  meet(ana, giulia);
  expect(ana.page.about.get().deletedAt).toBeNull();
  expect(ana.words()).toBe("The bridge is old");
  expect(ana.lost()).toEqual([]);
});

test("a page whose card is nonsense has no title and is in use", () => {
  const ana = new Copy(11);
  ana.doc.getMap<unknown>("about").set("title", { a: 1 });
  ana.doc.getMap<unknown>("about").set("createdAt", -4);
  ana.doc.getMap<unknown>("about").set("deletedAt", "never");
  expect(ana.page.about.get()).toEqual({ title: "", createdAt: 0, deletedAt: null });
});

test("M9: a restart between the merge and the next change loses nothing", () => {
  const [ana, giulia] = twoCopies("The bridge", "The mill");
  const snapshot = Y.encodeStateAsUpdate(ana.doc);
  const deletion = capture(ana, () => ana.page.content.delete(1, 1));
  const typing = capture(giulia, () => giulia.text(1).insert(8, " is old"));
  const again = new Copy(44);
  again.page.receive([snapshot, deletion, typing], { origin: "stored" });
  expect(again.lost()).toEqual(["is old"]);
});

function capture(copy: Copy, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(copy.doc);
  change();
  return Y.encodeStateAsUpdate(copy.doc, before);
}

test("an empty paragraph gets a text at once, so that two who begin to write in it write in the same one", () => {
  const [ana, giulia] = twoCopies("The bridge");
  ana.doc.transact(() => ana.page.content.insert(1, [new Y.XmlElement("paragraph")]), HERE);
  meet(ana, giulia);
  ana.text(1).insert(0, "Ana");
  giulia.text(1).insert(0, "Giulia");
  meet(ana, giulia);
  expect((ana.page.content.get(1) as Y.XmlElement).length).toBe(1);
  expect(ana.words()).toMatch(/AnaGiulia|GiuliaAna/u);
});

test("what can be no part of a page is thrown out before anyone sees it", () => {
  const ana = new Copy(11);
  ana.page.append([paragraph("The bridge")], HERE);
  const hostile = new Y.Doc();
  Y.applyUpdate(hostile, Y.encodeStateAsUpdate(ana.doc));
  const fragment = hostile.getXmlFragment("content");
  let innermost = new Y.XmlElement("paragraph");
  fragment.insert(1, [
    innermost,
    new Y.XmlText("loose"),
    new Y.XmlHook("hook") as unknown as Y.XmlElement,
  ]);
  for (let depth = 0; depth < 200; depth += 1) {
    const next = new Y.XmlElement("paragraph");
    innermost.insert(0, [next]);
    innermost = next;
  }
  ((fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText).insertEmbed(0, { a: 1 });
  let seen = 0;
  ana.page.content.observeDeep(() => (seen = ana.page.content.length));
  ana.page.receive([Y.encodeStateAsUpdate(hostile)], REMOTE);
  expect(seen).toBe(2);
  expect(ana.words()).toBe("The bridge|");
  const limited = new PageDocument(new Y.Doc(), {
    authorOf: () => null,
    mayWrite: () => true,
    now: () => 0,
  });
  limited.receive([Y.encodeStateAsUpdate(hostile)], REMOTE);
  expect(limited.content.length).toBe(2);
});

test("nonsense in the rescue list is skipped", () => {
  const ana = new Copy(11);
  const map = ana.doc.getMap<unknown>("rescued");
  map.set("1:0-5", { text: "too short" });
  map.set("1:9-3", { text: "x" });
  map.set("__proto__", { text: "x" });
  map.set("2:0-3", "abc");
  map.set("3:0-3", { text: "abc", after: "3:1", before: "3:0", foundAt: "yesterday" });
  map.set("4:0-2", { text: "de", after: "5:0" });
  map.set("5:0-2", { text: "fg", after: "4:0" });
  expect(ana.lost()).toContain("abc");
  expect(ana.lost().join("")).toHaveLength(7);
});
