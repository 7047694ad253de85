import { expect, test } from "vitest";
import * as Y from "yjs";
import type { SpaceId } from "../domain/index.ts";
import { type Change, type ChangeStore, StorageError } from "../storage/index.ts";
import { ChangeKeeper } from "./change-keeper.ts";
import type { Clock } from "../roads/index.ts";

const space = "space0001" as SpaceId;

/** Time that moves when the test says so. */
class HandClock implements Clock {
  #now = 1000;
  #timers: { at: number; act: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.#now + ms, act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

function diskThat(append: (changes: readonly Change[]) => Promise<void>): ChangeStore {
  const unused = (): never => {
    throw new Error("not asked for here");
  };
  return { append, load: unused, documents: unused, compact: unused, removeSpace: unused };
}

function typing(): { doc: Y.Doc; type: (text: string) => Uint8Array } {
  const doc = new Y.Doc();
  return {
    doc,
    type(text) {
      const before = Y.encodeStateVector(doc);
      doc.getText("t").insert(doc.getText("t").length, text);
      return Y.encodeStateAsUpdate(doc, before);
    },
  };
}

test("typing is gathered and written when the hand rests, and only then called saved", async () => {
  const written: Change[] = [];
  const clock = new HandClock();
  const keeper = new ChangeKeeper(
    diskThat(async (changes) => {
      written.push(...changes);
    }),
    clock,
  );
  const { type } = typing();
  keeper.keep(space, "page:p", type("a"));
  await clock.pass(200);
  keeper.keep(space, "page:p", type("b"));
  await clock.pass(200);
  expect(written).toHaveLength(0);
  expect(keeper.state.get()).toEqual({ state: "saving" });
  await clock.pass(200);
  expect(written).toHaveLength(1);
  expect(keeper.state.get().state).toBe("saved");
});

test("one who never rests is written every second all the same", async () => {
  const written: Change[] = [];
  const clock = new HandClock();
  const keeper = new ChangeKeeper(
    diskThat(async (changes) => {
      written.push(...changes);
    }),
    clock,
  );
  const { type } = typing();
  for (let key = 0; key < 30; key += 1) {
    keeper.keep(space, "page:p", type("x"));
    await clock.pass(100);
  }
  expect(written.length).toBeGreaterThanOrEqual(2);
});

test("nobody hears of a change before it is written, and then hears of all of it", async () => {
  let letWrite: () => void = () => undefined;
  const clock = new HandClock();
  const keeper = new ChangeKeeper(
    diskThat(
      () =>
        new Promise((resolve) => {
          letWrite = resolve;
        }),
    ),
    clock,
  );
  const heard: Uint8Array[] = [];
  keeper.onKept(space, ({ update }) => heard.push(update));
  const { doc, type } = typing();
  for (const letter of "hello") keeper.keep(space, "page:p", type(letter));
  await clock.pass(300);
  expect(heard).toHaveLength(0);
  expect(keeper.holds(space, "page:p")).toBe(true);
  letWrite();
  await settle();
  expect(keeper.holds(space, "page:p")).toBe(false);
  const copy = new Y.Doc();
  for (const update of heard) Y.applyUpdate(copy, update);
  expect(copy.getText("t").toJSON()).toBe(doc.getText("t").toJSON());
});

test("a full disk is said aloud and stays said until the very same words are written", async () => {
  let full = true;
  const written: Change[] = [];
  const clock = new HandClock();
  const keeper = new ChangeKeeper(
    diskThat(async (changes) => {
      if (full) throw new StorageError("diskFull", null);
      written.push(...changes);
    }),
    clock,
  );
  const { type } = typing();
  keeper.keep(space, "page:p", type("first "));
  await clock.pass(300);
  expect(keeper.state.get()).toMatchObject({ state: "failed", reason: "diskFull" });
  keeper.keep(space, "page:p", type("second"));
  expect(keeper.state.get().state).toBe("failed");
  await expect(keeper.flush()).rejects.toThrow("diskFull");
  full = false;
  await clock.pass(60_000);
  expect(keeper.state.get().state).toBe("saved");
  const copy = new Y.Doc();
  for (const { update } of written) Y.applyUpdate(copy, update);
  expect(copy.getText("t").toJSON()).toBe("first second");
});

test("flush waits for what is being written and for what came meanwhile", async () => {
  const written: Change[] = [];
  const clock = new HandClock();
  const { type } = typing();
  const keeper = new ChangeKeeper(
    diskThat(async (changes) => {
      await settle();
      written.push(...changes);
      if (written.length === 1) keeper.keep(space, "page:q", type("late"));
    }),
    clock,
  );
  keeper.keep(space, "page:p", type("a"));
  await keeper.flush();
  expect(written.map(({ document }) => document)).toEqual(["page:p", "page:q"]);
});
