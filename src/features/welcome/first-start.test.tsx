// @vitest-environment happy-dom
import { screen, waitFor } from "@testing-library/react";
import type userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { MemoryPlatform } from "../../platform/memory/index.ts";
import { PASSPHRASE, TestClassrooms, show, workspaceOf } from "../../testing/test-program.tsx";
import { FirstStart } from "./first-start.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

async function begin({ locale = "ro-RO", systemStore = false } = {}) {
  const pc = await classrooms.closedPc("cluj", { systemStore });
  const { door, platform } = pc;
  const onDone = vi.fn<() => void>();
  const { person } = show(
    <FirstStart
      door={door}
      systemStore={systemStore}
      locale={locale}
      copyText={(text) => platform.copyText(text)}
      onDone={onDone}
    />,
  );
  const introduced = () => workspaceOf(pc).person.get();
  return { ...pc, onDone, person, introduced };
}

type Person = ReturnType<typeof userEvent.setup>;

async function sayWho(person: Person): Promise<void> {
  await person.type(screen.getByLabelText("Your name"), "Ana Pop");
  await person.type(screen.getByLabelText("Your school"), "School 5");
  await person.type(screen.getByLabelText("Town or village"), "Cluj{Enter}");
}

async function choosePassphrase(person: Person, passphrase = PASSPHRASE): Promise<void> {
  await person.type(screen.getByLabelText("New passphrase"), passphrase);
  await person.type(screen.getByLabelText("The same once more"), `${passphrase}{Enter}`);
}

test("a person begins by keyboard alone: who they are, then a passphrase", async () => {
  const { platform, onDone, person, introduced } = await begin();
  expect(screen.getByText("Step 1 of 2.")).toBeTruthy();
  await sayWho(person);
  expect(screen.getByRole("heading", { name: "A passphrase for your work" })).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("New passphrase")));
  await person.keyboard(`${PASSPHRASE}`);
  await person.tab();
  await person.tab();
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(introduced()).toMatchObject({
    name: "Ana Pop",
    school: { name: "School 5", town: "Cluj", country: "RO" },
  });
  await platform.lockKeychain();
  expect(await platform.unlockKeychain(PASSPHRASE)).toMatchObject({ ok: true });
});

test("a passphrase that is short, or not twice the same, is said beside its field", async () => {
  const { onDone, person } = await begin();
  await sayWho(person);
  await person.type(screen.getByLabelText("New passphrase"), "green{Enter}");
  expect(screen.getByText("At least 8 letters, please.")).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("New passphrase"));
  await person.keyboard(" otter");
  await person.type(screen.getByLabelText("The same once more"), "green oter{Enter}");
  expect(screen.getByText(/^The two are not the same/u)).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByLabelText("The same once more"));
  expect(onDone).not.toHaveBeenCalled();
});

test("the passphrase can be looked at, and gets advice that knows one's name", async () => {
  const { person } = await begin();
  await sayWho(person);
  const field = screen.getByLabelText<HTMLInputElement>("New passphrase");
  await person.type(field, "School2026");
  expect(screen.getByText(/^Easy to guess/u)).toBeTruthy();
  await person.clear(field);
  await person.type(field, PASSPHRASE);
  expect(screen.getByText("A good one.")).toBeTruthy();
  expect(field.type).toBe("password");
  await person.click(screen.getByRole("button", { name: "Show the passphrase" }));
  expect(field.type).toBe("text");
  expect(screen.getByLabelText<HTMLInputElement>("The same once more").type).toBe("text");
});

test("what was typed survives going back and a change of the language", async () => {
  const { door, person } = await begin();
  await sayWho(person);
  await person.type(screen.getByLabelText("New passphrase"), PASSPHRASE);
  await person.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Ana Pop");
  await person.click(screen.getByRole("button", { name: "Continue" }));
  expect(screen.getByLabelText<HTMLInputElement>("New passphrase").value).toBe(PASSPHRASE);
  await person.click(screen.getByRole("combobox", { name: "Language of Twinspan" }));
  await person.click(await screen.findByText("Deutsch"));
  await waitFor(() => expect(door.settings.get().language).toBe("de"));
  expect(screen.getByDisplayValue(PASSPHRASE)).toBeTruthy();
});

test("what was typed survives a keychain that could not be written", async () => {
  const { platform, onDone, person } = await begin();
  platform.keychainFiles.fault = "ENOSPC";
  await sayWho(person);
  await choosePassphrase(person);
  expect(await screen.findByText("This could not be saved yet")).toBeTruthy();
  expect(screen.getByText(/ENOSPC/u)).toBeTruthy();
  platform.keychainFiles.fault = null;
  await person.click(screen.getByRole("button", { name: "Begin" }));
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
});

test("a disk that fills up after the keys were made costs no second passphrase", async () => {
  const { storage, onDone, person, introduced } = await begin();
  storage.disk.isFull = true;
  await sayWho(person);
  await choosePassphrase(person);
  expect(await screen.findByText("This could not be saved yet")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("New passphrase").readOnly).toBe(true);
  storage.disk.isFull = false;
  await person.click(screen.getByRole("button", { name: "Begin" }));
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(introduced()?.name).toBe("Ana Pop");
});

test("the computer's own store is offered where there is one, with what it keeps out and what not", async () => {
  const { platform, onDone, person } = await begin({ systemStore: true });
  await sayWho(person);
  const offer = screen.getByRole("switch", { name: /^This computer opens it for me/u });
  expect(screen.getByText(/does not keep out anyone who sits here under your login/u)).toBeTruthy();
  await person.click(offer);
  await choosePassphrase(person);
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect((await platform.keychainStatus()).ways).toEqual({ passphrase: true, system: true });
});

test("nothing is offered where the computer only pretends to keep secrets", async () => {
  const { person } = await begin();
  await sayWho(person);
  expect(screen.queryByRole("switch")).toBeNull();
});

test("twelve words make the same person on another computer, pasted or typed by their first letters", async () => {
  const words = await wordsOfNewKeychain();
  const { platform, onDone, person } = await begin();
  await person.click(screen.getByRole("button", { name: "I have a sheet with twelve words" }));
  expect(screen.getByText("Step 1 of 3.")).toBeTruthy();
  await person.click(screen.getByLabelText("Word 1"));
  await person.paste(words.map((word, place) => `${place + 1}. ${word}`).join("\n"));
  expect(screen.getByLabelText<HTMLInputElement>("Word 12").value).toBe(words[11]);
  await person.keyboard("{Enter}");
  await screen.findByLabelText("Your name");
  await sayWho(person);
  await choosePassphrase(person);
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(await platform.recoveryWords(PASSPHRASE)).toEqual({ ok: true, value: words });
});

test("a word that no sheet has is named, and the cursor goes to it", async () => {
  const { person } = await begin();
  await person.click(screen.getByRole("button", { name: "I have a sheet with twelve words" }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Word 1")));
  await person.keyboard("legal winn thank yeah ");
  expect(screen.getByLabelText<HTMLInputElement>("Word 2").value).toBe("winner");
  await person.click(screen.getByRole("button", { name: "Continue" }));
  expect(await screen.findByText(/^Word 4, “yeah”, is none of the words/u)).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Word 4")));
});

test("twelve words that do not belong together lead back to the words, and nothing else is lost", async () => {
  const words = await wordsOfNewKeychain();
  const { person } = await begin();
  await person.click(screen.getByRole("button", { name: "I have a sheet with twelve words" }));
  await person.click(screen.getByLabelText("Word 1"));
  // One of sixteen orders would fit by chance; twelve times the same word never does.
  await person.paste("abandon ".repeat(12));
  await person.keyboard("{Enter}");
  await screen.findByLabelText("Your name");
  await sayWho(person);
  await choosePassphrase(person);
  expect(await screen.findByText(/the twelve do not belong together/u)).toBeTruthy();
  await person.click(screen.getByLabelText("Word 1"));
  await person.paste(words.join(" "));
  await person.click(screen.getByRole("button", { name: "Continue" }));
  expect(screen.getByLabelText<HTMLInputElement>("Your name").value).toBe("Ana Pop");
});

async function wordsOfNewKeychain(): Promise<readonly string[]> {
  const platform = new MemoryPlatform();
  await platform.createKeychain({ passphrase: PASSPHRASE, useSystemStore: false, words: null });
  const words = await platform.recoveryWords(PASSPHRASE);
  return words.ok ? words.value : [];
}
