// @vitest-environment happy-dom
import { act, cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { createStore } from "../../base/index.ts";
import type { Person, ProjectSummary, SchoolId, SpaceId, SpaceSync } from "../../domain/index.ts";
import { show } from "../../testing/show.tsx";
import { ANA_ID, SCHOOL_5, SCUOLA_PO } from "../../testing/staged-project.ts";
import type { Joining } from "../../workspace/index.ts";
import { HomeScreen } from "./home-screen.tsx";

afterEach(cleanup);

const RIVERS = "rivers" as SpaceId;

class StagedHome {
  readonly person = createStore<Person | null>({
    id: ANA_ID,
    name: "Ana Pop",
    role: "teacher",
    school: SCHOOL_5,
    languages: ["ro"],
  });
  readonly projects = createStore<readonly ProjectSummary[]>([]);
  readonly sync = createStore<ReadonlyMap<SpaceId, SpaceSync>>(new Map());
  readonly joinings = createStore<readonly Joining[]>([]);
  readonly canceled: string[] = [];
  readonly cancelJoining = async (joining: string): Promise<void> => {
    this.canceled.push(joining);
  };
}

function summary(fields: Partial<ProjectSummary> = {}): ProjectSummary {
  return {
    id: RIVERS,
    title: "Our rivers",
    cover: "rivers",
    schools: [SCHOOL_5, SCUOLA_PO],
    openedAt: 0,
    lastPage: null,
    standing: "active",
    ownSchool: SCHOOL_5.id,
    endedAt: null,
    ...fields,
  };
}

function showHome(prepare: (home: StagedHome) => void = () => undefined) {
  const home = new StagedHome();
  prepare(home);
  const goes = {
    onOpen: vi.fn<(space: SpaceId) => void>(),
    onBegin: vi.fn<() => void>(),
    onJoin: vi.fn<() => void>(),
  };
  return { home, ...goes, ...show(<HomeScreen workspace={home} {...goes} />) };
}

const card = () => within(screen.getByTestId("project-card"));

test("greets by name and offers to begin or join while there is no project", async () => {
  const { onBegin, onJoin, person } = showHome();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Hello Ana Pop!");
  await person.click(screen.getByRole("button", { name: "Begin a project" }));
  await person.click(screen.getByRole("button", { name: "Join a project" }));
  expect(onBegin).toHaveBeenCalledOnce();
  expect(onJoin).toHaveBeenCalledOnce();
});

test("a project's card says who takes part and how it stands, and carries on", async () => {
  const { onOpen, person } = showHome((home) => {
    home.projects.set([summary({ schools: [SCHOOL_5] })]);
    const sync: SpaceSync = { space: RIVERS, summary: { state: "alone" }, partners: [] };
    home.sync.set(new Map([[RIVERS, sync]]));
  });
  expect(card().getByRole("heading", { name: "Our rivers" })).toBeTruthy();
  expect(card().getByText("RO")).toBeTruthy();
  expect(card().getByText("No partner yet")).toBeTruthy();
  await person.click(card().getByRole("button", { name: "Carry on with “Our rivers”" }));
  expect(onOpen).toHaveBeenCalledWith(RIVERS);
});

test("one who waits to be let in is told so, and led to the words", async () => {
  const { onOpen, person } = showHome((home) =>
    home.projects.set([summary({ standing: "pending" })]),
  );
  expect(card().getByText("A founder compares four words with you.")).toBeTruthy();
  await person.click(card().getByRole("button", { name: "Show my four words" }));
  expect(onOpen).toHaveBeenCalledWith(RIVERS);
});

test("one who was removed reads when, and that what they had stays readable", () => {
  const endedAt = Date.UTC(2026, 9, 12, 10);
  showHome((home) => home.projects.set([summary({ standing: "removed", endedAt })]));
  expect(
    card().getByText("You were removed on 12 October 2026. What you had stays readable."),
  ).toBeTruthy();
  expect(card().getByRole("button", { name: "Read in “Our rivers”" })).toBeTruthy();
});

test("one who left reads the same of themselves", () => {
  showHome((home) => home.projects.set([summary({ standing: "left" })]));
  expect(card().getByText("You left. What you had stays readable.")).toBeTruthy();
});

test("a project that is still looked for says what helps, and can be given up", async () => {
  const { home, person } = showHome((staged) =>
    staged.joinings.set([
      { id: "j1", way: "code", startedAt: Date.now() - 7_200_000, state: "looking" },
    ]),
  );
  const joining = within(screen.getByTestId("joining"));
  expect(joining.getByText("Looking for the project… it goes on by itself")).toBeTruthy();
  expect(joining.getByText("You joined by a code 2 hours ago.")).toBeTruthy();
  expect(joining.getByText(/^Twinspan must be open on your partner/u)).toBeTruthy();
  await person.click(joining.getByRole("button", { name: "Do not look any more" }));
  expect(home.canceled).toEqual(["j1"]);
});

test("an invitation that had ended says so, and leads to another", async () => {
  const { home, onJoin, person } = showHome((staged) =>
    staged.joinings.set([{ id: "j1", way: "text", startedAt: Date.now(), state: "looking" }]),
  );
  act(() =>
    home.joinings.set([{ id: "j1", way: "text", startedAt: Date.now(), state: "refused" }]),
  );
  const joining = within(screen.getByTestId("joining"));
  expect(joining.getByText("The invitation has ended")).toBeTruthy();
  await person.click(joining.getByRole("button", { name: "Join with another invitation" }));
  expect(onJoin).toHaveBeenCalledOnce();
  await person.click(joining.getByRole("button", { name: "Put away" }));
  expect(home.canceled).toEqual(["j1"]);
});

test("counts partner schools, not one's own", () => {
  showHome((home) => {
    const third = { ...SCUOLA_PO, id: "third" as SchoolId };
    home.projects.set([summary({ schools: [SCHOOL_5, SCUOLA_PO, third] })]);
  });
  expect(screen.getByText("You work with 2 partner schools.")).toBeTruthy();
});
