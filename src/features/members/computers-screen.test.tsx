// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { show } from "../../testing/show.tsx";
import { ANA_ID, GIULIA_ID, StagedProject } from "../../testing/staged-project.ts";
import { ComputersScreen } from "./computers-screen.tsx";

afterEach(cleanup);

function showComputers(removable = true) {
  const project = new StagedProject();
  project.removable = () => removable;
  project.devices.set([
    {
      id: "k3f9aa",
      member: GIULIA_ID,
      isThisOne: false,
      lastSeenAt: Date.UTC(2026, 8, 5, 10),
      isWithdrawn: false,
    },
    { id: "aaaabb", member: ANA_ID, isThisOne: true, lastSeenAt: Date.now(), isWithdrawn: false },
    { id: "bbbbcc", member: ANA_ID, isThisOne: false, lastSeenAt: null, isWithdrawn: true },
  ]);
  return { project, ...show(<ComputersScreen project={project} />) };
}

test("lists each computer with its person, one's own first, and when it was last used", () => {
  showComputers();
  const rows = screen.getAllByRole("row").slice(1);
  expect(rows.map((row) => within(row).getByRole("rowheader").textContent)).toEqual([
    "Ana Pop (you)",
    "Ana Pop (you)",
    "Giulia Rossi",
  ]);
  expect(screen.getByText("this one")).toBeTruthy();
  expect(screen.getByText("withdrawn")).toBeTruthy();
  expect(screen.getByText(/^5 Sept 2026/u)).toBeTruthy();
});

test("withdraws a lost computer after saying what that does", async () => {
  const { project, person } = showComputers();
  await person.click(
    screen.getByRole("button", { name: "Withdraw Computer K3F9 of Giulia Rossi" }),
  );
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/counts nowhere/u)).toBeTruthy();
  await person.click(dialog.getByRole("button", { name: "Withdraw the computer" }));
  await waitFor(() => expect(project.done).toEqual(["withdraw device k3f9aa"]));
});

test("says why a computer cannot be withdrawn from here", () => {
  showComputers(false);
  expect(screen.getByText(/^You sit at this one/u)).toBeTruthy();
  expect(screen.getByText(/^Giulia Rossi and those who may remove them/u)).toBeTruthy();
});
