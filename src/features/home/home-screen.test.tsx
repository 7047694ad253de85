// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ANA, RIVERS, TestClassrooms, show } from "../../testing/test-program.tsx";
import { HomeScreen } from "./home-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

const nowhere = { onOpen: () => undefined, onBegin: () => undefined, onJoin: () => undefined };

test("greets by name and offers to begin or join while there is no project", async () => {
  const { workspace } = await classrooms.pc("cluj", ANA);
  const onBegin = vi.fn<() => void>();
  const onJoin = vi.fn<() => void>();
  const { person } = show(
    <HomeScreen workspace={workspace} {...nowhere} onBegin={onBegin} onJoin={onJoin} />,
  );
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Hello Ana Pop!");
  await person.click(screen.getByRole("button", { name: "Begin a project" }));
  await person.click(screen.getByRole("button", { name: "Join a project" }));
  expect(onBegin).toHaveBeenCalledOnce();
  expect(onJoin).toHaveBeenCalledOnce();
});

test("a project's card says who takes part and how it stands, and carries on", async () => {
  const { workspace } = await classrooms.pc("cluj", ANA);
  const id = await workspace.createProject(RIVERS);
  const onOpen = vi.fn<(project: typeof id) => void>();
  const { person } = show(<HomeScreen workspace={workspace} {...nowhere} onOpen={onOpen} />);
  const card = within(await screen.findByTestId("project-card"));
  expect(card.getByRole("heading", { name: "Our rivers" })).toBeTruthy();
  expect(card.getByText("RO")).toBeTruthy();
  expect(await card.findByText("No partner yet")).toBeTruthy();
  await person.click(card.getByRole("button", { name: "Carry on with “Our rivers”" }));
  expect(onOpen).toHaveBeenCalledWith(id);
});
