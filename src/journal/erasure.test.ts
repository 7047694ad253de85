import * as Y from "yjs";
import { expect, test } from "vitest";
import type { AdmissionRules } from "./admission-state.ts";
import { rebuildDocument } from "./apply.ts";
import { Copy, content, newIdentity, openRules, pendingOf, suite } from "./fixtures/copy.ts";
import { neutralise } from "./neutralise.ts";
import { eraseEntry, hashPayload } from "./run.ts";

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

test("J20: an erased entry keeps the chain, and its words are nowhere", async () => {
  const [one] = await pair();
  one.text.insert(0, "before ");
  await one.flush();
  one.text.insert(7, "CANARY");
  const run = await one.flush();
  one.text.insert(13, " after");
  await one.flush();
  const structure = neutralise(run.entries[0]?.update ?? new Uint8Array());
  const erased = eraseEntry(run, 1, structure);
  expect(Buffer.from(structure).includes("CANARY")).toBe(false);
  const runs = one.runs.map((each) => (each === run ? erased : each));
  const unfounded = await Copy.open(bora, rules);
  const refused = await unfounded.receive({ headers: [one.writer.header], runs });
  expect(refused.refused[0]?.reason).toBe("erasure");
  const founded = await Copy.open(bora, {
    ...rules,
    erasedStructuresOf: ({ sequence }) => (sequence === 1 ? [hashPayload(suite, structure)] : []),
  });
  const outcome = await founded.receive({ headers: [one.writer.header], runs });
  expect(outcome.accepted).toHaveLength(3);
  expect(founded.text.toJSON()).toBe("before  after");
  expect(Buffer.from(Y.encodeStateAsUpdate(founded.doc)).includes("CANARY")).toBe(false);
  expect(content(founded.doc)).not.toContain("CANARY");
});
