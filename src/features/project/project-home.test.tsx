// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ANA, RIVERS, TestClassrooms, type TestPc, show } from "../../testing/test-program.tsx";
import { ProjectHome } from "./project-home.tsx";

const classrooms = new TestClassrooms();
afterEach(async () => {
  vi.useRealTimers();
  await classrooms.close();
});

async function showHome(pc: TestPc) {
  const project = await classrooms.project(pc);
  const onNewPage = vi.fn<() => void>();
  const shown = show(
    <ProjectHome
      project={project}
      pageHref={(page) => `#/page/${page}`}
      pagesHref="#/pages"
      onNewPage={onNewPage}
      modKey="Ctrl"
      copyText={(text) => pc.platform.copyText(text)}
    />,
  );
  return { project, onNewPage, ...shown };
}

async function anaAlone(): Promise<TestPc> {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  return ana;
}

const composer = () => screen.getByLabelText("What is new?");
const posts = () => screen.queryAllByTestId("post");

test("posts an update with the button and with Ctrl+Enter, newest first", async () => {
  const { person } = await showHome(await anaAlone());
  expect(screen.getByRole("heading", { name: "No news yet" })).toBeTruthy();
  await person.type(composer(), "  We measured the bridge.  ");
  await person.click(screen.getByRole("button", { name: "Post" }));
  await person.type(composer(), "It is 84 metres long.{Control>}{Enter}{/Control}");
  expect(composer()).toHaveProperty("value", "");
  expect(posts().map((post) => post.lastElementChild?.textContent)).toEqual([
    "It is 84 metres long.",
    "We measured the bridge.",
  ]);
});

test("does not post nothing", async () => {
  const { project, person } = await showHome(await anaAlone());
  await person.type(composer(), "   {Control>}{Enter}{/Control}");
  expect(screen.getByRole("button", { name: "Post" })).toHaveProperty("disabled", true);
  expect(project.posts.get()).toEqual([]);
});

test("shows a partner's update with name, school and both times when it was long on its way", async () => {
  const { ana, giulia } = await classrooms.partners();
  const theirs = await classrooms.project(giulia);
  const mine = await classrooms.project(ana);
  await waitFor(() => expect(mine.members.get()).toHaveLength(2));
  classrooms.network.partition(["cluj"], ["ferrara"]);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 3 * 86_400_000 });
  theirs.addPost("Il ponte è di mattoni.");
  vi.useRealTimers();
  await showHome(ana);
  act(() => classrooms.network.heal());
  const post = within(await screen.findByTestId("post"));
  expect(post.getByText("Il ponte è di mattoni.")).toBeTruthy();
  expect(post.getByText("Giulia Rossi")).toBeTruthy();
  expect(post.getByLabelText("Scuola Po, Ferrara, Italy")).toBeTruthy();
  expect(post.getByText(/^written .+, arrived .+$/u)).toBeTruthy();
  expect(post.queryByRole("button")).toBeNull();
});

test("shows one time for an update that came at once", async () => {
  const { project } = await showHome(await anaAlone());
  act(() => {
    project.addPost("Hello");
  });
  expect(within(screen.getByTestId("post")).getByText(/^written [^,]+$/u)).toBeTruthy();
});

test("takes a removed update back on wish, and removes it for all when the time has passed", async () => {
  const { project, person } = await showHome(await anaAlone());
  act(() => {
    project.addPost("Oops");
  });
  await person.click(screen.getByRole("button", { name: /^Remove your update/u }));
  expect(posts()).toHaveLength(0);
  expect(project.posts.get()).toHaveLength(1);
  await person.click(await screen.findByRole("button", { name: "Undo" }));
  expect(posts()).toHaveLength(1);

  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  act(() => screen.getByRole("button", { name: /^Remove your update/u }).click());
  act(() => {
    vi.advanceTimersByTime(20_000);
  });
  expect(project.posts.get()).toEqual([]);
});

test("removes for all when the screen is left before the time has passed", async () => {
  const { project, person, unmount } = await showHome(await anaAlone());
  act(() => {
    project.addPost("Oops");
  });
  await person.click(screen.getByRole("button", { name: /^Remove your update/u }));
  unmount();
  expect(project.posts.get()).toEqual([]);
});

test("says who is here and in which page", async () => {
  const { ana, giulia } = await classrooms.partners();
  await showHome(ana);
  await waitFor(() =>
    expect(screen.getByTestId("here-now").textContent).toBe("Giulia Rossi has Twinspan open"),
  );
  const theirs = await classrooms.project(giulia);
  await waitFor(() => expect(theirs.pages.get()).toHaveLength(1));
  const [entry] = theirs.pages.get();
  const page = entry === undefined ? null : await theirs.openPage(entry.id);
  if (page?.ok !== true) throw new Error("the page did not open");
  const here = await screen.findByTestId("here-now");
  await waitFor(() => expect(here.textContent).toBe("Giulia Rossi is in “Start here”"));
  expect(within(here).getByRole("link").getAttribute("href")).toBe(`#/page/${page.value.id}`);
  page.value.close();
});

test("changes the card, and only the fields that were changed", async () => {
  const { project, person } = await showHome(await anaAlone());
  await person.click(screen.getByRole("button", { name: "Change the card" }));
  const dialog = within(await screen.findByRole("dialog"));
  const title = dialog.getByLabelText("Title");
  await person.clear(title);
  await person.click(dialog.getByRole("button", { name: "Save" }));
  expect(dialog.getByText("Give the project a title.")).toBeTruthy();
  await person.type(title, "Rivers and bridges");
  // Meanwhile a partner changes another field.
  act(() => project.changeCard({ aims: "We count fish." }));
  await person.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(project.card.get()).toMatchObject({ title: "Rivers and bridges", aims: "We count fish." });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Rivers and bridges");
});

test("leads into the pages", async () => {
  const { project, onNewPage, person } = await showHome(await anaAlone());
  const link = screen.getByRole("link", { name: "Start here" });
  expect(link.getAttribute("href")).toBe(`#/page/${project.pages.get()[0]?.id}`);
  await person.click(screen.getByRole("button", { name: "New page" }));
  expect(onNewPage).toHaveBeenCalledOnce();
});

test("says that a joined project is still on its way", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  classrooms.network.partition(["cluj"], ["ferrara"]);
  const giulia = await classrooms.pc("ferrara", { ...ANA, name: "Giulia" });
  await classrooms.joinApart(ana, giulia);
  await showHome(giulia);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Our rivers");
  expect(screen.getByText(/^This project is still on its way/u)).toBeTruthy();
  act(() => classrooms.network.heal());
  await waitFor(() => expect(screen.queryByText(/^This project is still on its way/u)).toBeNull());
});
