import { expect, test } from "vitest";
import { pauseAfter } from "./passphrase-tries.ts";

test("Y8: pauses double from the third wrong passphrase on, and stop at five minutes", () => {
  const pauses = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000].map(pauseAfter);
  expect(pauses).toEqual([
    0, 0, 0, 5000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
  ]);
});
