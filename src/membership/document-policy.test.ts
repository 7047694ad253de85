import { beforeAll, describe, expect, test } from "vitest";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import {
  type Copy,
  IZMIR,
  removalOf,
  roleOf,
  schoolNumber,
  spaceOf,
} from "../testing/member-world.ts";
import {
  ALL_DOCUMENT_CLASSES,
  type BodyOf,
  type DeviceId,
  type DocumentRights,
  type LoggedFeedId,
  OWN_TOPICS,
  ROLES,
  type Role,
  type Verdict,
  documentIdOf,
  judgeEntry,
  may,
  mayRead,
  mayWrite,
  readDocumentName,
  scopeOf,
} from "./index.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await loadSuite();
});

const OPEN: DocumentRights = { editors: "everyone", listed: [], visibility: "open" };
const feed = schoolNumber(7) as string as LoggedFeedId;
const device = schoolNumber(8) as string as DeviceId;

async function create(
  copy: Copy,
  of: BodyOf<"create">["class"],
  rights: DocumentRights = OPEN,
): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  await copy.do({ kind: "create", nonce, class: of, rights });
  return `${of}:${documentIdOf(suite, copy.log.space, copy.person.id, nonce)}`;
}

/** What the table says of writing in each class, for one who did not create the document. */
function expected(role: Role, of: (typeof ALL_DOCUMENT_CLASSES)[number]): Verdict {
  switch (of) {
    case "page":
    case "shared":
      return may(role, "changeOthersPages") === "yes" ? "yes" : may(role, "editOpenPages");
    case "own":
      return may(role, "contribute");
    case "moderation":
      return may(role, "moderate");
    case "staff":
      return may(role, "teachersRoom");
    case "private":
      return ["founder", "administrator", "teacher"].includes(role) ? "yes" : "no";
  }
}

describe("D1: role by class of document", () => {
  for (const role of ROLES.filter((one) => !one.startsWith("pupil"))) {
    test(`D1: ${role}`, async () => {
      const { founder, me, exa } = await spaceOf(suite, { me: role, exa: "expert" });
      const names = {
        page: await create(founder, "page"),
        shared: await create(founder, "shared"),
        own: `own:${me.person.id}:contributions`,
        moderation: "moderation",
        staff: await create(founder, "staff"),
        private: "",
      };
      await exa.learnFrom(founder);
      names.private = await create(exa, "private");
      await me.learnFrom(exa);
      for (const of of ALL_DOCUMENT_CLASSES) {
        const verdict = mayWrite(me.membership, me.member(me.person), names[of]);
        expect([of, verdict]).toEqual([of, expected(role, of)]);
      }
    });
  }
});

describe("D2: what one writes for oneself, by topic", () => {
  const NEEDED = {
    profile: "read",
    updates: "postUpdates",
    contributions: "contribute",
    discussions: "openDiscussion",
    threads: "openThread",
    replies: "contribute",
  } as const;
  for (const role of ROLES) {
    test(`D2: ${role}`, async () => {
      const kind = role.startsWith("pupil") ? "class" : "project";
      const { me, founder } = await spaceOf(suite, { me: role }, kind);
      for (const topic of OWN_TOPICS) {
        const name = `own:${me.person.id}:${topic}`;
        const isOwnClass = kind === "class";
        const right = may(role, NEEDED[topic], { isReply: topic === "replies", isOwnClass });
        expect([topic, mayWrite(me.membership, me.member(me.person), name)]).toEqual([
          topic,
          right,
        ]);
        expect(mayWrite(me.membership, me.member(founder.person), name)).toBe("no");
      }
    });
  }
});

test("D3: a document is open to whom its creator opens it", async () => {
  const { founder, tea, exa } = await spaceOf(suite, { tea: "teacher", exa: "expert" });
  const allowed = async (rights: DocumentRights): Promise<readonly Verdict[]> => {
    const name = await create(exa, "page", rights);
    for (const copy of [founder, tea]) await copy.learnFrom(exa);
    return [founder, tea].map((copy) => mayWrite(copy.membership, copy.member(copy.person), name));
  };
  expect(await allowed({ ...OPEN, editors: "creator" })).toEqual(["yes", "no"]);
  expect(await allowed({ ...OPEN, editors: "staff" })).toEqual(["yes", "yes"]);
  expect(await allowed({ ...OPEN, visibility: "draft" })).toEqual(["yes", "no"]);
  const listed = [tea.person.id];
  expect(await allowed({ ...OPEN, editors: "listed", listed })).toEqual(["yes", "yes"]);
});

test("D3: only its creator, and who may change others' pages, changes the rights of a page", async () => {
  const { founder, tea, exa } = await spaceOf(suite, { tea: "teacher", exa: "expert" });
  const name = await create(exa, "page", { ...OPEN, editors: "creator" });
  const document = readDocumentName(name);
  if (document?.kind !== "created") throw new Error("not created");
  await tea.learnFrom(exa);
  await founder.learnFrom(exa);
  const body = { kind: "policy", document: document.id, rights: OPEN } as const;
  const foreign = await tea.do(body);
  expect(tea.membership.void.get(foreign)).toBe("noRight");
  const own = await founder.do(body);
  expect(founder.membership.void.has(own)).toBe(false);
});

test("D4: nobody takes another's document id", async () => {
  const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
  const nonce = new Uint8Array(16).fill(5);
  const theirs = documentIdOf(suite, founder.log.space, founder.person.id, nonce);
  await tea.do({ kind: "create", nonce, class: "shared", rights: OPEN });
  expect(tea.membership.documents.has(theirs)).toBe(false);
});

test("D5: drafts are seen by whom the table says", async () => {
  const { founder, tea, exa, obs } = await spaceOf(suite, {
    tea: "teacher",
    exa: "expert",
    obs: "observer",
  });
  const name = await create(founder, "page", { ...OPEN, visibility: "draft" });
  const seen = [];
  for (const copy of [founder, tea, exa, obs]) {
    await copy.learnFrom(founder);
    seen.push(mayRead(copy.membership, copy.member(copy.person), name));
  }
  expect(seen).toEqual(["yes", "yes", "no", "no"]);
});

test("D6: the key of a document follows its class", async () => {
  const { founder } = await spaceOf(suite, {});
  const { id } = founder.person;
  const names = ["project", "moderation", `own:${id}:replies`, await create(founder, "page")];
  const scopes = [...names, await create(founder, "staff"), await create(founder, "private")].map(
    (name) => scopeOf(founder.membership, name),
  );
  expect(scopes).toEqual(["project", "project", "project", "project", "staff", `private:${id}`]);
});

test("D7: names of documents that mean nothing are refused", async () => {
  const { founder } = await spaceOf(suite, {});
  const { id } = founder.person;
  const wrong = [
    "",
    "roster:",
    "own:",
    `own:${id}`,
    `own:${id}:x`,
    `page:${id}:x`,
    `PAGE:${id}`,
    `page:${id.toUpperCase()}`,
  ];
  for (const name of wrong) {
    expect(mayWrite(founder.membership, founder.member(founder.person), name)).toBe("no");
  }
  // Known in form, but nobody has created it, or as another class.
  const page = await create(founder, "page");
  for (const name of [`page:${id}`, page.replace("page:", "shared:")]) {
    expect(mayWrite(founder.membership, founder.member(founder.person), name)).toBe("no");
    expect(scopeOf(founder.membership, name)).toBeNull();
  }
});

test("E8: after a removal only what the remover had seen counts, however it is dated", async () => {
  const { founder, tea } = await spaceOf(suite, { tea: ["teacher", IZMIR] });
  const heads = tea.log.heads;
  const claim = { author: tea.person.id, feed, device, heads, document: "moderation" };
  expect(judgeEntry(founder.log, { ...claim, sequence: 9 })).toBe("yes");
  await founder.do(removalOf(tea.person, [{ feed, kept: 5 }]));
  expect(judgeEntry(founder.log, { ...claim, sequence: 4 })).toBe("yes");
  expect(judgeEntry(founder.log, { ...claim, sequence: 5 })).toBe("no");
  const other = schoolNumber(9) as string as LoggedFeedId;
  expect(judgeEntry(founder.log, { ...claim, feed: other, sequence: 0 })).toBe("no");
  expect(judgeEntry(founder.log, { ...claim, heads: founder.log.heads, sequence: 0 })).toBe("no");
});

test("E3: after a demotion, what goes on with old heads counts as of the lower role", async () => {
  const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
  const heads = tea.log.heads;
  const claim = { author: tea.person.id, feed, device, heads, document: "moderation" };
  await founder.do({
    ...(roleOf(tea.person, "observer") as BodyOf<"role">),
    cutOffs: [{ feed, kept: 5 }],
  });
  expect(judgeEntry(founder.log, { ...claim, sequence: 4 })).toBe("yes");
  expect(judgeEntry(founder.log, { ...claim, sequence: 5 })).toBe("no");
  await founder.do(roleOf(tea.person, "teacher"));
  expect(judgeEntry(founder.log, { ...claim, sequence: 5 })).toBe("no");
  expect(judgeEntry(founder.log, { ...claim, heads: founder.log.heads, sequence: 6 })).toBe("yes");
});

test("E8: heads that are not here yet decide nothing", async () => {
  const { founder, tea } = await spaceOf(suite, { tea: "teacher" });
  await tea.do(removalOf(tea.person));
  const claim = { author: tea.person.id, feed, device, sequence: 0, document: "project" };
  expect(judgeEntry(founder.log, { ...claim, heads: tea.log.heads })).toBe("unknown");
});
