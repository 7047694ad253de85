import { afterEach, expect, test, vi } from "vitest";
import { succeed } from "../base/index.ts";
import { type BlobHash, type Picture, type SpaceId, paragraph } from "../domain/index.ts";
import { LoopbackNetwork } from "../roads/index.ts";
import { MemoryDisk, MemoryStorage } from "../storage/memory/index.ts";
import type { NewProject, OpenProject, PersonFields, Workspace } from "./contract.ts";
import { type WorkspaceParts, openWorkspace } from "./local-workspace.ts";

vi.setConfig({ testTimeout: 30_000 });
/** The exchange lets changes settle before it asks for what differs. */
const SOON = { timeout: 12_000 };

const opened: Workspace[] = [];
afterEach(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
});

const hub: WorkspaceParts["platform"] = {
  hubStatus: async () => ({
    state: "running",
    port: 41417,
    addresses: ["10.0.0.2"],
    nearby: [],
    problem: null,
  }),
  offerInvitation: async () => succeed(null),
  withdrawInvitation: async () => undefined,
  redeemInvitation: async () => ({ ok: false, failure: { kind: "nobodyFound" } }),
};

const ana: PersonFields = {
  name: "Ana",
  role: "teacher",
  school: { name: "Escola do Rio", town: "Lisboa", country: "PT" },
  languages: ["pt"],
};
const deniz: PersonFields = {
  name: "Deniz",
  role: "teacher",
  school: { name: "Körfez Okulu", town: "İzmir", country: "TR" },
  languages: ["tr"],
};

const rivers: NewProject = {
  title: "Rivers of our towns",
  aims: "To compare.",
  subjects: ["geography"],
  ages: { from: 9, to: 12 },
  languages: ["en"],
  cover: "rivers",
  pages: [
    {
      title: "Start here",
      blocks: [paragraph("Welcome", { kind: "h", level: 1 }), paragraph("Our river.")],
    },
  ],
};

async function openAt(
  place: string,
  network: LoopbackNetwork,
  disk = new MemoryDisk(),
): Promise<Workspace> {
  const workspace = await openWorkspace({
    storage: new MemoryStorage(disk),
    road: network.road(place),
    platform: hub,
    prepare: async (file) =>
      succeed({
        bytes: new Uint8Array(await file.arrayBuffer()),
        mime: "image/png",
        width: 4,
        height: 3,
      }),
  });
  opened.push(workspace);
  return workspace;
}

async function openProject(workspace: Workspace, id: SpaceId): Promise<OpenProject> {
  const project = await workspace.openProject(id);
  if (!project.ok) throw new Error(project.failure.kind);
  return project.value;
}

async function partners(network = new LoopbackNetwork()) {
  const lisbon = await openAt("lisbon", network);
  const izmir = await openAt("izmir", network);
  await lisbon.introduce(ana);
  await izmir.introduce(deniz);
  const id = await lisbon.createProject(rivers);
  const joined = await izmir.joinByText(await lisbon.invitationText(id));
  if (!joined.ok) throw new Error(joined.failure.kind);
  return { network, lisbon, izmir, id };
}

test("one who joins by an invitation sees the project, its pages, and both schools", async () => {
  const { izmir, id } = await partners();
  const project = await openProject(izmir, id);
  await expect.poll(() => project.card.get().aims, SOON).toBe("To compare.");
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
    .toEqual(["Lisboa", "İzmir"]);
  expect(project.members.get().map(({ name, role }) => [name, role])).toEqual([
    ["Ana", "founder"],
    ["Deniz", "teacher"],
  ]);
  const [start] = project.pages.get();
  if (start === undefined) throw new Error("no page");
  const page = await project.openPage(start.id);
  if (!page.ok) throw new Error("no page");
  await expect.poll(() => page.value.arrival.get(), SOON).toBe("here");
  await expect.poll(() => page.value.blocks().length, SOON).toBe(2);
});

test("the last page stands on the card under its newest title", async () => {
  const lisbon = await openAt("lisbon", new LoopbackNetwork());
  await lisbon.introduce(ana);
  const project = await openProject(lisbon, await lisbon.createProject(rivers));
  const id = await project.addPage("New page");
  const page = await project.openPage(id);
  if (!page.ok) throw new Error(page.failure.kind);
  page.value.close();
  expect(lisbon.projects.get()[0]?.lastPage).toEqual({ id, title: "New page" });
  project.renamePage(id, "Our bridge");
  expect(lisbon.projects.get()[0]?.lastPage).toEqual({ id, title: "Our bridge" });
  project.close();
});

test("the title of the invitation stands on the card until the project itself has come", async () => {
  const network = new LoopbackNetwork();
  const lisbon = await openAt("lisbon", network);
  const izmir = await openAt("izmir", network);
  await lisbon.introduce(ana);
  await izmir.introduce(deniz);
  const id = await lisbon.createProject(rivers);
  network.partition(["lisbon"], ["izmir"]);
  await izmir.joinByText(await lisbon.invitationText(id));
  expect(izmir.projects.get().map(({ title }) => title)).toEqual(["Rivers of our towns"]);
  expect((await openProject(izmir, id)).sync.get().summary).toEqual({ state: "alone" });
});

test("both write apart, and when they meet again both have everything and say so", async () => {
  const { network, lisbon, izmir, id } = await partners();
  const here = await openProject(lisbon, id);
  const there = await openProject(izmir, id);
  await expect.poll(() => here.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
  network.partition(["lisbon"], ["izmir"]);
  here.addPost("We measured the bridge.");
  there.addPost("We drew the bay.");
  await there.addPage("The bay", [paragraph("Salt water")]);
  await lisbon.flush();
  await izmir.flush();
  await expect.poll(() => here.sync.get().summary.state, SOON).toBe("waiting");
  network.heal();
  const texts = (project: OpenProject): string[] =>
    project.posts
      .get()
      .map(({ text }) => text)
      .sort();
  await expect
    .poll(() => texts(here), SOON)
    .toEqual(["We drew the bay.", "We measured the bridge."]);
  await expect
    .poll(() => texts(there), SOON)
    .toEqual(["We drew the bay.", "We measured the bridge."]);
  await expect.poll(() => here.pages.get().length, SOON).toBe(2);
  await expect.poll(() => here.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
  await expect.poll(() => there.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
});

test("after a new start everything is there, and the last contact is remembered", async () => {
  const network = new LoopbackNetwork();
  const disk = new MemoryDisk();
  const lisbon = await openAt("lisbon", network, disk);
  const izmir = await openAt("izmir", network);
  await lisbon.introduce(ana);
  await izmir.introduce(deniz);
  const id = await lisbon.createProject(rivers);
  await izmir.joinByText(await lisbon.invitationText(id));
  const before = await openProject(lisbon, id);
  await expect.poll(() => before.sync.get().summary.state, SOON).toBe("everyoneHasEverything");
  await lisbon.close();
  opened.splice(opened.indexOf(lisbon), 1);
  network.partition(["lisbon"], ["izmir"]);
  const again = await openAt("lisbon", network, disk);
  expect(again.person.get()?.name).toBe("Ana");
  expect(again.projects.get()[0]).toMatchObject({
    id,
    title: "Rivers of our towns",
    cover: "rivers",
  });
  const project = await openProject(again, id);
  const [deniz1] = project.sync.get().partners;
  expect(deniz1?.name).toBe("Deniz");
  expect(deniz1?.lastMetAt).not.toBeNull();
  expect(deniz1?.has).toEqual({ state: "everything" });
  project.addPost("Alone now.");
  await again.flush();
  await expect.poll(() => project.sync.get().partners[0]?.has.state, SOON).toBe("behind");
});

test("a picture in a page travels to the partner and is shown there", async () => {
  const { lisbon, izmir, id } = await partners();
  const here = await openProject(lisbon, id);
  const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251);
  const added = await here.pictures.add(new Blob([bytes]), "bridge.png");
  if (!added.ok) throw new Error("not added");
  const picture: Picture = { type: "picture", alt: "The bridge", ...added.value };
  await here.addPage("Pictures", [picture]);
  const there = await openProject(izmir, id);
  const bytesThere = async (): Promise<number> =>
    (await there.pictures.bytes(added.value.hash))?.size ?? 0;
  await expect.poll(bytesThere, SOON).toBe(200_000);
  expect(await there.pictures.bytes("0".repeat(64) as BlobHash)).toBeNull();
});

test("a project that is taken off this computer is gone here and stays with the partner", async () => {
  const { izmir, lisbon, id } = await partners();
  const there = await openProject(lisbon, id);
  await expect.poll(() => there.members.get().length, SOON).toBe(2);
  await izmir.removeProject(id);
  expect(izmir.projects.get()).toEqual([]);
  expect((await izmir.openProject(id)).ok).toBe(false);
  expect(there.pages.get()).toHaveLength(1);
});

test("a corrected name reaches every project and every partner", async () => {
  const { lisbon, izmir, id } = await partners();
  const there = await openProject(izmir, id);
  await lisbon.changePerson({ ...ana, name: "Ana Maria" });
  await expect.poll(() => there.members.get().map(({ name }) => name), SOON).toContain("Ana Maria");
});

test("a text that is no invitation changes nothing", async () => {
  const { izmir } = await partners();
  expect(await izmir.joinByText("hello")).toEqual({
    ok: false,
    failure: { kind: "notAnInvitation" },
  });
  expect(izmir.projects.get()).toHaveLength(1);
});
