// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type * as Y from "yjs";
import { type PageId, paragraph } from "../../domain/index.ts";
import { TestClassrooms, show } from "../../testing/test-program.tsx";
import type { OpenPage, OpenProject } from "../../workspace/index.ts";
import { type PageHandle, PageScreen } from "./page-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

const ignore = (): void => undefined;

function screenOf(
  project: OpenProject,
  pageId: PageId,
  props: Partial<Parameters<typeof PageScreen>[0]> = {},
) {
  return (
    <PageScreen
      project={project}
      pageId={pageId}
      modKey="Ctrl"
      pageHref={(page) => `#/${page}`}
      onGo={ignore}
      onNewPage={ignore}
      onImport={ignore}
      onExport={ignore}
      onPrint={ignore}
      onOpenLink={ignore}
      {...props}
    />
  );
}

async function openPage(project: OpenProject, id: PageId): Promise<OpenPage> {
  const opened = await project.openPage(id);
  if (!opened.ok) throw new Error(opened.failure.kind);
  return opened.value;
}

async function aloneWith(...titles: readonly string[]) {
  const { ana } = await classrooms.partners();
  const project = await classrooms.project(ana);
  const pages: PageId[] = [];
  for (const title of titles)
    pages.push(await project.addPage(title, [paragraph(`The text of ${title}`)]));
  return { project, pages };
}

function shownPages(): readonly string[] {
  const tree = within(screen.getByRole("navigation", { name: "Pages" }));
  return tree.getAllByRole("link").map((link) => link.textContent);
}

test("shows the pages, the title and the text, and counts the words", async () => {
  const { project, pages } = await aloneWith("The bridge", "The mill");
  show(screenOf(project, pages[0] as PageId));
  const text = await screen.findByRole("textbox", { name: "Text of the page The bridge" });
  expect(text.textContent).toContain("The text of The bridge");
  expect(shownPages()).toEqual(["Start here", "The bridge", "The mill"]);
  expect(screen.getByRole("link", { name: "The bridge" }).getAttribute("aria-current")).toBe(
    "page",
  );
  expect(screen.getByRole("heading", { level: 1, name: "The bridge" })).toBeTruthy();
  expect(await screen.findByText("5 words")).toBeTruthy();
});

test("a new title is kept when one goes on to the text", async () => {
  const { project, pages } = await aloneWith("The bridge");
  const { person } = show(screenOf(project, pages[0] as PageId));
  const title = await screen.findByRole("textbox", { name: "Title of the page" });
  await person.clear(title);
  await person.type(title, "The old bridge");
  await person.tab();
  await waitFor(() => expect(shownPages()).toContain("The old bridge"));
});

test("pages change places by Alt and arrow keys and by the menu, and it is said aloud", async () => {
  const { project, pages } = await aloneWith("The bridge", "The mill");
  const { person } = show(screenOf(project, pages[0] as PageId));
  screen.getByRole("link", { name: "The mill" }).focus();
  await person.keyboard("{Alt>}{ArrowUp}{/Alt}");
  await waitFor(() => expect(shownPages()).toEqual(["Start here", "The mill", "The bridge"]));
  expect(screen.getByText("The mill is now page 2 of 3.")).toBeTruthy();
  await person.click(screen.getByRole("button", { name: "More for the page Start here" }));
  await person.click(await screen.findByRole("menuitem", { name: "Move down", hidden: true }));
  await waitFor(() => expect(shownPages()).toEqual(["The mill", "Start here", "The bridge"]));
});

test("a page goes into the basket and comes out again", async () => {
  const { project, pages } = await aloneWith("The bridge", "The mill");
  const onGo = vi.fn<(page: PageId | null) => void>();
  const { person } = show(screenOf(project, pages[1] as PageId, { onGo }));
  await person.click(screen.getByRole("button", { name: "More for the page The mill" }));
  await person.click(
    await screen.findByRole("menuitem", { name: "Put in the basket", hidden: true }),
  );
  await waitFor(() => expect(shownPages()).toEqual(["Start here", "The bridge"]));
  expect(onGo).toHaveBeenCalledWith(pages[0]);
  await person.click(screen.getByText("1 page in the basket"));
  await person.click(screen.getByRole("button", { name: "Take The mill out of the basket" }));
  await waitFor(() => expect(shownPages()).toEqual(["Start here", "The bridge", "The mill"]));
});

test("the toolbar is one stop for Tab, and the arrow keys go through it", async () => {
  const { project, pages } = await aloneWith("The bridge");
  const { person } = show(screenOf(project, pages[0] as PageId));
  const bar = within(await screen.findByRole("toolbar", { name: "Text tools" }));
  const stops = bar
    .getAllByRole<HTMLButtonElement>("button")
    .filter(({ tabIndex, disabled }) => tabIndex === 0 && !disabled);
  expect(stops).toHaveLength(1);
  stops[0]?.focus();
  await person.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Bold");
  await person.keyboard("{End}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Find in this page");
  await person.keyboard("{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Kind of paragraph/u);
});

test("finds words in the page and says which of how many is shown", async () => {
  const { project, pages } = await aloneWith("The bridge");
  const { person } = show(screenOf(project, pages[0] as PageId));
  const page = await openPage(project, pages[0] as PageId);
  page.append([paragraph("A bridge and a Bridge")]);
  await person.click(await screen.findByRole("button", { name: "Find in this page" }));
  await person.type(screen.getByRole("textbox", { name: "Find in this page" }), "bridge");
  await screen.findByText("1 of 3");
  await person.keyboard("{Enter}");
  await screen.findByText("2 of 3");
  await person.click(screen.getByRole("button", { name: "Capital letters count" }));
  await screen.findByText("2 of 2");
  await person.click(screen.getByRole("button", { name: "Close the search" }));
  expect(document.querySelector(".page-found")).toBeNull();
  page.close();
});

test("undo of the menu takes back what was added here", async () => {
  const { project, pages } = await aloneWith("The bridge");
  let handle: PageHandle | null = null;
  const onReady = (next: PageHandle | null): void => {
    handle = next;
  };
  show(screenOf(project, pages[0] as PageId, { onReady }));
  await screen.findByRole("textbox", { name: "Text of the page The bridge" });
  await waitFor(() => expect(handle).not.toBeNull());
  const ready = handle as unknown as PageHandle;
  ready.page.append([paragraph("An import")]);
  expect(ready.page.blocks()).toHaveLength(2);
  ready.undo();
  expect(ready.page.blocks()).toHaveLength(1);
  ready.redo();
  expect(ready.page.blocks()).toHaveLength(2);
});

test("words that a merge swallowed stand at the side until they are put back", async () => {
  const { ana, giulia } = await classrooms.partners();
  const mine = await classrooms.project(ana);
  const theirs = await classrooms.project(giulia);
  const id = await mine.addPage("The bridge", [paragraph("The bridge"), paragraph("The mill")]);
  await waitFor(() => expect(theirs.pages.get().map((page) => page.id)).toContain(id));
  const here = await openPage(mine, id);
  const there = await openPage(theirs, id);
  await waitFor(() => expect(there.blocks()).toHaveLength(2));
  const { person } = show(screenOf(mine, id));
  classrooms.network.partition(["cluj"], ["ferrara"]);
  const second = there.content.get(1) as Y.XmlElement;
  const doc = there.content.doc as Y.Doc;
  doc.transact(() => (second.get(0) as Y.XmlText).insert(8, " is very old"), there.localOrigin);
  here.content.doc?.transact(() => here.content.delete(1, 1), here.localOrigin);
  classrooms.network.heal();
  const panel = within(await screen.findByTestId("rescued-words"));
  expect(panel.getByText("is very old")).toBeTruthy();
  expect(panel.getByText("Giulia Rossi")).toBeTruthy();
  await person.click(panel.getByRole("button", { name: "Put back" }));
  await waitFor(() => expect(screen.queryByTestId("rescued-words")).toBeNull());
  expect(here.blocks()).toEqual([paragraph("The bridge"), paragraph("is very old")]);
  await waitFor(() => expect(there.blocks()).toEqual(here.blocks()));
  expect(there.rescued.get()).toEqual([]);
  here.close();
  there.close();
});

test("a page that goes into the basket while it is shown can be read, and written in no more", async () => {
  const { project, pages } = await aloneWith("The bridge");
  show(screenOf(project, pages[0] as PageId));
  const text = await screen.findByRole("textbox", { name: "Text of the page The bridge" });
  expect(text.getAttribute("contenteditable")).toBe("true");
  project.deletePage(pages[0] as PageId);
  await waitFor(() => expect(screen.queryByRole("toolbar")).toBeNull());
  expect(text.getAttribute("contenteditable")).toBe("false");
  expect(text.textContent).toContain("The text of The bridge");
});

test("a page that is not in the project says so", async () => {
  const { project } = await aloneWith("The bridge");
  show(screenOf(project, "0000000000000000" as PageId));
  expect(
    await screen.findByRole("heading", { level: 1, name: "This page is not here" }),
  ).toBeTruthy();
});
