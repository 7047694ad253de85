import { expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { documentIdOf } from "../../membership/index.ts";
import { MemoryDisk, MemoryStorage } from "../../storage/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newPerson } from "./fixtures/desk.ts";

const suite = await loadSuite();
const clock = new VirtualClock();

async function newDesk(): Promise<Desk> {
  const person = await newPerson(suite);
  return await Desk.found({ suite, person, storage: new MemoryStorage(), clock });
}

async function newParts(disk = new MemoryDisk()) {
  return { suite, person: await newPerson(suite), storage: new MemoryStorage(disk), clock };
}

async function newPage(desk: Desk): Promise<DocumentName> {
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  await desk.do({
    kind: "create",
    nonce,
    class: "page",
    rights: { editors: "everyone", listed: [], visibility: "open" },
  });
  return `page:${documentIdOf(suite, desk.space, desk.parts.person.id, nonce)}` as DocumentName;
}

test("what was typed is there after a restart", async () => {
  const disk = new MemoryDisk();
  const person = await newPerson(suite);
  const desk = await Desk.found({ suite, person, storage: new MemoryStorage(disk), clock });
  const page = await newPage(desk);
  await desk.type(page, "Olá");
  await desk.type(page, " mundo");
  const again = await Desk.open(
    { suite, person, storage: new MemoryStorage(disk), clock },
    desk.space,
  );
  expect(await again.text(page)).toBe("Olá mundo");
  expect(again.journal.have.get()).toEqual(desk.journal.have.get());
  await again.type(page, "!");
  expect(await again.text(page)).toBe("Olá mundo!");
});

test("two people write the same page, and one of them comes later", async () => {
  const lisbon = await newDesk();
  const page = await newPage(lisbon);
  await lisbon.type(page, "first ");
  const izmir = await lisbon.letIn(await newParts());
  expect(await izmir.text(page)).toBe("first ");
  await izmir.type(page, "second ");
  await lisbon.type(page, "third");
  await lisbon.meet(izmir);
  expect(await izmir.text(page)).toBe(await lisbon.text(page));
  expect(await izmir.text(page)).toContain("second");
  expect(await izmir.storedText(page)).toBe(await lisbon.storedText(page));
});
