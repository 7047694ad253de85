// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { SpaceId } from "../../domain/index.ts";
import { ANA, TestClassrooms, show } from "../../testing/test-program.tsx";
import { NewProjectScreen } from "./new-project-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

async function open() {
  const pc = await classrooms.pc("cluj", ANA);
  const onCreated = vi.fn<(project: SpaceId) => void>();
  const shown = show(
    <NewProjectScreen workspace={pc.workspace} onCreated={onCreated} onCancel={() => undefined} />,
  );
  const choose = (title: string) =>
    shown.person.click(screen.getByRole("button", { name: `Choose “${title}”` }));
  return { pc, workspace: pc.workspace, person: shown.person, onCreated, choose };
}

test("a ready start becomes a project with its pages", async () => {
  const { pc, workspace, person, onCreated, choose } = await open();
  await choose("A story in turns");
  expect(screen.getByLabelText<HTMLInputElement>("Title of the project").value).toBe(
    "A story in turns",
  );
  await person.click(screen.getByRole("button", { name: "Make the project" }));
  await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
  expect(workspace.projects.get()[0]).toMatchObject({ title: "A story in turns", cover: "story" });
  const project = await classrooms.project(pc);
  expect(project.pages.get().map(({ title }) => title)).toEqual([
    "Start here",
    "Our story",
    "People and places",
  ]);
  expect(project.card.get()).toMatchObject({ languages: ["ro", "en"], ages: { from: 8, to: 14 } });
});

test("the pages can be read before the project is made", async () => {
  const { person, choose } = await open();
  await choose("A shared weather survey");
  expect(screen.getByText("Five minutes a day are enough.", { exact: false })).toBeTruthy();
  await person.click(screen.getByRole("tab", { name: "What we found out" }));
  expect(await screen.findByText("Questions to answer together")).toBeTruthy();
});

test("an empty project needs a title, and says so beside the field", async () => {
  const { workspace, person, choose } = await open();
  await choose("An empty project");
  await person.click(screen.getByRole("button", { name: "Make the project" }));
  expect(screen.getByText("Please give the project a title.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Title of the project"));
  expect(workspace.projects.get()).toHaveLength(0);
});

test("going back to choose another start keeps what was typed", async () => {
  const { person, choose } = await open();
  await choose("An empty project");
  await person.type(screen.getByLabelText("Title of the project"), "Bridges");
  await person.click(screen.getByRole("button", { name: "Another start" }));
  await choose("Rivers of our towns");
  expect(screen.getByLabelText<HTMLInputElement>("Title of the project").value).toBe("Bridges");
  expect(screen.getByText("First steps")).toBeTruthy();
});
