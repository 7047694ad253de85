import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { encodeHex } from "../base/index.ts";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import {
  Copy,
  LISBON,
  recordOf,
  removalOf,
  roleOf,
  signOperation,
  signed,
  someone,
  spaceOf,
} from "../testing/member-world.ts";
import {
  type BodyOf,
  type InvitationKeys,
  MemberLog,
  type OperationId,
  type Role,
  entitledMembers,
  fingerprint,
  invitationOf,
  invitationsToClose,
  keysOfCode,
  keysOfSeed,
  makeInvitationCode,
  composeJoin,
  makeRotation,
  makeSeed,
  operationIdOf,
  openKeys,
  readInvitationCode,
  readInvitationFile,
  readTicket,
  spaceOfTicket,
  writeInvitationFile,
  writeTicket,
} from "./index.ts";

let suite: Suite;
let keys: InvitationKeys;
const seed = new Uint8Array(16).fill(4);
beforeAll(async () => {
  suite = await loadSuite();
  keys = await keysOfSeed(suite, seed);
});

function invitation(changes: Partial<BodyOf<"invite">> = {}): BodyOf<"invite"> {
  return {
    kind: "invite",
    key: keys.signing.publicKey,
    way: "file",
    role: "teacher",
    school: LISBON,
    mentor: null,
    maxUses: 1,
    expiresAt: 1000,
    ...changes,
  };
}

/** A newcomer with the secret, at a PC that knows what `host` knows. */
async function newcomerAt(host: Copy): Promise<{ copy: Copy; join: () => Promise<Uint8Array> }> {
  const copy = await host.copyFor(await someone(suite));
  const join = async (): Promise<Uint8Array> => {
    const found = invitationOf(copy.membership, keys);
    if (found === null) throw new Error("no such invitation");
    const own = recordOf(copy.person, "observer");
    const unsigned = await composeJoin(suite, copy.log, found, keys, own, 0);
    return await signed(suite, copy.log.space, copy.person, unsigned);
  };
  return { copy, join };
}

async function statusAfter(copy: Copy, bytes: Uint8Array): Promise<string> {
  await copy.take(bytes);
  return copy.membership.void.get(operationIdOf(suite, bytes)) ?? "joined";
}

test("I1: who holds the secret joins with their own key, in the role and school of the invitation", async () => {
  const { founder } = await spaceOf(suite, {});
  await founder.do(invitation({ role: "expert" }));
  const { copy, join } = await newcomerAt(founder);
  expect(await statusAfter(founder, await join())).toBe("joined");
  expect(founder.member(copy.person)).toMatchObject({
    role: "expert",
    school: LISBON,
    status: "active",
  });
});

test("I2: a join that was seen on its way is of no use to another", async () => {
  const { founder } = await spaceOf(suite, {});
  const id = await founder.do(invitation());
  const honest = await newcomerAt(founder);
  await honest.copy.take(await honest.join());
  const seen = honest.copy.log.history().at(-1)?.operation.body;
  if (seen?.kind !== "join") throw new Error("nothing was seen");
  const thief = await founder.copyFor(await someone(suite));
  const stolen = await thief.writeAfter([id], {
    ...seen,
    signingKey: thief.person.signing.publicKey,
  });
  expect(await founder.take(stolen)).toEqual({ kind: "refused", reason: "wrongProof" });
  const inTheirName = await thief.writeAfter([id], seen);
  expect((await founder.take(inTheirName)).kind).toBe("refused");
});

test("I2: nobody joins without the secret, or by an invitation that they did not know", async () => {
  const { founder } = await spaceOf(suite, {});
  const [founding] = founder.log.heads;
  const id = await founder.do(invitation());
  const stranger = await founder.copyFor(await someone(suite));
  const { signing, agreement } = stranger.person;
  const join = { invitation: id, signingKey: signing.publicKey, agreementKey: agreement.publicKey };
  const proof = await suite.sign(signing, new Uint8Array(1));
  const after: OperationId[] = founding === undefined ? [] : [founding];
  for (const known of [[id], after]) {
    const bytes = await stranger.writeAfter(known, { kind: "join", ...join, proof });
    expect(await founder.take(bytes)).toEqual({ kind: "refused", reason: "wrongProof" });
  }
});

test("I3: of those who join at the same time, the same ones are in on every copy", async () => {
  const { founder, fay } = await spaceOf(suite, { fay: "founder" });
  await founder.do(invitation({ maxUses: 2 }));
  await fay.learnFrom(founder);
  const newcomers = await Promise.all([1, 2, 3, 4].map(async () => await newcomerAt(founder)));
  const joins = await Promise.all(newcomers.map(async ({ join }) => await join()));
  for (const bytes of joins) await founder.take(bytes);
  for (const bytes of [...joins].reverse()) await fay.take(bytes);
  const inside = (copy: Copy): readonly string[] => [...copy.membership.members.keys()].sort();
  expect(inside(founder)).toEqual(inside(fay));
  expect(inside(founder)).toHaveLength(4);
});

test("I4: a revocation beats a join that it did not know of, and leaves one that it knew", async () => {
  const { founder } = await spaceOf(suite, {});
  const id = await founder.do(invitation({ maxUses: 2 }));
  const early = await newcomerAt(founder);
  const late = await newcomerAt(founder);
  const lateJoin = await late.join();
  await founder.take(await early.join());
  await founder.do({ kind: "revoke", invitation: id });
  expect(await statusAfter(founder, lateJoin)).toBe("revoked");
  expect(founder.member(early.copy.person).status).toBe("active");
});

test("I4: a used-up invitation is closed, so that nobody takes a place by dating back", async () => {
  const { founder } = await spaceOf(suite, {});
  await founder.do(invitation());
  const [honest, thief] = [await newcomerAt(founder), await newcomerAt(founder)];
  const forwarded = await thief.join();
  await founder.take(await honest.join());
  const [toClose] = invitationsToClose(founder.membership, 0);
  if (toClose === undefined) throw new Error("nothing to close");
  await founder.do({ kind: "revoke", invitation: toClose.id });
  expect(await statusAfter(founder, forwarded)).toBe("revoked");
  expect(founder.member(honest.copy.person).status).toBe("active");
});

test("I4: an invitation ends with its maker's rights", async () => {
  const { founder, ada } = await spaceOf(suite, { ada: "administrator" });
  await ada.do(invitation());
  const { copy, join } = await newcomerAt(ada);
  const bytes = await join();
  await founder.learnFrom(ada);
  await founder.do(removalOf(ada.person));
  expect(await statusAfter(founder, bytes)).toBe("revoked");
  expect(founder.membership.members.has(copy.person.id)).toBe(false);
});

test("I5: time closes nothing by itself, and tells a device of the staff what to close", async () => {
  const { founder } = await spaceOf(suite, {});
  const id = await founder.do(invitation({ expiresAt: 1000 }));
  expect(invitationsToClose(founder.membership, 999)).toEqual([]);
  expect(invitationsToClose(founder.membership, 1000).map((one) => one.id)).toEqual([id]);
  const { join } = await newcomerAt(founder);
  expect(await statusAfter(founder, await join())).toBe("joined");
});

test("I6: who joined by code waits, without rights and keys, until a founder lets them in", async () => {
  const { founder, ada } = await spaceOf(suite, { ada: "administrator" });
  await founder.do(invitation({ way: "code", role: "teacher" }));
  const { copy, join } = await newcomerAt(founder);
  await founder.take(await join());
  await copy.learnFrom(founder);
  expect(founder.member(copy.person).status).toBe("pending");
  expect(entitledMembers(founder.membership, "project").map(({ id }) => id)).not.toContain(
    copy.person.id,
  );
  const early = await copy.do({
    kind: "attest",
    document: "project",
    checkpoint: seed32(),
    covers: seed32(),
  });
  expect(copy.membership.void.get(early)).toBe("pending");
  await ada.learnFrom(founder);
  const byAdministrator = await ada.do(roleOf(copy.person, "teacher"));
  expect(ada.membership.void.get(byAdministrator)).toBe("noRight");
  await founder.do(roleOf(copy.person, "teacher"));
  expect(founder.member(copy.person).status).toBe("active");
});

test("I6: pupils who join their class by code are in at once", async () => {
  const { anna } = await spaceOf(suite, { anna: "teacher" }, "class");
  await anna.do(invitation({ way: "code", role: "pupil", maxUses: 30 }));
  const { copy, join } = await newcomerAt(anna);
  await anna.take(await join());
  expect(anna.member(copy.person).status).toBe("active");
});

test("I1: an invitation gives no more than its maker may give", async () => {
  const cases: readonly (readonly [Role, Role])[] = [
    ["founder", "founder"],
    ["administrator", "administrator"],
    ["teacher", "teacher"],
    ["teacher", "observer"],
    ["expert", "observer"],
  ];
  for (const [maker, role] of cases) {
    const { me } = await spaceOf(suite, { me: maker });
    const id = await me.do(invitation({ role }));
    expect(me.membership.void.get(id)).toBe("noRight");
  }
});

test("F1: four words stand for both keys, the same on both screens", async () => {
  const { founder } = await spaceOf(suite, {});
  const { signing, agreement } = await someone(suite);
  const member = { signingKey: signing.publicKey, agreementKey: agreement.publicKey };
  const words = await fingerprint(suite, founder.log.space, member);
  expect(words).toHaveLength(4);
  expect(words.every((word) => /^[a-z]{3,9}$/u.test(word))).toBe(true);
  expect(await fingerprint(suite, founder.log.space, member)).toEqual(words);
  const other = { ...member, agreementKey: signing.publicKey };
  expect(await fingerprint(suite, founder.log.space, other)).not.toEqual(words);
});

test("I7: a code is read however it is written", () => {
  const code = makeInvitationCode();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/u);
  const sloppy = code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l");
  expect(readInvitationCode(` ${sloppy} `)).toEqual({ ok: true, value: code });
  expect(readInvitationCode("0000-0000-0000")).toEqual({ ok: true, value: "0000-0000-0000" });
  expect(readInvitationCode("K7QF-2MXD-9RT")).toMatchObject({ failure: { kind: "tooShort" } });
  expect(readInvitationCode(`${code}7`)).toMatchObject({ failure: { kind: "tooLong" } });
  expect(readInvitationCode("K7QF-2MXD-9RTU")).toMatchObject({
    failure: { kind: "unknownCharacter", character: "U" },
  });
});

test("I7: one wrong character, and two exchanged, are noticed wherever they are", () => {
  const letters = Array.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
  fc.assert(
    fc.property(fc.nat(11), fc.nat(11), fc.constantFrom(...letters), (one, other, letter) => {
      const code = makeInvitationCode().replaceAll("-", "");
      const wrong = Array.from(code);
      wrong[one] = letter;
      const swapped = Array.from(code);
      swapped[one] = code[other] ?? "";
      swapped[other] = code[one] ?? "";
      for (const typed of [wrong.join(""), swapped.join("")]) {
        expect(readInvitationCode(typed).ok).toBe(typed === code);
      }
    }),
    { numRuns: 2000 },
  );
});

test("I8: keys of a code are the same for all who typed it, and of no other", async () => {
  const code = makeInvitationCode();
  const [one, again] = [
    await keysOfCode(suite, code),
    await keysOfCode(suite, code.replaceAll("-", "")),
  ];
  expect(again).toEqual(one);
  expect(one.mailbox.publicKey).not.toEqual(one.signing.publicKey);
});

test("I9: a ticket survives line breaks and small letters, and tells when it is damaged", () => {
  const founding = operationIdOf(suite, seed);
  const ticket = { seed: makeSeed(), founding, hints: ["10.0.0.7:4711"] };
  const text = writeTicket(suite, ticket);
  expect(text).toMatch(/^[0-9A-Z.]+$/u);
  expect(
    readTicket(suite, `see:\n> ${text.slice(0, 40)}\n> ${text.slice(40).toLowerCase()}`),
  ).toEqual({
    ok: true,
    value: ticket,
  });
  for (let place = 10; place < text.length; place += 1) {
    const letter = text[place] === "2" ? "3" : "2";
    const wrong = text.slice(0, place) + letter + text.slice(place + 1);
    expect(readTicket(suite, wrong).ok).toBe(false);
  }
  expect(readTicket(suite, "hello")).toMatchObject({ failure: { kind: "notAnInvitation" } });
});

test("I10: with a file one joins and reads without any network", async () => {
  const { founder } = await spaceOf(suite, {});
  const recipients = entitledMembers(founder.membership, "project");
  const { body, key } = await makeRotation(suite, founder.log.space, "project", recipients);
  const epoch = await founder.do(body);
  await founder.do(invitation());
  const operations = founder.log.missingFrom([]);
  const founding = founder.log.history()[0]?.id;
  if (founding === undefined || operations.length === 0) throw new Error("nothing is founded");
  const title = "Rivers ".repeat(60);
  const file = { seed, founding, hints: [], title, operations, keys: new Map([[epoch, key]]) };
  const written = await writeInvitationFile(suite, file);

  const read = await readInvitationFile(suite, written);
  if (!read.ok) throw new Error(read.failure.kind);
  expect(read.value.title).toBe(title.slice(0, 255));
  const log = new MemberLog(suite, spaceOfTicket(read.value));
  for (const bytes of read.value.operations) await log.receive(bytes);
  const { membership } = log;
  const theirs = await keysOfSeed(suite, read.value.seed);
  const found = membership === null ? null : invitationOf(membership, theirs);
  if (membership === null || found === null) throw new Error("no invitation");
  const person = await someone(suite);
  const { id } = person;
  const own = recordOf(person, "observer");
  const unsigned = await composeJoin(suite, log, found, theirs, own, 0);
  const join = await signed(suite, log.space, person, unsigned);
  await log.receive(join);
  expect(log.membership?.members.get(id)?.status).toBe("active");
  const { keyAgreement } = new Copy(suite, person, log);
  const opened = await openKeys(suite, membership, id, keyAgreement, read.value.keys);
  expect(opened.get(epoch)).toEqual(key);
  expect(await statusAfter(founder, join)).toBe("joined");
  expect(encodeHex(written)).not.toContain(encodeHex(key));
});

test("I10: a damaged file changes nothing, whichever byte it is", async () => {
  const { founder } = await spaceOf(suite, {});
  const founding = founder.log.history()[0]?.id;
  if (founding === undefined) throw new Error("nothing is founded");
  const operations = founder.log.missingFrom([]);
  const written = await writeInvitationFile(suite, {
    seed,
    founding,
    hints: [],
    title: "",
    operations,
    keys: new Map(),
  });
  for (let place = 0; place < written.length; place += 1) {
    const wrong = written.slice();
    wrong[place] = (wrong[place] ?? 0) ^ 1;
    expect((await readInvitationFile(suite, wrong)).ok).toBe(false);
    expect((await readInvitationFile(suite, written.subarray(0, place))).ok).toBe(false);
  }
});

test("I2: a join is worth nothing in another space", async () => {
  const [here, there] = [await spaceOf(suite, {}), await spaceOf(suite, {})];
  const id = await here.founder.do(invitation());
  const { copy, join } = await newcomerAt(here.founder);
  await copy.take(await join());
  const body = copy.log.history().at(-1)?.operation.body;
  if (body === undefined) throw new Error("nothing was written");
  const after = [await there.founder.do(invitation())];
  const replayed = await signOperation(suite, there.founder.log.space, copy.person, {
    author: copy.person.id,
    lamport: 2,
    at: 0,
    after,
    body: body.kind === "join" ? { ...body, invitation: after[0] ?? id } : body,
  });
  expect(await there.founder.take(replayed)).toEqual({ kind: "refused", reason: "wrongProof" });
});

const seed32 = (): Uint8Array<ArrayBuffer> => new Uint8Array(32);

test("I9: the vectors of the specification", () => {
  expect(encodeHex(keys.signing.publicKey)).toBe(
    "2f72c9f425ef9132640ba123be670455e150dcfa139f7cc8caf58dd212d8bdc8",
  );
  expect(readInvitationCode("K7QF-2MXD-9RTH").ok).toBe(true);
});
