// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { createStore } from "../../../base/index.ts";
import { paragraph } from "../../../domain/index.ts";
import { show } from "../../../testing/show.tsx";
import { ANA, GIULIA, MEMBERS, SCHOOLS, TestPage } from "../fixtures/test-page.ts";
import { VersionsDialog } from "./versions-dialog.tsx";

const pages: TestPage[] = [];
afterEach(() => {
  cleanup();
  for (const page of pages.splice(0)) page.close();
});

const MONDAY = new Date(2026, 8, 7, 9, 30).getTime();
const DAY = 86_400_000;

/** Ana wrote on Monday, Giulia on Tuesday, and both since. */
function twoVersions(): TestPage {
  const page = new TestPage([paragraph("The bridge is old.")]);
  pages.push(page);
  page.keepVersion(MONDAY, ANA);
  page.write(0, " It is 84 metres long.");
  page.keepVersion(MONDAY + DAY, GIULIA, ANA);
  return page;
}

function showVersions(page: TestPage, isEditable = true) {
  const onClose = vi.fn<() => void>();
  const { person } = show(
    <VersionsDialog
      project={{ members: createStore(MEMBERS), schools: createStore(SCHOOLS) }}
      page={page}
      entry={page.entry.get()}
      isEditable={isEditable}
      isOpen
      onClose={onClose}
    />,
  );
  return { person, onClose };
}

test("lists when, who and how many words, the newest first, and says that times are claims", async () => {
  showVersions(twoVersions());
  const list = within(await screen.findByRole("group", { name: "Versions, the newest first" }));
  const items = list.getAllByRole("radio").map((one) => one.parentElement?.textContent);
  expect(items).toEqual([
    "8 Sept 2026, 09:30by Giulia Rossi and Ana Pop9 words",
    "7 Sept 2026, 09:30by Ana Pop4 words",
  ]);
  expect(
    screen.getByText("The times are what the clock of each writer’s computer said."),
  ).toBeTruthy();
  expect(await screen.findByText("Nothing has changed since this version.")).toBeTruthy();
});

test("the arrow keys go from version to version, and what has changed since is marked as such", async () => {
  const { person } = showVersions(twoVersions());
  await waitFor(() => expect(document.activeElement?.getAttribute("type")).toBe("radio"));
  await person.click(screen.getByRole("radio", { name: /^7 Sept/u }));
  const sheet = await screen.findByRole("region", { name: "The page on 7 Sept 2026, 09:30" });
  await waitFor(() =>
    expect(sheet.querySelector("ins")?.textContent).toBe(" It is 84 metres long."),
  );
  expect(screen.getByText("+ 5 words added since")).toBeTruthy();
  expect(screen.getByText("− 0 words removed since")).toBeTruthy();
  await person.click(screen.getByRole("switch", { name: "Show what has changed since" }));
  expect(sheet.textContent).toBe("The bridge is old.");
});

test("what a partner writes while one reads joins the changes", async () => {
  const page = twoVersions();
  showVersions(page);
  await screen.findByText("Nothing has changed since this version.");
  page.write(0, " And beautiful.");
  expect(await screen.findByText("+ 2 words added since")).toBeTruthy();
});

test("a version comes back as a change of today", async () => {
  const page = twoVersions();
  const { person, onClose } = showVersions(page);
  await person.click(await screen.findByRole("radio", { name: /^7 Sept/u }));
  const button = await screen.findByRole("button", { name: "Make the page this version again" });
  await person.click(button);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(page.blocks()).toEqual([paragraph("The bridge is old.")]);
});

test("whoever only reads sees the versions and is told who can bring one back", async () => {
  const page = twoVersions();
  const { person } = showVersions(page, false);
  await person.click(await screen.findByRole("radio", { name: /^7 Sept/u }));
  const button = await screen.findByRole("button", { name: "Make the page this version again" });
  expect(button.hasAttribute("disabled")).toBe(true);
  expect(
    screen.getByText("Only those who write in this page can bring a version back."),
  ).toBeTruthy();
});

test("a page without a history says what will be here", async () => {
  const page = new TestPage([]);
  pages.push(page);
  showVersions(page);
  expect(await screen.findByRole("heading", { name: "No earlier versions yet" })).toBeTruthy();
});

test("a history that cannot be read says so, and that the page is safe", async () => {
  const page = new TestPage([]);
  pages.push(page);
  const quiet = vi.spyOn(console, "error").mockImplementation(() => undefined);
  page.versions = () => Promise.reject(new Error("the disk is gone"));
  showVersions(page);
  expect(await screen.findByText(/^The page itself is safe\./u)).toBeTruthy();
  quiet.mockRestore();
});

test("a time that no clock can say breaks nothing", async () => {
  const page = new TestPage([paragraph("The bridge")]);
  pages.push(page);
  page.keepVersion(9e15, ANA);
  showVersions(page);
  expect(await screen.findByRole("radio", { name: /Ana Pop/u })).toBeTruthy();
});
