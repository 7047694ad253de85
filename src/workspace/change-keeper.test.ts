import { expect, test } from "vitest";
import * as Y from "yjs";
import type { SpaceId } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import { StorageError } from "../storage/index.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { ChangeKeeper, type KeepingJournal } from "./change-keeper.ts";
import type { OwnChange } from "./journal/index.ts";

const PAGE = "page:p" as DocumentName;

/** A journal that only remembers what it was given. */
class Listener implements KeepingJournal {
  readonly space: SpaceId;
  readonly calls: (readonly OwnChange[])[] = [];
  answer: () => Promise<void> = () => Promise.resolve();

  constructor(space = "space0001") {
    this.space = space as SpaceId;
  }

  keep(changes: readonly OwnChange[]): Promise<void> {
    this.calls.push(changes);
    return this.answer();
  }

  get text(): string {
    const doc = new Y.Doc();
    for (const { updates } of this.calls.flat()) {
      for (const update of updates) Y.applyUpdate(doc, update);
    }
    return doc.getText("t").toJSON();
  }
}

function typing(): (text: string) => Uint8Array {
  const doc = new Y.Doc();
  return (text) => {
    const before = Y.encodeStateVector(doc);
    doc.getText("t").insert(doc.getText("t").length, text);
    return Y.encodeStateAsUpdate(doc, before);
  };
}

function setUp() {
  const clock = new VirtualClock();
  return { clock, keeper: new ChangeKeeper(clock), journal: new Listener(), type: typing() };
}

const diskFull = (): Promise<void> => Promise.reject(new StorageError("diskFull", null));

test("typing is gathered and given when the hand rests, and only then called saved", async () => {
  const { clock, keeper, journal, type } = setUp();
  keeper.keep(journal, PAGE, type("a"));
  await clock.advance(200);
  keeper.keep(journal, PAGE, type("b"));
  await clock.advance(200);
  expect(journal.calls).toHaveLength(0);
  expect(keeper.state.get()).toEqual({ state: "saving" });
  await clock.advance(60);
  expect(journal.calls).toHaveLength(1);
  expect(journal.text).toBe("ab");
  expect(keeper.state.get().state).toBe("saved");
});

test("a hand that never rests is interrupted once a second", async () => {
  const { clock, keeper, journal, type } = setUp();
  for (let key = 0; key < 30; key += 1) {
    keeper.keep(journal, PAGE, type(`${key % 10}`));
    await clock.advance(100);
  }
  expect(journal.calls.length).toBeGreaterThanOrEqual(2);
  await keeper.flush();
  expect(journal.text).toBe("012345678901234567890123456789");
});

test("a long burst is folded as it comes, and every letter arrives", async () => {
  const { keeper, journal, type } = setUp();
  for (let key = 0; key < 1000; key += 1) keeper.keep(journal, PAGE, type("x"));
  await keeper.flush();
  expect(journal.text).toHaveLength(1000);
  expect(journal.calls[0]?.[0]?.updates.length).toBeLessThan(201);
});

test("what a journal has taken is not given twice: it is only asked again, and the failure stays on the screen until it is mended", async () => {
  const { clock, keeper, journal, type } = setUp();
  journal.answer = diskFull;
  keeper.keep(journal, PAGE, type("a"));
  await clock.advance(300);
  const failed = keeper.state.get();
  expect(failed).toMatchObject({ state: "failed", reason: "diskFull" });
  keeper.keep(journal, PAGE, type("b"));
  expect(keeper.state.get()).toBe(failed);
  await clock.advance(5000);
  expect(keeper.state.get()).toMatchObject({ state: "failed", since: expect.any(Number) });
  expect(keeper.underWay(journal.space, PAGE)).toHaveLength(2);
  journal.answer = () => Promise.resolve();
  await clock.advance(60_000);
  expect(keeper.state.get().state).toBe("saved");
  expect(keeper.underWay(journal.space, PAGE)).toEqual([]);
  expect(journal.calls.flat().map(({ updates }) => updates.length)).toEqual([1, 1]);
  expect(journal.text).toBe("ab");
});

test("flush rejects while the disk is full, and resolves when everything is written", async () => {
  const { keeper, journal, type } = setUp();
  journal.answer = diskFull;
  keeper.keep(journal, PAGE, type("a"));
  await expect(keeper.flush()).rejects.toMatchObject({ reason: "diskFull" });
  journal.answer = () => Promise.resolve();
  await keeper.flush();
  expect(keeper.state.get().state).toBe("saved");
});

test("one space that cannot be written does not keep the others waiting", async () => {
  const { clock, keeper, journal, type } = setUp();
  const other = new Listener("space0002");
  journal.answer = diskFull;
  keeper.keep(journal, PAGE, type("a"));
  keeper.keep(other, PAGE, typing()("b"));
  await clock.advance(300);
  expect(other.text).toBe("b");
  expect(keeper.underWay(other.space, PAGE)).toEqual([]);
  expect(keeper.state.get().state).toBe("failed");
});

test("what is typed while a batch is under way belongs to the next one", async () => {
  const { clock, keeper, journal, type } = setUp();
  let answer: () => void = () => undefined;
  journal.answer = () => new Promise((resolve) => (answer = resolve));
  keeper.keep(journal, PAGE, type("a"));
  await clock.advance(300);
  keeper.keep(journal, PAGE, type("b"));
  expect(keeper.underWay(journal.space, PAGE)).toHaveLength(2);
  journal.answer = () => Promise.resolve();
  answer();
  await clock.advance(0);
  expect(keeper.underWay(journal.space, PAGE)).toHaveLength(1);
  expect(keeper.state.get()).toEqual({ state: "saving" });
  await clock.advance(300);
  expect(journal.text).toBe("ab");
  expect(keeper.state.get().state).toBe("saved");
});

test("a space that is removed is not waited for", async () => {
  const { clock, keeper, journal, type } = setUp();
  journal.answer = diskFull;
  keeper.keep(journal, PAGE, type("a"));
  await clock.advance(300);
  keeper.drop(journal.space);
  await keeper.flush();
  await clock.advance(60_000);
  expect(journal.calls).toHaveLength(1);
});
