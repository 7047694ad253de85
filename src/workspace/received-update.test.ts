import * as fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { judgeUpdate } from "./received-update.ts";

function write(doc: Y.Doc, text: string): Uint8Array {
  const before = Y.encodeStateVector(doc);
  doc.getText("t").insert(doc.getText("t").length, text);
  return Y.encodeStateAsUpdate(doc, before);
}

test("what is new is new, and what is here already is known", () => {
  const author = new Y.Doc();
  const reader = new Y.Doc();
  const first = write(author, "one");
  expect(judgeUpdate(reader, first)).toBe("new");
  Y.applyUpdate(reader, first);
  expect(judgeUpdate(reader, first)).toBe("known");
});

test("a change whose predecessor is missing is early, and leaves nothing waiting in the document", () => {
  const author = new Y.Doc();
  const reader = new Y.Doc();
  write(author, "one");
  const second = write(author, "two");
  expect(judgeUpdate(reader, second)).toBe("early");
  expect(reader.store.pendingStructs).toBeNull();
});

test("a change that hangs on a third author's unknown words is early", () => {
  const third = new Y.Doc();
  const author = new Y.Doc();
  Y.applyUpdate(author, write(third, "abc"));
  const before = Y.encodeStateVector(author);
  author.getText("t").insert(2, "X");
  const alone = Y.diffUpdate(Y.encodeStateAsUpdate(author), before);
  expect(judgeUpdate(new Y.Doc(), alone)).toBe("early");
});

test("deleting words that are not written yet is early, never applied", () => {
  const author = new Y.Doc();
  write(author, "hello");
  const reader = new Y.Doc();
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(author));
  write(author, "future");
  author.getText("t").delete(5, 6);
  const deletesOnly = Y.encodeStateAsUpdate(author, Y.encodeStateVector(author));
  expect(judgeUpdate(reader, deletesOnly)).toBe("early");
});

test("a deletion alone is new the first time and known the second", () => {
  const author = new Y.Doc();
  const reader = new Y.Doc();
  Y.applyUpdate(reader, write(author, "hello"));
  author.getText("t").delete(1, 2);
  const deletion = Y.encodeStateAsUpdate(author, Y.encodeStateVector(author));
  expect(judgeUpdate(reader, deletion)).toBe("new");
  Y.applyUpdate(reader, deletion);
  expect(judgeUpdate(reader, deletion)).toBe("known");
});

test("structs of absurd length are refused", () => {
  // One GC struct of client 1 at clock 0 with length 2^50 and an empty delete set, in format V1.
  const bomb = Uint8Array.from([1, 1, 1, 0, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02, 0]);
  expect(judgeUpdate(new Y.Doc(), bomb)).toBe("refused");
});

test("random bytes and damaged updates never throw and never change the document", () => {
  const author = new Y.Doc();
  const good = write(author, "some words that were written here");
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(good.length - 1),
      fc.nat(255),
      (noise, at, value) => {
        const reader = new Y.Doc();
        const damaged = Uint8Array.from(good);
        damaged[at] = value;
        for (const bytes of [noise, damaged, good.subarray(0, at)]) judgeUpdate(reader, bytes);
        expect(Y.encodeStateVector(reader)).toEqual(Uint8Array.from([0]));
      },
    ),
    { numRuns: 2000 },
  );
});
