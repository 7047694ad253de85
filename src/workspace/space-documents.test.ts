import { afterEach, expect, test } from "vitest";
import type * as Y from "yjs";
import { loadSuite } from "../cryptography/index.ts";
import type { DocumentName } from "../journal/index.ts";
import { MemoryStorage } from "../storage/index.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { ChangeKeeper } from "./change-keeper.ts";
import { Desk, newParts } from "./journal/fixtures/desk.ts";
import { SpaceDocuments, applyPlainly } from "./space-documents.ts";

const suite = await loadSuite();
const HERE = {};

const opened: SpaceDocuments[] = [];
afterEach(() => {
  for (const documents of opened.splice(0)) documents.close();
});

function screensOf(desk: Desk) {
  const clock = new VirtualClock();
  const keeper = new ChangeKeeper(clock);
  const attached: DocumentName[] = [];
  const documents = SpaceDocuments.open({
    journal: desk.journal,
    keeper,
    attach: (name, doc) => {
      attached.push(name);
      return applyPlainly(doc);
    },
  });
  opened.push(documents);
  return { documents, keeper, attached };
}

async function found() {
  const clock = new VirtualClock();
  const parts = await newParts(suite, clock);
  const desk = await Desk.found(parts);
  const page = await desk.newPage();
  return { desk, disk: parts.disk, page, clock, ...screensOf(desk) };
}

function type(doc: Y.Doc, text: string): void {
  doc.transact(() => doc.getText("text").insert(doc.getText("text").length, text), HERE);
}

const textOf = (doc: Y.Doc): string => doc.getText("text").toJSON();

async function read(documents: SpaceDocuments, name: DocumentName): Promise<string> {
  const handle = await documents.open(name);
  const text = textOf(handle.doc);
  handle.close();
  return text;
}

test("what was kept is there after a new start", async () => {
  const { desk, disk, page, documents, keeper } = await found();
  const { doc, close } = await documents.open(page);
  type(doc, "hello");
  close();
  await keeper.flush();
  const again = screensOf(await desk.restarted(new MemoryStorage(disk)));
  expect(await read(again.documents, page)).toBe("hello");
});

test("every handle of a document shows the same one, which writes under the journal's clientID", async () => {
  const { desk, page, documents, keeper } = await found();
  const [one, other] = await Promise.all([documents.open(page), documents.open(page)]);
  expect(one.doc).toBe(other.doc);
  expect(one.doc.clientID).toBe(desk.journal.clientIdOf(page));
  one.close();
  type(other.doc, "still open");
  other.close();
  await keeper.flush();
  expect(await desk.storedText(page)).toBe("still open");
});

test("many documents opened one after the other lose nothing that was still on its way", async () => {
  const { desk, documents, keeper } = await found();
  const pages: DocumentName[] = [];
  for (let index = 0; index < 30; index += 1) pages.push(await desk.newPage());
  for (const [index, page] of pages.entries()) {
    const { doc, close } = await documents.open(page);
    type(doc, `words ${index}`);
    close();
  }
  const [first, last] = [pages[0], pages.at(-1)];
  if (first === undefined || last === undefined) throw new Error("pages were made");
  expect(await read(documents, first)).toBe("words 0");
  const { doc, close } = await documents.open(first);
  type(doc, " and more");
  close();
  await keeper.flush();
  expect(await read(documents, first)).toBe("words 0 and more");
  expect(await read(documents, last)).toBe("words 29");
  expect(await desk.storedText(first)).toBe("words 0 and more");
});

test("what a partner wrote is shown in an open document and in one that is just being read", async () => {
  const { desk, page, documents, clock } = await found();
  const partner = await desk.letIn(await newParts(suite, clock));
  const other = await desk.newPage();
  const { doc } = await documents.open(page);
  await desk.sendTo(partner);
  await partner.type(page, "from afar");
  await partner.type(other, "to one that is being read");
  const arriving = partner.sendTo(desk);
  const opening = documents.open(other);
  await arriving;
  expect(textOf(doc)).toBe("from afar");
  expect(textOf((await opening).doc)).toBe("to one that is being read");
});

test("what counts no more leaves an open document, whose holders are told of the new one", async () => {
  const { desk, page, documents, keeper, clock } = await found();
  const partner = await desk.letIn(await newParts(suite, clock));
  await partner.type(page, "before ");
  await partner.meet(desk);
  const handle = await documents.open(page);
  const { member } = partner.journal.me;
  const cutOffs = desk.journal.cutOffsOf(member, null);
  await partner.type(page, "late ");
  await partner.sendTo(desk);
  const before = handle.doc;
  expect(textOf(before)).toBe("before late ");
  type(before, "typed ");
  await keeper.flush();
  type(before, "not kept yet");
  const told: Y.Doc[] = [];
  let isDestroyed = false;
  before.on("destroy", () => (isDestroyed = true));
  const replaced = new Promise<void>((resolve) => {
    handle.onReplaced((doc) => {
      told.push(doc);
      expect(isDestroyed).toBe(false);
      resolve();
    });
  });
  await desk.do({ kind: "remove", member, cutOffs });
  await replaced;
  await Promise.resolve();
  expect(told).toEqual([handle.doc]);
  expect(handle.doc).not.toBe(before);
  expect(textOf(handle.doc)).toBe("before typed not kept yet");
  type(handle.doc, "!");
  await keeper.flush();
  expect(isDestroyed).toBe(true);
  expect(await desk.storedText(page)).toBe("before typed not kept yet!");
  expect(desk.journal.lateWork.get()).toEqual([]);
});

test("words that came too late leave the screen and stay in the late work", async () => {
  const { desk, page, clock } = await found();
  const partner = await desk.letIn(await newParts(suite, clock));
  const { documents, keeper } = screensOf(partner);
  const handle = await documents.open(page);
  const { member } = partner.journal.me;
  await desk.do({ kind: "remove", member, cutOffs: desk.journal.cutOffsOf(member, null) });
  await desk.sendTo(partner);
  const replaced = new Promise<void>((resolve) => handle.onReplaced(() => resolve()));
  type(handle.doc, "too late");
  await keeper.flush();
  await replaced;
  expect(textOf(handle.doc)).toBe("");
  expect(partner.journal.lateWork.get()).toMatchObject([{ text: "too late" }]);
  expect(keeper.state.get().state).toBe("saved");
});

test("what is typed around the moment at which one's own words became void is kept, whichever feed it was written for", async () => {
  const { desk, page, clock } = await found();
  const partner = await desk.letIn(await newParts(suite, clock));
  const { documents, keeper } = screensOf(partner);
  const handle = await documents.open(page);
  const { member } = partner.journal.me;
  await desk.do({
    kind: "role",
    member,
    role: "observer",
    mentor: null,
    cutOffs: desk.journal.cutOffsOf(member, null),
  });
  type(handle.doc, "as an observer ");
  await keeper.flush();
  await desk.do({ kind: "role", member, role: "teacher", mentor: null, cutOffs: [] });
  const replaced = new Promise<void>((resolve) => handle.onReplaced(() => resolve()));
  type(handle.doc, "before it was heard ");
  await desk.sendTo(partner);
  await replaced;
  type(handle.doc, "afterwards");
  await keeper.flush();
  const stored = await partner.storedText(page);
  expect(stored).toContain("before it was heard ");
  expect(stored).toContain("afterwards");
  expect(stored).not.toContain("as an observer ");
  await expect.poll(() => textOf(handle.doc)).toBe(stored);
  expect(partner.journal.lateWork.get().map(({ text }) => text)).toEqual(["as an observer "]);
  await partner.sendTo(desk);
  expect(await desk.storedText(page)).toBe(stored);
});

test("a document that nobody holds is read anew when it is opened next", async () => {
  const { desk, page, documents, clock, attached } = await found();
  const partner = await desk.letIn(await newParts(suite, clock));
  await partner.type(page, "void");
  const { member } = partner.journal.me;
  const cutOffs = desk.journal.cutOffsOf(member, null);
  await partner.sendTo(desk);
  expect(await read(documents, page)).toBe("void");
  await desk.do({ kind: "remove", member, cutOffs });
  expect(await read(documents, page)).toBe("");
  expect(attached).toEqual([page, page]);
});
