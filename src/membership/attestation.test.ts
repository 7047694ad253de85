import { beforeAll, expect, test } from "vitest";
import { type Suite, loadSuite } from "../cryptography/index.ts";
import type { Checkpoint, DocumentName, FeedId } from "../journal/index.ts";
import { removalOf, spaceOf } from "../testing/member-world.ts";
import { attestationOf, isAttested } from "./index.ts";

let suite: Suite;
beforeAll(async () => {
  suite = await loadSuite();
});

const feed = "ab".repeat(16) as FeedId;
const checkpoint: Checkpoint = {
  space: new Uint8Array(16).fill(9),
  document: "project" as DocumentName,
  covers: new Map([[feed, 3]]),
  update: Uint8Array.of(0, 0),
};

test("P8: staff answer for checkpoints, and nobody else", async () => {
  const { founder, tea, exa } = await spaceOf(suite, { tea: "teacher", exa: "expert" });
  const body = attestationOf(suite, checkpoint);
  const foreign = await exa.do(body);
  expect(exa.membership.void.get(foreign)).toBe("noRight");
  expect(isAttested(suite, exa.membership, checkpoint)).toBe(false);
  await tea.do(body);
  expect(isAttested(suite, tea.membership, checkpoint)).toBe(true);
  for (const other of [
    { ...checkpoint, update: Uint8Array.of(0, 1) },
    { ...checkpoint, covers: new Map([[feed, 4]]) },
    { ...checkpoint, document: "moderation" as DocumentName },
    { ...checkpoint, space: new Uint8Array(16) },
  ]) {
    expect(isAttested(suite, tea.membership, other)).toBe(false);
  }
  // Who was removed at the same time has answered for nothing.
  await founder.do(removalOf(tea.person));
  await founder.learnFrom(tea);
  expect(isAttested(suite, founder.membership, checkpoint)).toBe(false);
});
