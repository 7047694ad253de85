// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ANA, RIVERS, TestClassrooms, show } from "../../testing/test-program.tsx";
import { MembersScreen } from "./members-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

test("lists the people of each school with role and last contact", async () => {
  const { ana } = await classrooms.partners();
  const project = await classrooms.project(ana);
  await waitFor(() => expect(project.members.get()).toHaveLength(2));
  show(<MembersScreen project={project} onInvite={() => undefined} />);
  expect(screen.getByText("2 schools, 2 people")).toBeTruthy();
  const ours = within(screen.getByRole("table", { name: "Members of School 5" }));
  expect(ours.getByRole("rowheader", { name: "Ana Pop (you)" })).toBeTruthy();
  expect(ours.getByText("Founder")).toBeTruthy();
  expect(ours.getByText("this computer")).toBeTruthy();
  const theirs = within(screen.getByRole("table", { name: "Members of Scuola Po" }));
  expect(theirs.getByRole("rowheader", { name: "Giulia Rossi" })).toBeTruthy();
  expect(theirs.getByText("Teacher")).toBeTruthy();
  await waitFor(() => expect(theirs.getByText("here now")).toBeTruthy());
});

test("says when a partner who has gone was last met", async () => {
  const { ana } = await classrooms.partners();
  const project = await classrooms.project(ana);
  await waitFor(() => expect(project.sync.get().partners[0]?.here).toBe(true));
  show(<MembersScreen project={project} onInvite={() => undefined} />);
  classrooms.network.partition(["cluj"], ["ferrara"]);
  await waitFor(() => expect(screen.getByText("now")).toBeTruthy());
});

test("lets the founder invite, and tells the others who may", async () => {
  const { ana, giulia } = await classrooms.partners();
  const onInvite = vi.fn<() => void>();
  const mine = await classrooms.project(ana);
  await waitFor(() => expect(mine.members.get()).toHaveLength(2));
  const { person, unmount } = show(<MembersScreen project={mine} onInvite={onInvite} />);
  await person.click(screen.getByRole("button", { name: "Invite a partner" }));
  expect(onInvite).toHaveBeenCalledOnce();
  unmount();

  const theirs = await classrooms.project(giulia);
  await waitFor(() => expect(theirs.members.get()).toHaveLength(2));
  show(<MembersScreen project={theirs} onInvite={onInvite} />);
  expect(screen.queryByRole("button", { name: "Invite a partner" })).toBeNull();
  expect(screen.getByText(/^The founder and the administrators/u)).toBeTruthy();
});

test("shows one who is alone how to go on", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  show(<MembersScreen project={await classrooms.project(ana)} onInvite={() => undefined} />);
  expect(
    screen.getByRole("heading", { name: "You are alone in this project so far" }),
  ).toBeTruthy();
});
