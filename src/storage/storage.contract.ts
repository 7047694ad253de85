import { beforeEach, describe, expect, test } from "vitest";
import type { SpaceId } from "../domain/index.ts";
import type { FeedId } from "../journal/index.ts";
import type { JournalRound, StoredFrame } from "./journal-store.ts";
import { DamagedRecord } from "./record-store.ts";
import { StorageError } from "./storage-error.ts";
import type { Storage } from "./storage.ts";

/** What a disk can make unreadable. */
export type Damage =
  | { readonly what: "row"; readonly index: number }
  | { readonly what: "snapshot" | "part" | "operations" | "record" | "picture" }
  | { readonly what: "frame"; readonly order: number };

/** One kept database that can be opened again and again. */
export interface StorageUnderTest {
  open(): Promise<Storage>;
  /** Changes bytes of the only thing of its kind. */
  damage(damage: Damage): Promise<void>;
}

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

let spaces = 0;
function newSpace(): SpaceId {
  spaces += 1;
  return `space${String(spaces).padStart(4, "0")}` as SpaceId;
}
const LISBON = "aa".repeat(16) as FeedId;
const IZMIR = "bb".repeat(16) as FeedId;

const frame = (feed: FeedId, sequence: number, order: number): StoredFrame => ({
  feed,
  kind: "run",
  sequence,
  order,
  bytes: bytes(order, sequence, 7),
});

/** The promises that every storage keeps. */
export function storageContract(name: string, create: () => StorageUnderTest): void {
  describe(`${name} keeps the promises of storage`, () => {
    let kept: StorageUnderTest;
    let storage: Storage;
    let space: SpaceId;
    beforeEach(async () => {
      kept = create();
      storage = await kept.open();
      space = newSpace();
      return () => storage.close();
    });

    async function reopen(): Promise<void> {
      await storage.close();
      storage = await kept.open();
    }
    const keep = (round: JournalRound): Promise<void> => storage.journal.keep(space, round);
    const append = (document: string, ...updates: Uint8Array[]): Promise<void> =>
      keep({ documents: [{ document, kind: "append", updates }] });

    test("all of a round is there after a restart", async () => {
      await keep({
        frames: [frame(LISBON, 0, 0), frame(IZMIR, 0, 1)],
        operations: [bytes(1), bytes(2)],
        documents: [
          { document: "project", kind: "append", updates: [bytes(3), bytes(4)] },
          { document: "page:1", kind: "append", updates: [bytes(5)] },
        ],
        parts: [{ name: "state", bytes: bytes(6) }],
      });
      await reopen();
      const { journal } = storage;
      expect(await journal.frames(space, [frame(IZMIR, 0, 1)])).toEqual([frame(IZMIR, 0, 1)]);
      expect(await journal.operations(space)).toEqual({
        operations: [bytes(1), bytes(2)],
        damaged: 0,
      });
      expect(await journal.document(space, "project")).toEqual({
        snapshot: null,
        updates: [bytes(3), bytes(4)],
        rows: 1,
        damaged: 0,
      });
      expect((await journal.document(space, "page:1")).updates).toEqual([bytes(5)]);
      expect(await journal.part(space, "state")).toEqual({ state: "here", bytes: bytes(6) });
    });

    test("what is not here is absent, not damaged", async () => {
      const { journal } = storage;
      expect(await journal.document(space, "page:nothing")).toEqual({
        snapshot: null,
        updates: [],
        rows: 0,
        damaged: 0,
      });
      expect(await journal.part(space, "state")).toEqual({ state: "absent" });
      expect(await journal.frames(space, [frame(LISBON, 3, 0)])).toEqual([]);
      expect(await journal.operations(space)).toEqual({ operations: [], damaged: 0 });
      expect(await journal.framesFrom(space, 0, 10)).toEqual({
        frames: [],
        damaged: [],
        next: null,
      });
    });

    test("spaces do not mix, and a removed one is gone", async () => {
      const other = newSpace();
      const round: JournalRound = {
        frames: [frame(LISBON, 0, 0)],
        operations: [bytes(1)],
        documents: [
          { document: "project", kind: "append", updates: [bytes(2)] },
          { document: "page:1", kind: "replace", snapshot: bytes(3) },
        ],
        parts: [{ name: "state", bytes: bytes(4) }],
      };
      await keep(round);
      await storage.journal.keep(other, { ...round, operations: [bytes(9)] });
      expect((await storage.journal.operations(space)).operations).toEqual([bytes(1)]);
      await storage.journal.removeSpace(space);
      const { journal } = storage;
      expect((await journal.operations(space)).operations).toEqual([]);
      expect((await journal.framesFrom(space, 0, 10)).frames).toEqual([]);
      expect((await journal.document(space, "project")).updates).toEqual([]);
      expect((await journal.document(space, "page:1")).snapshot).toBeNull();
      expect(await journal.part(space, "state")).toEqual({ state: "absent" });
      expect((await journal.operations(other)).operations).toEqual([bytes(9)]);
      expect((await journal.framesFrom(other, 0, 10)).frames).toHaveLength(1);
    });

    test("frames come back in the order in which they were kept, from any on", async () => {
      await keep({ frames: [frame(IZMIR, 0, 0), frame(LISBON, 0, 1)] });
      await keep({ frames: [frame(IZMIR, 1, 2)] });
      await keep({ frames: [frame(LISBON, 4, 12)] });
      await reopen();
      const { journal } = storage;
      const first = await journal.framesFrom(space, 1, 2);
      expect(first.frames).toEqual([frame(LISBON, 0, 1), frame(IZMIR, 1, 2)]);
      expect(first.next).toBe(3);
      const second = await journal.framesFrom(space, 3, 2);
      expect(second.frames).toEqual([frame(LISBON, 4, 12)]);
      expect(second.next).toBeNull();
    });

    test("a frame takes the place of the one before it, and a forgotten one is gone", async () => {
      await keep({ frames: [frame(LISBON, 0, 0), frame(LISBON, 1, 1)] });
      const erased = { ...frame(LISBON, 0, 0), bytes: bytes(99) };
      await keep({ frames: [erased], forgottenFrames: [frame(LISBON, 1, 1)] });
      await reopen();
      expect((await storage.journal.framesFrom(space, 0, 10)).frames).toEqual([erased]);
    });

    test("bytes that were given may be used again by the caller", async () => {
      const buffer = bytes(9, 1, 2, 9);
      await append("project", buffer.subarray(1, 3));
      const frameBytes = bytes(5, 6);
      await keep({ frames: [{ ...frame(LISBON, 0, 0), bytes: frameBytes }] });
      buffer.fill(0);
      frameBytes.fill(0);
      expect((await storage.journal.document(space, "project")).updates).toEqual([bytes(1, 2)]);
      const [found] = (await storage.journal.framesFrom(space, 0, 1)).frames;
      expect(found?.bytes).toEqual(bytes(5, 6));
    });

    test("a snapshot stands for the rows before it; what came meanwhile stays", async () => {
      await append("project", bytes(1), bytes(2));
      const { rows } = await storage.journal.document(space, "project");
      await append("project", bytes(3));
      await keep({ documents: [{ document: "project", kind: "fold", snapshot: bytes(12), rows }] });
      await reopen();
      expect(await storage.journal.document(space, "project")).toEqual({
        snapshot: bytes(12),
        updates: [bytes(3)],
        rows: 1,
        damaged: 0,
      });
    });

    test("a replaced document holds nothing of what was there, and can be replaced by nothing", async () => {
      await append("project", bytes(1));
      await keep({
        documents: [
          { document: "project", kind: "append", updates: [bytes(2)] },
          { document: "project", kind: "replace", snapshot: bytes(7) },
          { document: "project", kind: "append", updates: [bytes(3)] },
        ],
      });
      expect(await storage.journal.document(space, "project")).toMatchObject({
        snapshot: bytes(7),
        updates: [bytes(3)],
      });
      await keep({ documents: [{ document: "project", kind: "replace", snapshot: null }] });
      expect(await storage.journal.document(space, "project")).toMatchObject({
        snapshot: null,
        updates: [],
      });
    });

    test("a part is replaced as a whole, and null forgets it", async () => {
      await keep({ parts: [{ name: "state", bytes: bytes(1) }] });
      await keep({ parts: [{ name: "state", bytes: bytes(2, 3) }] });
      expect(await storage.journal.part(space, "state")).toEqual({
        state: "here",
        bytes: bytes(2, 3),
      });
      await keep({ parts: [{ name: "state", bytes: null }] });
      expect(await storage.journal.part(space, "state")).toEqual({ state: "absent" });
    });

    test("a damaged row is counted, and the rest opens", async () => {
      await append("project", bytes(1));
      await append("project", bytes(2));
      await append("project", bytes(3));
      await kept.damage({ what: "row", index: 1 });
      expect(await storage.journal.document(space, "project")).toEqual({
        snapshot: null,
        updates: [bytes(1), bytes(3)],
        rows: 3,
        damaged: 1,
      });
    });

    test("a damaged snapshot is told as damaged", async () => {
      await keep({ documents: [{ document: "project", kind: "replace", snapshot: bytes(1) }] });
      await append("project", bytes(2));
      await kept.damage({ what: "snapshot" });
      expect(await storage.journal.document(space, "project")).toEqual({
        snapshot: null,
        updates: [bytes(2)],
        rows: 1,
        damaged: 1,
      });
    });

    test("damaged operations and parts are told as damaged", async () => {
      await keep({ operations: [bytes(1), bytes(2)], parts: [{ name: "state", bytes: bytes(3) }] });
      await kept.damage({ what: "operations" });
      await kept.damage({ what: "part" });
      expect(await storage.journal.operations(space)).toEqual({ operations: [], damaged: 1 });
      expect(await storage.journal.part(space, "state")).toEqual({ state: "damaged" });
    });

    test("a picture is kept under the hash of its bytes, once", async () => {
      const hash = await storage.blobs.put(bytes(97, 98, 99), "image/png");
      expect(hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
      expect(await storage.blobs.put(bytes(97, 98, 99), "image/png")).toBe(hash);
      await reopen();
      expect(await storage.blobs.has(hash)).toBe(true);
      expect(await storage.blobs.get(hash)).toEqual({
        bytes: bytes(97, 98, 99),
        mime: "image/png",
      });
    });

    test("a picture that is not here is null, and so is one that the disk changed: partners are asked for it", async () => {
      const hash = await storage.blobs.put(bytes(1), "image/png");
      const unknown = hash.replace(/./gu, "0") as typeof hash;
      expect(await storage.blobs.has(unknown)).toBe(false);
      expect(await storage.blobs.get(unknown)).toBeNull();
      await kept.damage({ what: "picture" });
      expect(await storage.blobs.get(hash)).toBeNull();
      expect(await storage.blobs.has(hash)).toBe(false);
      await storage.blobs.put(bytes(1), "image/png");
      expect(await storage.blobs.get(hash)).toEqual({ bytes: bytes(1), mime: "image/png" });
    });

    test("records are replaced as a whole, listed by name, and removed", async () => {
      await storage.records.put("project:b", { title: "B", list: [1, 2] });
      await storage.records.put("project:a", { title: "old", more: true });
      await storage.records.put("project:a", { title: "A" });
      await storage.records.put("settings", { language: null });
      await storage.records.put("person", { name: "Ana" });
      await reopen();
      expect(await storage.records.get("settings")).toEqual({ language: null });
      expect(await storage.records.get("person")).toEqual({ name: "Ana" });
      expect(await storage.records.list("project:")).toEqual([
        { name: "project:a", value: { title: "A" } },
        { name: "project:b", value: { title: "B", list: [1, 2] } },
      ]);
      expect(await storage.records.list("per")).toEqual([
        { name: "person", value: { name: "Ana" } },
      ]);
      await storage.records.remove("settings");
      expect(await storage.records.get("settings")).toBeUndefined();
    });

    test("a damaged record is told as damaged, never as absent", async () => {
      await storage.records.put("project:a", { title: "A" });
      await kept.damage({ what: "record" });
      await expect(storage.records.get("project:a")).rejects.toBeInstanceOf(DamagedRecord);
      const [found] = await storage.records.list("project:");
      expect(found?.value).toBeInstanceOf(DamagedRecord);
      expect(await storage.records.get("project:b")).toBeUndefined();
    });

    test("a closed storage refuses with a reason that the screen has words for", async () => {
      await storage.close();
      const refused = await append("project", bytes(1)).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(StorageError);
      expect((refused as StorageError).reason).toBe("databaseClosed");
      storage = await kept.open();
      expect((await storage.journal.document(space, "project")).rows).toBe(0);
    });
  });
}
