import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import {
  buildHarness,
  HARNESS_FOLDER,
  Lan,
  type LanPc,
  whyNoLan,
} from "../../src/testing/live-harness/index.ts";

/** From the moment at which the cable is back. */
const RECOVERY_MS = 40_000;
const RENDEZVOUS = JSON.stringify({ topic: "cable", secret: "between us", hubs: [] });

/** Left out only where somebody has said so; a machine that cannot make the network fails and says what it lacks. */
const isLeftOut = process.env["TWINSPAN_WITHOUT_CABLE_TESTS"] === "1";
if (isLeftOut)
  process.stdout.write("The cable tests are left out: TWINSPAN_WITHOUT_CABLE_TESTS=1\n");
else describeOutages();

function describeOutages(): void {
  test.describe("two PCs with real cables", () => {
    test.describe.configure({ mode: "serial" });
    let lan: Lan | null = null;
    let lisbon: LanPc;
    let izmir: LanPc;
    let folder: string;

    test.beforeAll(async () => {
      expect(whyNoLan(), "set TWINSPAN_WITHOUT_CABLE_TESTS=1 to leave these tests out").toBeNull();
      await buildHarness();
      folder = await mkdtemp(path.join(os.tmpdir(), "twinspan-lan-"));
      lan = new Lan();
      lisbon = await lan.start(HARNESS_FOLDER, path.join(folder, "lisbon"), [2]);
      izmir = await lan.start(HARNESS_FOLDER, path.join(folder, "izmir"), [1]);
      for (const pc of [lisbon, izmir]) {
        await pc.evaluate(
          `harness.openNotes(${RENDEZVOUS}).then((notes) => { window.notes = notes; })`,
        );
      }
    });

    test.afterAll(async () => {
      await lan?.close();
      await rm(folder, { recursive: true, force: true });
    });

    test("they meet by their hubs", async () => {
      await bothHave("the first note");
    });

    for (const seconds of [8, 35, 75]) {
      test(`after ${seconds} s without a cable they meet again by themselves`, async () => {
        test.setTimeout((seconds + 60) * 1000);
        await survives(
          seconds,
          () => lan?.pull(izmir),
          () => lan?.plug(izmir),
        );
      });
    }

    test("after 35 s in which the switch swallowed everything they meet again by themselves", async () => {
      test.setTimeout(120_000);
      await survives(
        35,
        () => lan?.mute(izmir),
        () => lan?.unmute(izmir),
      );
    });

    test("nothing went wrong unseen", async () => {
      await Promise.all([lisbon.close(), izmir.close()]);
      expect([...lisbon.problems, ...izmir.problems]).toEqual([]);
    });

    async function survives(seconds: number, cut: () => void, mend: () => void): Promise<void> {
      cut();
      for (const pc of [lisbon, izmir])
        await pc.evaluate(`notes.write("during ${seconds} s, " + Math.random())`);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      mend();
      const mendedAt = Date.now();
      await bothHave(`after ${seconds} s`);
      test
        .info()
        .annotations.push({ type: "recovery", description: `${Date.now() - mendedAt} ms` });
    }

    /** Everything that either has written, and one more note of each. */
    async function bothHave(note: string): Promise<void> {
      await lisbon.evaluate(`notes.write("lisbon, ${note}, ${Date.now()}")`);
      await izmir.evaluate(`notes.write("izmir, ${note}, ${Date.now()}")`);
      const all = async () => {
        const [ours, theirs] = await Promise.all([notesOf(lisbon), notesOf(izmir)]);
        return { areEqual: ours.join("\n") === theirs.join("\n"), count: ours.length };
      };
      await expect.poll(all, { timeout: RECOVERY_MS }).toMatchObject({ areEqual: true });
      expect((await all()).count).toBeGreaterThan(1);
    }
  });
}

async function notesOf(pc: LanPc): Promise<readonly string[]> {
  return pc.evaluate<readonly string[]>("[...notes.all].sort()");
}
