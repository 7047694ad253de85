import * as Y from "yjs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Classrooms, fingerprint } from "../../testing/exchange/classrooms.ts";
import { delegateTo } from "../../testing/exchange/planted-faults.ts";
import { Liar } from "../../testing/exchange/liar.ts";
import type { School } from "../../testing/exchange/school.ts";
import { digestImmediately } from "../../testing/immediate-digest.ts";
import type { Message } from "./message.ts";
import type { SpaceCopy } from "./space-copy.ts";

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
  return school.edit(document, (doc) => {
    const shared = doc.getText("text");
    shared.insert(shared.length, text);
  });
}

const textOf = (school: School, document: string): Promise<string> =>
  school.read(document, (doc) => doc.getText("text").toJSON());

async function expectEqual(...schools: School[]): Promise<void> {
  const names = new Set(schools.flatMap((school) => school.documents.documents.get()));
  for (const name of names) {
    const prints = await Promise.all(schools.map((school) => school.read(name, fingerprint)));
    expect(new Set(prints).size, `versions of ${name}`).toBe(1);
  }
}

function saidSince(at: number, kind: Message["kind"]): readonly Message[] {
  return rooms.said
    .slice(at)
    .map(({ message }) => message)
    .filter((message) => message.kind === kind);
}

/** Two schools that have met and have the same. */
async function twoSchools(): Promise<readonly [School, School]> {
  const lisbon = await rooms.open("lisbon");
  await write(lisbon, "project", "Our weather");
  await write(lisbon, PAGE, "Rain. ");
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(5000);
  return [lisbon, izmir];
}

test("E3: what each wrote alone reaches the other when they meet", async () => {
  const lisbon = await rooms.open("lisbon");
  await write(lisbon, "project", "Our weather");
  await write(lisbon, PAGE, "Rain in Lisbon. ");
  await rooms.clock.advance(2000);
  const izmir = await rooms.open("izmir");
  await write(izmir, PAGE, "Sun in Izmir. ");
  await rooms.clock.advance(5000);
  await expectEqual(lisbon, izmir);
  expect(await textOf(izmir, "project")).toBe("Our weather");
  expect(await textOf(lisbon, PAGE)).toContain("Sun in Izmir. ");
});

test("E3: equal copies that meet again exchange nothing but overviews", async () => {
  const [lisbon, izmir] = await twoSchools();
  rooms.network.drop("lisbon");
  await rooms.clock.advance(5000);
  const before = rooms.said.length;
  rooms.network.heal();
  await rooms.clock.advance(200_000);
  const kinds = new Set(rooms.said.slice(before).map(({ message }) => message.kind));
  expect([...kinds].sort()).toEqual(["hello", "overview"]);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
});

test("E3: deletions alone make a difference", async () => {
  const [lisbon, izmir] = await twoSchools();
  rooms.network.partition(["lisbon"], ["izmir"]);
  await lisbon.edit(PAGE, (doc) => doc.getText("text").delete(0, 3));
  await rooms.clock.advance(3000);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "behind", documents: 1 });
  rooms.network.heal();
  await rooms.clock.advance(5000);
  await expectEqual(lisbon, izmir);
  expect(await textOf(izmir, PAGE)).toBe("n. ");
});

test("E4: one who is merely behind is not asked for anything", async () => {
  const [lisbon, izmir] = await twoSchools();
  rooms.network.partition(["lisbon"], ["izmir"]);
  await write(lisbon, PAGE, "More. ");
  await rooms.clock.advance(3000);
  const before = rooms.said.length;
  rooms.network.heal();
  await rooms.clock.advance(5000);
  const asking = rooms.said.slice(before).filter(({ message }) => message.kind === "request");
  expect(asking.map(({ by }) => by)).toEqual(["izmir"]);
  await expectEqual(lisbon, izmir);
});

test("E4: project and roster are asked for first, then the open page", async () => {
  const lisbon = await rooms.open("lisbon");
  for (const name of [
    "page:aaaaaaaa",
    "page:bbbbbbbb",
    "page:cccccccc",
    "own:lisbon00",
    "roster",
    "project",
  ]) {
    await write(lisbon, name, name);
  }
  await rooms.clock.advance(2000);
  const izmir = await rooms.open("izmir");
  izmir.exchange.announce({ page: "cccccccc" as never, cursor: null });
  await rooms.clock.advance(5000);
  const asked = saidSince(0, "request").map((message) =>
    message.kind === "request" ? message.document : "",
  );
  expect(new Set(asked.slice(0, 2))).toEqual(new Set(["project", "roster"]));
  expect(asked[2]).toBe("page:cccccccc");
  await expectEqual(lisbon, izmir);
});

test("E4: of several who have a document, one is asked", async () => {
  const [lisbon, izmir] = await twoSchools();
  const before = rooms.said.length;
  const krakow = await rooms.open("krakow");
  await rooms.clock.advance(5000);
  expect(saidSince(before, "request")).toHaveLength(2);
  await expectEqual(lisbon, izmir, krakow);
});

test("E4: both write on while they catch up, on slow PCs, and nothing is unavailable", async () => {
  const patiently = (copy: SpaceCopy): SpaceCopy => ({
    ...delegateTo(copy),
    summary: async (document) => {
      const summary = await copy.summary(document);
      await new Promise<void>((resolve) => rooms.clock.after(30, resolve));
      return summary;
    },
  });
  const lisbon = await rooms.open("lisbon", { copy: patiently });
  const izmir = await rooms.open("izmir", { copy: patiently });
  rooms.network.partition(["lisbon"], ["izmir"]);
  await write(lisbon, "roster", "Ana");
  await write(izmir, "roster", "Deniz");
  await rooms.clock.advance(3000);
  rooms.network.heal();
  for (let round = 0; round < 20; round += 1) {
    await write(lisbon, "roster", ".");
    await write(izmir, "roster", ".");
    await rooms.clock.advance(100);
  }
  await rooms.clock.advance(5000);
  await expectEqual(lisbon, izmir);
  expect(rooms.said.some(({ message }) => message.kind === "unavailable")).toBe(false);
});

test("E5: a change is forwarded as soon as it is kept, and no further", async () => {
  const [lisbon, izmir] = await twoSchools();
  const krakow = await rooms.open("krakow");
  await rooms.clock.advance(5000);
  const before = rooms.said.length;
  await write(lisbon, PAGE, "Hello");
  await rooms.clock.advance(600);
  expect(await textOf(izmir, PAGE)).toBe("Rain. Hello");
  expect(await textOf(krakow, PAGE)).toBe("Rain. Hello");
  await rooms.clock.advance(20_000);
  const updates = rooms.said.slice(before).filter(({ message }) => message.kind === "update");
  expect(updates.map(({ by }) => by)).toEqual(["lisbon", "lisbon"]);
});

test("E5: what came from one is offered to another whom the first cannot reach", async () => {
  const [lisbon, izmir] = await twoSchools();
  const krakow = await rooms.open("krakow");
  await rooms.clock.advance(5000);
  rooms.network.partition(["lisbon", "izmir"], ["izmir", "krakow"]);
  await write(lisbon, PAGE, "Over the hills");
  await rooms.clock.advance(5000);
  expect(await textOf(krakow, PAGE)).toContain("Over the hills");
  expect(izmir.partner(krakow)?.has).toEqual({ state: "everything" });
});

test("E6: what could not be kept is neither shown nor claimed, and comes later", async () => {
  const [lisbon, izmir] = await twoSchools();
  izmir.disk.isFull = true;
  await write(lisbon, PAGE, "Hello");
  await rooms.clock.advance(20_000);
  expect(await textOf(izmir, PAGE)).toBe("Rain. ");
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "behind", documents: 1 });
  izmir.disk.isFull = false;
  await rooms.clock.advance(70_000);
  await expectEqual(lisbon, izmir);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
});

test("E7: a document of ten megabytes arrives, and control finds gaps", async () => {
  const lisbon = await rooms.open("lisbon");
  await write(lisbon, PAGE, "sunshine".repeat(1_310_720));
  await write(lisbon, "project", "Small");
  await rooms.clock.advance(3000);
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(20_000);
  await expectEqual(lisbon, izmir);
  expect((await textOf(izmir, PAGE)).length).toBe(10_485_760);
  expect(Math.max(...rooms.said.map(({ bytes }) => bytes))).toBeLessThan(70_000);
});

test("E7: a change too large to be sent unasked is asked for", async () => {
  const [lisbon, izmir] = await twoSchools();
  await write(lisbon, PAGE, "x".repeat(2_000_000));
  await rooms.clock.advance(10_000);
  await expectEqual(lisbon, izmir);
  expect((await textOf(izmir, PAGE)).length).toBe(2_000_006);
});

test("E8: a change that nobody told of is found with the next comparison", async () => {
  const [lisbon, izmir] = await twoSchools();
  const { doc, close } = await lisbon.documents.open(PAGE);
  const silent = new Y.Doc();
  silent.getText("text").insert(0, "Found. ");
  // As from the disk: neither a change of this PC nor one that a partner sent.
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(silent), Object.freeze({ origin: "stored" }));
  close();
  await rooms.clock.advance(130_000);
  expect(await textOf(izmir, PAGE)).toContain("Found. ");
});

test("E9: one who claims and does not answer holds up nobody else", async () => {
  const liar = await rooms.stranger("liar");
  const lisbon = await rooms.open("lisbon");
  await write(lisbon, "project", "True");
  await rooms.clock.advance(2000);
  const izmir = await rooms.open("izmir");
  rooms.network.partition(["izmir", "liar"]);
  await rooms.clock.advance(100);
  liar.say(
    { kind: "hello", ...Liar.self },
    {
      kind: "claims",
      listing: "last",
      claims: [{ document: "project", hash: "ab".repeat(32), version: 1 }],
    },
  );
  await rooms.clock.advance(1000);
  expect(liar.heard.some(({ kind }) => kind === "request")).toBe(true);
  rooms.network.heal();
  await rooms.clock.advance(20_000);
  expect(await textOf(izmir, "project")).toBe("True");
});

test("E10: a program that was killed and started again catches up", async () => {
  const [lisbon, izmir] = await twoSchools();
  izmir.crash();
  await write(lisbon, PAGE, "While you slept. ");
  await rooms.clock.advance(60_000);
  await izmir.start();
  await rooms.clock.advance(5000);
  await expectEqual(lisbon, izmir);
  expect(lisbon.partner(izmir)).toMatchObject({ here: true, has: { state: "everything" } });
});
