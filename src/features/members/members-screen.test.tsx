// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { MemberId, SchoolId } from "../../domain/index.ts";
import { show } from "../../testing/show.tsx";
import {
  ANA_ID,
  FULL_RIGHTS,
  GIULIA_ID,
  NO_RIGHTS,
  SCHOOL_5,
  SCUOLA_PO,
  StagedProject,
  stagedInvitation,
  stagedMember,
} from "../../testing/staged-project.ts";
import { MembersScreen } from "./members-screen.tsx";

afterEach(cleanup);

const MARTA = "marta" as MemberId;

function showMembers(prepare: (project: StagedProject) => void = () => undefined) {
  const project = new StagedProject();
  prepare(project);
  const shown = show(<MembersScreen project={project} inviteHref="#/invite" />);
  return { project, ...shown };
}

const table = (school: string) =>
  within(screen.getByRole("table", { name: `Members of ${school}` }));
/** The DOM of the tests knows no places on the screen, so what floats may count as out of sight. */
const floating = (role: string, name: string) => screen.findByRole(role, { name, hidden: true });
const openMenu = async (person: ReturnType<typeof show>["person"], name: string) =>
  person.click(screen.getByRole("button", { name: `What you can do with ${name}` }));

test("lists the people of each school with role, last contact and since when", () => {
  showMembers((project) => {
    project.sync.update((sync) => ({
      ...sync,
      partners: [
        {
          member: GIULIA_ID,
          school: SCUOLA_PO.id,
          name: "Giulia Rossi",
          lastMetAt: Date.now(),
          here: true,
          road: "live",
          has: { state: "everything" },
          missingHere: 0,
        },
      ],
    }));
  });
  expect(screen.getByText("2 schools, 2 people")).toBeTruthy();
  const ours = table("School 5");
  expect(ours.getByRole("rowheader", { name: "Ana Pop (you)" })).toBeTruthy();
  expect(ours.getByText("Founder")).toBeTruthy();
  expect(ours.getByText("this computer")).toBeTruthy();
  const theirs = table("Scuola Po");
  expect(theirs.getByRole("rowheader", { name: "Giulia Rossi" })).toBeTruthy();
  expect(theirs.getByText("Teacher")).toBeTruthy();
  expect(theirs.getByText("here now")).toBeTruthy();
  expect(theirs.getByText("1 September 2026")).toBeTruthy();
});

test("a member whose name has not come is there all the same", () => {
  showMembers((project) =>
    project.members.update((members) => [...members, stagedMember({ id: MARTA })]),
  );
  expect(table("Scuola Po").getByRole("rowheader", { name: "Name not here yet" })).toBeTruthy();
});

test("whoever has no name here yet is called so in a list, and a person in a sentence", async () => {
  const { person } = showMembers((project) =>
    project.members.update((members) => [...members, stagedMember({ id: MARTA })]),
  );
  await openMenu(person, "this person");
  await person.click(await floating("menuitem", "Remove from the project…"));
  expect(
    await screen.findByRole("heading", { name: "Remove this person from the project?" }),
  ).toBeTruthy();
});

test("people of schools without names stand together until the names come", () => {
  showMembers((project) => {
    const nowhere = { name: "", town: "", country: "EU" };
    const [one, other] = ["one", "other"].map((id) => ({ id: id as SchoolId, ...nowhere }));
    if (one === undefined || other === undefined) throw new Error("two schools");
    project.schools.set([SCHOOL_5, one, other]);
    project.members.update((members) => [
      ...members.filter(({ id }) => id === ANA_ID),
      stagedMember({ id: GIULIA_ID, schoolId: one.id }),
      stagedMember({ id: MARTA, schoolId: other.id }),
    ]);
  });
  expect(screen.getAllByRole("table")).toHaveLength(2);
  expect(table("School not known yet").getAllByTestId("member")).toHaveLength(2);
});

test("a founder alone is asked for a second one, and shown whom to ask", async () => {
  const { project, person } = showMembers((staged) => {
    staged.roles = () => ["founder", "administrator", "teacher"];
  });
  const banner = within(screen.getByTestId("second-founder"));
  expect(banner.getByText("Add a second founder before pupils begin")).toBeTruthy();
  await person.click(banner.getByRole("button", { name: "Make someone a founder…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByRole("radio", { name: "Giulia Rossi" })).toHaveProperty("checked", true);
  await person.click(dialog.getByRole("button", { name: "Make them a founder" }));
  await waitFor(() => expect(project.done).toEqual([`role ${GIULIA_ID} founder -`]));
  act(() =>
    project.members.update((members) =>
      members.map((member) => ({ ...member, role: "founder" as const })),
    ),
  );
  expect(screen.queryByTestId("second-founder")).toBeNull();
});

test("a founder without colleagues is led to inviting one first", () => {
  showMembers((project) => project.members.update((members) => members.slice(0, 1)));
  const banner = within(screen.getByTestId("second-founder"));
  expect(banner.getByRole("link", { name: "Invite someone" }).getAttribute("href")).toBe(
    "#/invite",
  );
  expect(
    screen.getByRole("heading", { name: "You are alone in this project so far" }),
  ).toBeTruthy();
});

test("changes a role, and asks for a mentor where one is needed", async () => {
  const { project, person } = showMembers((staged) =>
    staged.members.update((members) => [
      ...members,
      stagedMember({ id: MARTA, name: "Marta Bianchi" }),
    ]),
  );
  await openMenu(person, "Marta Bianchi");
  await person.click(await floating("menuitem", "Change the role…"));
  const dialog = within(await screen.findByRole("dialog"));
  await person.click(dialog.getByRole("radio", { name: "Student teacher" }));
  await person.click(dialog.getByRole("button", { name: "Change the role" }));
  expect(dialog.getByText("Choose a mentor.")).toBeTruthy();
  expect(project.done).toEqual([]);
  await person.click(dialog.getByRole("combobox", { name: /^Mentor/u }));
  await person.click(await floating("option", "Giulia Rossi"));
  await person.click(dialog.getByRole("button", { name: "Change the role" }));
  await waitFor(() => expect(project.done).toEqual([`role ${MARTA} studentTeacher ${GIULIA_ID}`]));
});

test("opens what one can do with somebody by the right mouse button too", async () => {
  showMembers();
  fireEvent.contextMenu(screen.getByText("Giulia Rossi"));
  expect(await floating("menuitem", "Remove from the project…")).toBeTruthy();
});

test("says before a removal what it does and what it cannot do", async () => {
  const { project, person } = showMembers();
  await openMenu(person, "Giulia Rossi");
  await person.click(await floating("menuitem", "Remove from the project…"));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/^New work is closed to Giulia Rossi/u)).toBeTruthy();
  expect(dialog.getByText(/already has stays on their computer/u)).toBeTruthy();
  expect(dialog.getByText(/^Schools that are offline go on sharing/u)).toBeTruthy();
  await person.click(dialog.getByRole("button", { name: "Remove from the project" }));
  await waitFor(() => expect(project.done).toEqual([`remove ${GIULIA_ID}`]));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("stays and says nothing when the person thinks better of it, and says why when it is refused", async () => {
  const { project, person } = showMembers();
  await openMenu(person, "Giulia Rossi");
  await person.click(await floating("menuitem", "Remove from the project…"));
  const dialog = within(await screen.findByRole("dialog"));
  const remove = dialog.getByRole("button", { name: "Remove from the project" });
  project.nextFailure = "declined";
  await person.click(remove);
  expect(dialog.queryByRole("alert")).toBeNull();
  project.nextFailure = "notSaved";
  await person.click(remove);
  expect((await dialog.findByRole("alert")).textContent).toContain("could not be kept");
  expect(project.done).toEqual([]);
});

test("names the schools that have not heard of the removal", () => {
  const { project } = showMembers((staged) => staged.unawareSchools.set([SCUOLA_PO.id]));
  const notice = within(screen.getByTestId("unaware-schools"));
  expect(notice.getByText("Scuola Po")).toBeTruthy();
  act(() => project.unawareSchools.set([]));
  expect(screen.queryByTestId("unaware-schools")).toBeNull();
});

test("a founder compares four words with whoever joined by a code, and lets them in", async () => {
  const { project, person } = showMembers((staged) => {
    staged.members.update((members) => [
      ...members,
      stagedMember({ id: MARTA, standing: "pending" }),
    ]);
    staged.invitations.set([
      stagedInvitation({ id: "i1", way: "code", by: GIULIA_ID, usedBy: [MARTA] }),
    ]);
  });
  const card = within(screen.getByTestId("pending"));
  expect(card.getByText("Giulia Rossi")).toBeTruthy();
  const words = within(await card.findByTestId("four-words")).getAllByRole("listitem");
  expect(words.map(({ textContent }) => textContent)).toEqual(["acorn", "river", "tulip", MARTA]);
  await person.click(card.getByRole("button", { name: "They match, let them in" }));
  await waitFor(() => expect(project.done).toEqual([`confirm ${MARTA}`]));
});

test("words that do not match lead to removal, and it says why", async () => {
  const { project, person } = showMembers((staged) =>
    staged.members.update((members) => [
      ...members,
      stagedMember({ id: MARTA, standing: "pending" }),
    ]),
  );
  await person.click(screen.getByRole("button", { name: "They do not match…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/someone else has used the code/u)).toBeTruthy();
  await person.click(dialog.getByRole("button", { name: "Remove from the project" }));
  await waitFor(() => expect(project.done).toEqual([`remove ${MARTA}`]));
});

test("one who waits sees their own words, and nothing else breaks", async () => {
  showMembers((project) => {
    project.rights.set({ ...NO_RIGHTS, role: "teacher", standing: "pending" });
    project.members.set([
      stagedMember({ id: GIULIA_ID, role: "founder" }),
      stagedMember({ id: ANA_ID, name: "Ana Pop", standing: "pending", schoolId: SCHOOL_5.id }),
    ]);
  });
  const card = within(screen.getByTestId("waiting"));
  const words = within(await card.findByTestId("four-words")).getAllByRole("listitem");
  expect(words.at(-1)?.textContent).toBe(ANA_ID);
  expect(screen.queryByTestId("pending")).toBeNull();
  expect(screen.queryByRole("button", { name: "Leave this project…" })).toBeNull();
});

test("a member without rights is told who has them, in the list and in the menu", async () => {
  const { person } = showMembers((project) => {
    project.rights.set({ ...NO_RIGHTS, role: "teacher" });
    project.roles = () => [];
    project.removable = () => false;
  });
  expect(screen.queryByRole("link", { name: "Invite someone" })).toBeNull();
  expect(screen.getByText(/^The founders and administrators of the project invite/u)).toBeTruthy();
  await openMenu(person, "Giulia Rossi");
  expect(await screen.findByText(/^Only founders and administrators change roles/u)).toBeTruthy();
  expect((await floating("menuitem", "Remove from the project…")).hasAttribute("disabled")).toBe(
    true,
  );
});

test("the last founder cannot leave, and reads why; others can", async () => {
  const { project, person, unmount } = showMembers();
  expect(screen.getByRole("button", { name: "Leave this project…" })).toHaveProperty(
    "disabled",
    true,
  );
  expect(screen.getByText(/^You are the only founder/u)).toBeTruthy();
  unmount();

  const other = showMembers((staged) => {
    staged.rights.set({ ...FULL_RIGHTS, role: "teacher" });
    staged.members.update((members) =>
      members.map((member) => ({ ...member, role: "teacher" as const })),
    );
  });
  await person.click(screen.getByRole("button", { name: "Leave this project…" }));
  const dialog = within(await screen.findByRole("dialog"));
  await person.click(dialog.getByRole("button", { name: "Leave the project" }));
  await waitFor(() => expect(other.project.done).toEqual(["leave"]));
  expect(project.done).toEqual([]);
});

test("says what each role may do", async () => {
  const { person } = showMembers();
  await person.click(screen.getByRole("button", { name: "What each role may do" }));
  expect(await screen.findByText("Observer")).toBeTruthy();
  expect(screen.getByText("Reads what is open, and changes nothing.")).toBeTruthy();
});

test("those who are gone are folded away, with how it ended", async () => {
  const { person } = showMembers((project) =>
    project.members.update((members) => [
      ...members,
      stagedMember({ id: MARTA, name: "Marta Bianchi", standing: "removed" }),
    ]),
  );
  expect(screen.getByText("2 schools, 2 people")).toBeTruthy();
  await person.click(screen.getByText("1 person who is no longer a member"));
  const former = within(screen.getByRole("table", { name: "People who are no longer members" }));
  expect(former.getByText("Marta Bianchi")).toBeTruthy();
  expect(former.getByText("was removed")).toBeTruthy();
});
