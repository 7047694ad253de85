import { describe, expect, test } from "vitest";
import type { FeedState } from "./admission-state.ts";
import { compactFeed } from "./compact-feed.ts";
import { Copy, PAGE, newIdentity, openRules, suite } from "./fixtures/copy.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import type { FeedId } from "./names.ts";

const [anna, bora] = [await newIdentity(), await newIdentity()];
const rules = openRules([anna, bora]);

/** Two sessions of a greedy member with an entry each, one of another member, and an empty copy that knows the first session. */
async function scene(): Promise<{ greedy: Copy; again: Copy; honest: Copy; late: Copy }> {
  const [greedy, again, honest] = [
    await Copy.open(anna, rules),
    await Copy.open(anna, rules),
    await Copy.open(bora, rules),
  ];
  for (const copy of [greedy, again, honest]) {
    copy.text.insert(0, "words ");
    await copy.flush();
  }
  const late = await Copy.open(bora, rules);
  await late.receive({ headers: [greedy.writer.header], runs: greedy.runs });
  return { greedy, again, honest, late };
}

function feedIn(copy: Copy, of: Copy): FeedState {
  const feed = copy.state.feeds.get(of.writer.header.id);
  if (feed === undefined) throw new Error("a feed");
  return feed;
}

const FULL: [string, (feed: FeedState) => void][] = [
  ["bytes", (feed) => (feed.sizeBytes = JOURNAL_LIMITS.bytesOfMember)],
  [
    "entries",
    (feed) => {
      const most = JOURNAL_LIMITS.entriesOfMember;
      feed.hashes = Array.from({ length: most + 1 }, () => feed.header.hash);
    },
  ],
];

describe("J23: one member's share", () => {
  test.each(FULL)(
    "is limited in %s over all of their feeds, and nobody else's",
    async (_, fill) => {
      const { greedy, again, honest, late } = await scene();
      fill(feedIn(late, greedy));
      const headers = [again.writer.header, honest.writer.header];
      const outcome = await late.receive({ headers, runs: [...again.runs, ...honest.runs] });
      expect(outcome.accepted.map(({ feed }) => feed)).toEqual([honest.writer.header.id]);
      expect([outcome.frozen, outcome.refused]).toEqual([[], []]);
      // It waits, and is there once there is room.
      const feed = feedIn(late, greedy);
      feed.sizeBytes = 0;
      feed.hashes = feed.hashes.slice(0, 2);
      const later = await late.receive({});
      expect(later.accepted.map(({ feed: id }) => id)).toEqual([again.writer.header.id]);
    },
  );

  test("holds for the own program, which then signs nothing more", async () => {
    const { greedy } = await scene();
    feedIn(greedy, greedy).sizeBytes = JOURNAL_LIMITS.bytesOfMember;
    greedy.text.insert(0, "more");
    await expect(greedy.flush()).rejects.toThrow("too-large");
  });

  test("gets room by a compaction", async () => {
    const { greedy, late } = await scene();
    const feed = feedIn(late, greedy);
    greedy.text.insert(0, "more");
    await greedy.flush();
    const sources = [{ document: PAGE, doc: greedy.doc, ownUpdates: greedy.own }];
    const compaction = await compactFeed(suite, greedy.writer, sources);
    feed.sizeBytes = JOURNAL_LIMITS.bytesOfMember;
    const { accepted } = await late.receive({ compactions: [compaction] });
    expect(accepted).toHaveLength(1);
    expect(feedIn(late, greedy).sizeBytes).toBe(accepted[0]?.update.length);
    expect(feedIn(late, greedy).hashes).toHaveLength(1);
  });

  test("is limited in feeds", async () => {
    const { greedy, again, late } = await scene();
    const feed = feedIn(late, greedy);
    for (let count = 0; count < JOURNAL_LIMITS.feedsOfMember; count += 1) {
      late.state.feeds.set(`${count}` as FeedId, { ...feed });
    }
    const { refused } = await late.receive({ headers: [again.writer.header] });
    expect(refused[0]?.reason).toBe("full");
  });
});
