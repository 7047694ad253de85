import { expect, test } from "vitest";
import type { Asker } from "./ports.ts";
import { QuestionGate } from "./question-gate.ts";

const QUESTION = { kind: "leave", project: null } as const;

function gate() {
  const waiting: ((isYes: boolean) => void)[] = [];
  let told = 0;
  const asker: Asker = {
    ask: (_question, withdrawn) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        withdrawn.addEventListener("abort", () => resolve(true));
      }),
    tellTooMany: () => {
      told += 1;
    },
  };
  const clock = { now: 0 };
  const one = new QuestionGate(asker, () => clock.now);
  const answer = async (isYes: boolean) => {
    await expect.poll(() => waiting.length).toBeGreaterThan(0);
    waiting.shift()?.(isYes);
  };
  return { gate: one, clock, answer, waiting, told: () => told };
}

test("Y10: one question at a time, in the order in which they came", async () => {
  const { gate: one, answer, waiting } = gate();
  const answers = [one.ask(QUESTION), one.ask(QUESTION), one.ask(QUESTION)];
  await expect.poll(() => waiting.length).toBe(1);
  await answer(true);
  await answer(false);
  await answer(true);
  expect(await Promise.all(answers)).toEqual([true, false, true]);
});

test("Y10: beyond three that wait, all further ones are declined at once, and the person is told once", async () => {
  const { gate: one, answer, told } = gate();
  const first = Array.from({ length: 4 }, () => one.ask(QUESTION));
  expect(await Promise.all([one.ask(QUESTION), one.ask(QUESTION)])).toEqual([false, false]);
  expect(told()).toBe(1);
  for (const answering of first) {
    await answer(true);
    expect(await answering).toBe(true);
  }
  const later = one.ask(QUESTION);
  await answer(true);
  expect(await later).toBe(true);
});

test("Y10: five times no within a minute is no for the rest of it, for what waits too", async () => {
  const { gate: one, clock, answer, told, waiting } = gate();
  for (let time = 0; time < 4; time += 1) {
    const asked = one.ask(QUESTION);
    await answer(false);
    expect(await asked).toBe(false);
  }
  const fifth = one.ask(QUESTION);
  const waits = one.ask(QUESTION);
  await answer(false);
  expect(await fifth).toBe(false);
  expect(await waits).toBe(false);
  expect(await one.ask(QUESTION)).toBe(false);
  expect(waiting).toHaveLength(0);
  expect(told()).toBe(1);
  clock.now += 60_000;
  const later = one.ask(QUESTION);
  await answer(true);
  expect(await later).toBe(true);
});

test("Y10: withdrawn questions are declined, whatever the dialog then says; later ones are asked", async () => {
  const { gate: one, answer, waiting } = gate();
  const open = [one.ask(QUESTION), one.ask(QUESTION)];
  await expect.poll(() => waiting.length).toBe(1);
  one.withdraw();
  expect(await Promise.all(open)).toEqual([false, false]);
  waiting.length = 0;
  const later = one.ask(QUESTION);
  await answer(true);
  expect(await later).toBe(true);
});

test("a dialog that fails is no, and does not stand in the way of the next", async () => {
  let isBroken = true;
  const one = new QuestionGate(
    {
      ask: async () => {
        if (isBroken) throw new Error("no screen");
        return true;
      },
      tellTooMany: () => {},
    },
    () => 0,
  );
  await expect(one.ask(QUESTION)).rejects.toThrow("no screen");
  isBroken = false;
  expect(await one.ask(QUESTION)).toBe(true);
});
