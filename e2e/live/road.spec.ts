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

/** By the names that the page knows them under (src/testing/live-harness/page/trials.ts). */
const TRIALS = [
  "a stranger with a wrong proof never becomes a peer",
  "a stranger without a proof never becomes a peer",
  "what comes before the proof is never delivered",
  "random bytes end only their own connection",
  "a frame of another version ends only its own connection",
  "a message that claims to be too long ends only its own connection",
  "crumbs in place of full pieces end only their own connection",
  "a claim to have taken what was never sent ends only its own connection",
  "an answer to no offer, and words that are no messages, change nothing",
  "a flood of announcements opens few connections and keeps nobody out",
  "joining, leaving and joining again at once leaves one working link",
  "two who call each other at the same moment end up with one connection",
  "a lost offer or answer does not stand in the way",
  "whoever does not listen holds the sender back",
] as const;

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

test.describe("the live road stands", () => {
  for (const trial of TRIALS) {
    test(`${trial}`, async () => {
      await expect(
        pc.page.evaluate(`harness.stand(${JSON.stringify(trial)})`),
      ).resolves.toBeUndefined();
    });
  }
});
