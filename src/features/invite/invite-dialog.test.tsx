// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import {
  ANA,
  GIULIA,
  RIVERS,
  TestClassrooms,
  type TestPc,
  show,
} from "../../testing/test-program.tsx";
import { InviteDialog } from "./invite-dialog.tsx";

const classrooms = new TestClassrooms();
afterEach(async () => {
  vi.useRealTimers();
  await classrooms.close();
});

async function openDialog(prepare: (pc: TestPc) => Promise<void> = () => Promise.resolve()) {
  const ana = await classrooms.pc("cluj", ANA);
  const id = await ana.workspace.createProject(RIVERS);
  await prepare(ana);
  const dialog = (isOpen: boolean) => (
    <InviteDialog
      workspace={ana.workspace}
      platform={ana.platform}
      project={id}
      isOpen={isOpen}
      onClose={() => undefined}
    />
  );
  const shown = show(dialog(true));
  return { ana, id, close: () => shown.showAgain(dialog(false)), ...shown };
}

async function shownCode(): Promise<string> {
  const digits = await screen.findByTestId("invite-code");
  return (digits.textContent ?? "").replace(" ", "");
}

test("shows a code that a partner can join with, and the address of this computer", async () => {
  const { id } = await openDialog();
  const code = await shownCode();
  expect(screen.getByText("10.0.0.1:41417")).toBeTruthy();
  const giulia = await classrooms.pc("ferrara", GIULIA);
  expect(await giulia.workspace.joinByCode(code, null)).toEqual({ ok: true, value: id });
});

test("says in plain words who can read what", async () => {
  await openDialog();
  expect(await screen.findByText(/can read and write everything in this project/u)).toBeTruthy();
});

test("takes the code back when the dialog closes", async () => {
  const { close } = await openDialog();
  const code = await shownCode();
  close();
  const giulia = await classrooms.pc("ferrara", GIULIA);
  await waitFor(async () => {
    expect(await giulia.workspace.joinByCode(code, null)).toEqual({
      ok: false,
      failure: { kind: "wrongCode" },
    });
  });
});

test("copies an invitation that a partner can paste", async () => {
  const { ana, id, person } = await openDialog();
  await person.click(await screen.findByRole("button", { name: "Copy the invitation" }));
  const giulia = await classrooms.pc("ferrara", GIULIA);
  expect(await giulia.workspace.joinByText(ana.platform.copied)).toEqual({
    ok: true,
    value: id,
  });
});

test("counts down, and offers a new code when the first has ended", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  await openDialog();
  const first = await shownCode();
  expect(screen.getByRole("timer").textContent).toContain("10:00");
  act(() => {
    vi.advanceTimersByTime(61_000);
  });
  expect(screen.getByRole("timer").textContent).toContain("8:59");
  act(() => {
    vi.advanceTimersByTime(10 * 60_000);
  });
  expect(screen.getByText("This code has ended.")).toBeTruthy();
  act(() => screen.getByRole("button", { name: "Make a new code" }).click());
  expect(await shownCode()).not.toBe(first);
});

test("still gives the text when a code cannot be made", async () => {
  await openDialog(({ platform }) => platform.setHub({ state: "stopped", problem: "portTaken" }));
  expect(await screen.findByText(/^A code cannot be made now/u)).toBeTruthy();
  expect(await screen.findByLabelText("Invitation text")).toBeTruthy();
});
