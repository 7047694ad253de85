import { afterAll, expect, test, vi } from "vitest";
import { Random } from "../random.ts";
import { ExchangeSimulation, type SimulationResult } from "./exchange-simulation.ts";
import { PLANTED_FAULTS, type PlantedFaults } from "./planted-faults.ts";

const STEPS = 60;
const SEEDS_IN_A_BATCH = 30;
const BATCHES = 8;
/** A planted mistake has to show within so many seeds. */
const SEEDS_TO_FIND_A_FAULT = 30;
/** For a very busy PC; the work itself takes seconds. */
const TIMEOUT_MS = 600_000;

afterAll(() => {
  vi.restoreAllMocks();
});

/** Keys, too, are drawn from the seed, so that the same seed gives the same run. */
function simulate(seed: number, faults: PlantedFaults = {}): Promise<SimulationResult> {
  const random = new Random(seed);
  vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    const bytes = array as unknown as Uint8Array;
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = random.whole(0, 255);
    return array;
  });
  return new ExchangeSimulation(seed, faults).run(STEPS);
}

test.each(Array.from({ length: BATCHES }, (_, batch) => 1 + batch * SEEDS_IN_A_BATCH))(
  "E70, E71: after any weather all members are equal, nothing saved is lost, and whoever was removed heard nothing more (seeds from %i)",
  { timeout: TIMEOUT_MS },
  async (first) => {
    for (let seed = first; seed < first + SEEDS_IN_A_BATCH; seed += 1) {
      const { broken, acknowledged } = await simulate(seed);
      expect(broken, `seed ${seed}`).toEqual([]);
      expect(acknowledged, `seed ${seed}`).toBeGreaterThan(0);
    }
  },
);

test("the same seed gives the same run", { timeout: TIMEOUT_MS }, async () => {
  const one = await simulate(7);
  const other = await simulate(7);
  expect(other).toEqual(one);
  expect(one.crashes).toBeGreaterThan(0);
});

test.each(Object.entries<PlantedFaults>(PLANTED_FAULTS))(
  "E72: the simulation notices when %s",
  { timeout: TIMEOUT_MS },
  async (_name, faults) => {
    const found = async (seed: number): Promise<readonly string[]> => {
      if (seed > SEEDS_TO_FIND_A_FAULT) return [];
      const { broken } = await simulate(seed, faults);
      return broken.length > 0 ? broken : found(seed + 1);
    };
    expect(await found(1)).not.toEqual([]);
  },
);
