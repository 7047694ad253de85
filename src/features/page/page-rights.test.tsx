// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type * as Y from "yjs";
import { type MemberRole, type PageId, type PageRights, paragraph } from "../../domain/index.ts";
import { type Clock, systemClock } from "../../roads/index.ts";
import { ANA, GIULIA, TestClassrooms, show, until } from "../../testing/test-program.tsx";
import type { OpenPage, OpenProject } from "../../workspace/index.ts";
import { type PageHandle, PageScreen } from "./page-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

const ignore = (): void => undefined;

function screenOf(
  project: OpenProject,
  pageId: PageId,
  onReady: (handle: PageHandle | null) => void = ignore,
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
      onReady={onReady}
    />
  );
}

async function openPage(project: OpenProject, id: PageId): Promise<OpenPage> {
  const opened = await project.openPage(id);
  if (!opened.ok) throw new Error(opened.failure.kind);
  return opened.value;
}

/** Clocks that a test moves on together. */
let ahead = 0;
const clock: Clock = { ...systemClock, now: () => Date.now() + ahead };
afterEach(() => {
  ahead = 0;
});

async function partners(role: MemberRole = "teacher") {
  const ana = await classrooms.pc("cluj", ANA, { clock });
  const giulia = await classrooms.pc("ferrara", GIULIA, { clock });
  const { project, there } = await classrooms.meet(ana, giulia, role);
  return { mine: project, theirs: there };
}

/** A page that Ana made, on her PC and on Giulia's. */
async function sharedPage(text = "The bridge is old") {
  const { mine, theirs } = await partners();
  const id = await mine.addPage("The bridge", [paragraph(text)]);
  await until(() => theirs.pages.get().some((page) => page.id === id && page.title !== ""));
  const here = await openPage(mine, id);
  const there = await openPage(theirs, id);
  await until(() => there.blocks().length === 1);
  return { mine, theirs, id, here, there };
}

function write({ content, localOrigin }: OpenPage, words: string): void {
  const text = (content.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  content.doc?.transact(() => text.insert(text.length, words), localOrigin);
}

async function setRights(page: OpenPage, rights: Partial<PageRights>): Promise<void> {
  const changed = await page.changeRights({
    editors: "staff",
    listed: [],
    visibility: "open",
    ...rights,
  });
  expect(changed.ok).toBe(true);
}

test("a page closes and opens again under the hand of who reads it, and says why; the focus stays", async () => {
  const { theirs, id, here, there } = await sharedPage();
  show(screenOf(theirs, id));
  const text = await screen.findByRole("textbox", { name: "Text of the page The bridge" });
  expect(text.contentEditable).toBe("true");
  text.focus();
  await setRights(here, { editors: "creator" });
  await waitFor(() => expect(text.contentEditable).toBe("false"));
  expect(text.getAttribute("aria-readonly")).toBe("true");
  expect(document.activeElement).toBe(text);
  expect(screen.queryByRole("toolbar")).toBeNull();
  expect(screen.getByText(/write in this page\. You can read it\.$/u).textContent).toBe(
    "Ana Pop and those who lead the project write in this page. You can read it.",
  );
  expect(screen.getByRole("textbox", { name: "Title of the page" }).hasAttribute("readonly")).toBe(
    true,
  );
  await setRights(here, { editors: "everyone" });
  await waitFor(() => expect(text.contentEditable).toBe("true"));
  expect(document.activeElement).toBe(text);
  expect(screen.getByRole("toolbar")).toBeTruthy();
  here.close();
  there.close();
});

test("an observer reads, and is told so", async () => {
  const { theirs } = await partners("observer");
  show(screenOf(theirs, theirs.pages.get()[0]?.id as PageId));
  expect(
    await screen.findByText(
      "You are here as an observer: you read what is open, and change nothing.",
    ),
  ).toBeTruthy();
  expect(
    screen
      .getByRole("button", { name: "New page (your role makes no pages)" })
      .hasAttribute("disabled"),
  ).toBe(true);
});

test("whose words are whose is told by signatures, in the text and as a list", async () => {
  const { mine, id, here, there } = await sharedPage();
  write(there, " and very beautiful");
  await until(() => JSON.stringify(here.blocks()).includes("beautiful"));
  const { person } = show(screenOf(mine, id));
  await screen.findByRole("textbox", { name: "Text of the page The bridge" });
  await person.click(screen.getByRole("button", { name: "More for this page" }));
  await person.click(
    await screen.findByRole("menuitem", { name: "Show who wrote what", hidden: true }),
  );
  const panel = within(await screen.findByTestId("authors"));
  expect(panel.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "abcAna Pop: 4 words",
    "abcGiulia Rossi: 3 words",
  ]);
  const written = [...document.querySelectorAll<HTMLElement>(".ProseMirror .page-author")];
  const words = new Map<string, string>();
  for (const { title, textContent } of written)
    words.set(title, (words.get(title) ?? "") + (textContent ?? ""));
  expect([...words]).toEqual([
    ["Ana Pop · RO", "The bridge is old"],
    ["Giulia Rossi · IT", " and very beautiful"],
  ]);
  await person.click(panel.getByRole("button", { name: /^Giulia/u }));
  await waitFor(() =>
    expect(document.querySelectorAll(".page-author[title^='Ana']").length).toBe(0),
  );
  await person.click(panel.getByRole("button", { name: "Hide who wrote what" }));
  expect(screen.queryByTestId("authors")).toBeNull();
  expect(document.querySelector(".page-author")).toBeNull();
  here.close();
  there.close();
});

test("a version of the history comes back, and undo takes that back", async () => {
  const { mine, id, here, there } = await sharedPage();
  ahead = 20 * 60_000;
  write(there, " and very beautiful");
  await until(() => JSON.stringify(here.blocks()).includes("beautiful"));
  let handle: PageHandle | null = null;
  const { person } = show(screenOf(mine, id, (next) => (handle = next)));
  await screen.findByRole("textbox", { name: "Text of the page The bridge" });
  await person.click(screen.getByRole("button", { name: "More for this page" }));
  await person.click(
    await screen.findByRole("menuitem", { name: "Earlier versions…", hidden: true }),
  );
  const oldest = (await screen.findAllByRole("radio", { name: /by Ana Pop/u })).at(-1);
  await person.click(oldest as HTMLElement);
  await person.click(
    await screen.findByRole("button", { name: "Make the page this version again" }),
  );
  await waitFor(() => expect(here.blocks()).toEqual([paragraph("The bridge is old")]));
  await waitFor(() => expect(there.blocks()).toEqual([paragraph("The bridge is old")]));
  (handle as PageHandle | null)?.undo();
  await waitFor(() =>
    expect(there.blocks()).toEqual([paragraph("The bridge is old and very beautiful")]),
  );
  here.close();
  there.close();
});
