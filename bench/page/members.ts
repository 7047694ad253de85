import { type Suite, loadSuite } from "../../src/cryptography/index.ts";
import type { DocumentName, FeedId } from "../../src/journal/index.ts";
import {
  MemberLog,
  type OperationBody,
  admissionRulesOf,
  bytesOfId,
  composeJoin,
  entitledMembers,
  headOfOperation,
  invitationOf,
  keysOfSeed,
  makeRotation,
} from "../../src/membership/index.ts";
import {
  type Copy,
  LISBON,
  foundBy,
  recordOf,
  removalOf,
  signed,
  someone,
} from "../../src/testing/member-world.ts";

const TEACHERS = 20;
const PUPILS = 300;
/** What a class writes in a year or so, under as many heads as its log had meanwhile. */
const ENTRIES = 20_000;

/** Times in ms, sizes in bytes. Each `floor` is the cryptography of the same, alone. */
export interface MemberFigures {
  readonly operations: number;
  readonly load: Pair;
  /** From what the own disk has, of which the signatures were checked before. */
  readonly recall: Pair;
  readonly merge: Pair;
  readonly rotate: Pair;
  readonly judge: Pair;
  readonly rotationBytes: number;
  readonly keyBytes: number;
}

interface Pair {
  readonly ours: number[];
  readonly floor: number[];
}
const emptyPair = (): Pair => ({ ours: [], floor: [] });

/** A class of 20 teachers and 300 pupils, all of whom signed for themselves: loaded, grown, and made smaller by one. */
export async function measureMembers(runs: number): Promise<MemberFigures> {
  const suite = await loadSuite();
  const founder = await makeClass(suite);
  school = founder;
  const operations = founder.log.missingFrom([]);
  const [load, recall, merge, rotate, judge] = [
    emptyPair(),
    emptyPair(),
    emptyPair(),
    emptyPair(),
    emptyPair(),
  ];
  let rotationBytes = 0;
  let keyBytes = 0;
  for (let count = 0; count < runs; count += 1) {
    // A suite remembers which keys are sound; a program that starts does not.
    const fresh = await loadSuite();
    load.ours.push(await timeOf(() => loadAll(fresh, founder.log, operations)));
    load.floor.push(await verifyAll(await loadSuite(), founder));
    recall.ours.push(await timeOf(() => recallAll(suite, founder.log, operations)));
    recall.floor.push(await timeOf(() => hashAll(suite, operations)));
    const copy = await founder.copyFor(founder.person);
    const { own, floor } = await mergeOne(suite, copy);
    merge.ours.push(own);
    merge.floor.push(floor);
    const judged = judgeAll(suite, copy);
    judge.ours.push(judged.after);
    judge.floor.push(judged.before);
    const rotated = await removeAndRotate(suite, copy);
    rotate.ours.push(rotated.own);
    rotate.floor.push(rotated.floor);
    rotationBytes = rotated.bytes;
    keyBytes = rotated.keyBytes;
  }
  const figures = { load, recall, merge, rotate, judge };
  return { operations: operations.length, ...figures, rotationBytes, keyBytes };
}

let school: Copy | null = null;

/** Loads the class of `measureMembers` once more, as from partners; whoever asks counts the time of the processor. */
export async function loadMembers(): Promise<void> {
  if (school === null) throw new Error("there is no class yet");
  await loadAll(await loadSuite(), school.log, school.log.missingFrom([]));
}

async function makeClass(suite: Suite): Promise<Copy> {
  const founder = await foundBy(suite, await someone(suite), "class");
  for (let count = 1; count < TEACHERS; count += 1) {
    const teacher = await someone(suite);
    await founder.do({ kind: "add", members: [recordOf(teacher, "teacher", LISBON)] });
  }
  const keys = await keysOfSeed(suite, new Uint8Array(16).fill(4));
  await founder.do({
    kind: "invite",
    key: keys.signing.publicKey,
    way: "file",
    role: "pupil",
    school: LISBON,
    mentor: null,
    maxUses: PUPILS,
    expiresAt: 0,
  });
  const invitation = invitationOf(founder.membership, keys);
  if (invitation === null) throw new Error("the invitation stands");
  for (let count = 0; count < PUPILS; count += 1) {
    const pupil = await someone(suite);
    const own = recordOf(pupil, "pupil", LISBON);
    const unsigned = await composeJoin(suite, founder.log, invitation, keys, own, 0);
    await founder.take(await signed(suite, founder.log.space, pupil, unsigned));
  }
  return founder;
}

async function loadAll(
  suite: Suite,
  { space }: MemberLog,
  operations: readonly Uint8Array[],
): Promise<void> {
  const log = new MemberLog(suite, space);
  for (const bytes of operations) await log.receive(bytes);
  checkSize(log);
}

async function recallAll(
  suite: Suite,
  { space }: MemberLog,
  operations: readonly Uint8Array[],
): Promise<void> {
  const log = new MemberLog(suite, space);
  await log.recall(operations);
  checkSize(log);
}

function checkSize(log: MemberLog): void {
  if (log.membership?.members.size !== TEACHERS + PUPILS) throw new Error("someone is missing");
}

/** Checks as many signatures by as many keys, and nothing else. */
async function verifyAll(suite: Suite, { membership, person }: Copy): Promise<number> {
  const message = new Uint8Array(300);
  const signature = await suite.sign(person.signing, message);
  return await timeOf(async () => {
    for (const { signingKey, invitation } of membership.members.values()) {
      await suite.verify(signingKey, message, signature);
      // A join carries the proof of its invitation too.
      if (invitation !== null) await suite.verify(person.signing.publicKey, message, signature);
    }
  });
}

function hashAll(suite: Suite, operations: readonly Uint8Array[]): void {
  for (const bytes of operations) suite.sha256(bytes);
}

const PAGE_MADE: OperationBody = {
  kind: "create",
  nonce: new Uint8Array(16),
  class: "page",
  rights: { editors: "everyone", listed: [], visibility: "open" },
};

/** One operation of a partner, until the members are known again. */
async function mergeOne(suite: Suite, copy: Copy): Promise<{ own: number; floor: number }> {
  const bytes = await copy.write(PAGE_MADE);
  const own = await timeOf(async () => {
    await copy.take(bytes);
    checkSize(copy.log);
  });
  const signature = await suite.sign(copy.person.signing, bytes);
  const floor = await timeOf(async () => {
    await suite.verify(copy.person.signing.publicKey, bytes, signature);
  });
  return { own, floor };
}

/** Every entry again after the log has grown, and as often when nothing has changed. */
function judgeAll(suite: Suite, copy: Copy): { after: number; before: number } {
  const rules = admissionRulesOf(suite, copy.log, () => []);
  const heads = copy.log
    .history()
    .slice(-200)
    .map(({ id }) => headOfOperation(id));
  const members = [...copy.membership.members.keys()].map((id) => {
    const bytes = bytesOfId(id);
    if (bytes === null) throw new Error("a member has an id");
    return { id, bytes };
  });
  const device = new Uint8Array(16);
  const claims = Array.from({ length: ENTRIES }, (_, sequence) => {
    const [member, memberHead] = [
      members[sequence % members.length],
      heads[sequence % heads.length],
    ];
    if (member === undefined || memberHead === undefined) throw new Error("members and heads");
    const feed = `${1_000_000 + (sequence % members.length)}`.padStart(32, "0") as FeedId;
    const document = `own:${member.id}:contributions` as DocumentName;
    return { member: member.bytes, device, feed, sequence, memberHead, document };
  });
  const all = (): number => {
    const begun = performance.now();
    for (const claim of claims) rules.verdictOn(claim);
    return performance.now() - begun;
  };
  return { after: all(), before: all() };
}

async function removeAndRotate(
  suite: Suite,
  copy: Copy,
): Promise<{ own: number; floor: number; bytes: number; keyBytes: number }> {
  const pupil = [...copy.membership.members.values()].find(({ role }) => role === "pupil");
  if (pupil === undefined) throw new Error("a pupil");
  let bytes = 0;
  const own = await timeOf(async () => {
    await copy.do({ ...removalOf(copy.person), member: pupil.id } as OperationBody);
    const recipients = entitledMembers(copy.membership, "project");
    const { body } = await makeRotation(suite, copy.log.space, "project", recipients);
    const rotation = await copy.write(body);
    bytes = rotation.length;
    await copy.take(rotation);
    if (copy.membership.epochs.at(-1)?.isClean !== true) throw new Error("the key is not clean");
  });
  const ephemeral = await suite.makeAgreementKeys();
  const recipients = entitledMembers(copy.membership, "project");
  const floor = await timeOf(async () => {
    for (const { agreementKey } of recipients) await suite.agree(ephemeral, agreementKey);
  });
  return { own, floor, bytes, keyBytes: 32 * recipients.length };
}

async function timeOf(work: () => Promise<void> | void): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
