import { expect, test } from "vitest";
import { Random } from "../testing/random.ts";
import { differ } from "./differ.ts";

const told = (before: string, after: string): string =>
  differ(before.split(""), after.split(""))
    .map(({ change, count }) => `${{ same: "=", removed: "-", added: "+" }[change]}${count}`)
    .join(" ");

test("finds the fewest changes, what is removed before what is added", () => {
  expect(told("", "")).toBe("");
  expect(told("abc", "abc")).toBe("=3");
  expect(told("abc", "")).toBe("-3");
  expect(told("", "abc")).toBe("+3");
  expect(told("abcd", "abxd")).toBe("=2 -1 +1 =1");
  expect(told("ac", "abc")).toBe("=1 +1 =1");
});

test("what was said turns one list into the other, whatever they are", () => {
  const random = new Random(7);
  for (let round = 0; round < 400; round += 1) {
    const list = (): string[] =>
      Array.from({ length: random.whole(0, 14) }, () => random.pick(["a", "b", "c"]));
    const [before, after] = [list(), list()];
    const result: string[] = [];
    const same: (readonly [readonly string[], readonly string[]])[] = [];
    let [old, fresh, kept] = [0, 0, 0];
    for (const { change, count } of differ(before, after)) {
      if (change === "same") {
        same.push([before.slice(old, old + count), after.slice(fresh, fresh + count)]);
        kept += count;
      }
      if (change !== "removed") result.push(...after.slice(fresh, (fresh += count)));
      if (change !== "added") old += count;
    }
    expect(result).toEqual(after);
    for (const [one, other] of same) expect(one).toEqual(other);
    expect(old).toBe(before.length);
    expect(kept).toBe(longestCommon(before, after));
  }
});

test("lists of thousands that have nothing in common are told as a whole", () => {
  const before = Array.from({ length: 5000 }, (_, index) => `a${index}`);
  const after = Array.from({ length: 5000 }, (_, index) => `b${index}`);
  expect(differ(before, after)).toEqual([
    { change: "removed", count: 5000 },
    { change: "added", count: 5000 },
  ]);
});

function longestCommon(one: readonly string[], other: readonly string[]): number {
  const rows = Array.from({ length: one.length + 1 }, () =>
    Array.from({ length: other.length + 1 }, () => 0),
  );
  for (let i = 1; i <= one.length; i += 1) {
    for (let j = 1; j <= other.length; j += 1) {
      const row = rows[i] as number[];
      const above = rows[i - 1] as number[];
      row[j] =
        one[i - 1] === other[j - 1]
          ? (above[j - 1] as number) + 1
          : Math.max(above[j] as number, row[j - 1] as number);
    }
  }
  return (rows[one.length] as number[])[other.length] as number;
}
