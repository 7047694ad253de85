import { afterEach, expect, test, vi } from "vitest";
import {
  ANA,
  GIULIA,
  RIVERS,
  type TestPc,
  TestClassrooms,
  invite,
  newDisk,
} from "../../testing/test-classrooms.ts";
import type { OpenProject } from "../contract.ts";
import { NoRightError } from "../own-rights.ts";

vi.setConfig({ testTimeout: 60_000 });
const SOON = { timeout: 20_000 };

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

async function founded(): Promise<{ ana: TestPc; giulia: TestPc; project: OpenProject }> {
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA);
  await ana.workspace.createProject(RIVERS);
  return { ana, giulia, project: await classrooms.project(ana) };
}

async function arrived(pc: TestPc): Promise<OpenProject> {
  await expect.poll(() => pc.workspace.projects.get().length, SOON).toBe(1);
  return await classrooms.project(pc);
}

const readsAll = (there: OpenProject) =>
  expect.poll(() => there.pages.get().map(({ title }) => title), SOON).toEqual(["Start here"]);

test("with a file one is a member without any network, and reads once a partner is met", async () => {
  const { giulia, project } = await founded();
  classrooms.network.partition(["cluj"], ["ferrara"]);
  const { id } = await invite(project);
  const joined = await giulia.workspace.joinByFile(await project.people.invitationFile(id));
  expect(joined.ok ? joined.value.kind : joined.failure).toBe("met");
  const there = await arrived(giulia);
  expect(there.rights.get()).toMatchObject({ role: "teacher", standing: "active", post: true });
  expect(there.card.get().title).toBe(RIVERS.title);
  there.addPost("Written before anyone was met");
  await giulia.workspace.flush();
  expect(there.lateWork.get()).toEqual([]);
  classrooms.network.heal();
  await readsAll(there);
  await expect
    .poll(() => project.posts.get().map(({ text }) => text), SOON)
    .toEqual(["Written before anyone was met"]);
  expect(project.people.invitations.get()[0]).toMatchObject({ state: "used", usedBy: [there.me] });
});

test("what a QR code says waits until the PC that invited is met, and then gets the keys", async () => {
  const { giulia, project } = await founded();
  const { secret } = await invite(project, { role: "administrator" });
  const text = secret?.text ?? "";
  expect(text).toMatch(/^TWINSPAN2\.[0-9A-Z]+$/u);
  const joined = await giulia.workspace.joinByText(`Dear Giulia,\n> ${text}\n`);
  expect(joined.ok ? joined.value.kind : joined.failure).toBe("waiting");
  const there = await arrived(giulia);
  expect(giulia.workspace.joinings.get()).toEqual([]);
  await readsAll(there);
  expect(there.rights.get()).toMatchObject({ role: "administrator", standing: "active" });
});

test("an invitation that was accepted goes on looking after a restart", async () => {
  const disk = newDisk();
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  const project = await classrooms.project(ana);
  const { secret } = await invite(project);
  classrooms.network.partition(["cluj"], ["ferrara"]);
  const before = await classrooms.pc("ferrara", GIULIA, { disk });
  await before.workspace.joinByText(secret?.text ?? "");
  await before.workspace.joinByText(secret?.text ?? "");
  expect(before.workspace.joinings.get()).toMatchObject([{ way: "text", state: "looking" }]);
  await classrooms.shutDown(before);
  const again = await classrooms.pc("ferrara", GIULIA, { disk });
  expect(again.workspace.joinings.get()).toMatchObject([{ way: "text", state: "looking" }]);
  classrooms.network.heal();
  await readsAll(await arrived(again));
});

test("one who joins by code waits without keys and rights until a founder has let them in", async () => {
  const { giulia, project } = await founded();
  const { secret } = await invite(project, { way: "code" });
  const code = secret?.code ?? "";
  expect(secret?.text).toBeNull();
  const mistyped = `${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`;
  expect(await giulia.workspace.joinByCode(mistyped, null)).toEqual({
    ok: false,
    failure: { kind: "mistyped" },
  });
  await giulia.workspace.joinByCode(code.toLowerCase().replaceAll("-", " "), null);
  const there = await arrived(giulia);
  await expect.poll(() => there.rights.get().standing, SOON).toBe("pending");
  expect(there.pages.get()).toEqual([]);
  expect(() => there.addPost("Too early")).toThrow(NoRightError);
  expect(giulia.workspace.projects.get()[0]?.standing).toBe("pending");
  await expect
    .poll(() => project.members.get().find(({ id }) => id === there.me)?.standing, SOON)
    .toBe("pending");
  const words = await project.people.wordsOf(there.me);
  expect(words).toHaveLength(4);
  expect(await there.people.wordsOf(there.me)).toEqual(words);
  expect(await project.people.confirm(there.me)).toEqual({ ok: true, value: null });
  await expect.poll(() => there.rights.get().standing, SOON).toBe("active");
  await readsAll(there);
  there.addPost("Now I may");
  await expect.poll(() => project.posts.get().length, SOON).toBe(1);
  expect(project.people.history.get().map(({ what }) => what.kind)).toContain("confirmed");
});

test("one who waits to be let in goes on waiting after a restart", async () => {
  const disk = newDisk();
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  const project = await classrooms.project(ana);
  const { secret } = await invite(project, { way: "code" });
  const before = await classrooms.pc("ferrara", GIULIA, { disk });
  await before.workspace.joinByCode(secret?.code ?? "", null);
  const { me } = await arrived(before);
  await expect.poll(() => project.members.get().length, SOON).toBe(2);
  await classrooms.shutDown(before);
  expect((await project.people.confirm(me)).ok).toBe(true);
  const again = await classrooms.pc("ferrara", GIULIA, { disk });
  await readsAll(await classrooms.project(again));
});

test("six digits stand for an invitation on the LAN, of either way", async () => {
  const { giulia, project } = await founded();
  const { id } = await invite(project);
  const offered = await project.people.offerDigits(id);
  if (!offered.ok) throw new Error(offered.failure.kind);
  const { code, addresses } = offered.value;
  expect(code).toMatch(/^\d{6}$/u);
  expect(addresses).toEqual(["10.0.0.1:41417"]);
  const joined = await giulia.workspace.joinByDigits(code, addresses[0] ?? null);
  expect(joined.ok).toBe(true);
  await readsAll(await arrived(giulia));
  const coded = await invite(project, { way: "code", role: "expert" });
  const again = await project.people.offerDigits(coded.id);
  if (!again.ok) throw new Error(again.failure.kind);
  const marco = await classrooms.pc("bari", { ...GIULIA, name: "Marco" });
  expect((await marco.workspace.joinByDigits(again.value.code, null)).ok).toBe(true);
  const there = await arrived(marco);
  await expect.poll(() => there.rights.get(), SOON).toMatchObject({ role: "expert" });
});

test("a file that has been used up lets nobody else in", async () => {
  const { giulia, project } = await founded();
  const { id } = await invite(project);
  const file = await project.people.invitationFile(id);
  await giulia.workspace.joinByFile(file);
  await expect.poll(() => project.members.get().length, SOON).toBe(2);
  const late = await project.people.invitationFile(id);
  const marco = await classrooms.pc("bari", { ...GIULIA, name: "Marco" });
  expect(await marco.workspace.joinByFile(late)).toEqual({
    ok: false,
    failure: { kind: "usedUp" },
  });
});

test("a file that is older than the keys still leads to the project", async () => {
  const { ana, giulia, project } = await founded();
  const marco = await classrooms.pc("bari", { ...GIULIA, name: "Marco" });
  const { there: his } = await classrooms.meet(ana, marco);
  const { id } = await invite(project);
  const file = await project.people.invitationFile(id);
  classrooms.network.partition(["cluj", "bari"], ["ferrara"]);
  expect((await project.people.remove(his.me)).ok).toBe(true);
  await classrooms.shutDown(marco);
  expect((await giulia.workspace.joinByFile(file)).ok).toBe(true);
  const there = await arrived(giulia);
  await project.addPage("With new keys");
  classrooms.network.heal();
  await expect
    .poll(() => there.pages.get().map(({ title }) => title), SOON)
    .toEqual(["Start here", "With new keys"]);
});

test("an invitation that was revoked while the guest was looking gives nothing away", async () => {
  const { giulia, project } = await founded();
  const { id, secret } = await invite(project);
  classrooms.network.partition(["cluj"], ["ferrara"]);
  await giulia.workspace.joinByText(secret?.text ?? "");
  expect((await project.people.revoke(id)).ok).toBe(true);
  expect(project.people.invitations.get()[0]).toMatchObject({ state: "revoked", secret: null });
  classrooms.network.heal();
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
  expect(giulia.workspace.projects.get()).toEqual([]);
  expect(giulia.workspace.joinings.get()).toMatchObject([{ state: "looking" }]);
});

test("of two who look with a code for one, the second is refused and told so", async () => {
  const { ana, giulia, project } = await founded();
  const { secret } = await invite(project, { way: "code" });
  const marco = await classrooms.pc("bari", { ...GIULIA, name: "Marco" });
  classrooms.network.partition(["cluj"], ["ferrara"], ["bari"]);
  await giulia.workspace.joinByCode(secret?.code ?? "", null);
  await marco.workspace.joinByCode(secret?.code ?? "", null);
  classrooms.network.partition(["cluj", "ferrara"], ["bari"]);
  await arrived(giulia);
  await expect.poll(() => project.members.get().length, SOON).toBe(2);
  classrooms.network.heal();
  await expect
    .poll(() => marco.workspace.joinings.get(), SOON)
    .toMatchObject([{ way: "code", state: "refused" }]);
  expect(marco.workspace.projects.get()).toEqual([]);
  const [joining] = marco.workspace.joinings.get();
  await marco.workspace.cancelJoining(joining?.id ?? "");
  expect(marco.workspace.joinings.get()).toEqual([]);
  expect(ana.workspace.projects.get()).toHaveLength(1);
});

test("invited again to a project that is here, one only learns where it may be found", async () => {
  const { giulia, project } = await founded();
  const { id } = await invite(project, { maxUses: 2 });
  await giulia.workspace.joinByFile(await project.people.invitationFile(id));
  const { secret } = await invite(project);
  const again = await giulia.workspace.joinByText(secret?.text ?? "");
  expect(again.ok ? again.value.kind : again.failure).toBe("met");
  expect(giulia.workspace.projects.get()).toHaveLength(1);
});

test.each(["hello", "TWINSPAN2.ABC", ""])(
  "%j is no invitation and changes nothing",
  async (text) => {
    const pc = await classrooms.pc("cluj", ANA);
    expect((await pc.workspace.joinByText(text)).ok).toBe(false);
    expect((await pc.workspace.joinByFile(new TextEncoder().encode(text))).ok).toBe(false);
    expect((await pc.workspace.joinByCode(text, null)).ok).toBe(false);
    expect(pc.workspace.joinings.get()).toEqual([]);
  },
);
