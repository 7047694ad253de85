import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { MemoryStorage } from "../../storage/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newParts } from "./fixtures/desk.ts";
import { versionsThatStay } from "./versions.ts";

const suite = await loadSuite();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function found() {
  const clock = new VirtualClock();
  const parts = await newParts(suite, clock);
  const desk = await Desk.found(parts);
  return { clock, desk, disk: parts.disk, page: await desk.newPage() };
}

async function textOf(desk: Desk, page: DocumentName, id: string): Promise<string> {
  const update = await desk.journal.readVersion(page, id);
  const doc = new Y.Doc();
  if (update !== null) Y.applyUpdate(doc, update);
  return doc.getText("text").toJSON();
}

test("a page as it was before a pause of ten minutes is a version, with who wrote since the last", async () => {
  const { clock, desk, disk, page } = await found();
  const partner = await desk.letIn(await newParts(suite, clock));
  await desk.type(page, "one ");
  await clock.advance(9 * 60_000);
  await desk.type(page, "two ");
  expect(await desk.journal.versions(page)).toEqual([]);
  await clock.advance(11 * 60_000);
  await desk.type(page, "three ");
  await clock.advance(11 * 60_000);
  await partner.type(page, "four ");
  await desk.meet(partner);
  const versions = await desk.journal.versions(page);
  expect(await Promise.all(versions.map(({ id }) => textOf(desk, page, id)))).toEqual([
    "one two three ",
    "one two ",
  ]);
  expect(versions.map(({ authors }) => authors)).toEqual([
    [desk.journal.me.member],
    [desk.journal.me.member],
  ]);
  await clock.advance(11 * 60_000);
  const again = await desk.restarted(new MemoryStorage(disk));
  await again.type(page, "five");
  const [newest] = await again.journal.versions(page);
  expect(newest?.authors).toEqual([partner.journal.me.member]);
  expect(newest?.writtenAt).toBeGreaterThan(versions[0]?.writtenAt ?? 0);
  expect(await again.journal.versions(page)).toHaveLength(3);
});

test("a rest of two minutes with much written is one too, and other documents have none", async () => {
  const { clock, desk, page } = await found();
  const project = "project" as DocumentName;
  for (let count = 0; count < 9; count += 1) {
    await desk.type(page, `${count} `);
    await desk.type(project, `${count} `);
  }
  await clock.advance(121_000);
  await desk.journal.keep([]);
  const [version] = await desk.journal.versions(page);
  expect(await textOf(desk, page, version?.id ?? "")).toBe("0 1 2 3 4 5 6 7 8 ");
  expect(await desk.journal.versions(project)).toEqual([]);
  expect(await desk.journal.readVersion(page, "unknown")).toBeNull();
});

describe("of versions stay", () => {
  const NOW = Date.UTC(2026, 5, 30, 18);
  const kept = (...ages: number[]) => ages.map((age) => ({ keptAt: NOW - age }));

  test("all of two days", () => {
    const versions = kept(0, 1, HOUR_MS, 2 * HOUR_MS, 47 * HOUR_MS);
    expect(versionsThatStay(versions, NOW)).toEqual(versions);
  });

  test("the newest of each day for a month, and the newest of each week afterwards", () => {
    const hourly = kept(...Array.from({ length: 24 * 100 }, (_, hour) => hour * HOUR_MS));
    const staying = versionsThatStay(hourly, NOW);
    const ofAge = (from: number, to: number) =>
      staying.filter(({ keptAt }) => NOW - keptAt >= from && NOW - keptAt < to).length;
    expect(ofAge(0, 2 * DAY_MS)).toBe(48);
    expect(ofAge(2 * DAY_MS, 30 * DAY_MS)).toBe(29);
    expect(ofAge(30 * DAY_MS, 100 * DAY_MS)).toBe(11);
    expect(versionsThatStay(staying, NOW)).toEqual(staying);
  });

  test("never more than a few hundred, whatever the clock does", () => {
    const frozen = kept(...Array.from({ length: 1000 }, () => 0));
    expect(versionsThatStay(frozen, NOW)).toHaveLength(400);
    const ahead = [{ keptAt: NOW + DAY_MS }, { keptAt: NOW }];
    expect(versionsThatStay(ahead, NOW)).toEqual(ahead);
  });
});
