import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { loadSuite } from "../../cryptography/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { MemoryStorage, StorageError } from "../../storage/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newParts } from "./fixtures/desk.ts";

const suite = await loadSuite();
const clock = new VirtualClock();

async function found() {
  const parts = await newParts(suite, clock);
  const desk = await Desk.found(parts);
  return { desk, disk: parts.disk, page: await desk.newPage() };
}

async function letIn(desk: Desk, role?: "observer") {
  const parts = await newParts(suite, clock);
  return { desk: await desk.letIn(parts, role), disk: parts.disk };
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

describe("keeping", () => {
  test("what was typed is there after a restart, and a new session writes on", async () => {
    const { desk, disk, page } = await found();
    await desk.type(page, "Olá");
    await desk.type(page, " mundo");
    const again = await desk.restarted(new MemoryStorage(disk));
    expect(await again.text(page)).toBe("Olá mundo");
    expect(again.journal.have.get()).toEqual(desk.journal.have.get());
    expect(again.journal.me.session).not.toBe(desk.journal.me.session);
    await again.type(page, "!");
    expect(await again.text(page)).toBe("Olá mundo!");
  });

  test.each([
    ["beforeCommit", "one "],
    ["afterCommit", "one two "],
  ] as const)("killed %s of a signed run, the next session goes on", async (crashAt, text) => {
    const { desk, disk, page } = await found();
    const partner = await letIn(desk);
    await desk.type(page, "one ");
    disk.crashAt = crashAt;
    void desk.type(page, "two ");
    await new Promise((resolve) => setTimeout(resolve, 20));
    const again = await desk.restarted(new MemoryStorage(disk));
    expect(await again.text(page)).toBe(text);
    await again.type(page, "three");
    await again.meet(partner.desk);
    expect(await partner.desk.text(page)).toBe(`${text}three`);
  });

  test("on a full disk nothing is told or sent, and the same signed runs are stored at the next try", async () => {
    const { desk, disk, page } = await found();
    const partner = await letIn(desk);
    const written: string[] = [];
    desk.journal.onWritten((frames) => written.push(...frames.map((frame) => frame.join())));
    await desk.type(page, "before ");
    const before = desk.journal.have.get();
    disk.isFull = true;
    expect(await failureOf(desk.type(page, "one "))).toBeInstanceOf(StorageError);
    expect(await failureOf(desk.type(page, "two "))).toMatchObject({ reason: "diskFull" });
    expect(await failureOf(desk.journal.keep([]))).toBeInstanceOf(StorageError);
    expect(desk.journal.have.get()).toEqual(before);
    expect(written).toHaveLength(2);
    disk.isFull = false;
    await desk.journal.keep([]);
    expect(written).toHaveLength(4);
    expect(new Set(written).size).toBe(4);
    await desk.sendTo(partner.desk);
    expect(await partner.desk.text(page)).toBe("before one two ");
    const again = await desk.restarted(new MemoryStorage(disk));
    expect(await again.text(page)).toBe("before one two ");
  });

  test("what a partner sent to a full disk is not claimed, and is shown once there is room", async () => {
    const { desk, page } = await found();
    const partner = await letIn(desk);
    await desk.type(page, "from Lisbon");
    await partner.desk.text(page);
    partner.disk.isFull = true;
    expect(await failureOf(desk.sendTo(partner.desk))).toBeInstanceOf(StorageError);
    expect(await partner.desk.text(page)).toBe("");
    expect(partner.desk.journal.have.get().has(desk.journal.me.session)).toBe(false);
    partner.disk.isFull = false;
    await partner.desk.journal.keep([]);
    expect(await partner.desk.text(page)).toBe("from Lisbon");
    expect(partner.desk.journal.have.get().get(desk.journal.me.session)).toBe(1);
  });

  test("after a clean end, opening reads no frames", async () => {
    const { desk, disk, page } = await found();
    for (let count = 0; count < 20; count += 1) await desk.type(page, `${count} `);
    await desk.journal.close();
    const storage = new MemoryStorage(disk);
    const read: number[] = [];
    const journal = {
      ...storage.journal,
      frames: (...args: Parameters<typeof storage.journal.frames>) => {
        read.push(args[1].length);
        return storage.journal.frames(...args);
      },
      framesFrom: async (...args: Parameters<typeof storage.journal.framesFrom>) => {
        const found = await storage.journal.framesFrom(...args);
        read.push(found.frames.length);
        return found;
      },
    };
    const again = await desk.restarted({ ...plain(storage), journal });
    expect(await again.text(page)).toContain("19");
    expect(read.filter((count) => count > 0)).toEqual([]);
  });

  test("a book that is brought in at once is kept in several runs, and can be written in", async () => {
    const { desk, disk, page } = await found();
    const partner = await letIn(desk);
    const doc = await desk.doc(page);
    doc.transact(() => {
      for (let day = 0; day < 2400; day += 1) {
        const text = new Y.XmlText();
        doc.getXmlFragment("book").push([text]);
        text.insert(0, `${day} `.repeat(200));
      }
    });
    await desk.keep();
    expect(desk.journal.lateWork.get()).toEqual([]);
    await desk.sendTo(partner.desk, 1_000_000);
    const book = doc.getXmlFragment("book").toJSON();
    expect(book.length).toBeGreaterThan(2_000_000);
    expect((await partner.desk.doc(page)).getXmlFragment("book").toJSON()).toBe(book);
    await partner.desk.type(page, "and so on");
    await partner.desk.meet(desk);
    expect(await desk.text(page)).toBe("and so on");
    await desk.journal.close();
    const again = await desk.restarted(new MemoryStorage(disk));
    expect((await again.doc(page)).getXmlFragment("book").toJSON()).toBe(book);
    const third = await letIn(again);
    expect((await third.desk.doc(page)).getXmlFragment("book").toJSON()).toBe(book);
  });
});

describe("what the disk damages", () => {
  test("damaged rows of a document are built anew from its frames", async () => {
    const { desk, disk, page } = await found();
    await desk.type(page, "one ");
    await desk.type(page, "two");
    const kept = disk.spaces.get(desk.space)?.documents.get(page);
    disk.damage(kept?.rows[0]);
    expect(await desk.storedText(page)).toBe("one two");
    const again = await desk.restarted(new MemoryStorage(disk));
    expect(await again.text(page)).toBe("one two");
  });

  test.each(["damaged", "lost", "torn"])("a %s state is made again from frames", async (how) => {
    const { desk, disk, page } = await found();
    const partner = await letIn(desk);
    for (const word of ["one ", "two ", "three"]) await desk.type(page, word);
    await desk.meet(partner.desk);
    await partner.desk.type(page, "!");
    await desk.meet(partner.desk);
    await desk.journal.close();
    const { parts } = disk.space(desk.space);
    const state = parts.get("state");
    if (how === "damaged") disk.damage(state);
    if (how === "lost") parts.delete("state");
    if (how === "torn" && state !== undefined) parts.set("state", state.slice(0, -7));
    const again = await desk.restarted(new MemoryStorage(disk));
    expect(again.journal.have.get()).toEqual(partner.desk.journal.have.get());
    await again.type(page, "?");
    await again.meet(partner.desk);
    expect(await partner.desk.text(page)).toBe(await again.text(page));
  });

  test("a frame that the disk changed is asked for again and comes back", async () => {
    const { desk, page } = await found();
    const partner = await letIn(desk);
    await desk.type(page, "one ");
    await desk.sendTo(partner.desk);
    const { frames, parts } = partner.disk.space(desk.space);
    parts.delete("state");
    for (const frame of frames.values()) {
      if (frame.kind === "run" && frame.feed === desk.journal.me.session) {
        partner.disk.damage(frame.bytes);
      }
    }
    const again = await partner.desk.restarted(new MemoryStorage(partner.disk));
    expect(again.journal.have.get().get(desk.journal.me.session)).toBe(0);
    expect(await again.text(page)).toBe("one ");
    await desk.sendTo(again);
    expect(again.journal.have.get().get(desk.journal.me.session)).toBe(1);
    expect(await again.text(page)).toBe("one ");
  });
});

describe("sending", () => {
  test("frames of one document come first, with what they need and nothing that cannot be taken", async () => {
    const { desk, page } = await found();
    const other = await desk.newPage();
    const partner = await letIn(desk);
    await desk.type(other, "x".repeat(2000));
    await desk.sendTo(partner.desk);
    await partner.desk.type(other, "later ");
    await partner.desk.type(page, "wanted");
    const third = await letIn(desk);
    await partner.desk.sendTo(desk);
    const { frames, rest } = await desk.journal.framesFor(third.desk.journal.have.get(), 1, page);
    expect(frames.length).toBeGreaterThan(0);
    expect(rest).toBe(true);
    await desk.sendTo(third.desk, 400);
    expect(await third.desk.text(page)).toBe("wanted");
    expect(desk.journal.documentsBehind(third.desk.journal.have.get()).size).toBe(0);
    const behind = desk.journal.documentsBehind(new Map());
    expect([...behind]).toEqual(expect.arrayContaining([page, other]));
  });

  test("what comes before its key waits, and is shown once the key is here", async () => {
    const { desk, page } = await found();
    const parts = await newParts(suite, clock);
    const newcomer = await desk.letIn(parts, "teacher", false);
    await desk.type(page, "secret");
    const { frames } = await desk.journal.framesFor(new Map(), 100_000, null);
    const { member } = desk.journal.me;
    expect(await newcomer.journal.receiveFrames(frames, member)).toBe("early");
    expect(await newcomer.text(page)).toBe("");
    expect(newcomer.journal.mayWrite(page)).toBe("no");
    await desk.grantTo(newcomer);
    await newcomer.journal.receiveOperations(
      desk.journal.operationsAfter(newcomer.journal.heads.get()),
    );
    expect(await newcomer.text(page)).toBe("secret");
    expect(newcomer.journal.mayWrite(page)).toBe("yes");
  });
});

describe("compaction", () => {
  test("one's own feed becomes one frame, for oneself and for those who come later", async () => {
    const { desk, disk, page } = await found();
    for (let count = 0; count < 30; count += 1) await desk.type(page, `${count} `);
    const text = await desk.text(page);
    await desk.journal.compact();
    const { frames } = disk.space(desk.space);
    expect([...frames.values()].map(({ kind }) => kind).sort()).toEqual(["compaction", "header"]);
    const partner = await letIn(desk);
    expect(await partner.desk.text(page)).toBe(text);
    await desk.type(page, "after");
    await desk.meet(partner.desk);
    await partner.desk.type(page, "!");
    await desk.meet(partner.desk);
    expect(await partner.desk.text(page)).toBe(`${text}after!`);
    const again = await desk.restarted(new MemoryStorage(disk));
    expect(await again.text(page)).toBe(`${text}after!`);
    expect(again.journal.authorOf(page, 1)).toBeNull();
  });

  test("it happens by itself after two minutes without a change, and before the end", async () => {
    const own = new VirtualClock();
    const parts = await newParts(suite, own);
    const desk = await Desk.found(parts);
    const page = await desk.newPage();
    for (let count = 0; count < 10; count += 1) await desk.type(page, `${count} `);
    const kinds = (): readonly string[] =>
      [...parts.disk.space(desk.space).frames.values()].map(({ kind }) => kind).sort();
    await own.advance(60_000);
    expect(kinds()).toHaveLength(11);
    await own.advance(70_000);
    await desk.journal.keep([]);
    expect(kinds()).toEqual(["compaction", "header"]);
    await desk.type(page, "a");
    await desk.type(page, "b");
    await desk.journal.close();
    expect(kinds()).toEqual(["compaction", "header"]);
  });
});

describe("who is there", () => {
  const challenge = (value: number) => new Uint8Array(32).fill(value);
  const challenges = { own: challenge(1), theirs: challenge(2) };

  test("a member is recognised by their session, and nobody by a replay", async () => {
    const { desk } = await found();
    const partner = await letIn(desk);
    const introduction = await partner.desk.journal.introduce(challenges);
    expect(await desk.journal.recognise(introduction, challenges)).toEqual({
      kind: "member",
      ...partner.desk.journal.me,
    });
    const replayed = { own: challenge(1), theirs: challenge(3) };
    expect((await desk.journal.recognise(introduction, replayed)).kind).toBe("false");
    const torn = introduction.slice(0, -1);
    expect((await desk.journal.recognise(torn, challenges)).kind).toBe("false");
    expect((await desk.journal.recognise(new Uint8Array(), challenges)).kind).toBe("false");
  });

  test("who was removed is gone, and one whom the log does not know is a stranger", async () => {
    const { desk } = await found();
    const partner = await letIn(desk);
    const unheard = await newParts(suite, clock);
    const stranger = await Desk.open(unheard, desk.space, [...desk.journal.operationsAfter([])]);
    const introduction = await partner.desk.journal.introduce(challenges);
    const { member } = partner.desk.journal.me;
    const cutOffs = desk.journal.cutOffsOf(member, null);
    await desk.do({ kind: "remove", member, cutOffs });
    expect(await desk.journal.recognise(introduction, challenges)).toEqual({
      kind: "gone",
      member,
    });
    const unknown = await stranger.journal.introduce(challenges);
    expect(await desk.journal.recognise(unknown, challenges)).toEqual({ kind: "stranger" });
    const foreign = await found();
    const elsewhere = await foreign.desk.journal.introduce(challenges);
    expect((await desk.journal.recognise(elsewhere, challenges)).kind).toBe("false");
  });
});

describe("acting", () => {
  test("what would have no effect is not signed", async () => {
    const { desk } = await found();
    const watcher = await letIn(desk, "observer");
    const { member } = desk.journal.me;
    const acted = await watcher.desk.journal.act({ kind: "remove", member, cutOffs: [] });
    expect(acted).toEqual({ ok: false, failure: { kind: "noRight" } });
    expect(watcher.desk.journal.heads.get()).toEqual(desk.journal.heads.get());
  });

  test("an author is told by the feed that a clientID derives from", async () => {
    const { desk, page } = await found();
    const partner = await letIn(desk);
    await partner.desk.type(page, "mine");
    const client = partner.desk.journal.clientIdOf(page);
    await desk.meet(partner.desk);
    expect(desk.journal.authorOf(page, client)).toBe(partner.desk.journal.me.member);
    expect(desk.journal.authorOf(page, desk.journal.clientIdOf(page))).toBe(desk.journal.me.member);
    expect(desk.journal.authorOf("page:other" as DocumentName, client)).toBeNull();
    expect([...desk.journal.lastSessions.get().values()]).toHaveLength(1);
  });
});

function plain(storage: MemoryStorage) {
  const { journal, blobs, blobRows, records } = storage;
  return { journal, blobs, blobRows, records, close: () => storage.close() };
}
