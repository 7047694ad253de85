import { expect, test } from "vitest";
import * as Y from "yjs";
import type { MemberId, PageId } from "../../domain/index.ts";
import { ProjectDocument } from "./project-document.ts";

const HERE = {};
const ana = "ana00000" as MemberId;

function openCopy(from?: Y.Doc): { doc: Y.Doc; project: ProjectDocument } {
  const doc = new Y.Doc();
  if (from !== undefined) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  return { doc, project: new ProjectDocument(doc) };
}

function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
}

function addPages(project: ProjectDocument, ...ids: string[]): void {
  for (const id of ids) {
    project.addPage({ id: id as PageId, title: id, createdBy: ana, createdAt: 1 }, HERE);
  }
}

const titles = (project: ProjectDocument): string[] =>
  project.pages.get().map(({ title }) => title);

test("a new page stands at the end, and a moved one before the page that was named", () => {
  const { project } = openCopy();
  addPages(project, "aaaaaaaa", "bbbbbbbb", "cccccccc");
  project.movePage("cccccccc" as PageId, "aaaaaaaa" as PageId, HERE);
  expect(titles(project)).toEqual(["cccccccc", "aaaaaaaa", "bbbbbbbb"]);
  project.movePage("cccccccc" as PageId, null, HERE);
  expect(titles(project)).toEqual(["aaaaaaaa", "bbbbbbbb", "cccccccc"]);
});

test("pages that two schools add apart share a place, and one can still be moved between them", () => {
  const lisbon = openCopy();
  const izmir = openCopy(lisbon.doc);
  addPages(lisbon.project, "aaaaaaaa");
  addPages(izmir.project, "bbbbbbbb");
  exchange(lisbon.doc, izmir.doc);
  expect(titles(lisbon.project)).toEqual(titles(izmir.project));
  addPages(lisbon.project, "cccccccc");
  lisbon.project.movePage("cccccccc" as PageId, "bbbbbbbb" as PageId, HERE);
  expect(titles(lisbon.project)).toEqual(["aaaaaaaa", "cccccccc", "bbbbbbbb"]);
  exchange(lisbon.doc, izmir.doc);
  expect(titles(izmir.project)).toEqual(["aaaaaaaa", "cccccccc", "bbbbbbbb"]);
});

test("a deleted page keeps its place and comes back to it", () => {
  const { project } = openCopy();
  addPages(project, "aaaaaaaa", "bbbbbbbb");
  project.deletePage("aaaaaaaa" as PageId, 99, HERE);
  expect(project.pages.get()[0]?.deletedAt).toBe(99);
  project.restorePage("aaaaaaaa" as PageId, HERE);
  expect(project.pages.get()[0]?.deletedAt).toBeNull();
});

test("writing the same card again adds nothing to the history", () => {
  const { doc, project } = openCopy();
  project.changeCard({ title: "Rivers", ages: { from: 8, to: 12 } }, HERE);
  const before = Y.encodeStateAsUpdate(doc).length;
  project.changeCard({ title: "Rivers", ages: { from: 8, to: 12 } }, HERE);
  expect(Y.encodeStateAsUpdate(doc).length).toBe(before);
});

test("a card that a partner filled with nonsense falls back field by field", () => {
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

test("pages with foreign keys, broken fields or a prototype key are left out or fall back", () => {
  const { doc, project } = openCopy();
  const pages = doc.getMap<unknown>("pages");
  pages.set("__proto__", { title: "x" });
  pages.set("../../etc", { title: "x" });
  pages.set("goodpage1", { title: ["x"], order: 5, deletedAt: "never" });
  pages.set("goodpage2", "no map at all");
  expect(project.pages.get()).toEqual([
    { id: "goodpage1", title: "", order: "a0", createdBy: "", createdAt: 0, deletedAt: null },
  ]);
});

test("a place that is no valid index does not stop anyone from adding a page", () => {
  const { doc, project } = openCopy();
  addPages(project, "aaaaaaaa");
  const page = doc.getMap<unknown>("pages").get("aaaaaaaa") as Y.Map<unknown>;
  page.set("order", "!!!");
  addPages(project, "bbbbbbbb");
  expect(titles(project)).toEqual(["aaaaaaaa", "bbbbbbbb"]);
});
