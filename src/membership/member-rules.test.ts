import { beforeAll, expect, test } from "vitest";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import {
  IZMIR,
  LISBON,
  recordOf,
  removalOf,
  roleOf,
  someone,
  spaceOf,
} from "../testing/member-world.ts";
import { type LoggedFeedId, RANK, ROLES, textOfId } from "./index.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await loadSuite();
});

const feedNumber = (number: number): LoggedFeedId =>
  textOfId<LoggedFeedId>(new Uint8Array(16).fill(number));

test("P1: only the founder founds, and nobody is brought in as a founder", async () => {
  const { founder } = await spaceOf(suite, {});
  const id = await founder.do({
    kind: "add",
    members: [recordOf(await someone(suite), "founder")],
  });
  expect(founder.membership.void.get(id)).toBe("noRight");
});

test("P2: teachers bring in no teachers, and leave those of other schools alone", async () => {
  const { anna, bela } = await spaceOf(suite, { anna: "teacher", bela: ["teacher", IZMIR] });
  const adding = await anna.do({
    kind: "add",
    members: [recordOf(await someone(suite), "teacher")],
  });
  const removing = await anna.do(removalOf(bela.person));
  const demoting = await anna.do(roleOf(bela.person, "observer"));
  for (const id of [adding, removing, demoting]) {
    expect(anna.membership.void.get(id)).toBe("noRight");
  }
});

test("P3: pupils come only into a class, and only of its school", async () => {
  const project = await spaceOf(suite, {});
  const inProject = await project.founder.do({
    kind: "add",
    members: [recordOf(await someone(suite), "pupil")],
  });
  expect(project.founder.membership.void.get(inProject)).toBe("pupilsOnlyInClasses");
  const { anna, guest } = await spaceOf(
    suite,
    { anna: "teacher", guest: ["teacher", IZMIR] },
    "class",
  );
  const own = await anna.do({ kind: "add", members: [recordOf(await someone(suite), "pupil")] });
  expect(anna.membership.void.has(own)).toBe(false);
  const foreign = await guest.do({
    kind: "add",
    members: [recordOf(await someone(suite), "pupil")],
  });
  expect(guest.membership.void.get(foreign)).toBe("foreignSchool");
  const elsewhere = await guest.do({
    kind: "add",
    members: [recordOf(await someone(suite), "pupil", IZMIR)],
  });
  expect(guest.membership.void.get(elsewhere)).toBe("pupilsOnlyInClasses");
});

test("P4: nobody raises themselves, or anyone to their own rank or above", async () => {
  for (const role of ROLES.filter((one) => one !== "founder" && RANK[one] > RANK.pupilEditor)) {
    const { me, other } = await spaceOf(suite, { me: role, other: "observer" });
    for (const wanted of ROLES.filter((one) => RANK[one] >= RANK[role] && RANK[one] > 2)) {
      const mine = await me.do(roleOf(me.person, wanted));
      const theirs = await me.do(roleOf(other.person, wanted));
      expect(me.membership.void.get(mine)).toBe("noRight");
      expect(me.membership.void.get(theirs)).toBe("noRight");
    }
    expect(me.member(me.person).role).toBe(role);
  }
});

test("P4: administrators manage those below them, and no founder or administrator", async () => {
  const { founder, ada, ben, tea } = await spaceOf(suite, {
    ada: "administrator",
    ben: "administrator",
    tea: "teacher",
  });
  for (const target of [founder, ben]) {
    const id = await ada.do(removalOf(target.person));
    expect(ada.membership.void.get(id)).toBe("noRight");
  }
  await ada.do(roleOf(tea.person, "observer"));
  expect(ada.member(tea.person).role).toBe("observer");
});

test("P4: founders do not remove each other, and the last one stays", async () => {
  const { founder, fay } = await spaceOf(suite, { fay: "founder" });
  const one = await founder.do(removalOf(fay.person));
  const other = await fay.do(removalOf(founder.person));
  await founder.meet(fay);
  expect([founder.membership.void.get(one), founder.membership.void.get(other)]).toEqual([
    "noRight",
    "noRight",
  ]);
  await fay.do(removalOf(fay.person));
  await founder.learnFrom(fay);
  const last = await founder.do(removalOf(founder.person));
  expect(founder.membership.void.get(last)).toBe("lastFounder");
});

test("E2: mutual removals cannot happen: the higher rank stands", async () => {
  const { founder, ada, tea } = await spaceOf(suite, { ada: "administrator", tea: "teacher" });
  await founder.do(removalOf(ada.person));
  const hers = await ada.do(removalOf(tea.person));
  const back = await ada.do(removalOf(founder.person));
  await founder.meet(ada);
  expect(founder.membership.void.get(hers)).toBe("removed");
  expect(founder.membership.void.get(back)).toBe("removed");
  expect(founder.member(tea.person).status).toBe("active");
  expect(founder.member(ada.person).status).toBe("removed");
});

test("E2: what a removed member dates back is void, and so is all that follows from it", async () => {
  const { founder, ada } = await spaceOf(suite, { ada: "administrator" });
  const before = ada.log.heads;
  await founder.do(removalOf(ada.person));
  const mole = await founder.copyFor(await someone(suite));
  const smuggled = await ada.doAfter(before, {
    kind: "add",
    members: [recordOf(mole.person, "teacher")],
  });
  await mole.learnFrom(ada);
  const next = await mole.do({
    kind: "attest",
    document: "project",
    checkpoint: new Uint8Array(32),
    covers: new Uint8Array(32),
  });
  await founder.learnFrom(mole);
  expect(founder.membership.void.get(smuggled)).toBe("removed");
  expect(founder.membership.void.get(next)).toBe("notAMember");
  expect(founder.membership.members.has(mole.person.id)).toBe(false);
});

test("E2: what the remover knew stays", async () => {
  const { founder, ada } = await spaceOf(suite, { ada: "administrator" });
  const tea = await someone(suite);
  await ada.do({ kind: "add", members: [recordOf(tea, "teacher", IZMIR)] });
  await founder.learnFrom(ada);
  await founder.do(removalOf(ada.person));
  expect(founder.member(tea).status).toBe("active");
});

test("P6: a removed member does not come back under the same keys", async () => {
  const { founder, ada } = await spaceOf(suite, { ada: "administrator" });
  await founder.do(removalOf(ada.person));
  const again = await founder.do({ kind: "add", members: [recordOf(ada.person, "observer")] });
  expect(founder.membership.void.get(again)).toBe("alreadyThere");
  const raised = await founder.do(roleOf(ada.person, "teacher"));
  expect(founder.membership.void.get(raised)).toBe("removed");
});

test("E3: who is demoted does not go on in the old role by dating back", async () => {
  const { founder, ada, tea } = await spaceOf(suite, { ada: "administrator", tea: "teacher" });
  const before = ada.log.heads;
  await founder.do(roleOf(ada.person, "teacher"));
  const late = await ada.doAfter(before, removalOf(tea.person));
  await founder.learnFrom(ada);
  expect(founder.membership.void.get(late)).toBe("noRight");
  expect(founder.member(tea.person).status).toBe("active");
});

test("E10: a promotion that did not know of a demotion gives way to it", async () => {
  const { founder, fay, tea } = await spaceOf(suite, { fay: "founder", tea: "teacher" });
  await fay.do({ kind: "add", members: [recordOf(await someone(suite), "observer")] });
  const raising = await fay.do(roleOf(tea.person, "administrator"));
  await founder.do(roleOf(tea.person, "observer"));
  await founder.meet(fay);
  expect(founder.membership.void.get(raising)).toBe("overruled");
  expect(fay.member(tea.person).role).toBe("observer");
});

test("E7: who leaves is gone, and what they did before stays", async () => {
  const { founder, ada } = await spaceOf(suite, { ada: "administrator" });
  const tea = await someone(suite);
  await ada.do({ kind: "add", members: [recordOf(tea, "teacher")] });
  await ada.do(removalOf(ada.person));
  const after = await ada.do(removalOf(tea));
  await founder.learnFrom(ada);
  expect(founder.member(ada.person).status).toBe("left");
  expect(founder.membership.void.get(after)).toBe("removed");
  expect(founder.member(tea).status).toBe("active");
});

test("E8: the most generous of removals that did not know each other decides what is kept", async () => {
  const { founder, fay, tea } = await spaceOf(suite, { fay: "founder", tea: "teacher" });
  await founder.do(removalOf(tea.person, [{ feed: feedNumber(1), kept: 5 }]));
  await fay.do(
    removalOf(tea.person, [
      { feed: feedNumber(1), kept: 3 },
      { feed: feedNumber(2), kept: 7 },
    ]),
  );
  await founder.meet(fay);
  // One who knew of the others cannot give back what they took.
  await founder.do(removalOf(tea.person, [{ feed: feedNumber(1), kept: 99 }]));
  const [limit, ...more] = founder.membership.limits;
  expect(more).toEqual([]);
  expect(limit?.kept).toEqual(
    new Map([
      [feedNumber(1), 5],
      [feedNumber(2), 7],
    ]),
  );
});

test("P8: words are erased by who wrote them, by staff of the school, and by who leads", async () => {
  const { founder, anna, bela, exa } = await spaceOf(suite, {
    anna: "teacher",
    bela: ["teacher", IZMIR],
    exa: ["expert", IZMIR],
  });
  const erase = {
    kind: "erase",
    member: exa.person.id,
    parts: [{ feed: feedNumber(1), document: "project", structures: [new Uint8Array(32)] }],
  } as const;
  const foreign = await anna.do(erase);
  expect(anna.membership.void.get(foreign)).toBe("foreignSchool");
  for (const copy of [founder, bela, exa]) {
    const id = await copy.do(erase);
    expect(copy.membership.void.has(id)).toBe(false);
  }
});

test("P9: a device is withdrawn by its owner or by who manages them", async () => {
  const { founder, anna, bela } = await spaceOf(suite, { anna: "teacher", bela: "teacher" });
  const device = textOfId<never>(new Uint8Array(16).fill(9));
  await anna.do({ kind: "device", device, agreementKey: new Uint8Array(32).fill(1) });
  await bela.learnFrom(anna);
  const withdrawal = { kind: "withdraw", member: anna.person.id, device, cutOffs: [] } as const;
  const foreign = await bela.do(withdrawal);
  expect(bela.membership.void.get(foreign)).toBe("noRight");
  await founder.learnFrom(anna);
  await founder.do(withdrawal);
  expect(founder.membership.limits).toMatchObject([{ device, member: anna.person.id, role: null }]);
});

test("P2: a student teacher's mentor is one of the staff of the same school", async () => {
  const { founder, anna, bela } = await spaceOf(suite, {
    anna: "teacher",
    bela: ["teacher", IZMIR],
  });
  const wrong = await founder.do({
    kind: "add",
    members: [recordOf(await someone(suite), "studentTeacher", LISBON, bela.person.id)],
  });
  expect(founder.membership.void.get(wrong)).toBe("unknownTarget");
  const right = await founder.do({
    kind: "add",
    members: [recordOf(await someone(suite), "studentTeacher", LISBON, anna.person.id)],
  });
  expect(founder.membership.void.has(right)).toBe(false);
});
