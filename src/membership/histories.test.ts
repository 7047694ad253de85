import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Suite } from "../cryptography/index.ts";
import {
  type Copy,
  IZMIR,
  LISBON,
  type Someone,
  foundBy,
  recordOf,
  rememberingSuite,
  removalOf,
  roleOf,
  schoolNumber,
  signed,
  someone,
  written,
} from "../testing/member-world.ts";
import {
  MemberLog,
  type Membership,
  type OperationBody,
  type OperationId,
  RANK,
  ROLES,
  isEntitled,
  keysOfSeed,
  composeJoin,
  memberIdOf,
} from "./index.ts";
import { evaluate } from "./evaluation.ts";
import type { InvitationKeys } from "./invitation-secret.ts";
import { type LogEntry, pastAfter } from "./log-entry.ts";
import { decodeOperation } from "./operation-codec.ts";

let suite: Suite;
let people: readonly Someone[];
let invitationKeys: InvitationKeys;
beforeAll(async () => {
  suite = await rememberingSuite();
  people = await Promise.all(
    Array.from({ length: 9 }, async (_, index) => someone(suite, index + 1)),
  );
  invitationKeys = await keysOfSeed(suite, new Uint8Array(16).fill(3));
});

const ACTS = [
  "add",
  "role",
  "remove",
  "invite",
  "revoke",
  "join",
  "rotate",
  "create",
  "erase",
] as const;
const STARTING_ROLES = [
  "administrator",
  "administrator",
  "administrator",
  "teacher",
  "teacher",
  "expert",
] as const;
const step = fc.record({
  who: fc.nat(8),
  meets: fc.option(fc.nat(8), { freq: 2 }),
  act: fc.constantFrom(...ACTS),
  whom: fc.nat(8),
  role: fc.constantFrom(...ROLES.filter((role) => !role.startsWith("pupil"))),
  school: fc.constantFrom(LISBON, IZMIR, schoolNumber(3)),
  /** Pretends to know only the first so many operations. */
  pretends: fc.option(fc.nat(20), { freq: 4 }),
  kept: fc.nat(50),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function bodyOf(copy: Copy, { act, whom, role, school, kept }: Step): OperationBody | null {
  const target = people[whom] ?? copy.person;
  const [invitation] = [...copy.membership.invitations.keys()].slice(-1);
  switch (act) {
    case "add":
      return { kind: "add", members: [recordOf(target, role, school)] };
    case "role":
      return roleOf(target, role);
    case "remove":
      return removalOf(target, [{ feed: schoolNumber(whom) as never, kept }]);
    case "invite": {
      const { publicKey: key } = invitationKeys.signing;
      const way = kept % 2 === 0 ? "file" : "code";
      return { kind: "invite", key, way, role, school, mentor: null, maxUses: 1, expiresAt: 0 };
    }
    case "revoke":
      return invitation === undefined ? null : { kind: "revoke", invitation };
    case "join":
      return null;
    case "rotate":
      return {
        kind: "rotate",
        scope: "project",
        ephemeral: new Uint8Array(32).fill(kept),
        commitment: new Uint8Array(32),
        boxes: [{ member: target.id, masked: new Uint8Array(32) }],
      };
    case "create":
      return {
        kind: "create",
        nonce: new Uint8Array(16).fill(kept),
        class: "page",
        rights: { editors: "everyone", listed: [], visibility: "open" },
      };
    case "erase":
      return {
        kind: "erase",
        member: target.id,
        parts: [
          {
            feed: schoolNumber(whom) as never,
            document: "project",
            structures: [new Uint8Array(32).fill(kept)],
          },
        ],
      };
  }
}

/** Everyone acts at their own PC, knows what they know, and some pretend to know less. */
async function play(steps: readonly Step[]): Promise<Copy> {
  const [first] = people;
  if (first === undefined) throw new Error("nobody is there");
  const founder = await foundBy(suite, first);
  const schools = [LISBON, IZMIR, schoolNumber(3)] as const;
  for (const [index, role] of STARTING_ROLES.entries()) {
    const person = people[index + 1];
    const school = schools[index % schools.length] ?? LISBON;
    if (person !== undefined)
      await founder.do({ kind: "add", members: [recordOf(person, role, school)] });
  }
  const second = people[1];
  if (second !== undefined) await founder.do(roleOf(second, "founder"));
  const copies = await Promise.all(
    people.map(async (person, index) => (index === 0 ? founder : await founder.copyFor(person))),
  );
  for (const one of steps) {
    const copy = copies[one.who];
    const other = one.meets === null ? undefined : copies[one.meets];
    if (copy === undefined) continue;
    if (other !== undefined) await copy.learnFrom(other);
    const [invitation] = [...copy.membership.invitations.values()].slice(-1);
    if (one.act === "join" && invitation !== undefined) {
      const { log, person } = copy;
      const own = recordOf(person, "observer");
      const unsigned = await composeJoin(suite, log, invitation, invitationKeys, own, 0);
      await copy.take(await signed(suite, log.space, person, unsigned));
      continue;
    }
    const body = bodyOf(copy, one);
    if (body === null) continue;
    const pretended = one.pretends === null ? null : copy.log.history()[one.pretends];
    if (pretended === null || pretended === undefined) await copy.do(body);
    else await copy.doAfter([pretended.id], body);
  }
  for (const copy of copies) await founder.learnFrom(copy);
  return founder;
}

const histories = fc.array(step, { minLength: 25, maxLength: 70, size: "max" });

test("L5, E1: every order of delivery ends in the same membership", async () => {
  let operations = 0;
  await fc.assert(
    fc.asyncProperty(histories, fc.infiniteStream(fc.nat()), async (steps, chance) => {
      const whole = await play(steps);
      const all = whole.log.missingFrom([]);
      operations += all.length;
      for (const order of [[...all].reverse(), shuffled(all, chance), shuffled(all, chance)]) {
        const copy = new MemberLog(suite, whole.log.space);
        for (const bytes of order) await copy.receive(bytes);
        expect(copy.size).toBe(all.length);
        expect(written(copy.membership)).toBe(written(whole.membership));
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect(operations).toBeGreaterThan(500);
});

test("E2, E4: whatever happens, no rank is passed, and what took effect stays in effect", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (steps) => {
      const whole = await play(steps);
      const { membership } = whole;
      const history = whole.log.history();
      const removals = history.filter(
        ({ id, operation }) => operation.body.kind === "remove" && !membership.void.has(id),
      );
      for (const { operation } of removals) {
        const { body, author } = operation;
        if (body.kind !== "remove" || body.member === author) continue;
        const removed = membership.members.get(body.member);
        expect(removed?.status).toBe("removed");
        expect(removed?.role).not.toBe("founder");
      }
      expect(foundersOf(membership)).toBeGreaterThan(0);
      for (const { id, operation } of history) {
        if (membership.void.has(id) || operation.body.kind === "join") continue;
        expect(membership.members.has(operation.author)).toBe(true);
      }
      const unclean = membership.epochs.filter(({ boxes }) =>
        boxes.some(({ member }) => !isEntitled(membership.members, member, "project")),
      );
      expect(unclean.filter(({ isClean }) => isClean)).toEqual([]);
      for (const { usedBy, maxUses } of membership.invitations.values()) {
        expect(usedBy.length).toBeLessThanOrEqual(maxUses);
      }
      for (const member of membership.members.values()) {
        expect(RANK[member.role]).toBeLessThanOrEqual(RANK.founder);
      }
      const { restrictions } = evaluate(suite, whole.log.space, entriesOf(whole));
      for (const { entry } of restrictions) expect(membership.void.has(entry.id)).toBe(false);
    }),
    { numRuns: 30, endOnFailure: true },
  );
});

test("E1: a part of the log, judged by one who knows all, is the same on every copy", async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.infiniteStream(fc.nat()), async (steps, chance) => {
      const whole = await play(steps);
      const all = whole.log.missingFrom([]);
      const copy = new MemberLog(suite, whole.log.space);
      for (const bytes of shuffled(all, chance)) await copy.receive(bytes);
      for (const { id } of whole.log.history().slice(-5)) {
        expect(written(copy.membershipAt([id]))).toBe(written(whole.log.membershipAt([id])));
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
});

function foundersOf(membership: Membership): number {
  return [...membership.members.values()].filter(
    ({ role, status }) => role === "founder" && status === "active",
  ).length;
}

function shuffled<Item>(items: readonly Item[], chance: fc.Stream<number>): readonly Item[] {
  return items
    .map((item) => ({ item, place: chance.next().value ?? 0 }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

function entriesOf(copy: Copy): readonly LogEntry[] {
  const entries = new Map<OperationId, LogEntry>();
  for (const { id, operation } of copy.log.history()) {
    const bytes = copy.log.bytesOf(id);
    if (bytes === null || !decodeOperation(bytes).ok) throw new Error("not an operation");
    const before = operation.after.flatMap((one) => entries.get(one) ?? []);
    const { body } = operation;
    const records = body.kind === "add" ? body.members : [];
    const introduces = records.map(({ signingKey }) => memberIdOf(suite, signingKey));
    entries.set(id, {
      id,
      bytes,
      operation,
      introduces,
      place: entries.size,
      past: pastAfter(before),
    });
  }
  return [...entries.values()];
}
