import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import {
  buildHarness,
  HARNESS_FOLDER,
  HarnessPc,
  ROAD_PROMISES,
} from "../../src/testing/live-harness/index.ts";

let pc: HarnessPc;
let profileFolder: string;

test.beforeAll(async () => {
  await buildHarness();
  profileFolder = await mkdtemp(path.join(os.tmpdir(), "twinspan-live-"));
  pc = await HarnessPc.start({ folder: HARNESS_FOLDER, profileFolder, hubPort: 0, nearby: [] });
});

test.beforeEach(() => pc.reload());

test.afterEach(() => {
  expect(pc.problems.splice(0), "errors that the page reported").toEqual([]);
});

test.afterAll(async () => {
  await pc.close();
  await rm(profileFolder, { recursive: true, force: true });
});

test.describe("the live road keeps what every road promises", () => {
  for (const { rule } of ROAD_PROMISES) {
    test(`${rule}`, async () => {
      const kept = pc.page.evaluate(`harness.keep(${JSON.stringify(rule)})`);
      await expect(kept).resolves.toBeUndefined();
    });
  }

  test("R16: the longest message arrives whole", async () => {
    test.setTimeout(300_000);
    await expect(pc.page.evaluate("harness.keepTheLongest()")).resolves.toBeUndefined();
  });
});
