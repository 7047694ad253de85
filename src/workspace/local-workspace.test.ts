import { afterEach, expect, test, vi } from "vitest";
import { succeed } from "../base/index.ts";
import { type BlobHash, type Picture, paragraph } from "../domain/index.ts";
import { ANA, GIULIA, RIVERS, TestClassrooms, newDisk } from "../testing/test-classrooms.ts";
import type { OpenProject } from "./contract.ts";

vi.setConfig({ testTimeout: 60_000 });
/** The exchange lets changes settle before it tells of them. */
const SOON = { timeout: 20_000 };

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

const textsOf = (project: OpenProject): string[] =>
  project.posts
    .get()
    .map(({ text }) => text)
    .sort();

test("a new project has its founder, its card, its first pages and a school with a name", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  const project = await classrooms.project(ana);
  expect(project.card.get()).toMatchObject({ title: "Our rivers", aims: RIVERS.aims });
  expect(project.pages.get().map(({ title, createdBy }) => [title, createdBy])).toEqual([
    ["Start here", project.me],
  ]);
  await expect
    .poll(() => project.members.get(), SOON)
    .toMatchObject([{ name: "Ana Pop", role: "founder", standing: "active" }]);
  expect(project.schools.get()).toMatchObject([{ name: "School 5", town: "Cluj" }]);
  expect(project.rights.get()).toMatchObject({ role: "founder", post: true, createPages: true });
  expect(ana.workspace.person.get()?.id).toBe(project.me);
  expect(ana.workspace.projects.get()).toMatchObject([{ title: "Our rivers", standing: "active" }]);
});

test("one who joins sees the project, its pages, and both schools", async () => {
  const { giulia } = await classrooms.partners();
  const project = await classrooms.project(giulia);
  await expect.poll(() => project.card.get().aims, SOON).toBe(RIVERS.aims);
  await expect
    .poll(() => project.pages.get().map(({ title }) => title), SOON)
    .toEqual(["Start here"]);
  await expect
    .poll(
      () =>
        project.schools
          .get()
          .map(({ town }) => town)
          .sort(),
      SOON,
    )
    .toEqual(["Cluj", "Ferrara"]);
  expect(project.members.get().map(({ name, role }) => [name, role])).toEqual([
    ["Ana Pop", "founder"],
    ["Giulia Rossi", "teacher"],
  ]);
  const [start] = project.pages.get();
  if (start === undefined) throw new Error("no page");
  const page = await project.openPage(start.id);
  if (!page.ok) throw new Error("no page");
  await expect.poll(() => page.value.arrival.get(), SOON).toBe("here");
  expect(page.value.mayEdit.get()).toBe(true);
});

test("the last page stands on the card under its newest title", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  const project = await classrooms.project(ana);
  const id = await project.addPage("New page");
  const page = await project.openPage(id);
  if (!page.ok) throw new Error(page.failure.kind);
  page.value.close();
  expect(ana.workspace.projects.get()[0]?.lastPage).toEqual({ id, title: "New page" });
  project.renamePage(id, "Our bridge");
  await ana.workspace.flush();
  expect(ana.workspace.projects.get()[0]?.lastPage).toEqual({ id, title: "Our bridge" });
});

test("both write apart, and when they meet again both have everything and say so", async () => {
  const { ana, giulia } = await classrooms.partners();
  const here = await classrooms.project(ana);
  const there = await classrooms.project(giulia);
  await expect.poll(() => here.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
  classrooms.network.partition(["cluj"], ["ferrara"]);
  here.addPost("We measured the bridge.");
  there.addPost("We drew the bay.");
  await there.addPage("The bay", [paragraph("Salt water")]);
  await ana.workspace.flush();
  await giulia.workspace.flush();
  await expect.poll(() => here.sync.get().summary.state, SOON).toBe("waiting");
  classrooms.network.heal();
  const both = ["We drew the bay.", "We measured the bridge."];
  await expect.poll(() => textsOf(here), SOON).toEqual(both);
  await expect.poll(() => textsOf(there), SOON).toEqual(both);
  await expect
    .poll(() => here.pages.get().map(({ title }) => title), SOON)
    .toEqual(["Start here", "The bay"]);
  await expect.poll(() => here.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
  await expect.poll(() => there.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
});

test("after a new start everything is there, and the last contact is remembered", async () => {
  const disk = newDisk();
  const first = await classrooms.pc("cluj", ANA, { disk });
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const { project: before } = await classrooms.meet(first, giulia);
  await expect.poll(() => before.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
  await classrooms.shutDown(first);
  classrooms.network.partition(["cluj"], ["ferrara"]);
  const again = await classrooms.pc("cluj", ANA, { disk });
  expect(again.workspace.person.get()?.name).toBe("Ana Pop");
  expect(again.workspace.projects.get()[0]).toMatchObject({ title: "Our rivers", cover: "rivers" });
  const project = await classrooms.project(again);
  expect(project.pages.get().map(({ title }) => title)).toEqual(["Start here"]);
  const [partner] = project.sync.get().partners;
  expect(partner).toMatchObject({ name: "Giulia Rossi", has: { state: "everything" } });
  expect(partner?.lastMetAt).not.toBeNull();
  project.addPost("Alone now.");
  await again.workspace.flush();
  await expect.poll(() => project.sync.get().partners[0]?.has.state, SOON).toBe("behind");
});

test("a picture in a page travels to the partner and is shown there", async () => {
  const prepare = async (file: Blob) =>
    succeed({
      bytes: new Uint8Array(await file.arrayBuffer()),
      mime: "image/png" as const,
      width: 4,
      height: 3,
    });
  const ana = await classrooms.pc("cluj", ANA, { prepare });
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const { project: here } = await classrooms.meet(ana, giulia);
  const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251);
  const added = await here.pictures.add(new Blob([bytes]), "bridge.png");
  if (!added.ok) throw new Error("not added");
  const picture: Picture = { type: "picture", alt: "The bridge", ...added.value };
  await here.addPage("Pictures", [picture]);
  const there = await classrooms.project(giulia);
  const sizeThere = async (): Promise<number> =>
    (await there.pictures.bytes(added.value.hash))?.size ?? 0;
  await expect.poll(sizeThere, { timeout: 40_000 }).toBe(200_000);
  expect(await there.pictures.bytes("0".repeat(64) as BlobHash)).toBeNull();
});

test("a project that is taken off this computer is gone here and stays with the partner", async () => {
  const { ana, giulia } = await classrooms.partners();
  const there = await classrooms.project(ana);
  const [summary] = giulia.workspace.projects.get();
  if (summary === undefined) throw new Error("no project");
  await giulia.workspace.removeProject(summary.id);
  expect(giulia.workspace.projects.get()).toEqual([]);
  expect((await giulia.workspace.openProject(summary.id)).ok).toBe(false);
  expect(there.pages.get()).toHaveLength(1);
  expect(there.members.get()).toHaveLength(2);
});

test("a corrected name reaches every project and every partner", async () => {
  const { ana, giulia } = await classrooms.partners();
  const there = await classrooms.project(giulia);
  await ana.workspace.changePerson({ ...ANA, name: "Ana Maria" });
  await expect.poll(() => there.members.get().map(({ name }) => name), SOON).toContain("Ana Maria");
});

test("clocks that are ten years apart change nothing but the times that are shown", async () => {
  const tenYears = 10 * 365 * 24 * 3_600_000;
  const late = {
    now: () => Date.now() - tenYears,
    after(ms: number, task: () => void) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  };
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA, { clock: late });
  const { project: here } = await classrooms.meet(ana, giulia);
  const there = await classrooms.project(giulia);
  there.addPost("From ten years ago");
  here.addPost("From today");
  const both = ["From ten years ago", "From today"];
  await expect.poll(() => textsOf(here), SOON).toEqual(both);
  await expect.poll(() => textsOf(there), SOON).toEqual(both);
});
