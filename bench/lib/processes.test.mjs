import { expect, test } from "vitest";
import { parsePssKib, parseStat } from "./processes.mjs";

test("a process's own time and that of its ended children count together", () => {
  const stat =
    "77 (twinspan) S 42 77 77 0 -1 4194560 5000 200 10 0 100 20 3 4 20 0 30 0 9999 123456 7890";
  expect(parseStat(stat)).toEqual({ parent: 42, cpuTicks: 127 });
});

test("a name with brackets and spaces does not shift the fields", () => {
  const stat = "77 (a) b (c) S 42 77 77 0 -1 4194560 5000 200 10 0 1 2 3 4 20 0 30 0 9999 1 2";
  expect(parseStat(stat)).toEqual({ parent: 42, cpuTicks: 10 });
});

test("the proportional set size is the line of that name and no other", () => {
  const rollup =
    "00400000-7ffd ---p 00000000 00:00 0 [rollup]\nRss:  9000 kB\nPss:  1234 kB\nPss_Anon:  7 kB\n";
  expect(parsePssKib(rollup)).toBe(1234);
});

test("a process that has ended holds nothing", () => {
  expect(parsePssKib("")).toBe(0);
});
