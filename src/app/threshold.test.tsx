// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  ANA,
  type ClosedPc,
  PASSPHRASE,
  RIVERS,
  TestClassrooms,
  newDisk,
  show,
  workspaceOf,
} from "../testing/test-program.tsx";
import { Threshold } from "./threshold.tsx";

const classrooms = new TestClassrooms();
let reloads = 0;

beforeEach(() => {
  window.location.hash = "";
  localStorage.clear();
  sessionStorage.clear();
  reloads = 0;
  vi.spyOn(window.location, "reload").mockImplementation(() => {
    reloads += 1;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await classrooms.close();
});

async function showPc(pc: ClosedPc) {
  const info = await pc.platform.appInfo();
  return show(<Threshold entrance={{ door: pc.door, platform: pc.platform, info }} />);
}

/** A PC on which Ana has begun, after a restart; the door is shut. */
async function lockedPc({ systemStore = false } = {}): Promise<ClosedPc> {
  const disk = newDisk();
  const before = await classrooms.closedPc("cluj", { disk, systemStore });
  await before.door.begin({ passphrase: PASSPHRASE, useSystemStore: systemStore });
  const workspace = workspaceOf(before);
  await workspace.introduce(ANA);
  await workspace.createProject(RIVERS);
  await classrooms.shutDown({ ...before, workspace });
  return await classrooms.closedPc("cluj", { disk, systemStore });
}

const locked = () => screen.findByRole("heading", { name: "Twinspan is locked" });
const home = () => screen.findByRole("heading", { name: /^Hello Ana Pop/u });

test("a fresh PC greets, and goes on to the home screen once the newcomer is known", async () => {
  const pc = await classrooms.closedPc("cluj");
  const { person } = await showPc(pc);
  await person.type(await screen.findByLabelText("Your name"), "Ana Pop");
  expect(pc.platform.title).toBe("Welcome! Who are you? · Twinspan");
  await person.type(screen.getByLabelText("Your school"), "School 5");
  await person.type(screen.getByLabelText("Town or village"), "Cluj");
  await person.click(screen.getByRole("combobox", { name: "Country" }));
  await person.click(await screen.findByText("Romania"));
  await person.click(screen.getByRole("button", { name: "Continue" }));
  await person.type(screen.getByLabelText("New passphrase"), PASSPHRASE);
  await person.type(screen.getByLabelText("The same once more"), `${PASSPHRASE}{Enter}`);
  await home();
});

test("the locked door names no one, and opens to where the person was", async () => {
  const pc = await lockedPc();
  const { person } = await showPc(pc);
  await locked();
  expect(document.body.textContent).not.toContain("Ana");
  expect(pc.platform.title).toBe("Twinspan");
  await person.keyboard(`${PASSPHRASE}{Enter}`);
  await home();
});

test("locking saves, empties title and address, and begins with a new page", async () => {
  const pc = await classrooms.pc("cluj", ANA);
  const id = await pc.workspace.createProject(RIVERS);
  window.location.hash = `#/project/${id}`;
  const { person } = await showPc(pc);
  await screen.findByRole("heading", { level: 1, name: "Our rivers" });
  await person.click(screen.getByRole("button", { name: "Lock" }));
  await waitFor(() => expect(reloads).toBe(1));
  expect(document.title).toBe("Twinspan");
  expect(pc.platform.title).toBe("Twinspan");
  expect(window.location.hash).toBe("");
  expect((await pc.platform.keychainStatus()).state).toBe("locked");
});

test("the menu and the keys lock as well, once", async () => {
  const pc = await classrooms.pc("cluj", ANA);
  const { person } = await showPc(pc);
  await home();
  await person.keyboard("{Control>}l{/Control}");
  act(() => pc.platform.choose("lock"));
  await waitFor(() => expect(reloads).toBe(1));
});

test("what could not be saved keeps the door open, and the person decides", async () => {
  const pc = await classrooms.pc("cluj", ANA);
  const id = await pc.workspace.createProject(RIVERS);
  window.location.hash = `#/project/${id}`;
  const { person } = await showPc(pc);
  const field = await screen.findByLabelText("What is new?");
  pc.storage.disk.isFull = true;
  await person.type(field, "The last words before the bell");
  await person.click(screen.getByRole("button", { name: "Post" }));
  act(() => pc.platform.choose("lock"));
  expect(await screen.findByText("Not everything could be saved")).toBeTruthy();
  expect(reloads).toBe(0);
  await person.click(screen.getByRole("button", { name: "Stay here" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  act(() => pc.platform.choose("lock"));
  await screen.findByText("Not everything could be saved");
  pc.storage.disk.isFull = false;
  await person.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(reloads).toBe(1));
});

test("who cannot wait for the disk locks at once", async () => {
  const pc = await classrooms.pc("cluj", ANA);
  const id = await pc.workspace.createProject(RIVERS);
  window.location.hash = `#/project/${id}`;
  const { person } = await showPc(pc);
  const field = await screen.findByLabelText("What is new?");
  pc.storage.disk.isFull = true;
  await person.type(field, "These words will be lost");
  await person.click(screen.getByRole("button", { name: "Post" }));
  act(() => pc.platform.choose("lock"));
  await person.click(await screen.findByRole("button", { name: "Lock and lose it" }));
  expect(reloads).toBe(1);
  pc.storage.disk.isFull = false;
});

test("the computer's store opens at a start, and stays aside after a lock until the passphrase was typed", async () => {
  const pc = await lockedPc({ systemStore: true });
  const first = await showPc(pc);
  await home();
  act(() => pc.platform.choose("lock"));
  await waitFor(() => expect(reloads).toBe(1));
  first.unmount();

  const again = await classrooms.closedPc("cluj", { disk: pc.disk, systemStore: true });
  const second = await showPc(again);
  await locked();
  expect(again.door.state.get().state).toBe("locked");
  await second.person.keyboard(`${PASSPHRASE}{Enter}`);
  await home();
  await act(() => workspaceOf(again).flush());
  await again.platform.lockKeychain();
  second.unmount();
  const third = await classrooms.closedPc("cluj", { disk: pc.disk, systemStore: true });
  await showPc(third);
  await home();
});

test("home reminds of the recovery sheet from the first project on, until it is made or put off", async () => {
  const pc = await classrooms.pc("cluj", ANA);
  const first = await showPc(pc);
  await home();
  expect(screen.queryByText("Make your recovery sheet")).toBeNull();
  await act(async () => {
    await pc.workspace.createProject(RIVERS);
  });
  expect(await screen.findByText("Make your recovery sheet")).toBeTruthy();
  await first.person.click(screen.getByRole("button", { name: "Later" }));
  expect(screen.queryByText("Make your recovery sheet")).toBeNull();
  first.unmount();
  sessionStorage.clear();
  await showPc(pc);
  expect(await screen.findByText("Make your recovery sheet")).toBeTruthy();
  await act(() => pc.workspace.keys.noteSheetMade());
  expect(screen.queryByText("Make your recovery sheet")).toBeNull();
});
