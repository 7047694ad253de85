import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MemberId } from "../../domain/index.ts";
import { Classrooms } from "../../testing/exchange/classrooms.ts";
import { School } from "../../testing/exchange/school.ts";
import { digestImmediately } from "../../testing/immediate-digest.ts";

const PAGE = "page:aaaaaaaa";
let rooms: Classrooms;

beforeEach(() => {
  digestImmediately();
  rooms = new Classrooms();
  return () => rooms.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function write(school: School, document: string, text: string): Promise<void> {
  return school.edit(document, (doc) => doc.getText("text").insert(0, text));
}

async function twoSchools(): Promise<readonly [School, School]> {
  const lisbon = await rooms.open("lisbon");
  await write(lisbon, "project", "Our weather");
  await write(lisbon, PAGE, "Rain. ");
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(5000);
  return [lisbon, izmir];
}

test("E11: a partner that is connected and has said nothing is unknown", async () => {
  const stranger = await rooms.stranger("izmir");
  const lisbon = await rooms.open("lisbon");
  await write(lisbon, PAGE, "Rain. ");
  await rooms.clock.advance(2000);
  expect(lisbon.exchange.partners.get()).toEqual([]);
  stranger.say({ kind: "hello", member: "izmir0000000" as MemberId, session: "izmir-9" });
  await rooms.clock.advance(2000);
  expect(lisbon.exchange.partners.get()).toMatchObject([
    { member: "izmir0000000", here: true, road: "loopback", has: { state: "unknown" } },
  ]);
  stranger.say({ kind: "claims", listing: "last", claims: [] });
  await rooms.clock.advance(2000);
  expect(lisbon.exchange.partners.get()[0]?.has).toEqual({ state: "behind", documents: 1 });
});

test("E11: changes while the cable is out are counted by document, and everything is said only when it is there", async () => {
  const [lisbon, izmir] = await twoSchools();
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
  rooms.network.drop("izmir");
  await write(lisbon, PAGE, "One. ");
  await write(lisbon, PAGE, "Two. ");
  await write(lisbon, "page:bbbbbbbb", "New. ");
  await rooms.clock.advance(3000);
  expect(lisbon.partner(izmir)).toMatchObject({
    here: false,
    road: null,
    has: { state: "behind", documents: 2 },
  });
  const truth: boolean[] = [];
  lisbon.exchange.partners.subscribe(() => {
    if (lisbon.partner(izmir)?.has.state === "everything") {
      truth.push(izmir.documents.documents.get().includes("page:bbbbbbbb"));
    }
  });
  rooms.network.heal();
  await rooms.clock.advance(5000);
  expect(truth).toContain(true);
  expect(truth).not.toContain(false);
});

test("E11: documents that only the partner holds take nothing away", async () => {
  const [lisbon, izmir] = await twoSchools();
  rooms.network.drop("izmir");
  await write(izmir, "page:bbbbbbbb", "Only in Izmir. ");
  await rooms.clock.advance(3000);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
  expect(izmir.partner(lisbon)?.has).toEqual({ state: "behind", documents: 1 });
});

test("E11: while the partner writes on, it is not said to lack what it has had", async () => {
  const [lisbon, izmir] = await twoSchools();
  const seen = new Set<string | undefined>();
  lisbon.exchange.partners.subscribe(() => seen.add(lisbon.partner(izmir)?.has.state));
  for (let round = 0; round < 10; round += 1) {
    await write(izmir, PAGE, "Sun. ");
    await rooms.clock.advance(700);
  }
  await rooms.clock.advance(3000);
  expect([...seen]).toEqual(["everything"]);
});

test("E11: after a new start nothing is said of partners before the own documents are known", async () => {
  const [lisbon, izmir] = await twoSchools();
  rooms.network.drop("izmir");
  await write(lisbon, PAGE, "More. ");
  await rooms.clock.advance(3000);
  lisbon.crash();
  rooms.network.heal();
  const said: (string | undefined)[] = [];
  await lisbon.start();
  said.push(lisbon.partner(izmir)?.has.state);
  lisbon.exchange.partners.subscribe(() => said.push(lisbon.partner(izmir)?.has.state));
  const { changes } = izmir.storage;
  vi.spyOn(changes, "append").mockRejectedValue(new Error("not now"));
  await rooms.clock.advance(20_000);
  expect(said).not.toContain("everything");
  expect(said).toContain("behind");
});

test("E12: two PCs of one member are one partner, and the better one counts", async () => {
  const lisbon = await rooms.open("lisbon");
  await write(lisbon, PAGE, "Rain. ");
  const atSchool = await rooms.open("izmir");
  await rooms.clock.advance(3000);
  const { clock, random } = rooms;
  const atHome = new School({ name: "izmir", clock, random, join: () => rooms.join("home") });
  rooms.schools.push(atHome);
  atHome.disk.isFull = true;
  await atHome.start("izmir-at-home");
  await rooms.clock.advance(5000);
  expect(lisbon.exchange.partners.get()).toHaveLength(1);
  expect(lisbon.partner(atSchool)?.has).toEqual({ state: "everything" });
  rooms.network.partition(["lisbon", "home"]);
  await rooms.clock.advance(5000);
  expect(lisbon.partner(atSchool)).toMatchObject({
    here: true,
    has: { state: "behind", documents: 1 },
  });
});

test("E12: one who falls silent is no longer here after half a minute, and the last meeting is kept", async () => {
  const stranger = await rooms.stranger("izmir");
  const lisbon = await rooms.open("lisbon");
  await rooms.clock.advance(100);
  stranger.say({ kind: "hello", member: "izmir0000000" as MemberId, session: "izmir-9" });
  await rooms.clock.advance(1000);
  const metAt = rooms.clock.now();
  expect(lisbon.exchange.partners.get()[0]?.here).toBe(true);
  await rooms.clock.advance(60_000);
  const [partner] = lisbon.exchange.partners.get();
  expect(partner?.here).toBe(false);
  expect(Math.abs((partner?.lastMetAt ?? 0) - metAt)).toBeLessThan(10_000);
});

test("E12: a session that is forgotten takes its words with it", async () => {
  const [lisbon, izmir] = await twoSchools();
  izmir.exchange.announce({ page: null, cursor: null });
  await rooms.clock.advance(500);
  expect(lisbon.exchange.present.get()).toHaveLength(1);
  lisbon.exchange.forgetSession(izmir.session);
  expect(lisbon.exchange.present.get()).toEqual([]);
  expect(lisbon.partner(izmir)).toMatchObject({ here: false, has: { state: "unknown" } });
});
