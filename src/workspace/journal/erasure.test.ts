import { expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import {
  decodeFrame,
  openFrame,
  decodeRun,
  decodeCompaction,
  structuresIn,
} from "../../journal/index.ts";
import { loggedFeedId } from "../../membership/index.ts";
import { MemoryStorage } from "../../storage/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newParts } from "./fixtures/desk.ts";

const suite = await loadSuite();
const CANARY = "kanarienvogel";

/** Everything in memory's storage of a space, opened as far as the key opens it. */
async function isAnywhere(desk: Desk, disk: Awaited<ReturnType<typeof newParts>>["disk"]) {
  const [key] = desk.journal.keys.get().values();
  const kept = disk.space(desk.space);
  const plain: Uint8Array[] = [...kept.parts.values()];
  for (const { snapshot, rows } of kept.documents.values()) {
    plain.push(...rows.flat(), ...(snapshot === null ? [] : [snapshot]));
  }
  for (const { bytes } of kept.frames.values()) {
    const frame = decodeFrame(bytes);
    const opened = frame.ok && key !== undefined ? await openFrame(suite, key, frame.value) : null;
    if (opened !== null) plain.push(opened);
  }
  return plain.some((bytes) => Buffer.from(bytes).includes(CANARY));
}

async function erasureOf(by: Desk, whom: Desk, document: string) {
  const feed = whom.journal.me.session;
  const { frames } = await by.journal.framesFor(new Map(), 1_000_000, null);
  const [key] = by.journal.keys.get().values();
  const parts = [];
  for (const bytes of frames) {
    const frame = decodeFrame(bytes);
    if (!frame.ok || key === undefined || frame.value.feed !== feed) continue;
    const plain = await openFrame(suite, key, frame.value);
    if (plain === null) continue;
    const run = frame.value.kind === "run" ? decodeRun(suite, plain) : null;
    const compaction = frame.value.kind === "compaction" ? decodeCompaction(plain) : null;
    if (run?.ok === true) parts.push(run.value);
    if (compaction?.ok === true) parts.push(compaction.value);
  }
  const structures = structuresIn(suite, document as never, parts);
  const sorted = [...structures].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return {
    kind: "erase",
    member: whom.journal.me.member,
    parts: [{ feed: loggedFeedId(feed), document, structures: sorted }],
  } as const;
}

test("words that the log erases are gone from frames, rows and versions of every copy, and others' words stay", async () => {
  const clock = new VirtualClock();
  const founder = await newParts(suite, clock);
  const guest = await newParts(suite, clock);
  const lisbon = await Desk.found(founder);
  const page = await lisbon.newPage();
  const izmir = await lisbon.letIn(guest);
  await lisbon.type(page, "before ");
  await lisbon.meet(izmir);
  await izmir.type(page, `${CANARY} `);
  await clock.advance(11 * 60_000);
  await izmir.type(page, `${CANARY} `);
  await izmir.meet(lisbon);
  await lisbon.type(page, "after");
  await lisbon.meet(izmir);
  expect(await isAnywhere(lisbon, founder.disk)).toBe(true);
  await lisbon.do(await erasureOf(lisbon, izmir, page));
  await lisbon.meet(izmir);
  for (const [desk, disk] of [
    [lisbon, founder.disk],
    [izmir, guest.disk],
  ] as const) {
    expect(await desk.storedText(page)).toBe("before after");
    expect(await desk.text(page)).toBe("before after");
    expect(await isAnywhere(desk, disk)).toBe(false);
    const again = await desk.restarted(new MemoryStorage(disk));
    expect(await again.storedText(page)).toBe("before after");
  }
  await izmir.type(page, "!");
  await izmir.meet(lisbon);
  expect(await lisbon.text(page)).toBe("before after!");
  const newcomer = await newParts(suite, clock);
  const late = await lisbon.letIn(newcomer);
  expect(await late.text(page)).toBe("before after!");
  expect(await isAnywhere(late, newcomer.disk)).toBe(false);
});
