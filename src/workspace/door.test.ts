import { afterEach, expect, test, vi } from "vitest";
import { paragraph } from "../domain/index.ts";
import { StorageError } from "../storage/index.ts";
import {
  ANA,
  GIULIA,
  PASSPHRASE,
  RIVERS,
  TestClassrooms,
  newDisk,
  workspaceOf,
} from "../testing/test-classrooms.ts";

vi.setConfig({ testTimeout: 60_000 });
const SOON = { timeout: 20_000 };

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

test("a new PC has a door for newcomers, and behind it nobody is introduced", async () => {
  const pc = await classrooms.closedPc("cluj");
  expect(pc.door.state.get()).toEqual({ state: "new", systemStore: false });
  expect(await pc.door.begin({ passphrase: "short", useSystemStore: false })).toEqual({
    ok: false,
    failure: { kind: "weakPassphrase" },
  });
  expect(pc.door.state.get().state).toBe("new");
  expect((await pc.door.begin({ passphrase: PASSPHRASE, useSystemStore: false })).ok).toBe(true);
  expect(workspaceOf(pc).person.get()).toBeNull();
  expect(workspaceOf(pc).projects.get()).toEqual([]);
});

test("a locked PC opens with the passphrase alone, and everything is there again", async () => {
  const disk = newDisk();
  const pc = await classrooms.pc("cluj", ANA, { disk });
  await pc.workspace.createProject(RIVERS);
  const project = await classrooms.project(pc);
  const id = await project.addPage("Bridges", [paragraph("Eighty-four metres")]);
  await pc.door.lock();
  expect(pc.door.state.get()).toEqual({
    state: "locked",
    ways: { passphrase: true, system: false },
  });
  const again = await classrooms.closedPc("cluj", { disk });
  const wrong = await again.door.unlock("not the passphrase");
  expect(wrong.ok ? null : wrong.failure.kind).toBe("wrongPassphrase");
  expect(again.door.state.get().state).toBe("locked");
  expect((await again.door.unlock(PASSPHRASE)).ok).toBe(true);
  const workspace = workspaceOf(again);
  expect(workspace.person.get()?.name).toBe("Ana Pop");
  const reopened = await classrooms.project({ ...again, workspace });
  const page = await reopened.openPage(id);
  if (!page.ok) throw new Error(page.failure.kind);
  expect(page.value.blocks()).toMatchObject([{ text: [{ text: "Eighty-four metres" }] }]);
  expect(page.value.mayEdit.get()).toBe(true);
});

test("opened twice at once, there is one workspace", async () => {
  const disk = newDisk();
  const pc = await classrooms.pc("cluj", ANA, { disk });
  await pc.door.lock();
  const again = await classrooms.closedPc("cluj", { disk });
  const both = await Promise.all([again.door.unlock(PASSPHRASE), again.door.unlock(PASSPHRASE)]);
  expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  expect(workspaceOf(again).person.get()?.name).toBe("Ana Pop");
});

test("settings are known before the door is open", async () => {
  const disk = newDisk();
  const pc = await classrooms.pc("cluj", ANA, { disk });
  await pc.workspace.changeSettings({ language: "it", textSize: 150 });
  await pc.door.lock();
  const again = await classrooms.closedPc("cluj", { disk });
  expect(again.door.settings.get()).toMatchObject({ language: "it", textSize: 150 });
});

test("while something is not kept, locking leaves the door open and says so", async () => {
  const pc = await classrooms.pc("cluj", ANA);
  await pc.workspace.createProject(RIVERS);
  const project = await classrooms.project(pc);
  pc.storage.disk.isFull = true;
  project.addPost("Not on the disk yet");
  await expect(pc.door.lock()).rejects.toThrow(StorageError);
  expect(pc.door.state.get().state).toBe("open");
  expect((await pc.platform.keychainStatus()).state).toBe("open");
  pc.storage.disk.isFull = false;
  await pc.workspace.flush();
  await pc.door.lock();
  expect(pc.door.state.get().state).toBe("locked");
});

test("no word, name, title or picture name lies readable on the disk", async () => {
  const disk = newDisk();
  const canary = (what: string): string => `CANARY-${what}-quetzal`;
  const person = {
    ...ANA,
    name: canary("name"),
    school: { ...ANA.school, name: canary("school") },
  };
  const pc = await classrooms.pc("cluj", person, { disk });
  await pc.workspace.createProject({ ...RIVERS, title: canary("title"), aims: canary("aims") });
  const project = await classrooms.project(pc);
  const id = await project.addPage(canary("page"), [paragraph(canary("text"))]);
  const page = await project.openPage(id);
  if (page.ok) page.value.close();
  project.addPost(canary("post"));
  await project.people.invite({
    ...{ role: "teacher", school: null, mentor: null, way: "code", maxUses: 1 },
    expiresAt: Date.now() + 1_000_000,
  });
  const code = project.people.invitations.get()[0]?.secret?.code ?? "none";
  await pc.workspace.flush();
  await pc.door.lock();
  const written = everythingOn(disk.disk);
  expect(written).not.toContain("CANARY");
  expect(written).not.toContain("quetzal");
  expect(written).not.toContain(code);
  expect(written).not.toContain(code.replaceAll("-", ""));
  for (const [, bytes] of disk.keychainFiles.files)
    expect(new TextDecoder("latin1").decode(bytes)).not.toContain("quetzal");
});

test("the same words on a new PC are the same person, who comes back into the project by a file", async () => {
  const disk = newDisk();
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA, { disk });
  const { project, there } = await classrooms.meet(ana, giulia);
  there.addPost("Before the PC was lost");
  await expect.poll(() => project.posts.get().length, SOON).toBe(1);
  const words = await giulia.workspace.keys.recoveryWords(PASSPHRASE);
  if (!words.ok) throw new Error(words.failure.kind);
  await classrooms.shutDown(giulia);
  const pc = await classrooms.closedPc("bologna");
  const restored = await pc.door.restore({
    passphrase: "another lantern here",
    useSystemStore: false,
    words: words.value,
  });
  expect(restored).toEqual({ ok: true, value: null });
  const workspace = workspaceOf(pc);
  await workspace.introduce(GIULIA);
  const invited = await project.people.invite({
    ...{ role: "teacher", school: null, mentor: null, way: "file", maxUses: 1 },
    expiresAt: Date.now() + 1_000_000,
  });
  if (!invited.ok) throw new Error(invited.failure.kind);
  const joined = await workspace.joinByFile(await project.people.invitationFile(invited.value.id));
  expect(joined.ok).toBe(true);
  const back = await classrooms.project({ ...pc, workspace });
  expect(back.me).toBe(there.me);
  await expect
    .poll(() => back.posts.get().map(({ text }) => text), SOON)
    .toEqual(["Before the PC was lost"]);
  expect(back.members.get()).toHaveLength(2);
  // No join was written, so the invitation is still good for someone else.
  expect(project.people.invitations.get()[0]?.usedBy).toEqual([]);
  await expect
    .poll(
      () => project.people.devices.get().filter(({ member }) => member === back.me).length,
      SOON,
    )
    .toBe(2);
});

/** Every string and every byte that a memory disk holds, as one text. */
function everythingOn(disk: object): string {
  const seen = new Set<unknown>();
  const parts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string") parts.push(value);
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof Uint8Array) parts.push(new TextDecoder("latin1").decode(value));
    else if (value instanceof Map) for (const entry of value) walk(entry);
    else if (Symbol.iterator in value) for (const one of value as Iterable<unknown>) walk(one);
    else for (const one of Object.entries(value)) walk(one);
  };
  walk(disk);
  return parts.join("\n");
}
