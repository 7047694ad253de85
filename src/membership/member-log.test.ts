import { beforeAll, expect, test } from "vitest";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import {
  type Copy,
  foundBy,
  recordOf,
  removalOf,
  roleOf,
  signOperation,
  someone,
  spaceOf,
  written,
} from "../testing/member-world.ts";
import { HELD_LIMITS } from "./held-operations.ts";
import { MemberLog, type OperationId, operationIdOf } from "./index.ts";
import { encodeOperation } from "./operation-codec.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await loadSuite();
});

test("L2: a space is named by its founding, and takes no other", async () => {
  const lisbon = await foundBy(suite, await someone(suite));
  const izmir = await foundBy(suite, await someone(suite));
  const [founding] = izmir.log.missingFrom([]);
  expect(await lisbon.take(founding ?? new Uint8Array())).toEqual({
    kind: "refused",
    reason: "otherSpace",
  });
});

test("L3: an operation of one space counts in no other", async () => {
  const founder = await someone(suite);
  const lisbon = await foundBy(suite, founder);
  const other = await foundBy(suite, await someone(suite));
  await other.do({ kind: "add", members: [recordOf(founder, "teacher")] });
  const here = await other.copyFor(founder);
  const forThere = await signOperation(suite, lisbon.log.space, founder, {
    author: founder.id,
    lamport: 2,
    at: 0,
    after: here.log.heads,
    body: removalOf(founder),
  });
  expect(await here.take(forThere)).toEqual({ kind: "refused", reason: "wrongSignature" });
});

test("L3: a changed byte anywhere is refused, or waits for something that does not exist", async () => {
  const { founder, anna } = await spaceOf(suite, { anna: "teacher" });
  const [bytes] = [await anna.write(roleOf(anna.person, "expert"), 1)];
  for (let place = 0; place < bytes.length; place += 1) {
    const forged = bytes.slice();
    forged[place] = (forged[place] ?? 0) ^ 1;
    const before = written(founder.membership);
    expect(["refused", "held"]).toContain((await founder.take(forged)).kind);
    expect(written(founder.membership)).toBe(before);
  }
});

test("L3: nobody signs for another", async () => {
  const { founder, anna } = await spaceOf(suite, { anna: "teacher" });
  const forged = await signOperation(suite, founder.log.space, anna.person, {
    author: founder.person.id,
    lamport: 2,
    at: 0,
    after: founder.log.heads,
    body: roleOf(anna.person, "administrator"),
  });
  expect(await founder.take(forged)).toEqual({ kind: "refused", reason: "wrongSignature" });
});

test("L4: lamport numbers are what they must be, neither later nor earlier", async () => {
  const { founder, anna } = await spaceOf(suite, { anna: "teacher" });
  for (const lamport of [0, 1, 3, 2 ** 47]) {
    const bytes = await signOperation(suite, founder.log.space, anna.person, {
      author: anna.person.id,
      lamport,
      at: 0,
      after: founder.log.heads,
      body: removalOf(anna.person),
    });
    expect(await founder.take(bytes)).toEqual({ kind: "refused", reason: "outOfPlace" });
  }
});

test("L5: operations in any order, twice, end in the same", async () => {
  const { founder } = await spaceOf(suite, { anna: "teacher", bela: "expert", cem: "observer" });
  const all = founder.log.missingFrom([]);
  const copy = new MemberLog(suite, founder.log.space);
  for (const bytes of [...all].reverse())
    expect((await copy.receive(bytes)).kind).not.toBe("refused");
  for (const bytes of all) await copy.receive(bytes);
  expect(copy.missing).toEqual([]);
  expect(written(copy.membership)).toBe(written(founder.membership));
});

test("L5: what a copy took before is taken back as it was, without asking for signatures again", async () => {
  const { founder } = await spaceOf(suite, { anna: "teacher" });
  const all = founder.log.missingFrom([]);
  const asked: Uint8Array[] = [];
  const counting = {
    ...suite,
    verify: (key: Uint8Array) => {
      asked.push(key);
      return Promise.resolve(false);
    },
  };
  const copy = new MemberLog(counting, founder.log.space);
  await copy.recall([...all].reverse());
  expect(written(copy.membership)).toBe(written(founder.membership));
  expect(asked).toEqual([]);
  expect(await copy.receive(await founder.write(removalOf(founder.person)))).toEqual({
    kind: "refused",
    reason: "wrongSignature",
  });
});

test("L5: what waits is bounded, and what is missing can be asked for", async () => {
  const { founder, anna } = await spaceOf(suite, { anna: "teacher" });
  const fresh = new MemberLog(suite, founder.log.space);
  const missing = operationIdOf(suite, Uint8Array.of(1));
  for (let number = 0; number < HELD_LIMITS.operations + 50; number += 1) {
    const bytes = unsigned(anna, missing, number);
    expect((await fresh.receive(bytes)).kind).toBe("held");
  }
  expect(fresh.missing).toEqual([missing]);
  for (const bytes of founder.log.missingFrom([])) await fresh.receive(bytes);
  expect(written(fresh.membership)).toBe(written(founder.membership));
});

/** Whoever floods need not be a member, nor sign. */
function unsigned(copy: Copy, missing: OperationId, at: number): Uint8Array {
  const operation = encodeOperation({
    author: copy.person.id,
    lamport: 5,
    at,
    after: [missing],
    body: removalOf(copy.person),
  });
  return new Uint8Array([...operation, ...new Uint8Array(64)]);
}

test("L6: a stranger is refused, also one who says who they are themselves", async () => {
  const { founder } = await spaceOf(suite, {});
  const stranger = await founder.copyFor(await someone(suite));
  const body = { kind: "add", members: [recordOf(stranger.person, "teacher")] } as const;
  const bytes = await stranger.write(body);
  expect(await founder.take(bytes)).toEqual({ kind: "refused", reason: "stranger" });
});

test("L6: an introduction elsewhere in the log does not count for what did not know it", async () => {
  const { founder } = await spaceOf(suite, {});
  const [founding] = founder.log.heads;
  const anna = await founder.copyFor(await someone(suite));
  await founder.do({ kind: "add", members: [recordOf(anna.person, "teacher")] });
  const bytes = await anna.writeAfter(
    founding === undefined ? [] : [founding],
    removalOf(anna.person),
  );
  expect(await founder.take(bytes)).toEqual({ kind: "refused", reason: "stranger" });
});

test("L8: what one lacks is all that is sent", async () => {
  const { founder, anna } = await spaceOf(suite, { anna: "teacher" });
  await founder.do({ kind: "add", members: [recordOf(await someone(suite), "expert")] });
  const lacking = founder.log.missingFrom(anna.log.heads);
  expect(lacking.map((bytes) => operationIdOf(suite, bytes))).toEqual(founder.log.heads);
});

test("E9: clocks wrong by ten years change nothing but what is shown", async () => {
  const decade = 10 * 365 * 86_400_000;
  const now = Date.UTC(2026, 10, 21);
  const results: string[] = [];
  for (const at of [now - decade, now, now + decade]) {
    const founder = await foundBy(suite, await someone(suite, 7));
    const anna = await someone(suite, 8);
    const bela = await someone(suite, 9);
    await founder.do({ kind: "add", members: [recordOf(anna, "administrator")] }, at);
    await founder.do({ kind: "add", members: [recordOf(bela, "teacher")] }, now);
    const annas = await founder.copyFor(anna);
    await annas.do(removalOf(bela), at);
    await founder.learnFrom(annas);
    const { members, void: voided } = founder.membership;
    results.push(
      JSON.stringify([[...members.values()].map(({ id, status }) => [id, status]), [...voided]]),
    );
  }
  expect(new Set(results).size).toBe(1);
});
