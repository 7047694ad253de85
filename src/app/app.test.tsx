// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ANA, RIVERS, TestClassrooms, type TestPc, show } from "../testing/test-program.tsx";
import { PATHS } from "./paths.ts";
import { Threshold } from "./threshold.tsx";

const classrooms = new TestClassrooms();
beforeEach(() => {
  window.location.hash = "";
  localStorage.clear();
  document.addEventListener("click", followLink);
});
afterEach(async () => {
  document.removeEventListener("click", followLink);
  await classrooms.close();
});

/** As a browser does: the DOM of the tests neither follows links nor tells the router of a new hash. */
function followLink(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const address = link?.getAttribute("href") ?? "";
  if (address.startsWith("#/") && !event.defaultPrevented) goTo(address.slice(1));
}

function goTo(path: string): void {
  window.location.hash = `#${path}`;
  window.dispatchEvent(new PopStateEvent("popstate"));
}

async function showApp(pc: TestPc) {
  const info = await pc.platform.appInfo();
  return show(<Threshold entrance={{ door: pc.door, platform: pc.platform, info }} />);
}

async function anaWithProject(info = {}) {
  const ana = await classrooms.pc("cluj", ANA, { info });
  const id = await ana.workspace.createProject(RIVERS);
  return { ana, id };
}

const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name });
const rail = () => within(screen.getByRole("navigation", { name: "Places" }));

test("asks who one is at the first start, whatever address it was opened with", async () => {
  window.location.hash = "#/settings";
  const fresh = await classrooms.pc("cluj", null);
  await showApp(fresh);
  await heading("Welcome! Who are you?");
  expect(fresh.platform.title).toBe("Welcome! Who are you? · Twinspan");
});

test("goes from home into the project and through its screens, naming the window each time", async () => {
  const { ana } = await anaWithProject();
  const { person } = await showApp(ana);
  await heading(/^Hello Ana Pop/u);
  await person.click(screen.getByRole("button", { name: "Carry on with “Our rivers”" }));
  await heading("Our rivers");
  expect(ana.platform.title).toBe("Our rivers · Twinspan");
  await person.click(rail().getByRole("link", { name: "Members" }));
  await heading("Members");
  expect(ana.platform.title).toBe("Members · Our rivers · Twinspan");
  expect(rail().getByRole("link", { name: "Members" }).getAttribute("aria-current")).toBe("page");
  await person.click(rail().getByRole("link", { name: "Who has what" }));
  await heading("Who has what");
});

test("puts the focus on the heading of each screen", async () => {
  const { ana } = await anaWithProject();
  const { person } = await showApp(ana);
  await heading(/^Hello/u);
  await person.click(rail().getByRole("link", { name: "Settings" }));
  const settings = await heading("Settings");
  await waitFor(() => expect(document.activeElement).toBe(settings));
});

test("begins at the next start where the person was", async () => {
  const { ana, id } = await anaWithProject();
  const first = await showApp(ana);
  act(() => goTo(PATHS.sync(id)));
  await heading("Who has what");
  first.unmount();
  window.location.hash = "";
  await showApp(ana);
  expect(await heading("Who has what")).toBeTruthy();
});

test("does what the native menu asks for", async () => {
  const { ana, id } = await anaWithProject();
  await showApp(ana);
  await heading(/^Hello/u);
  const choose = (command: Parameters<typeof ana.platform.choose>[0]) =>
    act(() => ana.platform.choose(command));
  choose("joinProject");
  await heading("Join a project");
  choose("syncCentre");
  await heading("Who has what");
  expect(window.location.hash).toBe(`#${PATHS.sync(id)}`);
  choose("settings");
  await heading("Settings");
  choose("about");
  await heading("About Twinspan");
  choose("keyboardHelp");
  expect((await screen.findByRole("dialog")).textContent).toContain("Ctrl");
  choose("home");
  await heading(/^Hello/u);
});

test("says so when a menu command has nothing to work on", async () => {
  const { ana } = await anaWithProject();
  await showApp(ana);
  await heading(/^Hello/u);
  act(() => ana.platform.choose("newPage"));
  expect(await screen.findByText("Open a project first, then try again.")).toBeTruthy();
  act(() => ana.platform.choose("exportPage"));
  expect(await screen.findByText("Open a page first, then try again.")).toBeTruthy();
});

test("goes to the first page, names the window after it, and makes a new one from the menu", async () => {
  const { ana, id } = await anaWithProject();
  window.location.hash = `#${PATHS.pages(id)}`;
  await showApp(ana);
  await waitFor(() => expect(ana.platform.title).toBe("Start here · Our rivers · Twinspan"));
  act(() => ana.platform.choose("newPage"));
  await waitFor(() => expect(ana.platform.title).toBe("New page · Our rivers · Twinspan"));
  expect(rail().getByRole("link", { name: "Pages" }).getAttribute("aria-current")).toBe("page");
});

test("shows the way to a first page where there is none", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  const id = await ana.workspace.createProject({ ...RIVERS, pages: [] });
  window.location.hash = `#${PATHS.pages(id)}`;
  const { person } = await showApp(ana);
  await person.click(await screen.findByRole("button", { name: "New page" }));
  await waitFor(() => expect(ana.platform.title).toBe("New page · Our rivers · Twinspan"));
});

test("gives the native menu its words and follows the chosen colours and language", async () => {
  const { ana } = await anaWithProject({ locale: "en" });
  await showApp(ana);
  await heading(/^Hello/u);
  await waitFor(() =>
    expect(ana.platform.menuLabels).toMatchObject({ newProject: "New project…" }),
  );
  await act(() => ana.door.changeSettings({ appearance: "contrast", language: "ar" }));
  await waitFor(() => expect(document.documentElement.dir).toBe("rtl"));
  expect(document.documentElement.lang).toBe("ar");
  expect(ana.platform.appearance).toBe("dark");
});

test("keeps everything typed before the window closes", async () => {
  const { ana, id } = await anaWithProject();
  window.location.hash = `#${PATHS.project(id)}`;
  const { person } = await showApp(ana);
  await person.type(await screen.findByLabelText("What is new?"), "Written at the last moment");
  await person.click(screen.getByRole("button", { name: "Post" }));
  await ana.platform.close();
  expect(ana.workspace.saveState.get().state).toBe("saved");
});

test("opens the invitation from its own address, with the members lit in the rail", async () => {
  const { ana, id } = await anaWithProject();
  window.location.hash = `#${PATHS.invite(id)}`;
  await showApp(ana);
  await waitFor(() => expect(ana.platform.title).toBe("Invitations · Our rivers · Twinspan"));
  expect(rail().getByRole("link", { name: "Members" }).getAttribute("aria-current")).toBe("page");
});

test("says that a project is not on this computer, and leads home", async () => {
  const { ana } = await anaWithProject();
  window.location.hash = "#/project/0123456789";
  await showApp(ana);
  await heading("This project is not on this computer");
  expect(screen.getByRole("link", { name: "Back to the home screen" }).getAttribute("href")).toBe(
    "#/",
  );
});

test("says that an address leads nowhere", async () => {
  const { ana } = await anaWithProject();
  window.location.hash = "#/nowhere";
  await showApp(ana);
  expect(await heading("There is no such screen")).toBeTruthy();
});
