import { expect, test } from "vitest";
import * as Y from "yjs";
import type { MemberId, SpaceId } from "../domain/index.ts";
import { MemoryDisk, MemoryStorage } from "../storage/memory/index.ts";
import { ChangeKeeper } from "./change-keeper.ts";
import { systemClock } from "../roads/index.ts";
import { SpaceDocuments, applyPlainly } from "./space-documents.ts";

const space = "space0001" as SpaceId;
const giulia = "giulia001" as MemberId;
const HERE = {};

async function openCopy(disk = new MemoryDisk()) {
  const storage = new MemoryStorage(disk);
  const keeper = new ChangeKeeper(storage.changes, systemClock);
  const me = { member: "ana000001" as MemberId, session: "s1" };
  const documents = await SpaceDocuments.open({
    space,
    me,
    storage,
    keeper,
    attach: (_name, doc) => applyPlainly(doc),
  });
  return { disk, documents, keeper, storage };
}

function type(doc: Y.Doc, text: string): void {
  doc.transact(() => doc.getText("t").insert(doc.getText("t").length, text), HERE);
}

async function textOf(documents: SpaceDocuments, name: string): Promise<string> {
  const { doc, close } = await documents.open(name);
  const text = doc.getText("t").toJSON();
  close();
  return text;
}

test("what was kept is there after a new start", async () => {
  const first = await openCopy();
  const { doc, close } = await first.documents.open("page:aaaaaaaa");
  type(doc, "hello");
  close();
  await first.keeper.flush();
  const second = await openCopy(first.disk);
  expect(second.documents.documents.get()).toEqual(["page:aaaaaaaa"]);
  expect(await textOf(second.documents, "page:aaaaaaaa")).toBe("hello");
});

test("many documents opened one after the other lose nothing that was still on its way to the disk", async () => {
  const { documents, keeper } = await openCopy();
  for (let index = 0; index < 40; index += 1) {
    const { doc, close } = await documents.open(`page:page${String(index).padStart(4, "0")}`);
    type(doc, `words ${index}`);
    close();
  }
  expect(await textOf(documents, "page:page0000")).toBe("words 0");
  await keeper.flush();
  expect(await textOf(documents, "page:page0039")).toBe("words 39");
  expect(await textOf(documents, "page:page0001")).toBe("words 1");
});

test("two copies that exchange what is missing have equal summaries, and only then", async () => {
  const lisbon = await openCopy();
  const izmir = await openCopy();
  const name = "page:aaaaaaaa";
  const { doc } = await lisbon.documents.open(name);
  type(doc, "from Lisbon");
  const theirs = await izmir.documents.summary(name);
  expect(theirs.hash).not.toEqual((await lisbon.documents.summary(name)).hash);
  const update = await lisbon.documents.missing(name, theirs.stateVector);
  expect(await izmir.documents.receive(name, update, giulia)).toBe("applied");
  expect((await izmir.documents.summary(name)).hash).toEqual(
    (await lisbon.documents.summary(name)).hash,
  );
  doc.transact(() => doc.getText("t").delete(0, 4), HERE);
  expect((await izmir.documents.summary(name)).hash).not.toEqual(
    (await lisbon.documents.summary(name)).hash,
  );
});

test("what a partner sent is on the disk before it is answered, and is not sent back as one's own", async () => {
  const lisbon = await openCopy();
  const izmir = await openCopy();
  const own: string[] = [];
  izmir.documents.onLocalChange((document) => own.push(document));
  const { doc } = await lisbon.documents.open("page:aaaaaaaa");
  type(doc, "hello");
  await izmir.documents.receive("page:aaaaaaaa", Y.encodeStateAsUpdate(doc), giulia);
  izmir.storage.crash();
  const again = await openCopy(izmir.disk);
  expect(await textOf(again.documents, "page:aaaaaaaa")).toBe("hello");
  expect(own).toEqual([]);
});

test("the same update a second time writes nothing", async () => {
  const { documents, disk } = await openCopy();
  const other = new Y.Doc();
  type(other, "hello");
  const update = Y.encodeStateAsUpdate(other);
  await documents.receive("page:aaaaaaaa", update, giulia);
  const rows = disk.document(space, "page:aaaaaaaa")?.updates.length;
  expect(await documents.receive("page:aaaaaaaa", update, giulia)).toBe("applied");
  expect(disk.document(space, "page:aaaaaaaa")?.updates.length).toBe(rows);
});

test("documents with foreign names, and updates that are none, are refused and leave no trace", async () => {
  const { documents, disk } = await openCopy();
  const other = new Y.Doc();
  type(other, "hello");
  const update = Y.encodeStateAsUpdate(other);
  for (const name of ["../evil", "page:", "page:<script>", "own:__proto__", "constructor"]) {
    expect(await documents.receive(name, update, giulia)).toBe("refused");
  }
  expect(await documents.receive("page:aaaaaaaa", Uint8Array.from([9, 9, 9]), giulia)).toBe(
    "refused",
  );
  expect(disk.documents.size).toBe(0);
});

test("hundreds of small changes are folded into one snapshot, and a new start reads the same", async () => {
  const { documents, disk, keeper } = await openCopy();
  const other = new Y.Doc();
  const name = "page:aaaaaaaa";
  for (let index = 0; index < 600; index += 1) {
    const before = Y.encodeStateVector(other);
    type(other, `${index} `);
    await documents.receive(name, Y.encodeStateAsUpdate(other, before), giulia);
  }
  await keeper.flush();
  await expect.poll(() => disk.document(space, name)?.snapshot !== null).toBe(true);
  expect(disk.document(space, name)?.updates.length).toBeLessThan(200);
  const again = await openCopy(disk);
  expect(await textOf(again.documents, name)).toBe(other.getText("t").toJSON());
});

test("folding while both partners write loses no row of either", async () => {
  const { documents, disk, keeper } = await openCopy();
  const name = "page:aaaaaaaa";
  const { doc } = await documents.open(name);
  const other = new Y.Doc();
  const answers: Promise<string>[] = [];
  for (let index = 0; index < 500; index += 1) {
    const before = Y.encodeStateVector(other);
    type(other, `t${index} `);
    answers.push(documents.receive(name, Y.encodeStateAsUpdate(other, before), giulia));
    type(doc, `o${index} `);
    if (index % 7 === 0) await keeper.flush();
  }
  expect(new Set(await Promise.all(answers))).toEqual(new Set(["applied"]));
  await keeper.flush();
  const words = new Set((await textOf((await openCopy(disk)).documents, name)).split(" "));
  for (let index = 0; index < 500; index += 1) {
    expect(words.has(`t${index}`) && words.has(`o${index}`)).toBe(true);
  }
});
