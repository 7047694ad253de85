// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { show } from "../../testing/show.tsx";
import {
  ANA_ID,
  GIULIA_ID,
  NO_RIGHTS,
  SCHOOL_5,
  SCUOLA_PO,
  StagedProject,
} from "../../testing/staged-project.ts";
import { faultsOf, newDraft, wishOf } from "./invite-draft.ts";
import { InviteScreen } from "./invite-screen.tsx";

afterEach(cleanup);

function showForm(prepare: (project: StagedProject) => void = () => undefined) {
  const project = new StagedProject();
  prepare(project);
  const onMade = vi.fn<(invitation: string) => void>();
  const shown = show(<InviteScreen project={project} listHref="#/list" onMade={onMade} />);
  return { project, onMade, ...shown };
}

const make = () => screen.getByRole("button", { name: "Make the invitation" });
const option = (name: string) => screen.findByRole("option", { name, hidden: true });

test("invites a teacher of a school that is not here yet, once, by hand", async () => {
  const { project, onMade, person } = showForm();
  await person.click(make());
  await waitFor(() => expect(project.done).toEqual(["invite teacher new - file 1"]));
  expect(onMade).toHaveBeenCalledWith("invitation1");
});

test("invites a colleague of a school that is here, with the role that was chosen, by voice", async () => {
  const { project, person } = showForm();
  await person.click(screen.getByRole("radio", { name: "A colleague of a school that is here" }));
  await person.click(screen.getByRole("combobox", { name: "School" }));
  await person.click(await option("Scuola Po"));
  await person.click(screen.getByRole("combobox", { name: "Role" }));
  await person.click(await option("Administrator"));
  await person.click(screen.getByRole("radio", { name: "By voice" }));
  await person.click(make());
  await waitFor(() =>
    expect(project.done).toEqual([`invite administrator ${SCUOLA_PO.id} - code 1`]),
  );
});

test("a student teacher needs a mentor of the same school", async () => {
  const { project, person } = showForm();
  await person.click(screen.getByRole("radio", { name: "A student teacher" }));
  await person.click(make());
  expect(screen.getByText("Choose the mentor.")).toBeTruthy();
  await person.click(screen.getByRole("combobox", { name: /^Mentor/u }));
  await person.click(await option("Ana Pop"));
  await person.click(make());
  await waitFor(() =>
    expect(project.done).toEqual([`invite studentTeacher ${SCHOOL_5.id} ${ANA_ID} file 1`]),
  );
});

test("says that nobody of a school could be the mentor", async () => {
  const { person } = showForm((project) =>
    project.members.update((members) => members.filter(({ id }) => id !== GIULIA_ID)),
  );
  await person.click(screen.getByRole("radio", { name: "A student teacher" }));
  await person.click(screen.getByRole("combobox", { name: "School" }));
  await person.click(await option("Scuola Po"));
  expect(screen.getByText(/^No teacher of this school is here/u)).toBeTruthy();
});

test("an observer may belong to a school of the project, or to none", async () => {
  const { project, person } = showForm();
  await person.click(screen.getByRole("radio", { name: "An observer" }));
  await person.click(screen.getByRole("combobox", { name: "School" }));
  await person.click(await option("One that is not in the project yet"));
  const uses = screen.getByLabelText("For how many people?");
  await person.clear(uses);
  await person.type(uses, "25");
  await person.click(make());
  await waitFor(() => expect(project.done).toEqual(["invite observer new - file 25"]));
});

test("makes no invitation for nobody or for a whole town, and says so", async () => {
  const { project, person } = showForm();
  const uses = screen.getByLabelText("For how many people?");
  for (const typed of ["0", "101", "1.5"]) {
    await person.clear(uses);
    await person.type(uses, typed);
    await person.click(make());
    expect(screen.getByText("From 1 to 100.")).toBeTruthy();
  }
  expect(project.done).toEqual([]);
});

test("an invitation ends as many days from now as was chosen", () => {
  const draft = { ...newDraft(), days: 7 };
  expect(faultsOf(draft)).toEqual({ mentor: false, uses: false });
  expect(wishOf(draft, 1_000).expiresAt).toBe(1_000 + 7 * 86_400_000);
});

test("stays on the form when the invitation could not be kept", async () => {
  const { project, onMade, person } = showForm();
  project.nextFailure = "notSaved";
  await person.click(make());
  expect((await screen.findByText(/could not be kept on this computer/u)).role).toBe("alert");
  expect(onMade).not.toHaveBeenCalled();
});

test("tells one who may not invite who may", () => {
  showForm((project) => project.rights.set(NO_RIGHTS));
  expect(screen.queryByRole("button", { name: "Make the invitation" })).toBeNull();
  expect(screen.getByText(/^Only the founders and administrators/u)).toBeTruthy();
});
