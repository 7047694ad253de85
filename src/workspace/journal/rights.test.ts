import { describe, expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { MemoryStorage } from "../../storage/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newParts } from "./fixtures/desk.ts";

const suite = await loadSuite();
const clock = new VirtualClock();

/** Three schools that know each other, and a page of the first that everyone may write in. */
async function threeSchools() {
  const founder = await newParts(suite, clock);
  const lisbon = await Desk.found(founder);
  const page = await lisbon.newPage();
  const others = [await newParts(suite, clock), await newParts(suite, clock)] as const;
  const izmir = await lisbon.letIn(others[0]);
  const kyiv = await lisbon.letIn(others[1]);
  await lisbon.meet(izmir);
  return { lisbon, izmir, kyiv, page, disks: { izmir: others[0].disk } };
}

async function remove(by: Desk, whom: Desk): Promise<void> {
  const { member } = whom.journal.me;
  await by.do({ kind: "remove", member, cutOffs: by.journal.cutOffsOf(member, null) });
}

async function textsOf(page: DocumentName, ...desks: Desk[]): Promise<readonly string[]> {
  return await Promise.all(desks.map((desk) => desk.storedText(page)));
}

describe("someone is removed while apart", () => {
  test("what they wrote before counts, what they wrote later is void everywhere, and honest words beside it stay", async () => {
    const { lisbon, izmir, kyiv, page } = await threeSchools();
    await izmir.type(page, "before ");
    await izmir.meet(lisbon);
    await izmir.type(page, "late ");
    await izmir.meet(kyiv);
    await kyiv.type(page, "honest");
    expect(await kyiv.text(page)).toBe("before late honest");
    await remove(lisbon, izmir);
    await lisbon.meet(kyiv);
    expect(await textsOf(page, lisbon, kyiv)).toEqual(["before honest", "before honest"]);
    expect([await lisbon.text(page), await kyiv.text(page)]).toEqual([
      "before honest",
      "before honest",
    ]);
    await kyiv.type(page, "!");
    await lisbon.type(page, "?");
    await lisbon.meet(kyiv);
    const [one, other] = await textsOf(page, lisbon, kyiv);
    expect(one).toBe(other);
    expect(await kyiv.text(page)).toBe(one);
    expect(one).toContain("before honest");
  });

  test("a session that they made into one frame without knowing of it is void there, and what others had of it before stays", async () => {
    const { lisbon, izmir, kyiv, page } = await threeSchools();
    await izmir.type(page, "before ");
    await izmir.meet(lisbon);
    await izmir.meet(kyiv);
    await remove(lisbon, izmir);
    for (let count = 0; count < 10; count += 1) await izmir.type(page, `late ${count} `);
    await izmir.journal.compact();
    await izmir.sendTo(kyiv);
    expect(await kyiv.text(page)).toContain("late 9");
    await kyiv.type(page, "honest");
    await lisbon.meet(kyiv);
    expect(await textsOf(page, lisbon, kyiv)).toEqual(["before honest", "before honest"]);
    expect(await textsOf(page, await kyiv.restarted())).toEqual(["before honest"]);
  });

  test("back-dating to what they knew before changes nothing", async () => {
    const { lisbon, izmir, kyiv, page } = await threeSchools();
    await izmir.type(page, "before ");
    await izmir.meet(lisbon);
    await remove(lisbon, izmir);
    await lisbon.meet(kyiv);
    // They have not heard of it, so their entries name an older place in the log.
    await izmir.type(page, "back-dated");
    await izmir.sendTo(kyiv);
    await kyiv.meet(lisbon);
    expect(await textsOf(page, lisbon, kyiv)).toEqual(["before ", "before "]);
  });

  test("what they type once they have heard of it becomes late work, and is neither signed nor lost", async () => {
    const { lisbon, izmir, page, disks } = await threeSchools();
    await izmir.type(page, "before ");
    await izmir.meet(lisbon);
    await remove(lisbon, izmir);
    const rebuilt: DocumentName[] = [];
    izmir.journal.onRebuilt((documents) => rebuilt.push(...documents));
    const doc = await izmir.doc(page);
    doc.getText("text").insert(0, "too late");
    await lisbon.sendTo(izmir);
    const have = izmir.journal.have.get();
    await izmir.keep();
    expect(izmir.journal.have.get()).toEqual(have);
    expect(izmir.journal.mayWrite(page)).toBe("no");
    expect(rebuilt).toEqual([page]);
    expect(await izmir.text(page)).toBe("before ");
    expect(izmir.journal.lateWork.get()).toMatchObject([{ page: page.slice(5), text: "too late" }]);
    const again = await izmir.restarted(new MemoryStorage(disks.izmir));
    const [work] = again.journal.lateWork.get();
    expect(work?.text).toBe("too late");
    await again.journal.forgetLateWork(work?.id ?? "");
    expect(again.journal.lateWork.get()).toEqual([]);
    const third = await again.restarted(new MemoryStorage(disks.izmir));
    expect(third.journal.lateWork.get()).toEqual([]);
  });

  test("they see their own late words go; those and what follows are kept for them", async () => {
    const { lisbon, izmir, page } = await threeSchools();
    await izmir.type(page, "before ");
    await izmir.meet(lisbon);
    await izmir.type(page, "unseen ");
    await remove(lisbon, izmir);
    await lisbon.sendTo(izmir);
    expect(await izmir.text(page)).toBe("before ");
    await izmir.type(page, "and more");
    expect(await izmir.text(page)).toBe("before ");
    expect(izmir.journal.lateWork.get().map(({ text }) => text)).toEqual(["unseen and more"]);
  });
});

describe("a role ends and comes back", () => {
  test("words of the time between are void, and those after count, in the same session", async () => {
    const { lisbon, izmir, kyiv, page } = await threeSchools();
    const { member } = izmir.journal.me;
    await izmir.type(page, "teacher ");
    await izmir.meet(lisbon);
    const cutOffs = lisbon.journal.cutOffsOf(member, null);
    await lisbon.do({ kind: "role", member, role: "observer", mentor: null, cutOffs });
    await izmir.type(page, "observer ");
    await izmir.meet(lisbon);
    expect(await lisbon.text(page)).toBe("teacher ");
    expect(await izmir.text(page)).toBe("teacher ");
    await lisbon.do({ kind: "role", member, role: "teacher", mentor: null, cutOffs: [] });
    await lisbon.meet(izmir);
    expect(izmir.journal.mayWrite(page)).toBe("yes");
    await izmir.type(page, "again");
    await izmir.meet(lisbon);
    await lisbon.meet(kyiv);
    const expected = Array.from({ length: 3 }, () => "teacher again");
    expect(await textsOf(page, lisbon, izmir, kyiv)).toEqual(expected);
    expect(await izmir.text(page)).toBe("teacher again");
  });

  test("rights of a page that are taken back and given again show its words again", async () => {
    const { lisbon, izmir, page } = await threeSchools();
    await izmir.type(page, "guest");
    await izmir.meet(lisbon);
    const document = page.slice(5) as never;
    const rights = { editors: "creator", listed: [], visibility: "open" } as const;
    await lisbon.do({ kind: "policy", document, rights });
    await lisbon.meet(izmir);
    expect(izmir.journal.mayWrite(page)).toBe("no");
    expect(await textsOf(page, lisbon, izmir)).toEqual(["guest", "guest"]);
    await izmir.type(page, " more");
    expect(izmir.journal.lateWork.get().map(({ text }) => text)).toEqual([" more"]);
    await lisbon.do({ kind: "policy", document, rights: { ...rights, editors: "everyone" } });
    await lisbon.meet(izmir);
    await izmir.type(page, "!");
    await izmir.meet(lisbon);
    expect(await textsOf(page, lisbon, izmir)).toEqual(["guest!", "guest!"]);
  });
});

test("a lost PC that was withdrawn is gone, and what it writes from then on is void", async () => {
  const { lisbon, izmir, kyiv, page } = await threeSchools();
  const { member } = izmir.journal.me;
  await izmir.do({
    kind: "device",
    device: izmir.deviceId,
    agreementKey: izmir.parts.person.agreement.publicKey,
  });
  await izmir.type(page, "mine ");
  await izmir.meet(lisbon);
  const device = izmir.deviceId;
  const cutOffs = lisbon.journal.cutOffsOf(member, device);
  await lisbon.do({ kind: "withdraw", member, device, cutOffs });
  await izmir.type(page, "a thief's");
  await izmir.sendTo(kyiv);
  await lisbon.meet(kyiv);
  expect(await textsOf(page, lisbon, kyiv)).toEqual(["mine ", "mine "]);
  const challenges = { own: new Uint8Array(32), theirs: new Uint8Array(32) };
  const introduction = await izmir.journal.introduce(challenges);
  expect(await lisbon.journal.recognise(introduction, challenges)).toEqual({
    kind: "gone",
    member,
  });
});
