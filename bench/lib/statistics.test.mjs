import { expect, test } from "vitest";
import { mean, median, percentile } from "./statistics.mjs";

test("the median of an odd number of values is the middle one, in whatever order they come", () => {
  expect(median([9, 1, 5])).toBe(5);
});

test("the median of an even number of values is the mean of the two in the middle", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test("numbers are compared as numbers", () => {
  expect(median([10, 9, 100])).toBe(10);
});

test("the ends are the smallest and the largest value", () => {
  expect(percentile([3, 1, 2], 0)).toBe(1);
  expect(percentile([3, 1, 2], 1)).toBe(3);
});

test("a percentile between two values is drawn straight between them", () => {
  expect(percentile([0, 10], 0.95)).toBeCloseTo(9.5);
  const hundred = Array.from({ length: 101 }, (_, value) => value);
  expect(percentile(hundred, 0.95)).toBe(95);
});

test("values that were given stay as they were", () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

test("the mean counts every value once", () => {
  expect(mean([1, 2, 6])).toBe(3);
});

test("no values have no statistic", () => {
  expect(() => median([])).toThrow("No values");
  expect(() => mean([])).toThrow("No values");
});
