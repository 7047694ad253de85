import { expect, test } from "vitest";
import * as Y from "yjs";
import type { PageId } from "../../domain/index.ts";
import { ProjectDocument } from "./project-document.ts";

const HERE = {};

function openCopy(from?: Y.Doc): { doc: Y.Doc; project: ProjectDocument } {
  const doc = new Y.Doc();
  if (from !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  return { doc, project: new ProjectDocument(doc) };
}

function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
}

const pages = (...ids: readonly string[]): PageId[] => ids.map((id) => id as PageId);
const [a, b, c] = pages("aaaaaaaa", "bbbbbbbb", "cccccccc") as [PageId, PageId, PageId];

/** Those with a place, in order. */
function order(project: ProjectDocument): readonly PageId[] {
  const places = [...project.places.get()];
  return places.sort(([x, p], [y, q]) => (p < q || (p === q && x < y) ? -1 : 1)).map(([id]) => id);
}

test("moving a page gives a place to it and to those before it, and to no other", () => {
  const { project } = openCopy();
  project.movePage(c, b, [a, b, c], HERE);
  expect(order(project)).toEqual([a, c]);
  project.movePage(a, null, [a, c, b], HERE);
  expect(order(project)).toEqual([c, b, a]);
  project.movePage(b, c, [c, b, a], HERE);
  expect(order(project)).toEqual([b, c, a]);
});

test("M16: pages that two moved apart share a place, and one can still be moved between them", () => {
  const lisbon = openCopy();
  const izmir = openCopy(lisbon.doc);
  lisbon.project.movePage(a, c, [b, c, a], HERE);
  izmir.project.movePage(c, b, [b, c, a], HERE);
  exchange(lisbon.doc, izmir.doc);
  const both = order(lisbon.project);
  expect(order(izmir.project)).toEqual(both);
  const [first, second] = both as [PageId, PageId];
  const moved = [a, b, c].find((id) => id !== first && id !== second) as PageId;
  lisbon.project.movePage(moved, second, [...both, moved], HERE);
  exchange(lisbon.doc, izmir.doc);
  expect(order(izmir.project).slice(0, 3)).toEqual([first, moved, second]);
});

test("M15: a page in the basket keeps its place and the time when it was put there first", () => {
  const { project } = openCopy();
  project.movePage(a, b, [b, a], HERE);
  project.deletePage(a, 99, HERE);
  project.deletePage(a, 120, HERE);
  expect(project.basket.get()).toEqual(new Map([[a, 99]]));
  project.restorePage(a, HERE);
  expect(project.basket.get().size).toBe(0);
  expect(order(project)).toEqual([a]);
});

test("writing the same card again adds nothing to the history", () => {
  const { doc, project } = openCopy();
  project.changeCard({ title: "Rivers", ages: { from: 8, to: 12 } }, HERE);
  const before = Y.encodeStateAsUpdate(doc).length;
  project.changeCard({ title: "Rivers", ages: { from: 8, to: 12 } }, HERE);
  expect(Y.encodeStateAsUpdate(doc).length).toBe(before);
});

test("M18: a card that a partner filled with nonsense falls back field by field", () => {
  const { doc, project } = openCopy();
  const card = doc.getMap("card");
  card.set("title", 42);
  card.set("ages", { from: 90, to: -4 });
  card.set("subjects", ["art", 7, { a: 1 }]);
  card.set("cover", "javascript:");
  expect(project.card.get()).toEqual({
    title: "",
    aims: "",
    subjects: ["art"],
    ages: { from: 3, to: 20 },
    languages: [],
    cover: "stars",
    createdAt: 0,
  });
});

test("M18: places and deletions with foreign keys or broken values are left out", () => {
  const { doc, project } = openCopy();
  doc.getMap<unknown>("order").set("__proto__", "a0");
  doc.getMap<unknown>("order").set("../../etc", "a0");
  doc.getMap<unknown>("order").set(a, { a: 1 });
  doc.getMap<unknown>("order").set(b, "z".repeat(5000));
  doc.getMap<unknown>("basket").set(a, "never");
  doc.getMap<unknown>("basket").set(b, -1);
  expect(project.places.get().size).toBe(0);
  expect(project.basket.get().size).toBe(0);
});

test("a place that is no valid index does not stop anyone from moving a page behind it", () => {
  const { doc, project } = openCopy();
  doc.getMap<unknown>("order").set(a, "!!!");
  project.movePage(b, null, [a, b], HERE);
  expect(order(project)).toEqual([a, b]);
});
