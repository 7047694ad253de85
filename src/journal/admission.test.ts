import * as Y from "yjs";
import { describe, expect, test } from "vitest";
import { ByteWriter } from "./byte-codec.ts";
import { Copy, HEAD, PAGE, newIdentity, openRules, pendingOf, suite } from "./fixtures/copy.ts";
import { isForkProof, proveFork } from "./fork-proof.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type Run, chainOf, hashPayload, signedBytesOfRun } from "./run.ts";
import { clientIdOf } from "./names.ts";

const [anna, bora] = [await newIdentity(), await newIdentity()];
const rules = openRules([anna, bora]);

async function pair(): Promise<[Copy, Copy]> {
  const copies: [Copy, Copy] = [await Copy.open(anna, rules), await Copy.open(bora, rules)];
  await copies[0].meet(copies[1]);
  return copies;
}

/** A run of the copy's feed with any bytes as its update, signed as its author would. */
async function signedRun(
  from: Copy,
  updates: readonly Uint8Array[],
  change: { lamport?: number; firstSequence?: number; previousHash?: Uint8Array<ArrayBuffer> } = {},
): Promise<Run> {
  const entries = updates.map((update, index) => ({
    document: PAGE,
    memberHead: HEAD,
    lamport: (change.lamport ?? from.state.lamport + 1) + index,
    secondsIn: 0,
    payloadHash: hashPayload(suite, update),
    update: new Uint8Array(update),
    isErased: false,
  }));
  const unsigned = {
    feed: from.writer.header.id,
    firstSequence: change.firstSequence ?? from.writer.nextSequence,
    previousHash: change.previousHash ?? from.writer.head,
    entries,
  };
  const head = chainOf(suite, unsigned).at(-1) ?? HEAD;
  const next = unsigned.firstSequence + entries.length;
  const signature = await from.writer.sign(signedBytesOfRun(from.writer.header, next, head));
  return { ...unsigned, signature };
}

const ownClient = (copy: Copy): number => clientIdOf(suite, copy.writer.header.id, PAGE);
/** One collected struct: what burns a client's clock in a few bytes. */
const collected = (client: number, clock: number, length: number): Uint8Array =>
  new ByteWriter()
    .number(1)
    .number(1)
    .number(client)
    .number(clock)
    .byte(0)
    .number(length)
    .number(0)
    .finish();
const deletion = (client: number, clock: number, length: number): Uint8Array =>
  new ByteWriter()
    .number(0)
    .number(1)
    .number(client)
    .number(1)
    .number(clock)
    .number(length)
    .finish();

/** Offers a signed update and expects evidence, and that no document and no other feed is touched. */
async function takeBreach(make: (author: Copy, victim: Copy) => Uint8Array): Promise<string[]> {
  const [author, victim] = await pair();
  author.text.insert(0, "anna ");
  victim.text.insert(0, "bora ");
  await author.flush();
  await victim.flush();
  await author.meet(victim);
  const before = Y.encodeStateAsUpdate(victim.doc);
  const run = await signedRun(author, [make(author, victim)]);
  const outcome = await victim.receive({ runs: [run] });
  expect(outcome.frozen[0]?.evidence).toBe(run);
  expect(Y.encodeStateAsUpdate(victim.doc)).toEqual(before);
  victim.text.insert(0, "still ");
  await victim.flush();
  expect(victim.text.toJSON()).toContain("still ");
  const after = await victim.receive({ runs: [await signedRun(author, [Uint8Array.of(0, 0)])] });
  expect(after.refused).toEqual([{ feed: author.writer.header.id, reason: "frozen" }]);
  return outcome.frozen.map((one) => one.reason);
}

const BREACHES: [string, (author: Copy, victim: Copy) => Uint8Array, string][] = [];

describe("what carriers do", () => {
  test("J6: a forged signature is refused, and its feed is not frozen for it", async () => {
    const [one, other] = await pair();
    one.text.insert(0, "hello");
    const run = await one.flush();
    const forged = { ...run, signature: run.signature.map((byte) => byte ^ 1) };
    expect((await other.receive({ runs: [forged] })).refused[0]?.reason).toBe("signature");
    const entries = run.entries.map((entry) => ({ ...entry, lamport: entry.lamport + 1 }));
    expect((await other.receive({ runs: [{ ...run, entries }] })).refused[0]?.reason).toBe(
      "signature",
    );
    await other.receive({ runs: [run] });
    expect(other.text.toJSON()).toBe("hello");
  });

  test("J4: a run with an entry left out, put elsewhere or cut off is refused", async () => {
    const [one, other] = await pair();
    const updates = ["a", "b", "c"].map((letter) => {
      const before = Y.encodeStateVector(one.doc);
      one.text.insert(0, letter);
      return Y.encodeStateAsUpdate(one.doc, before);
    });
    const run = await signedRun(one, updates);
    for (const entries of [
      run.entries.slice(1),
      run.entries.slice(0, 2),
      [...run.entries].reverse(),
    ]) {
      expect((await other.receive({ runs: [{ ...run, entries }] })).refused[0]?.reason).toBe(
        "signature",
      );
    }
    expect((await other.receive({ runs: [run] })).accepted).toHaveLength(3);
  });

  test("J9: replayed and reordered runs change nothing", async () => {
    const [one, other] = await pair();
    for (const word of ["one ", "two ", "three "]) {
      one.text.insert(one.text.length, word);
      await one.flush();
    }
    const [first, second, third] = one.runs;
    if (first === undefined || second === undefined || third === undefined) throw new Error("runs");
    await other.receive({ runs: [third] });
    expect(other.text.toJSON()).toBe("");
    await other.receive({ runs: [second, second] });
    await other.receive({ runs: [first] });
    expect(other.text.toJSON()).toBe("one two three ");
    const replayed = await other.receive({ runs: [third, first, second] });
    expect(replayed).toEqual({ accepted: [], frozen: [], refused: [] });
  });

  test("J13: a flood of early runs is held within bounds, and what it displaced can come again", async () => {
    const [one, other] = await pair();
    for (let count = 0; count < 200; count += 1) {
      one.text.insert(0, "x");
      await one.flush();
    }
    const { refused } = await other.receive({ runs: one.runs.slice(1) });
    expect(refused.every((one) => one.reason === "full")).toBe(true);
    const held = [...other.state.feeds.values()].reduce((sum, feed) => sum + feed.held.size, 0);
    expect(held).toBe(JOURNAL_LIMITS.heldRunsOfFeed);
    await other.receive({ runs: one.runs });
    expect(other.text.toJSON()).toBe("x".repeat(200));
  });

  test("J1: a header that its member did not sign, or for another space, opens no feed", async () => {
    const [one] = await pair();
    const stranger = await Copy.open(anna, openRules([bora]));
    expect(stranger.state.feeds.size).toBe(0);
    const { header } = one.writer;
    const bent = { ...header, signature: header.signature.map((byte) => byte ^ 1) };
    const fresh = await Copy.open(bora, rules);
    expect((await fresh.receive({ headers: [bent] })).refused[0]?.reason).toBe("signature");
    const elsewhere = { ...header, space: new Uint8Array(16) };
    expect((await fresh.receive({ headers: [elsewhere] })).refused[0]?.reason).toBe("other-space");
  });
});

BREACHES.push([
  "J12: the clock burn of ten bytes: a struct of somebody else's client",
  (_, victim) => collected(ownClient(victim), 5, 61),
  "foreign-client",
]);
BREACHES.push(["J12: a clientID that was chosen", () => collected(7, 0, 1), "foreign-client"]);
BREACHES.push([
  "J12: a gap in the own clock",
  (author) => collected(ownClient(author), 6, 1),
  "clock",
]);
BREACHES.push([
  "J12: a clock written twice",
  (author) => collected(ownClient(author), 4, 1),
  "clock",
]);
BREACHES.push([
  "J12: a deletion of what the author has not written yet",
  (author) => deletion(ownClient(author), 5, 100),
  "clock",
]);
BREACHES.push([
  "J11: a length that uses the clock up",
  (author) => collected(ownClient(author), 5, 2 ** 50),
  "malformed",
]);
BREACHES.push([
  "J11: a skip",
  (author) =>
    new ByteWriter()
      .number(1)
      .number(1)
      .number(ownClient(author))
      .number(5)
      .byte(10)
      .number(4)
      .number(0)
      .finish(),
  "malformed",
]);
BREACHES.push([
  "J11: format V2, of which few bytes become a million structs",
  (author) => Y.encodeStateAsUpdateV2(author.doc),
  "malformed",
]);
BREACHES.push([
  "J11: a key that objects inherit from",
  (author) => {
    const before = Y.encodeStateVector(author.doc);
    author.doc.getMap("map").set("__proto__", { isTeacher: true });
    return Y.encodeStateAsUpdate(author.doc, before);
  },
  "malformed",
]);
BREACHES.push([
  "J14: types deeper in each other than anyone needs",
  (author) => {
    const before = Y.encodeStateVector(author.doc);
    let map = author.doc.getMap("map");
    for (let depth = 0; depth < 100; depth += 1) {
      const inner = new Y.Map<unknown>();
      map.set("in", inner);
      map = inner;
    }
    return Y.encodeStateAsUpdate(author.doc, before);
  },
  "too-deep",
]);

describe("what authors do", () => {
  test.each(BREACHES)("%s", async (_, make, reason) => {
    expect(await takeBreach(make)).toEqual([reason]);
  });

  test("J4: a lamport that goes back", async () => {
    const [one, other] = await pair();
    one.text.insert(0, "a");
    await other.receive({ runs: [await one.flush()] });
    const run = await signedRun(one, [Uint8Array.of(0, 0)], { lamport: 1 });
    expect((await other.receive({ runs: [run] })).frozen[0]?.reason).toBe("lamport");
  });
  test("J15: a lamport that leaps ahead is held, and moves nobody's", async () => {
    const [one, other] = await pair();
    const run = await signedRun(one, [Uint8Array.of(0, 0)], { lamport: 2 ** 40 });
    expect((await other.receive({ runs: [run] })).accepted).toEqual([]);
    expect(other.state.lamport).toBe(0);
  });

  test.each([1, 1000])(
    "J15: a deletion sent before its victim wrote never deletes (lamport %i)",
    async (lamport) => {
      const [author, victim] = await pair();
      const early = await signedRun(author, [deletion(ownClient(victim), 0, 5)], { lamport });
      expect((await victim.receive({ runs: [early] })).accepted).toEqual([]);
      expect(pendingOf(victim.doc)).toBeNull();
      victim.text.insert(0, "words");
      const { frozen } = await victim.receive({ runs: [await victim.flush(1)] });
      expect(frozen).toEqual([]);
      expect(victim.text.toJSON()).toBe("words");
      expect(victim.state.feeds.get(author.writer.header.id)?.frozen?.reason).toBe("acausal");
    },
  );
  test("J2: what others would freeze a feed for is not signed", async () => {
    const [one, other] = await pair();
    one.doc.getMap("map").set("__proto__", 1);
    await expect(one.flush()).rejects.toThrow("unfit");
    let map = other.doc.getMap("map");
    for (let depth = 0; depth < 100; depth += 1) {
      const inner = new Y.Map<unknown>();
      map.set("in", inner);
      map = inner;
    }
    await expect(other.flush()).rejects.toThrow("unfit");
  });

  test("J7: two runs for one sequence freeze the feed, and prove it to everyone", async () => {
    const [one, other] = await pair();
    const [left, right] = [
      await signedRun(one, [Uint8Array.of(0, 0)]),
      await signedRun(one, [collected(ownClient(one), 0, 1)]),
    ];
    await other.receive({ runs: [left] });
    const { frozen } = await other.receive({ runs: [right] });
    expect(frozen[0]?.reason).toBe("fork");
    const proof = proveFork(suite, one.writer.header, left, right);
    if (proof === null) throw new Error("the runs disagree");
    expect(await isForkProof(suite, proof, anna.keys.publicKey)).toBe(true);
    expect(await isForkProof(suite, proof, bora.keys.publicKey)).toBe(false);
    expect(proveFork(suite, one.writer.header, left, left)).toBeNull();
    expect(await isForkProof(suite, { ...proof, other: proof.one }, anna.keys.publicKey)).toBe(
      false,
    );
  });

  test("J10: what its author may not write is void and freezes nobody; what cannot be judged yet is held", async () => {
    const one = await Copy.open(anna, rules);
    one.text.insert(0, "a");
    const run = await one.flush();
    for (const [verdict, shown, held] of [
      ["void", [true], 0],
      ["unknown", [], 1],
    ] as const) {
      const other = await Copy.open(bora, { ...rules, verdictOn: () => verdict });
      const outcome = await other.receive({ headers: [one.writer.header], runs: [run] });
      expect(outcome.accepted.map((entry) => entry.isVoid)).toEqual(shown);
      expect([outcome.frozen, outcome.refused]).toEqual([[], []]);
      expect(other.text.toJSON()).toBe("");
      expect(other.state.feeds.get(run.feed)?.held.size).toBe(held);
    }
  });
});

test("J12: what depends on another feed is held outside of Yjs until that feed comes", async () => {
  const [one, two] = await pair();
  one.text.insert(0, "base");
  await two.receive({ runs: [await one.flush()] });
  two.text.insert(2, "--");
  await two.flush();
  const late = await Copy.open(bora, rules);
  await late.receive({ headers: [one.writer.header, two.writer.header], runs: two.runs });
  expect(late.admitted).toEqual([]);
  expect(pendingOf(late.doc)).toBeNull();
  await late.receive({ runs: one.runs });
  expect(late.text.toJSON()).toBe("ba--se");
});
