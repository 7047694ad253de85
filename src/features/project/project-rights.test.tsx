// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { PageId } from "../../domain/index.ts";
import { show } from "../../testing/show.tsx";
import { NO_RIGHTS, StagedProject } from "../../testing/staged-project.ts";
import { ProjectHome } from "./project-home.tsx";
import { StandingNotice } from "./standing-notice.tsx";

afterEach(cleanup);

function showHome(prepare: (project: StagedProject) => void) {
  const project = new StagedProject();
  prepare(project);
  const copied: string[] = [];
  const shown = show(
    <ProjectHome
      project={project}
      pageHref={(page) => `#/page/${page}`}
      pagesHref="#/pages"
      onNewPage={() => undefined}
      modKey="Ctrl"
      copyText={async (text) => {
        copied.push(text);
      }}
    />,
  );
  return { project, copied, ...shown };
}

test("an observer reads along, and is told who writes", () => {
  showHome((project) => project.rights.set(NO_RIGHTS));
  expect(screen.queryByLabelText("What is new?")).toBeNull();
  expect(
    screen.getByText("In the role “Observer” you read along. Teachers write the updates."),
  ).toBeTruthy();
  expect(screen.getByText("In the role “Observer” you read pages, and make none.")).toBeTruthy();
  expect(screen.getByText("The founders and administrators change the card.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "New page" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Change the card" })).toBeNull();
});

test("one who was removed reads what they had, without buttons that would do nothing", () => {
  showHome((project) => project.rights.set({ ...NO_RIGHTS, standing: "removed" }));
  expect(screen.getByRole("heading", { level: 1, name: "Our rivers" })).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});

test("a project whose card has not come says that it is on its way", () => {
  showHome((project) => project.card.update((card) => ({ ...card, title: "", createdAt: 0 })));
  expect(screen.getByRole("heading", { level: 1, name: "A project on its way" })).toBeTruthy();
  expect(screen.getByText(/^This project is still on its way/u)).toBeTruthy();
});

test("words that reached nobody can be copied and let go", async () => {
  const { copied, person } = showHome((project) =>
    project.lateWork.set([
      { id: "l1", page: "unknown" as PageId, text: "The bridge is old.", keptAt: 0 },
      { id: "l2", page: null, text: "We counted fish.", keptAt: 0 },
    ]),
  );
  const late = within(screen.getByTestId("late-work"));
  expect(late.getByText("In an update")).toBeTruthy();
  const [copy] = late.getAllByRole("button", { name: "Copy" });
  if (copy === undefined) throw new Error("nothing to copy");
  await person.click(copy);
  expect(copied).toEqual(["The bridge is old."]);
  for (const letGo of late.getAllByRole("button", { name: "Let go" })) await person.click(letGo);
  await waitFor(() => expect(screen.queryByTestId("late-work")).toBeNull());
});

test("above the screens of a project stands how one stands in it, where that matters", () => {
  const project = new StagedProject();
  const notice = (endedAt: number | null, wordsHref: string | null) => (
    <StandingNotice project={project} endedAt={endedAt} wordsHref={wordsHref} />
  );
  const { showAgain } = show(notice(null, "#/members"));
  expect(screen.queryByTestId("standing")).toBeNull();

  project.rights.set({ ...NO_RIGHTS, standing: "pending" });
  showAgain(notice(null, "#/members"));
  expect(screen.getByRole("link", { name: "Show my four words" }).getAttribute("href")).toBe(
    "#/members",
  );
  showAgain(notice(null, null));
  expect(screen.queryByTestId("standing")).toBeNull();

  const everyone = project.members.get();
  project.members.set(everyone.filter(({ id }) => id !== project.me));
  showAgain(notice(null, null));
  expect(
    screen.getByRole("heading", { name: "You are not a member of this project" }),
  ).toBeTruthy();
  project.members.set(everyone);

  project.rights.set({ ...NO_RIGHTS, standing: "removed" });
  showAgain(notice(Date.UTC(2026, 9, 12, 10), null));
  expect(
    screen.getByRole("heading", { name: "You were removed from this project on 12 October 2026" }),
  ).toBeTruthy();

  project.rights.set({ ...NO_RIGHTS, standing: "left" });
  showAgain(notice(null, null));
  expect(screen.getByRole("heading", { name: "You left this project" })).toBeTruthy();
});
