import { expect, test } from "vitest";
import type { PageId, SpaceId } from "../domain/index.ts";
import { placeToBegin, rememberPlace } from "./last-place.ts";
import { PATHS, href, projectOfPath } from "./paths.ts";

const RIVERS = "rivers00" as SpaceId;

function shelf(kept: string | null = null) {
  let value = kept;
  return {
    getItem: () => value,
    setItem: (_key: string, next: string) => {
      value = next;
    },
  };
}

test("begins where the person was last", () => {
  const kept = shelf();
  expect(placeToBegin([], kept)).toBe("/");
  rememberPlace(PATHS.sync(RIVERS), kept);
  expect(placeToBegin([{ id: RIVERS }], kept)).toBe("/project/rivers00/sync");
});

test("begins at home when the project has been taken off, or nonsense was kept", () => {
  const kept = shelf(PATHS.page(RIVERS, "page0000" as PageId));
  expect(placeToBegin([], kept)).toBe("/");
  expect(placeToBegin([], shelf("javascript:alert(1)"))).toBe("/");
});

test("does not come back to a step on the way", () => {
  const kept = shelf(PATHS.settings);
  rememberPlace(PATHS.join, kept);
  rememberPlace(PATHS.newProject, kept);
  rememberPlace(PATHS.welcome, kept);
  expect(placeToBegin([], kept)).toBe("/settings");
});

test("knows which project a path belongs to", () => {
  expect(projectOfPath(PATHS.members(RIVERS))).toBe(RIVERS);
  expect(projectOfPath(PATHS.invite(RIVERS))).toBe(RIVERS);
  expect(projectOfPath(PATHS.home)).toBeNull();
  expect(projectOfPath("/project/../etc")).toBeNull();
  expect(href(PATHS.home)).toBe("#/");
});
