// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { MemoryPlatform } from "../../platform/memory/index.ts";
import { show } from "../../testing/show.tsx";
import {
  GIULIA_ID,
  NO_RIGHTS,
  SCUOLA_PO,
  StagedProject,
  stagedInvitation,
} from "../../testing/staged-project.ts";
import { InvitationsScreen } from "./invitations-screen.tsx";

afterEach(cleanup);

function showList(prepare: (project: StagedProject) => void) {
  const project = new StagedProject();
  prepare(project);
  const platform = new MemoryPlatform();
  const shown = show(
    <InvitationsScreen
      project={project}
      platform={platform}
      inviteHref="#/invite"
      invitationHref={(id) => `#/invitations/${id}`}
    />,
  );
  return { project, platform, ...shown };
}

const items = () => screen.getAllByTestId("invitation").map((item) => within(item));

test("says what each invitation is for, how it stands and who came", () => {
  showList((project) =>
    project.invitations.set([
      stagedInvitation({ id: "a", maxUses: 3, usedBy: [GIULIA_ID] }),
      stagedInvitation({ id: "b", school: SCUOLA_PO.id, way: "code", state: "used" }),
      stagedInvitation({ id: "c", state: "expired" }),
      stagedInvitation({ id: "d", state: "revoked" }),
    ]),
  );
  const [open, used, expired, revoked] = items();
  expect(open?.getByText("Teacher, a school that is not here yet")).toBeTruthy();
  expect(open?.getByText("1 of 3")).toBeTruthy();
  expect(open?.getByText("Giulia Rossi")).toBeTruthy();
  expect(open?.getByText("15 January 2027")).toBeTruthy();
  expect(used?.getByText("Teacher, Scuola Po")).toBeTruthy();
  expect(used?.getByText("used")).toBeTruthy();
  expect(used?.queryByRole("button")).toBeNull();
  expect(expired?.getByText("expired")).toBeTruthy();
  expect(revoked?.getByText("taken back")).toBeTruthy();
});

test("shows and copies again what this computer made, and says where the others were made", async () => {
  const { platform, person } = showList((project) =>
    project.invitations.set([
      stagedInvitation({ id: "a" }),
      stagedInvitation({ id: "b", by: GIULIA_ID, secret: null }),
    ]),
  );
  const [ours, theirs] = items();
  expect(ours?.getByRole("link", { name: /^Show the invitation/u }).getAttribute("href")).toBe(
    "#/invitations/a",
  );
  await person.click(screen.getByRole("button", { name: /^Copy the invitation/u }));
  expect(platform.copied).toMatch(/^TWINSPAN2\./u);
  expect(theirs?.getByText(/^Made on another computer/u)).toBeTruthy();
});

test("takes an invitation back after saying what that does", async () => {
  const { project, person } = showList((staged) =>
    staged.invitations.set([stagedInvitation({ id: "a" })]),
  );
  await person.click(screen.getByRole("button", { name: /^Take back/u }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText("Whoever has joined with it stays.")).toBeTruthy();
  expect(dialog.getByText(/^It was a file/u)).toBeTruthy();
  await person.click(dialog.getByRole("button", { name: "Take it back" }));
  await waitFor(() => expect(project.done).toEqual(["revoke a"]));
  act(() => project.invitations.set([stagedInvitation({ id: "a", state: "revoked" })]));
  expect(items()[0]?.queryByRole("button")).toBeNull();
});

test("tells those who may not invite who may, and shows the list all the same", () => {
  showList((project) => {
    project.rights.set({ ...NO_RIGHTS, role: "teacher" });
    project.invitations.set([stagedInvitation({ id: "a", by: GIULIA_ID, secret: null })]);
  });
  expect(screen.getByText(/^Only the founders and administrators/u)).toBeTruthy();
  expect(screen.queryByRole("link", { name: "Invite someone" })).toBeNull();
  expect(items()[0]?.getByText(/^The one who made it/u)).toBeTruthy();
});

test("an empty list leads to the first invitation", () => {
  showList(() => undefined);
  expect(screen.getByRole("heading", { name: "No invitations yet" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Invite someone" }).getAttribute("href")).toBe(
    "#/invite",
  );
});
