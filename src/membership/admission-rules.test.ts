import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Suite } from "../cryptography/index.ts";
import type { SpaceId } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import {
  Copy,
  type Someone,
  foundBy,
  recordOf,
  rememberingSuite,
  roleOf,
  someone,
  spaceOf,
} from "../testing/member-world.ts";
import { WritingCopy, headAt } from "./fixtures/writing-copy.ts";
import { MemberLog, headFor, headOfOperation } from "./index.ts";

let suite: Suite;
let people: readonly Someone[];
beforeAll(async () => {
  suite = await rememberingSuite();
  people = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => someone(suite, index + 1)),
  );
});

const CARD = "project" as DocumentName;
const MODERATION = "moderation" as DocumentName;
const ROLES = ["administrator", "teacher", "expert", "observer"] as const;

async function openThree(): Promise<Record<"founder" | "admin" | "exa", WritingCopy>> {
  const { founder, admin, exa } = await spaceOf(suite, { admin: "administrator", exa: "expert" });
  const copies = {
    founder: new WritingCopy(suite, founder),
    admin: new WritingCopy(suite, admin),
    exa: new WritingCopy(suite, exa),
  };
  for (const copy of Object.values(copies)) {
    await copy.learn(founder.log.missingFrom(copy.people.log.heads));
    await copy.begin();
  }
  return copies;
}

describe("what the log says of entries", () => {
  test("J10, E2: what was written by the leave of someone removed at the same time shows nowhere, whatever comes first", async () => {
    const { founder, admin, exa } = await openThree();
    // At the same time: the founder removes the administrator, who makes the expert a teacher.
    await founder.act(founder.removalOf(admin.people.person));
    await admin.act(roleOf(exa.people.person, "teacher"));
    await exa.learnAll(admin);
    exa.text(MODERATION).insert(0, "words");
    await exa.flush(MODERATION);
    expect(exa.shown()[MODERATION]).toEqual(["words", {}]);
    const entriesFirst = await founder.copyFor(people[0] ?? fail());
    await entriesFirst.take({ headers: exa.headers, runs: exa.runs });
    expect(entriesFirst.shown()).toEqual({});
    await entriesFirst.learnAll(exa);
    await founder.learnAll(exa);
    await exa.learnAll(founder);
    for (const copy of [founder, exa, entriesFirst]) {
      expect(copy.shown()[MODERATION]).toEqual(["", {}]);
      expect(copy.outcomes.flatMap(({ frozen }) => frozen)).toEqual([]);
    }
    // The session that wrote it goes on in another feed, and what it may write still counts.
    expect(exa.headers).toHaveLength(2);
    const own = `own:${exa.people.person.id}:contributions` as DocumentName;
    exa.text(own).insert(0, "as an expert");
    await exa.flush(own);
    await founder.learnAll(exa);
    expect(founder.shown()[own]).toEqual(["as an expert", {}]);
  });

  test("E8: what the remover had seen stays, and nothing that was written later, however it is dated", async () => {
    const { founder, admin } = await openThree();
    const before = headAt(admin.people, -1);
    admin.text(CARD).insert(0, "seen ");
    await admin.flush(CARD);
    await founder.learnAll(admin);
    await founder.act(founder.removalOf(admin.people.person));
    admin.text(CARD).insert(5, "unseen ");
    await admin.flush(CARD, before);
    await admin.begin();
    admin.text(CARD).insert(0, "another session ");
    await admin.flush(CARD, before);
    await founder.learnAll(admin);
    await admin.learnAll(founder);
    for (const copy of [founder, admin]) expect(copy.shown()[CARD]).toEqual(["seen ", {}]);
  });

  test("J10: entries wait for the operations that their authors knew", async () => {
    const { founder, exa } = await openThree();
    await founder.act(roleOf(exa.people.person, "administrator"));
    await exa.learnAll(founder);
    exa.text(CARD).insert(0, "promoted");
    await exa.flush(CARD);
    const operations = exa.people.log.missingFrom([]);
    const early = emptyCopy(exa.people.log.space);
    await early.learn(operations.slice(0, -1));
    await early.take({ headers: exa.headers, runs: exa.runs });
    expect(early.shown()).toEqual({});
    await early.learn(operations.slice(-1));
    expect(early.shown()[CARD]).toEqual(["promoted", {}]);
  });

  test("E8: of several heads an entry names the latest under which it counts", async () => {
    const { founder, admin, exa } = await openThree();
    await founder.act(roleOf(exa.people.person, "administrator"));
    const promoted = founder.people.log.latestHeads[0] ?? fail();
    await admin.act(roleOf(exa.people.person, "teacher"));
    await founder.learnAll(admin);
    expect(founder.people.log.heads).toHaveLength(2);
    const { id } = exa.people.person;
    expect(headFor(founder.people.log, id, CARD)).toEqual(headOfOperation(promoted));
    const latest = founder.people.log.latestHeads[0] ?? fail();
    expect(headFor(founder.people.log, id, "page:none")).toEqual(headOfOperation(latest));
  });
});

const step = fc.record({
  who: fc.nat(4),
  what: fc.constantFrom("write", "write", "delete", "map", "flush", "role", "remove", "meet"),
  whom: fc.nat(4),
  document: fc.constantFrom(CARD, MODERATION),
  at: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function play(steps: readonly Step[]): Promise<WritingCopy[]> {
  const [first, ...others] = people;
  const founder = new WritingCopy(suite, await foundBy(suite, first ?? fail()));
  for (const [index, person] of others.entries()) {
    const role = ROLES[index] ?? "observer";
    await founder.act({ kind: "add", members: [recordOf(person, role)] });
  }
  const copies = [founder];
  for (const person of others) copies.push(await founder.copyFor(person));
  for (const copy of copies) await copy.begin();
  for (const one of steps) await take(copies, one);
  for (const copy of copies) for (const name of [CARD, MODERATION]) await copy.flush(name);
  return copies;
}

async function take(copies: readonly WritingCopy[], one: Step): Promise<void> {
  const [copy, other] = [copies[one.who] ?? fail(), copies[one.whom] ?? fail()];
  const text = copy.text(one.document);
  const place = text.length === 0 ? 0 : one.at % text.length;
  switch (one.what) {
    case "write":
      text.insert(place, `${one.who}${one.at % 10} `);
      return;
    case "delete":
      if (text.length > 0) text.delete(place, Math.min(3, text.length - place));
      return;
    case "map":
      copy
        .doc(one.document)
        .getMap("map")
        .set(`key${one.at % 2}`, one.at);
      return;
    case "flush":
      await copy.flush(one.document);
      return;
    case "role":
      await flushAll(copy);
      if (one.who !== one.whom) {
        await copy.act(roleOf(other.people.person, ROLES[one.at % 4] ?? "observer"));
      }
      return;
    case "remove":
      await flushAll(copy);
      if (one.whom !== 0 && one.who !== one.whom) {
        await copy.act(copy.removalOf(other.people.person));
      }
      return;
    case "meet":
      await flushAll(copy);
      await copy.learnAll(other);
      return;
  }
}

async function flushAll(copy: WritingCopy): Promise<void> {
  for (const name of [CARD, MODERATION]) await copy.flush(name);
}

test("J10: operations and entries in all orders show the same", async () => {
  let voids = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 45 }),
      fc.infiniteStream(fc.nat()),
      async (steps, chance) => {
        const copies = await play(steps);
        for (let round = 0; round < 2; round += 1) {
          for (const one of copies) for (const other of copies) await one.learnAll(other);
        }
        const expected = copies[0]?.shown();
        voids += copies[0]?.admitted.filter(({ isVoid }) => isVoid).length ?? 0;
        for (const copy of copies) {
          expect(copy.shown()).toEqual(expected);
          expect(copy.outcomes.flatMap(({ frozen }) => frozen)).toEqual([]);
        }
        const [founder] = copies;
        if (founder === undefined) return;
        const late = emptyCopy(founder.people.log.space);
        const parcels = [
          ...founder.people.log.missingFrom([]).map((bytes) => ({ operation: bytes })),
          ...copies.flatMap(({ headers }) => headers).map((header) => ({ header })),
          ...copies.flatMap(({ runs }) => runs).map((run) => ({ run })),
        ];
        for (let tries = 0; parcels.length > 0 && tries < 5000; tries += 1) {
          const at = (chance.next().value ?? 0) % parcels.length;
          const [parcel] = parcels.splice(at, 1);
          if (parcel === undefined) continue;
          if ("operation" in parcel) await late.learn([parcel.operation]);
          else {
            const outcome = await late.take(
              "header" in parcel ? { headers: [parcel.header] } : { runs: [parcel.run] },
            );
            // Before its feed or its author is known, it has to come again.
            if (outcome.refused.length > 0) parcels.push(parcel);
          }
        }
        expect(parcels).toEqual([]);
        expect(late.shown()).toEqual(expected);
      },
    ),
    { numRuns: 60, seed: 11 },
  );
  expect(voids).toBeGreaterThan(50);
}, 120_000);

/** A newcomer's, who knows the name of the space and nothing else. */
function emptyCopy(space: SpaceId): WritingCopy {
  return new WritingCopy(suite, new Copy(suite, people[0] ?? fail(), new MemberLog(suite, space)));
}

function fail(): never {
  throw new Error("nobody is there");
}
