import { afterEach, expect, test } from "vitest";
import { randomBytes } from "../../base/index.ts";
import { delegateTo } from "../../testing/exchange/planted-faults.ts";
import { Schools, realPerson } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";
import type { JournalCopy } from "../index.ts";
import { LISBON } from "../../testing/member-world.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";

let schools: Schools;
let lisbon: School;
let izmir: School;
afterEach(() => schools.close());

async function found(...more: readonly string[]): Promise<void> {
  schools = await Schools.found(["lisbon", "izmir", ...more]);
  lisbon = schools.school(0);
  izmir = schools.school(1);
}

function createPage(by: School): Promise<void> {
  const rights = { editors: "everyone", listed: [], visibility: "open" } as const;
  return by.journal.act({ kind: "create", nonce: randomBytes(16), class: "page", rights });
}

const headsOf = (school: School): readonly string[] => school.journal.heads.get();

test("E10: what one school decides is known to the others within a second", async () => {
  await found("krakow");
  await schools.start();
  await createPage(izmir);
  await schools.clock.advance(1000);
  expect(headsOf(lisbon)).toEqual(headsOf(izmir));
  expect(headsOf(schools.school(2))).toEqual(headsOf(izmir));
  expect(lisbon.partner(izmir)).toMatchObject({
    heads: headsOf(lisbon),
    has: { state: "everything" },
  });
});

test("E10: what two decided apart is known to both when they meet", async () => {
  await found();
  await schools.start();
  schools.network.partition(["lisbon"], ["izmir"]);
  await createPage(lisbon);
  await createPage(izmir);
  await schools.clock.advance(3000);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "behind", documents: 0 });
  schools.network.heal();
  await schools.clock.advance(3000);
  expect(headsOf(lisbon)).toHaveLength(2);
  expect(headsOf(izmir)).toEqual(headsOf(lisbon));
});

test("E10: equal logs that meet again exchange no operations", async () => {
  await found();
  await schools.start();
  schools.network.drop("lisbon");
  const before = schools.said.length;
  schools.network.heal();
  await schools.clock.advance(200_000);
  expect(schools.said.slice(before).some(({ message }) => message.kind === "operations")).toBe(
    false,
  );
});

/** An operation of many thousand bytes. */
function addMany(by: School, count: number): Promise<void> {
  const members = Array.from({ length: count }, () => ({
    signingKey: randomBytes(32),
    agreementKey: randomBytes(32),
    role: "teacher" as const,
    school: LISBON,
    mentor: null,
  }));
  members.sort((one, other) => Buffer.compare(one.signingKey, other.signingKey));
  return by.journal.act({ kind: "add", members });
}

const operationsSaidBy = (by: School): readonly (readonly Uint8Array[])[] =>
  schools
    .saidBy(by.name)
    .flatMap((message) => (message.kind === "operations" ? [message.operations] : []));

test("E11: a long log comes in batches, each asked for by the heads before it, and nothing comes twice", async () => {
  await found();
  await lisbon.start(schools.space);
  for (let wave = 0; wave < 6; wave += 1) await addMany(lisbon, 400);
  await izmir.start(schools.space);
  await schools.clock.advance(5000);
  expect(headsOf(izmir)).toEqual(headsOf(lisbon));
  const batches = operationsSaidBy(lisbon);
  expect(batches.length).toBeGreaterThan(1);
  expect(batches.flat()).toHaveLength(6);
  for (const batch of batches) {
    const bytes = batch.reduce((sum, operation) => sum + operation.length, 0);
    expect(bytes).toBeLessThanOrEqual(LIMITS.operationsBytes);
  }
});

test("E11: one who is merely behind sends nothing of what the other has long had", async () => {
  await found();
  await lisbon.start(schools.space);
  await createPage(lisbon);
  await izmir.start(schools.space);
  await schools.clock.advance(70_000);
  expect(headsOf(izmir)).toEqual(headsOf(lisbon));
  expect(operationsSaidBy(izmir)).toEqual([]);
});

test("E11: of two who know nothing of each other's heads, one sends all and the other what is new", async () => {
  await found();
  await schools.start();
  schools.network.partition(["lisbon"], ["izmir"]);
  await createPage(lisbon);
  await createPage(izmir);
  const before = schools.said.length;
  schools.network.heal();
  await schools.clock.advance(5000);
  expect(headsOf(izmir)).toEqual(headsOf(lisbon));
  const counts = schools.said
    .slice(before)
    .flatMap(({ message }) => (message.kind === "operations" ? [message.operations.length] : []));
  expect(counts).toHaveLength(2);
  expect(Math.min(...counts)).toBe(1);
});

test("E11: what could not be kept comes again with the next comparison", async () => {
  await found();
  await schools.start();
  izmir.disk.isFull = true;
  await createPage(lisbon);
  await schools.clock.advance(3000);
  expect(izmir.failures).toHaveLength(1);
  expect(headsOf(izmir)).not.toEqual(headsOf(lisbon));
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "behind", documents: 0 });
  izmir.disk.isFull = false;
  await schools.clock.advance(70_000);
  expect(headsOf(izmir)).toEqual(headsOf(lisbon));
});

test("E11: operations that are not what they say end the one who brought them", async () => {
  await found("mallory");
  await schools.start(lisbon);
  const mallory = await schools.speakAs(schools.school(2));
  const [founding] = lisbon.journal.operationsAfter([]);
  const forged = Uint8Array.from(founding ?? []);
  forged[40] = (forged[40] ?? 0) ^ 1;
  mallory.say({ kind: "operations", operations: [forged] });
  await schools.clock.advance(1000);
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "refused" }]);
});

test("E12: of a flood of operations a few wait, and nobody else waits for them", async () => {
  await found("mallory");
  let taken = 0;
  const slow = (copy: JournalCopy): JournalCopy => ({
    ...delegateTo(copy),
    receiveOperations: () => {
      taken += 1;
      return new Promise((resolve) => schools.clock.after(1000, () => resolve("taken")));
    },
  });
  const patient = schools.add("patient", izmir.person, { faults: { copy: slow } });
  patient.giveLog(izmir.disk.operations);
  await schools.start(lisbon, patient);
  const mallory = await schools.speakAs(schools.school(2));
  const operations = lisbon.journal.operationsAfter([]);
  for (let wave = 0; wave < 100; wave += 1) mallory.say({ kind: "operations", operations });
  await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, "Rain"));
  await schools.clock.advance(30_000);
  expect(taken).toBeLessThanOrEqual(2 * LIMITS.waitingOperations);
  expect(lisbon.partner(patient)?.has).toEqual({ state: "everything" });
});

test("E12: one whom the log does not know may bring only so much", async () => {
  await found();
  await lisbon.start(schools.space);
  const impostor = schools.add("impostor", await realPerson(60));
  impostor.giveLog(lisbon.journal.operationsAfter([]));
  const stranger = await schools.introduceAt(
    lisbon.journal,
    await impostor.openCopy(schools.space),
  );
  const operations = lisbon.journal.operationsAfter([]);
  const most = LIMITS.strangersBytes / operations.reduce((sum, one) => sum + one.length, 0);
  // Known ones, so that nothing of it is refused.
  const wave = Array.from({ length: 40 }, () => operations).flat();
  for (let sent = 0; sent <= most; sent += 40) {
    stranger.say({ kind: "operations", operations: wave });
    await schools.clock.advance(100);
  }
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "tooMuch" }]);
});

test("E13: at an invitation the log goes both ways, and nothing else does", async () => {
  await found();
  await schools.start();
  await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, "Rain"));
  const keys = await schools.invite(lisbon);
  const stranger = await schools.knock(keys);
  stranger.say({ kind: "greeting", challenge: new Uint8Array(32) });
  await schools.clock.advance(100);
  stranger.say({ kind: "heads", heads: [] }, { kind: "recall" });
  stranger.say({ kind: "ask", ask: 1, first: null, without: [] });
  lisbon.exchange.announce({ page: null, cursor: null });
  await schools.clock.advance(70_000);
  expect([...stranger.kindsHeard()].sort()).toEqual(["greeting", "heads", "operations"]);
  const [operations] = stranger.allHeard("operations");
  expect(operations?.operations).toEqual(lisbon.journal.operationsAfter([]));
  expect(lisbon.exchange.present.get()).toEqual([]);
});
