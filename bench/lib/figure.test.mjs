import { expect, test } from "vitest";
import { figureOf, jsonLine, table } from "./figure.mjs";
import { percentile } from "./statistics.mjs";

const STARTUP = /** @type {const} */ ({
  figure: "wall",
  unit: "ms",
  aim: 2,
  ours: [900, 1500, 1000],
  against: [500, 400, 600],
});

test("a ratio is the median of ours over the median of the floor", () => {
  expect(figureOf("startup", STARTUP)).toEqual({
    bench: "startup",
    figure: "wall",
    ratio: 2,
    aim: 2,
    ours: 1000,
    against: 500,
    unit: "ms",
    runs: 3,
  });
});

test("another statistic takes the place of the median on both sides", () => {
  const statistic = (/** @type {readonly number[]} */ samples) => percentile(samples, 1);
  expect(figureOf("startup", { ...STARTUP, statistic })).toMatchObject({
    ours: 1500,
    against: 600,
    ratio: 2.5,
  });
});

test("runs are those of the side that has fewer", () => {
  expect(figureOf("startup", { ...STARTUP, against: [500, 400] }).runs).toBe(2);
});

test("numbers are rounded to what a clock can tell", () => {
  const figure = figureOf("open", { ...STARTUP, ours: [10.123456], against: [3.333333] });
  expect(figure).toMatchObject({ ours: 10.12, against: 3.33, ratio: 3.037 });
});

test("a floor of nothing is a broken measurement", () => {
  expect(() => figureOf("open", { ...STARTUP, against: [0] })).toThrow("open, wall");
  expect(() => figureOf("open", { ...STARTUP, ours: [] })).toThrow("No values");
});

test("a figure is one line of JSON with its fields in order", () => {
  expect(jsonLine(figureOf("startup", { ...STARTUP, aim: null }))).toBe(
    '{"bench":"startup","figure":"wall","ratio":2,"aim":null,"ours":1000,"against":500,"unit":"ms","runs":3}\n',
  );
});

test("the table stands in columns and says which aims were met", () => {
  const met = figureOf("startup", STARTUP);
  const missed = figureOf("memory", { ...STARTUP, figure: "home", aim: 1.5 });
  const without = figureOf("open", { ...STARTUP, figure: "shown", aim: null });
  expect(table([met, missed, without])).toBe(
    [
      "bench    figure  ours     against  ratio  aim",
      "startup  wall    1000 ms  500 ms   2.00   2.00  met",
      "memory   home    1000 ms  500 ms   2.00   1.50  missed",
      "open     shown   1000 ms  500 ms   2.00   -",
      "",
    ].join("\n"),
  );
});
