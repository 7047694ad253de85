import { afterEach, expect, test } from "vitest";
import type { FeedId } from "../../journal/index.ts";
import { Schools } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";
import type { Message } from "./message.ts";
import { SpaceExchange } from "./space-exchange.ts";

let schools: Schools;
let lisbon: School;
let izmir: School;
afterEach(() => schools.close());

async function found(...more: readonly string[]): Promise<void> {
  schools = await Schools.found(["lisbon", "izmir", ...more]);
  lisbon = schools.school(0);
  izmir = schools.school(1);
}

const write = (school: School, text: string, document = schools.page): Promise<void> =>
  school.edit(document, (doc) => doc.getText("text").insert(0, text));

const listing = (feeds: readonly (readonly [FeedId, number])[]): Message => ({
  kind: "listing",
  isFirst: true,
  isLast: true,
  have: new Map(feeds),
});

test("E30: a partner that has proven itself and told nothing is unknown", async () => {
  await found("mallory");
  await lisbon.start(schools.space);
  await write(lisbon, "Rain");
  const mallory = await schools.speakAs(schools.school(2));
  const partner = () => lisbon.partner(schools.school(2));
  expect(partner()).toMatchObject({ here: true, road: "loopback", has: { state: "unknown" } });
  mallory.say(listing([]));
  await schools.clock.advance(1000);
  expect(partner()?.has).toEqual({ state: "unknown" });
  mallory.say({ kind: "heads", heads: lisbon.journal.heads.get() });
  await schools.clock.advance(1000);
  expect(partner()?.has).toEqual({ state: "behind", documents: 1 });
  mallory.say({ kind: "have", have: lisbon.journal.have.get() });
  await schools.clock.advance(1000);
  expect(partner()?.has).toEqual({ state: "everything" });
  mallory.say({ kind: "heads", heads: [] });
  await schools.clock.advance(1000);
  expect(partner()?.has).toEqual({ state: "behind", documents: 0 });
});

test("E30: while the cable is out, documents are counted that they lack, and entries that we lack", async () => {
  await found();
  await schools.start();
  await write(lisbon, "Rain");
  await schools.clock.advance(3000);
  expect(lisbon.partner(izmir)).toMatchObject({ has: { state: "everything" }, missingHere: 0 });
  schools.network.drop("izmir");
  const [, second] = schools.pages;
  if (second === undefined) return;
  await write(lisbon, "One ");
  await write(lisbon, "Two ");
  await write(lisbon, "New", second);
  await schools.clock.advance(6000);
  expect(lisbon.partner(izmir)).toMatchObject({
    here: false,
    road: null,
    has: { state: "behind", documents: 2 },
  });
  const truth: boolean[] = [];
  lisbon.exchange.partners.subscribe(() => {
    if (lisbon.partner(izmir)?.has.state === "everything") {
      truth.push(izmir.journal.read(second).getText("text").toJSON() === "New");
    }
  });
  schools.network.heal();
  await schools.clock.advance(5000);
  expect(truth).toContain(true);
  expect(truth).not.toContain(false);
});

test("E30: what only they have is counted in entries, and takes nothing away", async () => {
  await found();
  await schools.start();
  await write(izmir, "Rain");
  await schools.clock.advance(3000);
  lisbon.disk.isFull = true;
  await write(izmir, "Sun ");
  await write(izmir, "Snow ");
  await schools.clock.advance(3000);
  expect(lisbon.partner(izmir)).toMatchObject({ has: { state: "everything" }, missingHere: 2 });
  expect(izmir.partner(lisbon)?.has).toEqual({ state: "behind", documents: 1 });
  lisbon.disk.isFull = false;
  await schools.clock.advance(70_000);
  expect(lisbon.partner(izmir)).toMatchObject({ has: { state: "everything" }, missingHere: 0 });
});

test("E30: while the partner writes on, it is not said to lack what it has had", async () => {
  await found();
  await schools.start();
  await write(izmir, "Rain ");
  await schools.clock.advance(3000);
  const seen = new Set<string | undefined>();
  lisbon.exchange.partners.subscribe(() => seen.add(lisbon.partner(izmir)?.has.state));
  for (let round = 0; round < 10; round += 1) {
    await write(izmir, "Sun. ");
    await schools.clock.advance(700);
  }
  await schools.clock.advance(3000);
  expect([...seen]).toEqual(["everything"]);
});

test("E30: a partner whose log is another has not everything, however alike the pages are", async () => {
  await found();
  await schools.start();
  await write(lisbon, "Rain");
  await schools.clock.advance(3000);
  izmir.disk.isFull = true;
  const rights = { editors: "everyone", listed: [], visibility: "open" } as const;
  const nonce = new Uint8Array(16);
  await lisbon.journal.act({ kind: "create", nonce, class: "page", rights });
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "behind", documents: 0 });
  expect(lisbon.partner(izmir)?.heads).not.toEqual(lisbon.journal.heads.get());
});

test("E30: a program that was killed and started again catches up, and is known to have", async () => {
  await found();
  await schools.start();
  await write(izmir, "Rain ");
  izmir.crash();
  await write(lisbon, "While you slept. ");
  await schools.clock.advance(60_000);
  await izmir.start(schools.space);
  await schools.clock.advance(5000);
  expect(izmir.journal.read(schools.page).getText("text").toJSON()).toContain("While you slept.");
  expect(lisbon.partner(izmir)).toMatchObject({ here: true, has: { state: "everything" } });
});

test("E31: two PCs of one member are one partner, and the better one counts", async () => {
  await found();
  await schools.start();
  await write(lisbon, "Rain");
  const home = schools.add("home", izmir.person);
  home.giveLog(lisbon.journal.operationsAfter([]));
  home.disk.isFull = true;
  await home.start(schools.space);
  await schools.clock.advance(5000);
  expect(lisbon.exchange.partners.get()).toHaveLength(1);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
  schools.network.partition(["lisbon", "home"]);
  await schools.clock.advance(5000);
  expect(lisbon.partner(izmir)).toMatchObject({
    here: true,
    has: { state: "behind", documents: 1 },
  });
});

test("E31: one who falls silent is no longer here after half a minute, and the last meeting is kept", async () => {
  await found("mallory");
  await lisbon.start(schools.space);
  await schools.speakAs(schools.school(2));
  const metAt = schools.clock.now();
  const partner = () => lisbon.partner(schools.school(2));
  expect(partner()?.here).toBe(true);
  await schools.clock.advance(60_000);
  expect(partner()?.here).toBe(false);
  expect(Math.abs((partner()?.lastMetAt ?? 0) - metAt)).toBeLessThan(10_000);
});

test("E31: partners of earlier runs are known, and nothing is said of what they have", async () => {
  await found();
  const copy = await lisbon.openCopy(schools.space);
  const exchange = new SpaceExchange({
    link: schools.gatherAt("lisbon", copy),
    road: "loopback",
    copy,
    clock: schools.clock,
    random: () => 0.5,
    met: new Map([[izmir.member, 1234]]),
  });
  expect(exchange.partners.get()).toEqual([
    {
      member: izmir.member,
      lastMetAt: 1234,
      here: false,
      road: null,
      has: { state: "unknown" },
      missingHere: 0,
      heads: null,
    },
  ]);
  exchange.close();
});
