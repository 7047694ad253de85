import { afterEach, expect, test, vi } from "vitest";
import { paragraph } from "../../domain/index.ts";
import {
  ANA,
  GIULIA,
  RIVERS,
  TestClassrooms,
  invite,
  until,
} from "../../testing/test-classrooms.ts";
import type { OpenProject } from "../contract.ts";
import type { HistoryEntry } from "../people-contract.ts";
import { NoRightError } from "../own-rights.ts";

vi.setConfig({ testTimeout: 60_000 });
const SOON = { timeout: 20_000 };
const MARCO = { ...GIULIA, name: "Marco Bianchi" };

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

const textsOf = (project: OpenProject): string[] => project.posts.get().map(({ text }) => text);
const kindsOf = (project: OpenProject): HistoryEntry["what"]["kind"][] =>
  project.people.history.get().map(({ what }) => what.kind);

/** Ana founds; Giulia of another school and Marco of hers are teachers. */
async function three() {
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const marco = await classrooms.pc("bari", MARCO);
  const { project: hers, there: of } = await classrooms.meet(ana, giulia);
  const { there: his } = await classrooms.meet(ana, marco);
  await until(() => of.members.get().every(({ name }) => name !== ""));
  await until(() => of.members.get().length === 3 && his.members.get().length === 3);
  return { ana, giulia, marco, hers, giulias: of, his };
}

test("what one who was removed writes later reaches nobody, and what others write they cannot read", async () => {
  const { ana, marco, hers, giulias, his } = await three();
  his.addPost("While I belonged to it");
  await until(() => textsOf(hers).length === 1 && textsOf(giulias).length === 1);
  classrooms.network.partition(["cluj", "ferrara"], ["bari"]);
  expect(await hers.people.remove(his.me)).toEqual({ ok: true, value: null });
  // The keys are new as soon as the removal is there.
  expect(kindsOf(hers).slice(0, 2)).toEqual(["newKeys", "removed"]);
  const secret = await hers.addPage("After him", [paragraph("Not for Marco")]);
  his.addPost("After I was removed");
  await marco.workspace.flush();
  await ana.workspace.flush();
  await until(() => giulias.pages.get().some(({ id, title }) => id === secret && title !== ""));
  classrooms.network.heal();
  await new Promise((resolve) => {
    setTimeout(resolve, 1500);
  });
  expect(textsOf(hers)).toEqual(["While I belonged to it"]);
  expect(textsOf(giulias)).toEqual(["While I belonged to it"]);
  expect(his.pages.get().some(({ title }) => title === "After him")).toBe(false);
  expect(hers.members.get().find(({ id }) => id === his.me)?.standing).toBe("removed");
  expect(hers.sync.get().partners.map(({ name }) => name)).toEqual(["Giulia Rossi"]);
});

test("one who was removed and meets who did it is shown so, and keeps what they had to read", async () => {
  const { marco, hers, his } = await three();
  classrooms.network.partition(["cluj"], ["bari"], ["ferrara"]);
  await hers.people.remove(his.me);
  classrooms.network.partition(["cluj", "bari"], ["ferrara"]);
  await expect.poll(() => his.rights.get().standing, SOON).toBe("removed");
  expect(his.rights.get()).toMatchObject({ post: false, createPages: false });
  expect(his.pages.get()).toMatchObject([{ title: "Start here", mayEdit: false }]);
  expect(marco.workspace.projects.get()[0]?.standing).toBe("removed");
  // Not even the removal itself: the log would name those who came later.
  expect(kindsOf(his)).not.toContain("removed");
});

test("schools that have not heard of a removal are named until they have", async () => {
  const { hers, giulias, his } = await three();
  const school = hers.members.get().find(({ id }) => id === giulias.me)?.schoolId;
  classrooms.network.partition(["cluj"], ["ferrara"], ["bari"]);
  await hers.people.remove(his.me);
  expect(hers.people.unawareSchools.get()).toEqual([school]);
  classrooms.network.heal();
  await expect.poll(() => hers.people.unawareSchools.get(), SOON).toEqual([]);
});

test("the shell asks before anyone is invited, changed or removed, and names them", async () => {
  const { ana, hers, his } = await three();
  const { platform } = ana;
  platform.asked.length = 0;
  platform.confirm = () => false;
  expect(await hers.people.remove(his.me)).toEqual({ ok: false, failure: { kind: "declined" } });
  expect(platform.asked).toMatchObject([
    { kind: "remove", project: "Our rivers", person: { member: his.me, name: "Marco Bianchi" } },
  ]);
  expect(await hers.people.changeRole(his.me, "observer", null)).toEqual({
    ok: false,
    failure: { kind: "declined" },
  });
  expect(hers.members.get().find(({ id }) => id === his.me)).toMatchObject({
    role: "teacher",
    standing: "active",
  });
});

test("whoever leaves is out, keeps what they had to read, and writes no more", async () => {
  const { giulia, hers, giulias } = await three();
  giulias.addPost("Goodbye");
  expect(await giulias.people.leave()).toEqual({ ok: true, value: null });
  expect(giulias.rights.get()).toMatchObject({ standing: "left", post: false });
  expect(giulia.workspace.projects.get()[0]).toMatchObject({ standing: "left" });
  expect(giulia.workspace.projects.get()[0]?.endedAt).not.toBeNull();
  expect(() => giulias.addPost("One more")).toThrow(NoRightError);
  await expect(giulias.addPage("Mine")).rejects.toThrow(NoRightError);
  expect(giulias.pages.get().map(({ title, mayEdit }) => [title, mayEdit])).toEqual([
    ["Start here", false],
  ]);
  await expect
    .poll(() => hers.members.get().find(({ id }) => id === giulias.me)?.standing, SOON)
    .toBe("left");
  // What she wrote before still stands.
  await expect.poll(() => textsOf(hers), SOON).toEqual(["Goodbye"]);
});

test("the last founder cannot leave; with a second one they can", async () => {
  const { hers, giulias } = await three();
  expect(await hers.people.leave()).toEqual({ ok: false, failure: { kind: "lastFounder" } });
  expect(hers.people.rolesFor(giulias.me)).toContain("founder");
  expect((await hers.people.changeRole(giulias.me, "founder", null)).ok).toBe(true);
  await expect.poll(() => giulias.rights.get().role, SOON).toBe("founder");
  expect((await hers.people.leave()).ok).toBe(true);
  await expect
    .poll(() => giulias.members.get().find(({ id }) => id === hers.me)?.standing, SOON)
    .toBe("left");
  // The new founder's PC makes the keys that the former one cannot open.
  await expect.poll(() => kindsOf(giulias)[0], SOON).toBe("newKeys");
});

test("whoever may read only is stopped at every command, and the page says so while it is open", async () => {
  const { hers, giulias } = await three();
  const [start] = giulias.pages.get();
  if (start === undefined) throw new Error("no page");
  const page = await giulias.openPage(start.id);
  if (!page.ok) throw new Error(page.failure.kind);
  expect(page.value.mayEdit.get()).toBe(true);
  expect((await hers.people.changeRole(giulias.me, "observer", null)).ok).toBe(true);
  await expect.poll(() => page.value.mayEdit.get(), SOON).toBe(false);
  expect(giulias.rights.get()).toEqual({
    role: "observer",
    standing: "active",
    changeCard: false,
    createPages: false,
    changeOthersPages: false,
    post: false,
    inviteAdults: false,
    manageMembers: false,
    confirmMembers: false,
  });
  expect(() => giulias.addPost("May I?")).toThrow(NoRightError);
  expect(() => giulias.changeCard({ aims: "Others" })).toThrow(NoRightError);
  expect(() => giulias.renamePage(start.id, "Mine")).toThrow(NoRightError);
  expect(() => giulias.movePage(start.id, null)).toThrow(NoRightError);
  expect(() => giulias.deletePage(start.id)).toThrow(NoRightError);
  expect(() => page.value.append([paragraph("More")])).toThrow(NoRightError);
  await expect(giulias.addPage("Mine")).rejects.toThrow(NoRightError);
  expect(await page.value.changeRights({ ...start.rights, editors: "creator" })).toEqual({
    ok: false,
    failure: { kind: "noRight" },
  });
  expect(await giulias.people.remove(hers.me)).toEqual({ ok: false, failure: { kind: "noRight" } });
  await expect(invite(giulias)).rejects.toThrow("noRight");
});

test("rights of a page are changed by who made it, and every copy follows", async () => {
  const { hers, giulias, his } = await three();
  const id = await giulias.addPage("Giulia's page");
  await expect.poll(() => his.pages.get().find((one) => one.id === id)?.mayEdit, SOON).toBe(true);
  const page = await giulias.openPage(id);
  if (!page.ok) throw new Error(page.failure.kind);
  expect(page.value.mayChangeRights.get()).toBe(true);
  const rights = { editors: "listed", listed: [], visibility: "open" } as const;
  expect(await page.value.changeRights(rights)).toEqual({ ok: true, value: null });
  await expect.poll(() => his.pages.get().find((one) => one.id === id)?.mayEdit, SOON).toBe(false);
  // Who leads the project may always write.
  expect(hers.pages.get().find((one) => one.id === id)?.mayEdit).toBe(true);
  expect(await page.value.changeRights({ ...rights, visibility: "draft" })).toMatchObject({
    ok: true,
  });
  expect(giulias.pages.get().some((one) => one.id === id)).toBe(true);
});

test("each PC is written into the log once, and a lost one can be withdrawn", async () => {
  const { giulia, hers, giulias } = await three();
  const own = giulias.people.devices.get().filter(({ isThisOne }) => isThisOne);
  expect(own).toMatchObject([{ member: giulias.me, isWithdrawn: false }]);
  expect(own[0]?.lastSeenAt).not.toBeNull();
  await expect.poll(() => hers.people.devices.get().length, SOON).toBe(3);
  classrooms.network.partition(["cluj", "bari"], ["ferrara"]);
  expect((await hers.people.withdrawDevice(own[0]?.id ?? "")).ok).toBe(true);
  expect(hers.people.devices.get().find(({ id }) => id === own[0]?.id)?.isWithdrawn).toBe(true);
  giulias.addPost("From the PC that was stolen");
  await giulia.workspace.flush();
  classrooms.network.heal();
  await new Promise((resolve) => {
    setTimeout(resolve, 1000);
  });
  expect(textsOf(hers)).toEqual([]);
});

test("the history says who did what, newest first", async () => {
  const { hers, giulias, his } = await three();
  await hers.addPage("Bridges");
  await hers.people.changeRole(giulias.me, "administrator", null);
  await hers.people.remove(his.me);
  const kinds = kindsOf(hers);
  expect(kinds.slice(0, 4)).toEqual(["newKeys", "removed", "roleChanged", "pageCreated"]);
  expect(kinds.at(-1)).toBe("founded");
  expect(kinds).toEqual(expect.arrayContaining(["invited", "joined"]));
  expect(hers.people.history.get().every(({ voidBecause }) => voidBecause === null)).toBe(true);
});

test("a founder's second PC and an invited colleague keep their own secrets of invitations", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  const giulia = await classrooms.pc("ferrara", GIULIA);
  const { project, there } = await classrooms.meet(ana, giulia, "administrator");
  const mine = await invite(project, { role: "expert" });
  const hers = await invite(there, { role: "observer", way: "code" });
  await expect.poll(() => project.people.invitations.get().length, SOON).toBe(3);
  const secretOf = (where: OpenProject, id: string) =>
    where.people.invitations.get().find((one) => one.id === id)?.secret;
  expect(secretOf(project, mine.id)?.text).not.toBeNull();
  expect(secretOf(project, hers.id)).toBeNull();
  await expect.poll(() => secretOf(there, mine.id), SOON).toBeNull();
  expect(secretOf(there, hers.id)?.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/u);
  expect(RIVERS.title).toBe(project.card.get().title);
});
