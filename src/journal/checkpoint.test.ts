import * as fc from "fast-check";
import * as Y from "yjs";
import { expect, test } from "vitest";
import { haveOf } from "./admission-state.ts";
import { rebuildDocument } from "./apply.ts";
import {
  type Checkpoint,
  agreesWithEntries,
  decodeCheckpoint,
  encodeCheckpoint,
  hashesOfCheckpoint,
  isCheckpointSound,
  isCheckpointUsable,
  makeCheckpoint,
  openFromCheckpoint,
} from "./checkpoint.ts";
import {
  Copy,
  PAGE,
  SPACE,
  content,
  newIdentity,
  openRules,
  pendingOf,
  suite,
} from "./fixtures/copy.ts";

const identities = [await newIdentity(), await newIdentity()];
const rules = openRules(identities);

const step = fc.record({
  who: fc.nat(1),
  what: fc.constantFrom("insert", "insert", "delete", "format", "map", "meet"),
  at: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function openPair(): Promise<Copy[]> {
  const copies = [];
  for (const identity of identities) copies.push(await Copy.open(identity, rules));
  return copies;
}

async function play(copies: readonly Copy[], steps: readonly Step[]): Promise<void> {
  for (const { who, what, at } of steps) {
    const [copy, other] = [copies[who], copies[1 - who]];
    if (copy === undefined || other === undefined) throw new Error("two copies");
    const place = copy.text.length === 0 ? 0 : at % copy.text.length;
    if (what === "insert") copy.text.insert(place, `${who}${at} `);
    if (what === "delete") copy.text.delete(place, Math.min(4, copy.text.length - place));
    if (what === "format") copy.text.format(0, copy.text.length, { bold: at % 2 === 0 });
    if (what === "map") copy.doc.getMap("map").set(`key${at % 2}`, at);
    if (copy.hasUnflushed) await copy.flush();
    if (what === "meet") await copy.meet(other);
  }
  for (const copy of copies) if (copy.hasUnflushed) await copy.flush();
}

const takenOf = (copy: Copy): Checkpoint =>
  makeCheckpoint({ space: SPACE, document: PAGE, covers: haveOf(copy.state) }, copy.admitted);

test("J24: a checkpoint and what came after it are the document", async () => {
  const steps = fc.array(step, { minLength: 3, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(steps, steps, fc.nat(1), async (before, after, who) => {
      const copies = await openPair();
      const copy = copies[who];
      if (copy === undefined) return;
      await play(copies, before);
      const read = decodeCheckpoint(encodeCheckpoint(takenOf(copy)));
      if (!read.ok) throw new Error("a checkpoint is read as it was written");
      await play(copies, after);
      await copies[0]?.meet(copies[1] ?? copy);
      expect(isCheckpointSound(rules, read.value)).toBe(true);
      expect(isCheckpointUsable(copy.state, rules, read.value, copy.admitted)).toBe(true);
      expect(agreesWithEntries(read.value, copy.admitted)).toBe(true);
      const [short, long] = [new Y.Doc(), new Y.Doc()];
      openFromCheckpoint(read.value, copy.admitted, short, null);
      rebuildDocument(copy.admitted, long, null);
      expect(pendingOf(short)).toBeNull();
      expect(content(short)).toBe(content(long));
      expect(Y.encodeStateVector(short)).toEqual(Y.encodeStateVector(long));
    }),
    { numRuns: 60, seed: 30 },
  );
});

async function written(): Promise<{ copy: Copy; checkpoint: Checkpoint }> {
  const [copy, other] = await openPair();
  if (copy === undefined || other === undefined) throw new Error("two copies");
  copy.text.insert(0, "what was written");
  await copy.flush();
  return { copy, checkpoint: takenOf(copy) };
}

test("J24: a checkpoint that says anything else than its entries is found out", async () => {
  const { copy, checkpoint } = await written();
  const changes: ((doc: Y.Doc) => void)[] = [
    (doc) => doc.getText("text").delete(0, 4),
    (doc) => doc.getText("text").insert(0, "!"),
  ];
  for (const change of changes) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, checkpoint.update);
    change(doc);
    const lying = { ...checkpoint, update: new Uint8Array(Y.encodeStateAsUpdate(doc)) };
    expect(agreesWithEntries(lying, copy.admitted)).toBe(false);
    expect(hashesOfCheckpoint(suite, lying)).not.toEqual(hashesOfCheckpoint(suite, checkpoint));
  }
  const liar = new Y.Doc();
  liar.clientID = copy.doc.clientID;
  liar.getText("text").insert(0, "WHAT WAS WRITTEN");
  const lying = { ...checkpoint, update: new Uint8Array(Y.encodeStateAsUpdate(liar)) };
  expect(agreesWithEntries(lying, copy.admitted)).toBe(false);
});

test("J24: words of a feed that it does not cover make it useless, and so does what became void or was erased", async () => {
  const { copy, checkpoint } = await written();
  const { admitted, state } = copy;
  expect(isCheckpointSound(rules, checkpoint)).toBe(true);
  expect(isCheckpointUsable(state, rules, checkpoint, admitted)).toBe(true);
  const foreign = new Y.Doc();
  Y.applyUpdate(foreign, checkpoint.update);
  foreign.getText("text").insert(0, "somebody's");
  const update = new Uint8Array(Y.encodeStateAsUpdate(foreign));
  expect(isCheckpointSound(rules, { ...checkpoint, update })).toBe(false);
  expect(isCheckpointSound(rules, { ...checkpoint, update: Uint8Array.of(1) })).toBe(false);
  const voided = admitted.map((entry) => ({ ...entry, isVoid: true }));
  expect(isCheckpointUsable(state, rules, checkpoint, voided)).toBe(false);
  const erasing = { ...rules, structuresLeftOf: () => [] };
  expect(isCheckpointUsable(state, erasing, checkpoint, admitted)).toBe(false);
  const unknown = { ...state, feeds: new Map() };
  expect(isCheckpointUsable(unknown, rules, checkpoint, admitted)).toBe(false);
});
