import { describe, expect, test } from "vitest";
import { RandomWorld } from "./fixtures/random-world.ts";

const STEPS = 60;
/** More of them by hand: JOURNAL_SEEDS=500 JOURNAL_SEED=2000. */
const SEEDS = Number(process.env["JOURNAL_SEEDS"] ?? 8);
const FIRST = Number(process.env["JOURNAL_SEED"] ?? 1);
const seeds = Array.from({ length: SEEDS }, (_, index) => FIRST + index);

async function differencesOf(seed: number, mayRemove: boolean): Promise<readonly string[]> {
  const world = new RandomWorld(seed, mayRemove);
  await world.begin();
  for (let step = 0; step < STEPS; step += 1) await world.step();
  return await world.end();
}

describe("copies that met in any order, with kills and lost states between, end equal", () => {
  test.each(seeds)("seed %i", async (seed) => {
    expect(await differencesOf(seed, false)).toEqual([]);
  });
});

describe("so do they when someone was demoted, raised and removed meanwhile", () => {
  test.each(seeds)("seed %i", async (seed) => {
    expect(await differencesOf(seed, true)).toEqual([]);
  });
});
