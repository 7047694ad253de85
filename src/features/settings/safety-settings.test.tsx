// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ANA, PASSPHRASE, TestClassrooms, show } from "../../testing/test-program.tsx";
import type { Settings } from "../../workspace/index.ts";
import { SafetySettings } from "./safety-settings.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

async function showSafety({ systemStore = false } = {}) {
  const { platform, workspace } = await classrooms.pc("cluj", ANA, { systemStore });
  const { keys } = workspace;
  const onChange = vi.fn<(change: Partial<Settings>) => void>();
  const shown = show(
    <SafetySettings
      keys={keys}
      settings={workspace.settings.get()}
      sheetHref="#/recovery-sheet"
      onChange={onChange}
    />,
  );
  return { platform, keys, onChange, ...shown };
}

test("changes the passphrase for one who knows the one until now", async () => {
  const { platform, person } = await showSafety();
  await person.click(screen.getByRole("button", { name: "Change the passphrase" }));
  const dialog = within(await screen.findByRole("dialog"));
  const current = dialog.getByLabelText("Passphrase until now");
  await waitFor(() => expect(document.activeElement).toBe(current));
  await person.keyboard("not this one");
  await person.type(dialog.getByLabelText("New passphrase"), "a new one at last");
  await person.type(dialog.getByLabelText("The same once more"), "a new one at last{Enter}");
  expect(await dialog.findByText("This is not your passphrase.")).toBeTruthy();
  await person.clear(current);
  await person.type(current, `${PASSPHRASE}{Enter}`);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await platform.unlockKeychain(PASSPHRASE)).toMatchObject({ ok: false });
  expect(await platform.unlockKeychain("a new one at last")).toMatchObject({ ok: true });
});

test("says what is missing before anything is changed", async () => {
  const { platform, person } = await showSafety();
  await person.click(screen.getByRole("button", { name: "Change the passphrase" }));
  const dialog = within(await screen.findByRole("dialog"));
  await person.click(dialog.getByRole("button", { name: "Change it" }));
  expect(dialog.getByText("Type your passphrase.")).toBeTruthy();
  await person.type(dialog.getByLabelText("Passphrase until now"), PASSPHRASE);
  await person.type(dialog.getByLabelText("New passphrase"), "short{Enter}");
  expect(dialog.getByText("At least 8 letters, please.")).toBeTruthy();
  expect(await platform.unlockKeychain(PASSPHRASE)).toMatchObject({ ok: true });
});

test("says that keys could not be written, and that the old passphrase still opens", async () => {
  const { platform, person } = await showSafety();
  await person.click(screen.getByRole("button", { name: "Change the passphrase" }));
  const dialog = within(await screen.findByRole("dialog"));
  await person.type(dialog.getByLabelText("Passphrase until now"), PASSPHRASE);
  await person.type(dialog.getByLabelText("New passphrase"), "a new one at last");
  platform.keychainFiles.fault = "ENOSPC";
  await person.type(dialog.getByLabelText("The same once more"), "a new one at last{Enter}");
  expect(await dialog.findByText(/What opened Twinspan before still does/u)).toBeTruthy();
  platform.keychainFiles.fault = null;
  expect(await platform.unlockKeychain(PASSPHRASE)).toMatchObject({ ok: true });
});

test("the computer's store is turned on and off with the passphrase", async () => {
  const { keys, person } = await showSafety({ systemStore: true });
  for (const [name, system] of [
    ["Let this computer open it", true],
    ["Ask for the passphrase at every start", false],
  ] as const) {
    await person.click(screen.getByRole("button", { name }));
    const dialog = within(await screen.findByRole("dialog"));
    await person.type(dialog.getByLabelText("Your passphrase"), `${PASSPHRASE}{Enter}`);
    await waitFor(() => expect(keys.ways.get()).toEqual({ passphrase: true, system }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  }
});

test("nothing is offered where the computer has no store worth the name", async () => {
  await showSafety();
  expect(screen.queryByRole("button", { name: "Let this computer open it" })).toBeNull();
  expect(screen.getByText(/no safe store for secrets/u)).toBeTruthy();
});

test("the time until it locks by itself is chosen", async () => {
  const { onChange, person } = await showSafety();
  expect(screen.getByRole("radio", { name: "15 minutes" })).toHaveProperty("checked", true);
  await person.click(screen.getByRole("radio", { name: "Never lock" }));
  expect(onChange).toHaveBeenCalledWith({ lockAfterMinutes: 0 });
});

test("says that there is no recovery sheet yet, and when there is one", async () => {
  const { keys } = await showSafety();
  expect(screen.getByText(/^Never made/u)).toBeTruthy();
  await keys.noteSheetMade();
  expect(await screen.findByText(/^Made /u)).toBeTruthy();
  expect(screen.getByRole("link", { name: "Show it again" }).getAttribute("href")).toBe(
    "#/recovery-sheet",
  );
});
