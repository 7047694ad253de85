import { beforeAll, describe, expect, test } from "vitest";
import type { Suite } from "../cryptography/index.ts";
import { type DocumentName, openFrame, sealFrame } from "../journal/index.ts";
import {
  type Copy,
  IZMIR,
  LISBON,
  recordOf,
  rememberingSuite,
  removalOf,
  roleOf,
  someone,
  spaceOf,
} from "../testing/member-world.ts";
import { WritingCopy } from "./fixtures/writing-copy.ts";
import {
  type Action,
  type BodyOf,
  type OperationBody,
  ROLES,
  ROLE_RIGHTS,
  type Right,
  type Role,
  currentEpoch,
  documentIdOf,
  entitledMembers,
  isPupil,
  makeRotation,
  operationIdOfHead,
  readDocumentName,
} from "./index.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await rememberingSuite();
});

const OPEN = { editors: "everyone", listed: [], visibility: "open" } as const;

async function writing(copy: Copy): Promise<WritingCopy> {
  const writer = new WritingCopy(suite, copy);
  await writer.begin();
  return writer;
}

async function create(copy: Copy, of: BodyOf<"create">["class"]): Promise<DocumentName> {
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  await copy.do({ kind: "create", nonce, class: of, rights: OPEN });
  return `${of}:${documentIdOf(suite, copy.log.space, copy.person.id, nonce)}` as DocumentName;
}

const kindFor = (role: Role): "class" | "project" => (isPupil(role) ? "class" : "project");

/** Whether a cell of the table lets someone act at once, in a class or a project of which the own school's is not the founder's. */
function isYes(right: Right, role: Role): boolean {
  return right === "yes" || (right === "airlock" && isPupil(role));
}

describe("what one role writes in each class of documents, others show as the table has it", () => {
  const CLASSES: Readonly<Record<string, (role: Role) => boolean>> = {
    "a page of another": (role) =>
      isYes(ROLE_RIGHTS.changeOthersPages[role], role) ||
      isYes(ROLE_RIGHTS.editOpenPages[role], role),
    "a shared document": (role) =>
      isYes(ROLE_RIGHTS.changeOthersPages[role], role) ||
      isYes(ROLE_RIGHTS.editOpenPages[role], role),
    "the card": (role) => isYes(ROLE_RIGHTS.changeOthersPages[role], role),
    "the own profile": (role) => isYes(ROLE_RIGHTS.read[role], role),
    "own updates": (role) => isYes(ROLE_RIGHTS.postUpdates[role], role),
    "own contributions": (role) => isYes(ROLE_RIGHTS.contribute[role], role),
    "another's updates": () => false,
    moderation: (role) => isYes(ROLE_RIGHTS.moderate[role], role),
    "the teachers' room": (role) => isYes(ROLE_RIGHTS.teachersRoom[role], role),
    "a private document of another": (role) => isYes(ROLE_RIGHTS.moderate[role], role),
    "a page that nobody created": () => false,
    "a document of no class": () => false,
  };

  test.each(ROLES)("R1, D1: %s", async (role) => {
    const { me, founder, other } = await spaceOf(
      suite,
      { me: role, other: isPupil(role) ? "pupil" : "expert" },
      kindFor(role),
    );
    const names: Record<string, string> = {
      "a page of another": await create(founder, "page"),
      "a shared document": await create(founder, "shared"),
      "the card": "project",
      "the own profile": `own:${me.person.id}:profile`,
      "own updates": `own:${me.person.id}:updates`,
      "own contributions": `own:${me.person.id}:contributions`,
      "another's updates": `own:${founder.person.id}:updates`,
      moderation: "moderation",
      "the teachers' room": await create(founder, "staff"),
      "a page that nobody created": `page:${me.person.id}`,
      "a document of no class": "diary",
    };
    await other.learnFrom(founder);
    names["a private document of another"] = await create(other, "private");
    await founder.learnFrom(other);
    await me.learnFrom(founder);
    const [author, reader] = [await writing(me), await writing(founder)];
    const shown: Record<string, boolean> = {};
    for (const name of Object.values(names)) {
      const document = name as DocumentName;
      author.text(document).insert(0, "words");
      await author.flush(document);
    }
    await reader.learnAll(author);
    for (const [of, name] of Object.entries(names)) {
      shown[of] = JSON.stringify(reader.shown()[name]) === JSON.stringify(["words", {}]);
    }
    const expected = Object.keys(names).map((of) => [of, CLASSES[of]?.(role)]);
    expect(shown).toEqual(Object.fromEntries(expected));
    expect(reader.outcomes.flatMap(({ frozen, refused }) => [...frozen, ...refused])).toEqual([]);
  });
});

describe("what one role does to members and documents has effect as the table has it", () => {
  interface Scene {
    readonly me: Copy;
    readonly founder: Copy;
    readonly low: Copy;
    readonly page: DocumentName;
  }
  type Deed = (scene: Scene) => Promise<OperationBody> | OperationBody;
  const bytes32 = new Uint8Array(32);
  const DEEDS: Readonly<Record<string, readonly [Action, Deed]>> = {
    "invites an observer": [
      "inviteAdults",
      () => ({
        kind: "invite",
        key: bytes32,
        way: "file",
        role: "observer",
        school: LISBON,
        mentor: null,
        maxUses: 1,
        expiresAt: 0,
      }),
    ],
    "adds a pupil": [
      "addPupils",
      async () => ({ kind: "add", members: [recordOf(await someone(suite), "pupil")] }),
    ],
    "changes a role": [
      "manageMembers",
      ({ low }) => roleOf(low.person, isPupil(low.member(low.person).role) ? "pupil" : "observer"),
    ],
    "removes a member": ["manageMembers", ({ low }) => removalOf(low.person)],
    "creates a page": [
      "createPages",
      () => ({ kind: "create", nonce: new Uint8Array(16), class: "page", rights: OPEN }),
    ],
    "opens a teachers' room": [
      "teachersRoom",
      () => ({ kind: "create", nonce: new Uint8Array(16), class: "staff", rights: OPEN }),
    ],
    "changes rights of another's page": [
      "changeOthersPages",
      ({ page }) => {
        const named = readDocumentName(page);
        if (named?.kind !== "created") throw new Error("a page");
        return { kind: "policy", document: named.id, rights: { ...OPEN, visibility: "draft" } };
      },
    ],
    "makes new keys": [
      "moderate",
      async ({ me }) => {
        const recipients = entitledMembers(me.membership, "project");
        return (await makeRotation(suite, me.log.space, "project", recipients)).body;
      },
    ],
    "erases another's words": [
      "moderate",
      ({ low }) => ({
        kind: "erase",
        member: low.person.id,
        parts: [{ feed: LISBON as never, document: "project", structures: [] }],
      }),
    ],
    "answers for a checkpoint": [
      "moderate",
      () => ({ kind: "attest", document: "project", checkpoint: bytes32, covers: bytes32 }),
    ],
  };

  const cases = ROLES.flatMap((role) =>
    Object.entries(DEEDS).map(([name, [action, deed]]) => ({ role, name, action, deed })),
  );
  test.each(cases)("R1, R2: $role $name", async ({ role, name, action, deed }) => {
    const needsClass = isPupil(role) || action === "addPupils";
    const { me, founder, low } = await spaceOf(
      suite,
      { me: role, low: needsClass ? "pupil" : "observer" },
      needsClass ? "class" : "project",
    );
    const page = await create(founder, "page");
    await me.learnFrom(founder);
    const right = ROLE_RIGHTS[action][role];
    const isAllowed = isYes(right, role) || right === "notFounders";
    const id = await me.do(await deed({ me, founder, low, page }));
    expect([name, me.membership.void.has(id)]).toEqual([name, !isAllowed]);
  });
});

describe("attacks of members whose program was changed", () => {
  test("a map entry of another's document is overwritten nowhere, though it takes no deletion to do it", async () => {
    const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
    const [victim, attacker] = [await writing(founder), await writing(tea)];
    const document = `own:${founder.person.id}:profile` as DocumentName;
    victim.doc(document).getMap("map").set("name", "Anna");
    await victim.flush(document);
    await attacker.learnAll(victim);
    attacker.doc(document).getMap("map").set("name", "Mallory");
    await attacker.flush(document);
    await victim.learnAll(attacker);
    for (const copy of [victim, attacker]) {
      expect(copy.shown()[document]).toEqual(["", { name: "Anna" }]);
    }
  });

  test("a removed member reads nothing of a new epoch, and what they seal in an old one counts for nothing", async () => {
    const { founder, tea, exa } = await spaceOf(suite, { tea: "teacher", exa: "expert" });
    const rotate = async (): Promise<Uint8Array<ArrayBuffer>> => {
      const recipients = entitledMembers(founder.membership, "project");
      const { body, key } = await makeRotation(suite, founder.log.space, "project", recipients);
      await founder.do(body);
      return key;
    };
    const oldKey = await rotate();
    await exa.learnFrom(founder);
    const attacker = await writing(exa);
    await founder.do(removalOf(exa.person));
    const newKey = await rotate();
    const epoch = currentEpoch(founder.membership, "project");
    expect(epoch?.boxes.map(({ member }) => member).sort()).toEqual(
      [founder.person.id, tea.person.id].sort(),
    );
    const label = {
      kind: "run",
      epoch: "00".repeat(16) as never,
      feed: attacker.writer.header.id,
      sequence: 0,
      count: 1,
    } as const;
    const secret = await sealFrame(suite, newKey, label, new TextEncoder().encode("CANARY"));
    expect(await openFrame(suite, oldKey, secret)).toBeNull();
    const own = `own:${exa.person.id}:contributions` as DocumentName;
    attacker.text(own).insert(0, "still here");
    await attacker.flush(own);
    await tea.learnFrom(founder);
    const reader = await writing(tea);
    await reader.take({ headers: attacker.headers, runs: attacker.runs });
    expect(reader.shown()[own]).toEqual(["", {}]);
  });

  test("an entry that names an operation of nowhere waits, and keeps nobody else waiting", async () => {
    const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
    const [reader, attacker] = [await writing(founder), await writing(tea)];
    const own = `own:${tea.person.id}:contributions` as DocumentName;
    attacker.text(own).insert(0, "words");
    await attacker.flush(own, new Uint8Array(32).fill(7));
    const honest = new WritingCopy(suite, await tea.copyFor(tea.person));
    await honest.begin();
    honest.text(own).insert(0, "honest");
    await honest.flush(own);
    await reader.learnAll(attacker);
    await reader.learnAll(honest);
    expect(reader.shown()[own]).toEqual(["honest", {}]);
    expect(reader.outcomes.flatMap(({ frozen, refused }) => [...frozen, ...refused])).toEqual([]);
  });

  test("an early head does not bring a right back that its author has lost, nor a late one that they never had", async () => {
    const { founder, tea, exa } = await spaceOf(suite, {
      tea: ["teacher", IZMIR],
      exa: "expert",
    });
    const moderation = "moderation" as DocumentName;
    const [demoted, never] = [await writing(tea), await writing(exa)];
    const early = operationIdOfHead(demoted.writer.header.memberHead);
    await founder.do(roleOf(tea.person, "expert"));
    await tea.learnFrom(founder);
    demoted.text(moderation).insert(0, "dated back");
    await demoted.flush(moderation, demoted.writer.header.memberHead);
    never.text(moderation).insert(0, "never");
    await never.flush(moderation, never.writer.header.memberHead);
    const reader = await writing(founder);
    for (const copy of [demoted, never]) await reader.learnAll(copy);
    expect(founder.log.has(early)).toBe(true);
    expect(reader.shown()[moderation]).toEqual(["", {}]);
  });
});

test("J15, E9: clocks wrong by ten years change what is claimed, and nothing that is shown", async () => {
  const TEN_YEARS_MS = 315_576_000_000;
  const shown = [];
  const claimed: number[] = [];
  for (const errorMs of [0, TEN_YEARS_MS, -TEN_YEARS_MS]) {
    const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
    const [one, other] = [new WritingCopy(suite, founder), new WritingCopy(suite, tea)];
    other.clockErrorMs = errorMs;
    await one.begin();
    await other.begin();
    const card = "moderation" as DocumentName;
    for (const [copy, partner, words] of [
      [one, other, "first "],
      [other, one, "second "],
      [one, other, "third "],
    ] as const) {
      copy.text(card).insert(copy.text(card).length, words);
      await copy.flush(card);
      await partner.learnAll(copy);
    }
    await other.act(removalOf(one.people.person));
    await one.act(one.removalOf(other.people.person));
    await one.learnAll(other);
    shown.push(one.shown(), other.shown());
    claimed.push(...one.admitted.map(({ writtenAt }) => writtenAt));
  }
  expect(shown).toEqual(shown.map(() => ({ moderation: ["first second third ", {}] })));
  expect(Math.max(...claimed) - Math.min(...claimed)).toBeGreaterThan(2 * TEN_YEARS_MS - 1000);
});
