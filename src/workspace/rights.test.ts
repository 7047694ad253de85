import { afterEach, expect, test, vi } from "vitest";
import { type MemberRole, paragraph } from "../domain/index.ts";
import { type Action, ROLES, may } from "../membership/index.ts";
import { TestClassrooms, invite } from "../testing/test-classrooms.ts";
import type { OpenProject } from "./contract.ts";
import { NoRightError } from "./own-rights.ts";

vi.setConfig({ testTimeout: 60_000 });
const SOON = { timeout: 20_000 };

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

/** Pupils are members of classes, never of projects. */
const OF_PROJECTS = ROLES.filter((role) => !["founder", "pupil", "pupilEditor"].includes(role));

/** Whether a command was carried out, or refused for want of the right; any other failure is one of the test. */
async function isDone(command: () => unknown): Promise<boolean> {
  try {
    await command();
    return true;
  } catch (error) {
    if (error instanceof NoRightError) return false;
    throw error;
  }
}

async function openStart(project: OpenProject) {
  const [start] = project.pages.get();
  if (start === undefined) throw new Error("no page");
  const page = await project.openPage(start.id);
  if (!page.ok) throw new Error(page.failure.kind);
  return page.value;
}

test.each(OF_PROJECTS)(
  "R1: every command does for %s what the table of roles says",
  async (role) => {
    const { ana, giulia } = await classrooms.partners();
    const here = await classrooms.project(ana);
    const there = await classrooms.project(giulia);
    const me = there.me;
    if (role !== "teacher") await here.people.changeRole(me, role, null);
    await expect.poll(() => there.rights.get().role, SOON).toBe(role);
    const mayDo = (action: Action): boolean => may(role, action) === "yes";
    const page = await openStart(there);

    expect(await isDone(() => there.addPost("An update"))).toBe(mayDo("postUpdates"));
    expect(await isDone(() => there.addPage("A page"))).toBe(mayDo("createPages"));
    expect(await isDone(() => page.append([paragraph("Words")]))).toBe(mayDo("editOpenPages"));
    expect(page.mayEdit.get()).toBe(mayDo("editOpenPages"));
    expect(await isDone(() => there.changeCard({ aims: "Others" }))).toBe(
      mayDo("changeOthersPages"),
    );
    expect(await isDone(() => there.movePage(page.id, null))).toBe(mayDo("changeOthersPages"));
    const rights = { editors: "staff", listed: [], visibility: "open" } as const;
    expect((await page.changeRights(rights)).ok).toBe(mayDo("changeOthersPages"));

    const invitable = ROLES.filter((target) => may(role, "inviteAdults", { target }) === "yes");
    expect(there.people.rolesFor(null)).toEqual(invitable);
    expect(there.rights.get().inviteAdults).toBe(invitable.length > 0);
    const invited = await there.people.invite({
      ...{ role: "observer", school: null, mentor: null, way: "file", maxUses: 1 },
      expiresAt: Date.now() + 1_000_000,
    });
    expect(invited.ok).toBe(invitable.includes("observer"));
    // Nobody but a founder touches a founder, and no founder another.
    expect(there.people.rolesFor(here.me)).toEqual([]);
    expect(await there.people.remove(here.me)).toMatchObject({ ok: false });
    await giulia.workspace.flush();
    expect(there.lateWork.get()).toEqual([]);
  },
);

const OTHERS: readonly (readonly [MemberRole, MemberRole])[] = [
  ["administrator", "administrator"],
  ["administrator", "teacher"],
  ["teacher", "expert"],
  ["expert", "observer"],
];

test.each(OTHERS)(
  "P4: whether %s may change or remove %s is asked of the same rules",
  async (role, target) => {
    const { ana, giulia } = await classrooms.partners(role);
    const marco = await classrooms.pc("bari", {
      ...{ name: "Marco", role: "teacher", languages: [] },
      school: { name: "Scuola", town: "Bari", country: "IT" },
    });
    const { there: his } = await classrooms.meet(ana, marco, target);
    const there = await classrooms.project(giulia);
    await expect.poll(() => there.members.get().length, SOON).toBe(3);
    const mayManage = may(role, "manageMembers", { target }) === "yes";
    expect(there.people.mayRemove(his.me)).toBe(mayManage);
    expect(there.people.rolesFor(his.me).length > 0).toBe(mayManage);
    const changed = await there.people.changeRole(his.me, "observer", null);
    expect(changed.ok).toBe(mayManage);
    expect((await there.people.remove(his.me)).ok).toBe(mayManage);
    await expect(invite(there, { role: "founder" })).rejects.toThrow("noRight");
  },
);
