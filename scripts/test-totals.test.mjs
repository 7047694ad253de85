import { expect, test } from "vitest";
import { playwrightTotals, vitestTotals } from "./test-totals.mjs";

const vitest = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};
const playwright = { stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

test("what passed is counted", () => {
  expect(vitestTotals(vitest, 0)).toEqual({ passed: 3, failed: 0 });
  expect(playwrightTotals(playwright, 0)).toEqual({ passed: 4, failed: 0 });
});

test("a runner that wrote no report has failed", () => {
  expect(vitestTotals(null, 0)).toEqual({ passed: 0, failed: 1 });
  expect(playwrightTotals(null, 0)).toEqual({ passed: 0, failed: 1 });
});

test("a runner that ended badly has failed, even if every test passed", () => {
  expect(vitestTotals(vitest, 1)).toEqual({ passed: 3, failed: 1 });
  expect(playwrightTotals(playwright, 1)).toEqual({ passed: 4, failed: 1 });
});

test("a file that does not load counts as a failed test", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(vitestTotals({ ...vitest, testResults }, 1)).toEqual({ passed: 3, failed: 1 });
  expect(playwrightTotals({ ...playwright, errors: [{}] }, 1)).toEqual({ passed: 4, failed: 1 });
});

test("skipped and flaky tests count as failed", () => {
  expect(vitestTotals({ ...vitest, numPendingTests: 1 }, 0)).toEqual({ passed: 3, failed: 1 });
  const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 1 };
  expect(playwrightTotals({ ...playwright, stats }, 0)).toEqual({ passed: 4, failed: 2 });
});
