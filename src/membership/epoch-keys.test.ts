import { beforeAll, expect, test } from "vitest";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import {
  type Copy,
  IZMIR,
  LISBON,
  foundBy,
  recordOf,
  removalOf,
  roleOf,
  schoolNumber,
  someone,
  spaceOf,
} from "../testing/member-world.ts";
import {
  type KeyScope,
  type OperationId,
  contentKey,
  currentEpoch,
  entitledMembers,
  isKeyOf,
  makeGrant,
  makeRotation,
  missingKeys,
  needsRotation,
  openKeys,
  topicKeys,
} from "./index.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await loadSuite();
});

async function rotate(copy: Copy, scope: KeyScope = "project"): Promise<OperationId> {
  const recipients = entitledMembers(copy.membership, scope);
  const { body } = await makeRotation(suite, copy.log.space, scope, recipients);
  return await copy.do(body);
}

async function keysFor(copy: Copy): Promise<readonly OperationId[]> {
  const { id } = copy.person;
  return [...(await openKeys(suite, copy.membership, id, copy.keyAgreement)).keys()];
}

test("K1: every member opens the same key, and nobody else does", async () => {
  const { founder, anna, bela } = await spaceOf(suite, { anna: "teacher", bela: "observer" });
  const epoch = await rotate(founder);
  for (const copy of [founder, anna, bela]) {
    await copy.learnFrom(founder);
    expect(await keysFor(copy)).toEqual([epoch]);
  }
  const stranger = await founder.copyFor(await someone(suite));
  expect(await keysFor(stranger)).toEqual([]);
});

test("K2: the staff's key is not for guests, and a private one for its owner and the own school's staff", async () => {
  const { founder, anna, bela, exa } = await spaceOf(suite, {
    anna: "teacher",
    bela: ["teacher", IZMIR],
    exa: "expert",
  });
  const staff = await rotate(founder, "staff");
  const own = await rotate(founder, `private:${exa.person.id}`);
  for (const copy of [anna, bela, exa]) await copy.learnFrom(founder);
  expect(await keysFor(anna)).toEqual([staff, own]);
  expect(await keysFor(bela)).toEqual([staff]);
  expect(await keysFor(exa)).toEqual([own]);
});

test("K3: a broken box is noticed, and mended by a grant", async () => {
  const { founder, anna } = await spaceOf(suite, { anna: "teacher" });
  const { space } = founder.log;
  const { body, key } = await makeRotation(
    suite,
    space,
    "project",
    entitledMembers(founder.membership, "project"),
  );
  const boxes = body.boxes.map((box) =>
    box.member === anna.person.id ? { ...box, masked: box.masked.map((byte) => byte ^ 1) } : box,
  );
  const epoch = await founder.do({ ...body, boxes });
  await anna.learnFrom(founder);
  expect(await keysFor(anna)).toEqual([]);
  const grant = await makeGrant(suite, space, founder.member(anna.person), new Map([[epoch, key]]));
  if (grant !== null) await founder.do(grant);
  await anna.learnFrom(founder);
  expect(await keysFor(anna)).toEqual([epoch]);
});

test("K4: a newcomer gets the old keys, and is known to lack them until then", async () => {
  const { founder } = await spaceOf(suite, {});
  const epochs = [await rotate(founder), await rotate(founder)];
  const newcomer = await founder.copyFor(await someone(suite));
  await founder.do({ kind: "add", members: [recordOf(newcomer.person, "teacher")] });
  const lacking = missingKeys(founder.membership, "project").get(newcomer.person.id);
  expect(lacking?.map(({ id }) => id)).toEqual(epochs);
  const keys = await openKeys(suite, founder.membership, founder.person.id, founder.keyAgreement);
  const grant = await makeGrant(suite, founder.log.space, founder.member(newcomer.person), keys);
  if (grant !== null) await founder.do(grant);
  await newcomer.learnFrom(founder);
  expect(new Set(await keysFor(newcomer))).toEqual(new Set(epochs));
  expect(missingKeys(founder.membership, "project").size).toBe(0);
});

test("K4: keys are granted only by the staff, and only to those who may have them", async () => {
  const { founder, anna, exa } = await spaceOf(suite, { anna: "teacher", exa: "expert" });
  const epoch = await rotate(founder, "staff");
  for (const copy of [anna, exa]) await copy.learnFrom(founder);
  const key = new Uint8Array(32);
  const toExa = await makeGrant(
    suite,
    anna.log.space,
    anna.member(exa.person),
    new Map([[epoch, key]]),
  );
  const toAnna = await makeGrant(
    suite,
    anna.log.space,
    anna.member(anna.person),
    new Map([[epoch, key]]),
  );
  if (toExa === null || toAnna === null) throw new Error("no grant");
  const one = await anna.do(toExa);
  const other = await exa.do(toAnna);
  expect(anna.membership.void.get(one)).toBe("noRight");
  expect(exa.membership.void.get(other)).toBe("noRight");
});

test("K5: after a removal the epoch is not clean until one is made that knows of it", async () => {
  const { founder, anna } = await spaceOf(suite, { anna: "teacher" });
  const first = await rotate(founder);
  expect(needsRotation(founder.membership, "project")).toBe(false);
  await founder.do(removalOf(anna.person));
  expect(needsRotation(founder.membership, "project")).toBe(true);
  expect(currentEpoch(founder.membership, "project")?.id).toBe(first);
  const second = await rotate(founder);
  await anna.learnFrom(founder);
  expect(needsRotation(founder.membership, "project")).toBe(false);
  expect(currentEpoch(founder.membership, "project")?.id).toBe(second);
  expect(await keysFor(anna)).toEqual([first]);
});

test("K5: a rotation that did not know of a removal is not clean; the next one is", async () => {
  const { founder, anna, tea } = await spaceOf(suite, { anna: "teacher", tea: "teacher" });
  await founder.do(removalOf(anna.person));
  await rotate(tea);
  await founder.meet(tea);
  expect(needsRotation(tea.membership, "project")).toBe(true);
  const clean = await rotate(tea);
  await founder.learnFrom(tea);
  expect(currentEpoch(founder.membership, "project")?.id).toBe(clean);
  expect(needsRotation(founder.membership, "project")).toBe(false);
});

test("K5: of rotations that did not know each other, all copies write in the same", async () => {
  const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
  await rotate(founder);
  await rotate(tea);
  await founder.meet(tea);
  const chosen = currentEpoch(founder.membership, "project")?.id;
  expect(currentEpoch(tea.membership, "project")?.id).toBe(chosen);
  expect(founder.membership.epochs.every(({ isClean }) => isClean)).toBe(true);
});

test("K5: one who lost the teachers' room no longer leaves its key clean", async () => {
  const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
  await rotate(founder, "staff");
  await founder.do(roleOf(tea.person, "expert"));
  expect(needsRotation(founder.membership, "staff")).toBe(true);
});

test("K1: members who are not of the staff make no epochs", async () => {
  const { exa } = await spaceOf(suite, { exa: "expert" });
  const id = await rotate(exa);
  expect(exa.membership.void.get(id)).toBe("noRight");
});

test("K6: content keys and topics differ by feed, use and epoch, and are the same for all who have the epoch", async () => {
  const one = new Uint8Array(32).fill(1);
  const other = new Uint8Array(32).fill(2);
  const feeds = [schoolNumber(1), schoolNumber(2)] as never[];
  const [first, second] = feeds;
  if (first === undefined || second === undefined) throw new Error("no feeds");
  const keys = await Promise.all([
    contentKey(suite, one, first),
    contentKey(suite, one, second),
    contentKey(suite, other, first),
  ]);
  const topics = await Promise.all([
    topicKeys(suite, one, "live"),
    topicKeys(suite, one, "mailbox"),
    topicKeys(suite, other, "live"),
  ]);
  const all = [...keys, ...topics.map(({ publicKey }) => publicKey)].map((bytes) => bytes.join());
  expect(new Set(all).size).toBe(6);
  expect(await contentKey(suite, one, first)).toEqual(keys[0]);
  expect(await topicKeys(suite, one, "live")).toEqual(topics[0]);
});

test("K7: 320 members are loaded, and a new key for all of them takes at most 20 kB", async () => {
  const founder = await foundBy(suite, await someone(suite), "class");
  const people = await Promise.all(Array.from({ length: 319 }, async () => await someone(suite)));
  const members = people.map((person, index) =>
    recordOf(person, index < 19 ? "teacher" : "pupil", LISBON),
  );
  await founder.do({ kind: "add", members });
  const recipients = entitledMembers(founder.membership, "project");
  expect(recipients).toHaveLength(320);
  const { body, key } = await makeRotation(suite, founder.log.space, "project", recipients);
  const bytes = await founder.write(body);
  expect(bytes.length).toBeLessThanOrEqual(20_000);
  await founder.take(bytes);
  const [last] = people.slice(-1);
  if (last === undefined) throw new Error("nobody is there");
  const copy = await founder.copyFor(last);
  const epoch = currentEpoch(copy.membership, "project");
  const opened = await openKeys(suite, copy.membership, last.id, copy.keyAgreement);
  expect(epoch === null ? null : opened.get(epoch.id)).toEqual(key);
  expect(epoch !== null && isKeyOf(suite, copy.log.space, epoch, key)).toBe(true);
});
