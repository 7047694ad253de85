// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { fail } from "../../base/index.ts";
import type { UnlockFailure } from "../../platform/index.ts";
import { MemoryPlatform } from "../../platform/memory/index.ts";
import { PASSPHRASE, TestClassrooms, newDisk, show } from "../../testing/test-program.tsx";
import type { Door } from "../../workspace/index.ts";
import { DoorScreen } from "./door-screen.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

let platform: MemoryPlatform;
let words: readonly string[];

/** A PC on which someone has begun, and gone. */
async function lockedPc(
  wish: { readonly systemStore?: boolean; readonly passphrase?: string | null } = {},
): Promise<Door> {
  const { systemStore = false, passphrase = PASSPHRASE } = wish;
  const disk = newDisk();
  const before = new MemoryPlatform({ systemStore, keychainFiles: disk.keychainFiles });
  await before.createKeychain({ passphrase, useSystemStore: systemStore, words: null });
  const given = await before.recoveryWords(passphrase);
  words = given.ok ? given.value : [];
  const pc = await classrooms.closedPc("cluj", { disk, systemStore });
  platform = pc.platform;
  return pc.door;
}

function look(door: Door, options: { readonly isLockedByPerson?: boolean } = {}) {
  const state = door.state.get();
  if (state.state !== "locked") throw new Error(`the door is ${state.state}`);
  const { person } = show(
    <StrictMode>
      <DoorScreen
        door={door}
        ways={state.ways}
        isLockedByPerson={options.isLockedByPerson ?? false}
        samplePassphrase={null}
        copyText={(text) => platform.copyText(text)}
      />
    </StrictMode>,
  );
  return person;
}

test("the passphrase opens the door, typed as soon as the screen is there", async () => {
  const door = await lockedPc();
  const person = look(door);
  expect(document.activeElement).toBe(screen.getByLabelText("Passphrase"));
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  await waitFor(() => expect(door.state.get().state).toBe("open"));
});

test("a wrong passphrase is said, and is ready to be typed over", async () => {
  const door = await lockedPc();
  const person = look(door);
  await person.keyboard("river bridge lanturn{Enter}");
  expect(await screen.findByText(/^This is not the passphrase/u)).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("Passphrase"));
  await person.clear(screen.getByLabelText("Passphrase"));
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  await waitFor(() => expect(door.state.get().state).toBe("open"));
});

test("after several wrong ones the screen counts down, and Enter does nothing before", async () => {
  const door = await lockedPc();
  const unlock = vi.spyOn(door, "unlock");
  const person = look(door);
  for (const wrong of ["wrong one 1", "wrong one 2", "wrong one 3"]) {
    await person.clear(screen.getByLabelText("Passphrase"));
    await person.keyboard(`${wrong}{Enter}`);
    await waitFor(() => expect(screen.queryByText(/^Opening/u)).toBeNull());
  }
  expect(await screen.findByText(/try again in \d seconds/u)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Open" })).toHaveProperty("disabled", true);
  const tries = unlock.mock.calls.length;
  await person.keyboard("{Enter}");
  expect(unlock).toHaveBeenCalledTimes(tries);
  await waitFor(() => expect(screen.queryByText(/try again in/u)).toBeNull());
  expect(screen.getByRole("button", { name: "Open" })).toHaveProperty("disabled", false);
});

test("the computer's store is tried once by itself", async () => {
  const door = await lockedPc({ systemStore: true });
  const unlock = vi.spyOn(door, "unlock");
  look(door);
  await waitFor(() => expect(door.state.get().state).toBe("open"));
  expect(unlock.mock.calls).toEqual([[null]]);
});

test("whoever has locked the door is asked for the passphrase, whatever the computer's store could do", async () => {
  const door = await lockedPc({ systemStore: true });
  const person = look(door, { isLockedByPerson: true });
  expect(screen.queryByRole("button", { name: "Let this computer open it" })).toBeNull();
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  await waitFor(() => expect(door.state.get().state).toBe("open"));
});

test("without a passphrase, a door that was locked waits for a click", async () => {
  const door = await lockedPc({ systemStore: true, passphrase: null });
  const person = look(door, { isLockedByPerson: true });
  expect(screen.queryByLabelText("Passphrase")).toBeNull();
  expect(door.state.get().state).toBe("locked");
  await person.click(screen.getByRole("button", { name: "Let this computer open it" }));
  await waitFor(() => expect(door.state.get().state).toBe("open"));
});

const FAILURES: readonly (readonly [UnlockFailure, RegExp])[] = [
  [{ kind: "damaged", detail: "not JSON" }, /your twelve words make the same keys again/u],
  [{ kind: "newerVersion" }, /install the newest Twinspan/u],
  [{ kind: "none" }, /The file with your keys was removed/u],
  [{ kind: "systemStoreFailed" }, /Type your passphrase instead/u],
  [{ kind: "notSaved", detail: "ENOSPC" }, /the disk of this computer is not full/u],
];

test.each(FAILURES)("says what to do when the keys cannot be opened: %o", async (failure, says) => {
  const door = await lockedPc();
  vi.spyOn(door, "unlock").mockResolvedValue(fail(failure));
  const person = look(door);
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  expect(await screen.findByText(says)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Passphrase").value).toBe(PASSPHRASE);
});

test("the details of damaged keys can be copied, and hold no passphrase", async () => {
  const door = await lockedPc();
  vi.spyOn(door, "unlock").mockResolvedValue(fail({ kind: "damaged", detail: "not JSON" }));
  const person = look(door);
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  await person.click(await screen.findByText("Copy the details"));
  expect(platform.copied).toBe("damaged: not JSON");
});

test("what broke while the work was opened is said, and the passphrase stays", async () => {
  const door = await lockedPc();
  vi.spyOn(door, "unlock").mockRejectedValue(new Error("the database is closed"));
  const person = look(door);
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  expect(await screen.findByText("Twinspan could not be opened")).toBeTruthy();
  expect(screen.getByText(/the database is closed/u)).toBeTruthy();
});

test("a forgotten passphrase is replaced with the words of the sheet", async () => {
  const door = await lockedPc();
  const person = look(door);
  await person.click(screen.getByRole("button", { name: "Forgot it? Use the recovery sheet" }));
  await person.click(screen.getByLabelText("Word 1"));
  await person.paste(words.join(" "));
  await person.type(screen.getByLabelText("New passphrase"), "a new one at last");
  await person.type(screen.getByLabelText("The same once more"), "a new one at last{Enter}");
  await waitFor(() => expect(door.state.get().state).toBe("open"));
  await platform.lockKeychain();
  expect(await platform.unlockKeychain(PASSPHRASE)).toMatchObject({ ok: false });
  expect(await platform.unlockKeychain("a new one at last")).toMatchObject({ ok: true });
});

test("words of another person change nothing unless someone insists", async () => {
  const other = new MemoryPlatform();
  await other.createKeychain({ passphrase: PASSPHRASE, useSystemStore: false, words: null });
  const theirs = await other.recoveryWords(PASSPHRASE);
  const door = await lockedPc();
  platform.confirm = () => false;
  const person = look(door);
  await person.click(screen.getByRole("button", { name: "Forgot it? Use the recovery sheet" }));
  await person.click(screen.getByLabelText("Word 1"));
  await person.paste(theirs.ok ? theirs.value.join(" ") : "");
  await person.type(screen.getByLabelText("New passphrase"), "a new one at last");
  await person.type(screen.getByLabelText("The same once more"), "a new one at last{Enter}");
  expect(await screen.findByText("These are not the words of this computer")).toBeTruthy();
  expect(await platform.unlockKeychain(PASSPHRASE)).toMatchObject({ ok: true });
});

test("the locked door speaks another language when it is asked to", async () => {
  const door = await lockedPc();
  const person = look(door);
  await person.click(screen.getByRole("combobox", { name: "Language of Twinspan" }));
  await person.click(await screen.findByText("العربية"));
  await waitFor(() => expect(door.settings.get().language).toBe("ar"));
});

test("Caps Lock is said while one types", async () => {
  const door = await lockedPc();
  look(door);
  const field = screen.getByLabelText("Passphrase");
  const press = new KeyboardEvent("keydown", { key: "G", bubbles: true });
  Object.defineProperty(press, "getModifierState", { value: (key: string) => key === "CapsLock" });
  fireEvent(field, press);
  expect(await screen.findByText("Caps Lock is on.")).toBeTruthy();
});
