import { expect, test } from "vitest";
import { loadSuite } from "../cryptography/index.ts";
import type { MemberId, SchoolId } from "../domain/index.ts";
import {
  type OperationBody,
  type OperationId,
  type OperationKind,
  memberIdOf,
  textOfId,
} from "../membership/index.ts";
import { keyMark, questionOf } from "./question.ts";

const suite = await loadSuite();
const member = (number: number) => textOfId<MemberId>(new Uint8Array(16).fill(number));
const ME = member(1);
const GIULIA = member(2);
const SCHOOL = textOfId<SchoolId>(new Uint8Array(16).fill(9));
const bytes32 = new Uint8Array(32);
const rights = { editors: "creator", listed: [], visibility: "open" } as const;
const record = {
  signingKey: bytes32,
  agreementKey: bytes32,
  role: "founder",
  school: SCHOOL,
  mentor: null,
} as const;
const operation = "11".repeat(32) as OperationId;
const id = <Id>() => textOfId<never>(new Uint8Array(16).fill(4)) as Id;

/** One of each kind. */
const BODIES: { readonly [Kind in OperationKind]: Extract<OperationBody, { kind: Kind }> } = {
  found: { kind: "found", space: "project", nonce: new Uint8Array(16), founder: record },
  add: { kind: "add", members: [record] },
  invite: {
    kind: "invite",
    key: bytes32,
    way: "code",
    role: "teacher",
    school: SCHOOL,
    mentor: null,
    maxUses: 3,
    expiresAt: 0,
  },
  join: {
    kind: "join",
    invitation: operation,
    signingKey: bytes32,
    agreementKey: bytes32,
    proof: new Uint8Array(64),
  },
  revoke: { kind: "revoke", invitation: operation },
  role: { kind: "role", member: GIULIA, role: "founder", mentor: null, cutOffs: [] },
  remove: { kind: "remove", member: GIULIA, cutOffs: [] },
  rotate: { kind: "rotate", scope: "project", ephemeral: bytes32, commitment: bytes32, boxes: [] },
  create: { kind: "create", nonce: new Uint8Array(16), class: "page", rights },
  policy: { kind: "policy", document: id(), rights },
  device: { kind: "device", device: id(), agreementKey: bytes32 },
  withdraw: { kind: "withdraw", member: GIULIA, device: id(), cutOffs: [] },
  grant: { kind: "grant", member: GIULIA, ephemeral: bytes32, keys: [] },
  erase: { kind: "erase", member: GIULIA, parts: [] },
  attest: { kind: "attest", document: "project", checkpoint: bytes32, covers: bytes32 },
};

function ask(body: OperationBody, names: Readonly<Record<string, string>> = {}) {
  const whole = { author: ME, lamport: 1, at: 0, after: [operation], body };
  return questionOf(whole, (key) => memberIdOf(suite, key), names);
}

test("Y9: bringing in, changing and removing people, their PCs and words is asked about, and nothing else", () => {
  const asked = Object.values(BODIES).filter((body) => ask(body) !== null);
  expect(asked.map(({ kind }) => kind).sort()).toEqual([
    "add",
    "erase",
    "invite",
    "remove",
    "role",
    "withdraw",
  ]);
});

test("a question says what will be done, and in whose name", () => {
  const names = { [GIULIA]: " Giulia  Rossi ", [SCHOOL]: "School 5", "": "Our rivers" };
  const person = { member: GIULIA, name: "Giulia Rossi" };
  const project = "Our rivers";
  expect(ask(BODIES.role, names)).toEqual({ kind: "role", project, person, role: "founder" });
  expect(ask(BODIES.withdraw, names)).toEqual({ kind: "withdraw", project, person, isOwn: false });
  expect(ask(BODIES.invite, names)).toEqual({
    kind: "invite",
    project,
    way: "code",
    role: "teacher",
    school: { school: SCHOOL, name: "School 5" },
    uses: 3,
  });
  expect(ask({ ...BODIES.remove, member: ME }, names)).toEqual({ kind: "leave", project });
  expect(ask({ ...BODIES.erase, member: ME }, names)).toMatchObject({ isOwn: true });
});

test("of many who are brought in, those with the highest roles come first", () => {
  const members = ["observer", "teacher", "administrator", "expert"].map((role, number) => ({
    ...record,
    signingKey: bytes32.slice().fill(number),
    role: role as "teacher",
  }));
  const question = ask({ kind: "add", members });
  expect(question?.kind === "add" && question.people.map(({ role }) => role)).toEqual([
    "administrator",
    "teacher",
    "expert",
    "observer",
  ]);
});

test("names are one short line, whatever the page says; what says nothing is no name", () => {
  const shown = (name: string) => {
    const question = ask(BODIES.remove, { [GIULIA]: name });
    return question?.kind === "remove" ? question.person.name : "?";
  };
  expect(shown("Ana\r\n\r\nPress OK\u2028now\u202etxt.exe\u0007")).toBe("Ana Press OK now txt.exe");
  expect(shown(" \u200b\u2066\n")).toBeNull();
  expect(shown("")).toBeNull();
  expect(shown("a".repeat(500))).toHaveLength(60);
  expect(shown("مها")).toBe("مها");
  expect(ask(BODIES.remove)).toMatchObject({ project: null, person: { name: null } });
  const inherited = textOfId<MemberId>(new Uint8Array(16).fill(6));
  const names = Object.create({ [inherited]: "Nobody" }) as Record<string, string>;
  expect(ask({ ...BODIES.remove, member: inherited }, names)).toMatchObject({
    person: { name: null },
  });
});

test("a key is told by its first characters", () => {
  expect(keyMark("9n6mtkadabcdefghjkmnpqrstv" as MemberId)).toBe("9N6M TKAD");
});
