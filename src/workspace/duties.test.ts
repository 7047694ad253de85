import { afterEach, expect, test, vi } from "vitest";
import { ANA, GIULIA, TestClassrooms, invite, newDisk } from "../testing/test-classrooms.ts";
import type { OpenProject } from "./contract.ts";
import type { HistoryEntry } from "./people-contract.ts";

vi.setConfig({ testTimeout: 60_000 });
const SOON = { timeout: 20_000 };

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

const kindsOf = (project: OpenProject): HistoryEntry["what"]["kind"][] =>
  project.people.history.get().map(({ what }) => what.kind);
const count = (project: OpenProject, kind: string): number =>
  kindsOf(project).filter((one) => one === kind).length;

test("a file that carries keys and was taken back before it was used makes new keys", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const { project } = await classrooms.meet(ana, giulia);
  const before = count(project, "newKeys");
  const { id } = await invite(project);
  expect(await project.people.revoke(id)).toEqual({ ok: true, value: null });
  expect(kindsOf(project).slice(0, 2)).toEqual(["newKeys", "revoked"]);
  expect(count(project, "newKeys")).toBe(before + 1);
});

test("a code carries no keys, so taking it back makes none", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const { project } = await classrooms.meet(ana, giulia);
  const before = count(project, "newKeys");
  const { id } = await invite(project, { way: "code" });
  expect((await project.people.revoke(id)).ok).toBe(true);
  expect(count(project, "newKeys")).toBe(before);
});

test("an invitation past its time is closed by a PC of the staff, and shown as expired", async () => {
  const disk = newDisk();
  const ana = await classrooms.pc("cluj", ANA, { disk });
  await ana.workspace.createProject({
    ...{ title: "Rivers", aims: "", subjects: [], languages: [], cover: "rivers", pages: [] },
    ages: { from: 9, to: 12 },
  });
  const project = await classrooms.project(ana);
  const { id } = await invite(project, { way: "code", expiresAt: Date.now() + 50 });
  await new Promise((resolve) => {
    setTimeout(resolve, 100);
  });
  // By a restart, so as not to wait for the next look.
  await classrooms.shutDown(ana);
  const again = await classrooms.project(await classrooms.pc("cluj", ANA, { disk }));
  await expect
    .poll(() => again.people.invitations.get().find((one) => one.id === id), SOON)
    .toMatchObject({ state: "expired", secret: null });
  // Nobody took it back.
  expect(kindsOf(again)).not.toContain("revoked");
});

test("what devices of the staff do by themselves comes to rest", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const marco = await classrooms.pc("bari", { ...GIULIA, name: "Marco" });
  const { project, there } = await classrooms.meet(ana, giulia, "administrator");
  const { there: his } = await classrooms.meet(ana, marco);
  await expect.poll(() => there.members.get().length, SOON).toBe(3);
  await project.people.remove(his.me);
  await expect.poll(() => count(there, "newKeys"), SOON).toBe(count(project, "newKeys"));
  await new Promise((resolve) => {
    setTimeout(resolve, 2500);
  });
  const settled = count(project, "newKeys");
  await new Promise((resolve) => {
    setTimeout(resolve, 2500);
  });
  expect(count(project, "newKeys")).toBe(settled);
  // One removal, one change of keys: the other staff device found it done.
  expect(kindsOf(project).slice(0, 2)).toEqual(["newKeys", "removed"]);
});
