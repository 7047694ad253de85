import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { digestImmediately } from "../immediate-digest.ts";
import { ExchangeSimulation } from "./exchange-simulation.ts";
import { PLANTED_FAULTS } from "./planted-faults.ts";
import type { PlantedFaults } from "./school.ts";

const STEPS = 80;
const SEEDS_IN_A_BATCH = 30;
const BATCHES = 8;
/** A planted mistake has to show within so many seeds. */
const SEEDS_TO_FIND_A_FAULT = 30;
/** For a very busy PC; the work itself takes seconds. */
const TIMEOUT_MS = 600_000;

beforeAll(() => digestImmediately());
afterAll(() => {
  vi.restoreAllMocks();
});

test.each(Array.from({ length: BATCHES }, (_, batch) => 1 + batch * SEEDS_IN_A_BATCH))(
  "E30, E31: after any weather all copies are equal, nothing saved is lost, and every word about partners was true (seeds from %i)",
  { timeout: TIMEOUT_MS },
  async (first) => {
    for (let seed = first; seed < first + SEEDS_IN_A_BATCH; seed += 1) {
      const { broken, acknowledged } = await new ExchangeSimulation(seed).run(STEPS);
      expect(broken, `seed ${seed}`).toEqual([]);
      expect(acknowledged, `seed ${seed}`).toBeGreaterThan(0);
    }
  },
);

test("the same seed gives the same run", { timeout: TIMEOUT_MS }, async () => {
  const one = await new ExchangeSimulation(7).run(STEPS);
  const other = await new ExchangeSimulation(7).run(STEPS);
  expect(other).toEqual(one);
  expect(one.crashes).toBeGreaterThan(0);
});

test.each(Object.entries<PlantedFaults>(PLANTED_FAULTS))(
  "the simulation notices when %s",
  { timeout: TIMEOUT_MS },
  async (_name, faults) => {
    const found = async (seed: number): Promise<readonly string[]> => {
      if (seed > SEEDS_TO_FIND_A_FAULT) return [];
      const { broken } = await new ExchangeSimulation(seed, faults).run(STEPS);
      return broken.length > 0 ? broken : found(seed + 1);
    };
    expect(await found(1)).not.toEqual([]);
  },
);
