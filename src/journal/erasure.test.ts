import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import type { AdmissionRules, Round } from "./admission-state.ts";
import { rebuildDocument } from "./apply.ts";
import { compactFeed } from "./compact-feed.ts";
import { type Compaction, decodeCompaction, encodeCompaction } from "./compaction.ts";
import { areErasuresFounded, eraseFromCompaction, eraseFromRun, structuresIn } from "./erasure.ts";
import { Copy, PAGE, content, newIdentity, openRules, pendingOf, suite } from "./fixtures/copy.ts";
import { encodeRun } from "./run.ts";

const [anna, bora] = [await newIdentity(), await newIdentity()];
const rules = openRules([anna, bora]);

async function pair(): Promise<[Copy, Copy]> {
  const copies: [Copy, Copy] = [await Copy.open(anna, rules), await Copy.open(bora, rules)];
  await copies[0].meet(copies[1]);
  return copies;
}

test("J19: words after a cut-off vanish, and honest words that were built on them stay", async () => {
  const [removed, honest] = await pair();
  removed.text.insert(0, "kept ");
  await removed.flush();
  removed.text.insert(5, "VOID VOID");
  await removed.flush();
  removed.text.insert(0, "ALSO VOID ");
  await removed.flush();
  await honest.receive({ runs: removed.runs });
  honest.text.insert(honest.text.length - 4, "[honest]");
  await honest.flush();
  const cutOff: AdmissionRules = {
    ...rules,
    verdictOn: ({ feed, sequence }) =>
      feed === removed.writer.header.id && sequence >= 1 ? "void" : "counts",
  };
  const texts: string[] = [];
  for (const runs of [
    [...removed.runs, ...honest.runs],
    [...honest.runs, ...removed.runs].reverse(),
  ]) {
    const late = await Copy.open(bora, cutOff);
    for (const run of runs) {
      await late.receive({ headers: [removed.writer.header, honest.writer.header], runs: [run] });
    }
    const doc = new Y.Doc();
    rebuildDocument(late.admitted, doc, null);
    expect(pendingOf(doc)).toBeNull();
    texts.push(doc.getText("text").toJSON());
  }
  expect(texts).toEqual(["kept [honest]", "kept [honest]"]);
});

describe("J20: erased words", () => {
  /** A session with the canary in it, before a compaction and as one; and what another one built on it. */
  async function session(): Promise<{ one: Copy; other: Copy; compaction: Compaction }> {
    const [one, other] = await pair();
    one.text.insert(0, "before ");
    await one.flush();
    one.text.insert(7, "CANARY");
    await one.flush();
    one.doc.getMap("map").set("key", "CANARY");
    one.text.delete(0, 3);
    await one.flush();
    await other.receive({ runs: one.runs });
    other.text.insert(8, " beside ");
    other.text.delete(0, 1);
    await other.flush();
    await one.receive({ headers: [other.writer.header], runs: other.runs });
    const sources = [{ document: PAGE, doc: one.doc, ownUpdates: one.own }];
    return { one, other, compaction: await compactFeed(suite, one.writer, sources) };
  }

  const erasing = (author: Copy, structures: readonly Uint8Array[]): AdmissionRules => ({
    ...rules,
    structuresLeftOf: ({ feed, document }) =>
      feed === author.writer.header.id && document === PAGE ? structures : null,
  });

  async function copyWith(
    own: AdmissionRules,
    headers: Round["headers"],
    round: Partial<Round>,
  ): Promise<Copy> {
    const copy = await Copy.open(bora, own);
    const { refused, frozen } = await copy.receive({ headers, ...round });
    expect([refused, frozen]).toEqual([[], []]);
    return copy;
  }

  test("J20: whatever form they come in, chain and signature verify, and the words are nowhere", async () => {
    const { one, other, compaction } = await session();
    const { member } = one.writer.header;
    const parts = [...one.runs, compaction];
    const own = erasing(one, structuresIn(suite, PAGE, parts));
    const headers = [one.writer.header, other.writer.header];
    const emptied = one.runs.map((run) => eraseFromRun(own, member, run));
    const smaller = eraseFromCompaction(suite, own, member, compaction);
    for (const bytes of [...emptied.map(encodeRun), encodeCompaction(smaller)]) {
      expect(Buffer.from(bytes).includes("CANARY")).toBe(false);
    }
    expect(decodeCompaction(encodeCompaction(smaller))).toEqual({ ok: true, value: smaller });
    const copies = [
      await copyWith(own, headers, { runs: [...emptied, ...other.runs] }),
      await copyWith(own, headers, { runs: other.runs, compactions: [smaller] }),
      // A carrier who has not heard of the erasure yet.
      await copyWith(own, headers, { runs: [...one.runs, ...other.runs] }),
      await copyWith(own, headers, { runs: other.runs, compactions: [compaction] }),
    ];
    for (const copy of copies) {
      expect(copy.text.toJSON()).toBe(" beside ");
      expect(pendingOf(copy.doc)).toBeNull();
      expect(Buffer.from(Y.encodeStateAsUpdate(copy.doc)).includes("CANARY")).toBe(false);
      expect(content(copy.doc)).not.toContain("CANARY");
    }
  });

  test("J20: a structure that the log does not name is refused", async () => {
    const { one, compaction } = await session();
    const { member } = one.writer.header;
    const named = structuresIn(suite, PAGE, one.runs);
    const own = erasing(one, named);
    const smaller = eraseFromCompaction(suite, own, member, compaction);
    const runs = one.runs.map((run) => eraseFromRun(own, member, run));
    const copy = await copyWith(own, [one.writer.header], {});
    expect((await copy.receive({ compactions: [smaller] })).refused[0]?.reason).toBe("erasure");
    const nothing = await copyWith(rules, [one.writer.header], {});
    expect((await nothing.receive({ runs })).refused[0]?.reason).toBe("erasure");
    // Somebody else's structure in its place: a lie about where words stood, or that others are deleted.
    const lying = runs.map((run, index) => ({
      ...run,
      entries: run.entries.map((entry) => ({
        ...entry,
        update: index === 1 ? Uint8Array.of(0, 0) : entry.update,
      })),
    }));
    expect((await copy.receive({ runs: lying })).refused[0]?.reason).toBe("erasure");
    await copy.receive({ runs });
    expect(copy.admitted.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  });

  test("J20: what an erasure does not name stays as it is", async () => {
    const { one, compaction } = await session();
    const { member } = one.writer.header;
    const [run] = one.runs;
    if (run === undefined) throw new Error("a run");
    expect(eraseFromRun(rules, member, run)).toBe(run);
    expect(eraseFromCompaction(suite, rules, member, compaction)).toBe(compaction);
    expect(areErasuresFounded(suite, rules, member, run)).toBe(true);
  });
});
