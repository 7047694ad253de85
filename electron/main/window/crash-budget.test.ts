import { expect, test } from "vitest";
import { CrashBudget } from "./crash-budget.ts";

test("the third crash within five minutes is one too many", () => {
  let nowMs = 0;
  const budget = new CrashBudget(() => nowMs);
  expect(budget.allowsReload()).toBe(true);
  nowMs = 299_000;
  expect(budget.allowsReload()).toBe(true);
  expect(budget.allowsReload()).toBe(false);
});

test("crashes that lie further apart never end it", () => {
  let nowMs = 0;
  const budget = new CrashBudget(() => nowMs);
  for (let count = 0; count < 10; count += 1) {
    expect(budget.allowsReload()).toBe(true);
    nowMs += 150_001;
  }
});

test("trying again by hand starts the count anew", () => {
  const budget = new CrashBudget(() => 0);
  for (let count = 0; count < 3; count += 1) budget.allowsReload();
  budget.reset();
  expect(budget.allowsReload()).toBe(true);
});
