import { expect, test } from "vitest";
import type { CreatedPage, MemberId, PageAbout, PageId } from "../domain/index.ts";
import { type PageListParts, pageListOf } from "./page-list.ts";

const id = (text: string): PageId => text as PageId;

function created(...ids: readonly string[]): readonly CreatedPage[] {
  return ids.map((page) => ({
    id: id(page),
    createdBy: "ana" as MemberId,
    rights: { editors: "staff", listed: [], visibility: "open" },
    mayEdit: true,
  }));
}

function abouts(times: Readonly<Record<string, number>>): ReadonlyMap<PageId, PageAbout> {
  return new Map(
    Object.entries(times).map(([page, createdAt]) => [
      id(page),
      { title: page.toUpperCase(), createdAt, deletedAt: null },
    ]),
  );
}

const NOTHING = {
  abouts: new Map(),
  places: new Map(),
  basket: new Map(),
} satisfies Omit<PageListParts, "created">;

const order = (parts: PageListParts): string =>
  pageListOf(parts)
    .map((entry) => entry.id)
    .join("");

test("M17: pages with a place come first, then the others by age, then those that have not arrived, equal ones by id", () => {
  const parts = {
    ...NOTHING,
    created: created("f", "e", "d", "c", "b", "a", "h", "g"),
    abouts: abouts({ a: 9, b: 3, c: 3, d: 1, e: 1 }),
    places: new Map([
      [id("e"), "a1"],
      [id("d"), "a1"],
      [id("a"), "a0"],
      [id("z"), "Zz"],
    ]),
  };
  expect(order(parts)).toBe("adebcfgh");
});

test("M15: a page is in the basket when its writers or those who lead put it there, and it is said which", () => {
  const about = { title: "A", createdAt: 1, deletedAt: 50 };
  const parts = { ...NOTHING, created: created("a"), abouts: new Map([[id("a"), about]]) };
  expect(pageListOf(parts)[0]).toMatchObject({ deletedAt: 50, isDeletedByLead: false });
  const byLead = { ...parts, basket: new Map([[id("a"), 40]]) };
  expect(pageListOf(byLead)[0]).toMatchObject({ deletedAt: 40, isDeletedByLead: true });
});

test("a page that has not arrived is listed without a title, with the rights of the log", () => {
  expect(pageListOf({ ...NOTHING, created: created("a") })).toEqual([
    {
      ...created("a")[0],
      title: "",
      createdAt: 0,
      deletedAt: null,
      isDeletedByLead: false,
    },
  ]);
});
