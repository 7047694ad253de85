import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import type { Suite } from "../../cryptography/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { MemoryDisk, MemoryStorage } from "../../storage/index.ts";
import { rememberingSuite } from "../../testing/member-world.ts";
import { Random } from "../../testing/random.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newPerson } from "./fixtures/desk.ts";

const suite: Suite = await rememberingSuite();

interface School {
  desk: Desk;
  readonly disk: MemoryDisk;
}

/** Three schools that write, meet, are killed and lose what can be made again. */
class World {
  readonly random: Random;
  readonly clock = new VirtualClock();
  readonly schools: School[] = [];
  pages: DocumentName[] = [];
  readonly mayRemove: boolean;
  #removed = false;

  constructor(seed: number, mayRemove: boolean) {
    this.random = new Random(seed);
    this.mayRemove = mayRemove;
  }

  async begin(): Promise<void> {
    const founder = await this.#parts();
    const lisbon = await Desk.found(founder.parts);
    this.schools.push({ desk: lisbon, disk: founder.disk });
    this.pages = [await lisbon.newPage(), await lisbon.newPage()];
    for (let count = 0; count < 2; count += 1) {
      const { parts, disk } = await this.#parts();
      this.schools.push({ desk: await lisbon.letIn(parts), disk });
    }
    await this.meetAll();
  }

  async step(): Promise<void> {
    const { random } = this;
    const school = random.pick(this.schools);
    const kind = random.weighted({
      type: 10,
      send: 8,
      compact: 1,
      kill: 1,
      forget: 0.5,
      role: 0.4,
    });
    switch (kind) {
      case "type":
        await this.#type(school.desk);
        return;
      case "send":
        await this.#send(school.desk, random.pick(this.schools).desk);
        return;
      case "compact":
        // A session that a removal cuts off inside of a compaction is shown by those who have its entries, and by nobody else (J17).
        if (!this.mayRemove || school !== this.schools[1]) await school.desk.journal.compact();
        return;
      case "kill":
        await this.#restart(school);
        return;
      case "forget":
        for (const space of school.disk.spaces.values()) space.parts.delete("state");
        await this.#restart(school);
        return;
      case "role":
        await this.#changePeople();
    }
  }

  async meetAll(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      for (const one of this.schools) {
        for (const other of this.schools) if (one !== other) await one.desk.meet(other.desk);
      }
    }
  }

  async #parts() {
    const disk = new MemoryDisk();
    const storage = new MemoryStorage(disk);
    const person = await newPerson(suite);
    return { disk, parts: { suite, person, storage, clock: this.clock } };
  }

  async #restart(school: School): Promise<void> {
    school.desk = await school.desk.restarted(new MemoryStorage(school.disk));
  }

  async #type(desk: Desk): Promise<void> {
    const { random } = this;
    const page = random.pick(this.pages);
    const doc = await desk.doc(page);
    const text = doc.getText("text");
    const map = doc.getMap("map");
    if (text.length > 0 && random.chance(0.3)) {
      const from = random.whole(0, text.length - 1);
      text.delete(from, Math.min(random.whole(1, 5), text.length - from));
    } else if (random.chance(0.2)) {
      map.set(random.pick(["a", "b"]), random.whole(0, 99));
    } else {
      text.insert(random.whole(0, text.length), random.pick(["one ", "zwei ", "três ", "dört "]));
    }
    if (random.chance(0.8)) await desk.keep();
  }

  /** Some of what the other lacks, in any order. */
  async #send(from: Desk, to: Desk): Promise<void> {
    if (from === to) return;
    const { random } = this;
    const operations = from.journal.operationsAfter(to.journal.heads.get());
    if (random.chance(0.7)) await to.journal.receiveOperations(operations);
    const first = random.chance(0.5) ? random.pick(this.pages) : null;
    const most = random.pick([500, 3000, 100_000]);
    const { frames } = await from.journal.framesFor(to.journal.have.get(), most, first);
    const some = frames.filter(() => random.chance(0.8));
    if (random.chance(0.5)) some.reverse();
    const taken = await to.journal.receiveFrames(some, from.parts.person.id);
    expect(taken).not.toBe("refused");
  }

  async #changePeople(): Promise<void> {
    const [lisbon, izmir] = this.schools;
    if (!this.mayRemove || lisbon === undefined || izmir === undefined || this.#removed) return;
    const member = izmir.desk.parts.person.id;
    const cutOffs = lisbon.desk.journal.cutOffsOf(member, null);
    const role = lisbon.desk.journal.membership.get()?.members.get(member)?.role;
    const kind = this.random.weighted({ remove: 1, role: 3 });
    if (kind === "remove") {
      this.#removed = true;
      await lisbon.desk.do({ kind: "remove", member, cutOffs });
    } else if (role === "teacher") {
      await lisbon.desk.do({ kind: "role", member, role: "observer", mentor: null, cutOffs });
    } else {
      await lisbon.desk.do({ kind: "role", member, role: "teacher", mentor: null, cutOffs: [] });
    }
  }
}

function said(doc: Y.Doc): string {
  const map = Object.entries(doc.getMap("map").toJSON()).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([doc.getText("text").toJSON(), map]);
}

async function stored(desk: Desk, page: DocumentName): Promise<string> {
  const { snapshot, updates } = await desk.journal.load(page);
  const doc = new Y.Doc();
  for (const update of snapshot === null ? updates : [snapshot, ...updates]) {
    Y.applyUpdate(doc, update);
  }
  expect(doc.store.pendingStructs).toBeNull();
  return said(doc);
}

async function run(seed: number, mayRemove: boolean): Promise<void> {
  const world = new World(seed, mayRemove);
  await world.begin();
  for (let step = 0; step < 60; step += 1) await world.step();
  for (const { desk } of world.schools) await desk.keep();
  await world.meetAll();
  const [lisbon] = world.schools;
  if (lisbon === undefined) return;
  for (const { desk } of world.schools) {
    expect(desk.journal.have.get()).toEqual(lisbon.desk.journal.have.get());
    for (const page of world.pages) {
      expect(await stored(desk, page)).toBe(await stored(lisbon.desk, page));
      expect(said(await desk.doc(page))).toBe(await stored(desk, page));
    }
    expect(desk.journal.heads.get()).toEqual(lisbon.desk.journal.heads.get());
  }
  for (const school of world.schools) {
    const again = await school.desk.restarted(new MemoryStorage(school.disk));
    for (const page of world.pages) {
      expect(await stored(again, page)).toBe(await stored(lisbon.desk, page));
    }
    expect(again.journal.have.get()).toEqual(lisbon.desk.journal.have.get());
  }
}

const SEEDS = Number(process.env["JOURNAL_SEEDS"] ?? 12);
const FIRST = Number(process.env["JOURNAL_SEED"] ?? 1);

describe("copies that met in any order, with kills and lost states between, end equal", () => {
  test.each(Array.from({ length: SEEDS }, (_, index) => FIRST + index))("seed %i", async (seed) => {
    await run(seed, false);
  });
});

describe("so do they when someone was demoted, raised and removed meanwhile", () => {
  test.each(Array.from({ length: SEEDS }, (_, index) => FIRST + 1000 + index))(
    "seed %i",
    async (seed) => {
      await run(seed, true);
    },
  );
});
