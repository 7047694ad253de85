import * as fc from "fast-check";
import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import { compactFeed } from "./compact-feed.ts";
import { Copy, PAGE, content, newIdentity, openRules, pendingOf, suite } from "./fixtures/copy.ts";
import { neutralise } from "./neutralise.ts";
import { rebuildDocument } from "./apply.ts";
import { decodeCompaction, encodeCompaction } from "./compaction.ts";
import { tellsTheSame } from "./same-content.ts";

const identities = [await newIdentity(), await newIdentity(), await newIdentity()];
const rules = openRules(identities);

const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom("insert", "delete", "format", "map", "list", "xml", "flush", "meet"),
  at: fc.nat(1000),
  word: fc.constantFrom("a", "word ", "ü", "𝒳", "line\n"),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Yjs turns a character outside of the first plane into two signs of damage when something is put into its middle. */
function wholeCharacter(text: Y.Text, place: number): number {
  const code = text.toJSON().charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place;
}

function edit(doc: Y.Doc, { what, at, word }: Step): void {
  const text = doc.getText("text");
  const place = wholeCharacter(text, text.length === 0 ? 0 : at % text.length);
  const lengthUpTo = (most: number): number =>
    wholeCharacter(text, Math.min(place + most, text.length)) - place;
  const list = doc.getArray<unknown>("list");
  const xml = doc.getXmlFragment("xml");
  switch (what) {
    case "insert":
      text.insert(place, word);
      return;
    case "delete":
      if (text.length > 0) text.delete(place, lengthUpTo(3));
      if (list.length > 1 && at % 3 === 0) list.delete(at % list.length, 1);
      return;
    case "format":
      if (text.length > 0) text.format(place, lengthUpTo(4), { bold: at % 2 === 0 ? true : null });
      return;
    case "map":
      doc.getMap("map").set(`key${at % 3}`, at % 2 === 0 ? word : new Y.Map([["in", word]]));
      return;
    case "list":
      list.insert(list.length === 0 ? 0 : at % list.length, [word, at, { deep: [word] }]);
      return;
    case "xml": {
      if (xml.length > 1 && at % 4 === 0) xml.delete(at % xml.length, 1);
      const paragraph = new Y.XmlElement("paragraph");
      paragraph.setAttribute("align", word);
      paragraph.insert(0, [new Y.XmlText(word)]);
      xml.insert(xml.length === 0 ? 0 : at % xml.length, [paragraph]);
      return;
    }
    case "flush":
    case "meet":
  }
}

async function play(steps: readonly Step[], gc: boolean): Promise<Copy[]> {
  const copies: Copy[] = [];
  for (const identity of identities) copies.push(await Copy.open(identity, rules, gc));
  for (const one of steps) {
    const copy = copies[one.who];
    const partner = copies[(one.who + 1 + (one.at % 2)) % 3];
    if (copy === undefined || partner === undefined) throw new Error("three copies");
    if (one.what === "flush" || one.what === "meet") {
      if (copy.hasUnflushed) await copy.flush();
      if (one.what === "meet") await copy.meet(partner);
    } else {
      edit(copy.doc, one);
    }
  }
  for (const copy of copies) if (copy.hasUnflushed) await copy.flush();
  return copies;
}

async function meetAll(copies: readonly Copy[]): Promise<void> {
  for (const copy of copies) {
    await copy.receive({
      headers: copies.map((one) => one.writer.header),
      runs: copies.flatMap((one) => one.runs),
    });
  }
}

const histories = fc.array(step, { minLength: 5, maxLength: 50 });
const settings = { numRuns: 60, seed: 20 };

describe("over random histories of three authors", () => {
  test("J16: all orders of delivery converge", async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        async (steps, gc, chance) => {
          const copies = await play(steps, gc);
          await meetAll(copies);
          const expected = content(copies[0]?.doc ?? new Y.Doc());
          for (const copy of copies) expect(content(copy.doc)).toBe(expected);
          const late = await Copy.open(identities[0] ?? (await newIdentity()), rules, gc);
          await late.receive({ headers: copies.map((one) => one.writer.header) });
          const runs = copies.flatMap((one) => one.runs);
          while (runs.length > 0) {
            const next = runs.splice((chance.next().value ?? 0) % runs.length, 1);
            const outcome = await late.receive({ runs: next });
            expect([outcome.frozen, outcome.refused]).toEqual([[], []]);
            expect(pendingOf(late.doc)).toBeNull();
          }
          expect(content(late.doc)).toBe(expected);
          const rebuilt = new Y.Doc();
          rebuildDocument(late.admitted, rebuilt, null);
          expect(content(rebuilt)).toBe(expected);
        },
      ),
      settings,
    );
  });

  test("J17: any mixture of compactions and entries is the same document", async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.boolean(), fc.nat(7), async (steps, gc, which) => {
        const copies = await play(steps, gc);
        await meetAll(copies);
        const expected = content(copies[0]?.doc ?? new Y.Doc());
        const compactions = [];
        const runs = [];
        for (const [index, copy] of copies.entries()) {
          const isCompacted = (which >> index) % 2 === 1 && copy.runs.length > 0;
          if (!isCompacted) {
            runs.push(...copy.runs);
            continue;
          }
          const sources = [{ document: PAGE, doc: copy.doc, ownUpdates: copy.own }];
          const made = await compactFeed(suite, copy.writer, sources);
          const read = decodeCompaction(encodeCompaction(made));
          if (!read.ok) throw new Error("a compaction is read as it was written");
          compactions.push(read.value);
          for (const own of copy.own)
            expect(tellsTheSame(made.documents[0]?.update ?? own, [own])).toBe(true);
        }
        const late = await Copy.open(identities[0] ?? (await newIdentity()), rules, gc);
        const headers = copies.map((one) => one.writer.header);
        const outcome = await late.receive({ headers, runs, compactions });
        expect([outcome.frozen, outcome.refused]).toEqual([[], []]);
        expect(pendingOf(late.doc)).toBeNull();
        expect(content(late.doc)).toBe(expected);
        for (const copy of copies) {
          const again = await copy.receive({ compactions });
          expect(again).toEqual({ accepted: [], frozen: [], refused: [] });
        }
      }),
      settings,
    );
  });

  test("J19: void content leaves nothing pending, and every order gives the same document", async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(10), async (steps, from) => {
        const copies = await play(steps, true);
        await meetAll(copies);
        const removed = copies[1]?.writer.header.id;
        const texts = copies.map((copy) => {
          const doc = new Y.Doc();
          const admitted = copy.admitted.map((entry) => ({
            ...entry,
            isVoid: entry.feed === removed && entry.sequence >= from,
          }));
          rebuildDocument(admitted, doc, null);
          expect(pendingOf(doc)).toBeNull();
          return content(doc);
        });
        expect(new Set(texts).size).toBe(1);
      }),
      settings,
    );
  });
});

test("J17: a compaction and what its feed wrote after it come in one round", async () => {
  const anna = await newIdentity();
  const author = await Copy.open(anna, openRules([anna]));
  author.text.insert(0, "before ");
  await author.flush();
  const sources = [{ document: PAGE, doc: author.doc, ownUpdates: author.own }];
  const compaction = await compactFeed(suite, author.writer, sources);
  author.text.insert(0, "after ");
  const run = await author.flush();
  const late = await Copy.open(anna, openRules([anna]));
  const round = { headers: [author.writer.header], runs: [run], compactions: [compaction] };
  const { frozen, refused } = await late.receive(round);
  expect([frozen, refused]).toEqual([[], []]);
  expect(late.text.toJSON()).toBe("after before ");
});

test("J18: a compaction that says something else than the entries did is evidence", async () => {
  const [author, partial] = [
    await Copy.open(identities[0] ?? (await newIdentity()), rules),
    await Copy.open(identities[1] ?? (await newIdentity()), rules),
  ];
  author.text.insert(0, "AAAA");
  await author.flush();
  await partial.receive({ headers: [author.writer.header], runs: author.runs });
  const liar = new Y.Doc();
  liar.clientID = author.doc.clientID;
  liar.getText("text").insert(0, "BBBB");
  author.text.insert(4, "!");
  liar.getText("text").insert(4, "!");
  await author.flush();
  const sources = [{ document: PAGE, doc: liar, ownUpdates: [] }];
  const compaction = await compactFeed(suite, author.writer, sources);
  const outcome = await partial.receive({ compactions: [compaction] });
  expect(outcome.frozen[0]?.reason).toBe("contradiction");
  expect(partial.text.toJSON()).toBe("AAAA");
});

test("J19: neutralise keeps every clock and no content", () => {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, "CANARY", { bold: true });
  doc.getMap("map").set("key", { secret: "CANARY" });
  const xml = new Y.XmlElement("CANARY");
  doc.getXmlFragment("xml").insert(0, [xml]);
  xml.insert(0, [new Y.XmlText("CANARY")]);
  const empty = neutralise(Y.encodeStateAsUpdate(doc));
  expect(Buffer.from(empty).includes("CANARY")).toBe(false);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, empty);
  expect(pendingOf(copy)).toBeNull();
  expect(Y.encodeStateVector(copy)).toEqual(Y.encodeStateVector(doc));
});
