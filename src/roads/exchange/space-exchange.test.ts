import * as Y from "yjs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Classrooms, fingerprint } from "../../testing/exchange/classrooms.ts";
import type { School } from "../../testing/exchange/school.ts";
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

test("E3: what one wrote alone reaches the other when they meet, and the other way round", async () => {
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
  expect(lisbon.partner(izmir)).toMatchObject({ here: true, has: { state: "everything" } });
  expect(izmir.partner(lisbon)).toMatchObject({ here: true, has: { state: "everything" } });
});

test("E5: a change is forwarded as soon as it is kept", async () => {
  const lisbon = await rooms.open("lisbon");
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(3000);
  await write(lisbon, PAGE, "Hello");
  await rooms.clock.advance(600);
  expect(await textOf(izmir, PAGE)).toBe("Hello");
  await rooms.clock.advance(3000);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
  expect(Y).toBeDefined();
});
