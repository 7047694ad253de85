import { beforeEach, describe, expect, test } from "vitest";
import { type SpaceId, newSpaceId } from "../domain/index.ts";
import { StorageError } from "./storage-error.ts";
import type { Storage } from "./storage.ts";

/** One kept database that can be opened again and again. */
export interface StorageUnderTest {
  open(): Promise<Storage>;
  /** Makes one row of changes unreadable, as a disk does. */
  damage(space: SpaceId, document: string, row: number | "snapshot"): Promise<void>;
}

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values);

/** The promises that every storage keeps. */
export function storageContract(name: string, create: () => StorageUnderTest): void {
  describe(`${name} keeps the promises of storage`, () => {
    let kept: StorageUnderTest;
    let storage: Storage;
    let space: SpaceId;
    beforeEach(async () => {
      kept = create();
      storage = await kept.open();
      space = newSpaceId();
      return () => storage.close();
    });

    async function reopen(): Promise<void> {
      await storage.close();
      storage = await kept.open();
    }

    async function append(document: string, ...updates: Uint8Array[]): Promise<void> {
      await storage.changes.append(updates.map((update) => ({ space, document, update })));
    }

    test("what was appended is there after a restart, oldest first", async () => {
      await append("project", bytes(1), bytes(2));
      await append("project", bytes(3));
      await reopen();
      expect(await storage.changes.load(space, "project")).toEqual({
        snapshot: null,
        updates: [bytes(1), bytes(2), bytes(3)],
        damaged: 0,
      });
    });

    test("an unknown document is empty", async () => {
      expect(await storage.changes.load(space, "page:nothing")).toEqual({
        snapshot: null,
        updates: [],
        damaged: 0,
      });
    });

    test("one append may carry several documents, and spaces do not mix", async () => {
      const other = newSpaceId();
      await storage.changes.append([
        { space, document: "project", update: bytes(1) },
        { space, document: "roster", update: bytes(2) },
        { space: other, document: "project", update: bytes(3) },
      ]);
      expect((await storage.changes.load(space, "project")).updates).toEqual([bytes(1)]);
      expect((await storage.changes.load(other, "project")).updates).toEqual([bytes(3)]);
      expect(await storage.changes.documents(space)).toEqual(["project", "roster"]);
      expect(await storage.changes.documents(other)).toEqual(["project"]);
    });

    test("bytes given to append may be used again by the caller", async () => {
      const buffer = bytes(9, 1, 2, 9);
      await append("project", buffer.subarray(1, 3));
      buffer.fill(0);
      expect((await storage.changes.load(space, "project")).updates).toEqual([bytes(1, 2)]);
    });

    test("compaction replaces what it covers; what came meanwhile stays", async () => {
      await append("project", bytes(1), bytes(2));
      const { updates } = await storage.changes.load(space, "project");
      await append("project", bytes(3));
      await storage.changes.compact(space, "project", bytes(12), updates.length);
      await reopen();
      expect(await storage.changes.load(space, "project")).toEqual({
        snapshot: bytes(12),
        updates: [bytes(3)],
        damaged: 0,
      });
      await storage.changes.compact(space, "project", bytes(123), 5);
      expect(await storage.changes.load(space, "project")).toEqual({
        snapshot: bytes(123),
        updates: [],
        damaged: 0,
      });
      expect(await storage.changes.documents(space)).toEqual(["project"]);
    });

    test("a damaged row is set aside, and the rest opens", async () => {
      await append("project", bytes(1), bytes(2), bytes(3));
      await append("roster", bytes(4));
      await kept.damage(space, "project", 1);
      const found = await storage.changes.load(space, "project");
      expect(found.updates).toEqual([bytes(1), bytes(3)]);
      expect(found.damaged).toBe(1);
      await reopen();
      expect(await storage.changes.load(space, "project")).toEqual(found);
      expect((await storage.changes.load(space, "roster")).damaged).toBe(0);
      await storage.changes.compact(space, "project", bytes(13), 2);
      expect((await storage.changes.load(space, "project")).updates).toEqual([]);
    });

    test("a damaged snapshot gives way to the one before it", async () => {
      await storage.changes.compact(space, "project", bytes(1), 0);
      await storage.changes.compact(space, "project", bytes(2), 0);
      await append("project", bytes(3));
      await kept.damage(space, "project", "snapshot");
      const found = await storage.changes.load(space, "project");
      expect(found).toEqual({ snapshot: bytes(1), updates: [bytes(3)], damaged: 1 });
      await reopen();
      expect(await storage.changes.load(space, "project")).toEqual(found);
    });

    test("a removed space is gone, its neighbours stay", async () => {
      const other = newSpaceId();
      await append("project", bytes(1));
      await storage.changes.compact(space, "roster", bytes(2), 0);
      await storage.changes.append([{ space: other, document: "project", update: bytes(3) }]);
      await storage.changes.removeSpace(space);
      expect(await storage.changes.documents(space)).toEqual([]);
      expect((await storage.changes.load(space, "roster")).snapshot).toBeNull();
      expect(await storage.changes.documents(other)).toEqual(["project"]);
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

    test("a picture that is not here is null", async () => {
      const hash = await storage.blobs.put(bytes(1), "image/png");
      const unknown = hash.replace(/./gu, "0") as typeof hash;
      expect(await storage.blobs.has(unknown)).toBe(false);
      expect(await storage.blobs.get(unknown)).toBeNull();
    });

    test("records are replaced as a whole, listed by name, and removed", async () => {
      await storage.records.put("project/b", { title: "B", list: [1, 2] });
      await storage.records.put("project/a", { title: "old", more: true });
      await storage.records.put("project/a", { title: "A" });
      await storage.records.put("settings", { language: null });
      await reopen();
      expect(await storage.records.get("settings")).toEqual({ language: null });
      expect(await storage.records.list("project/")).toEqual([
        { name: "project/a", value: { title: "A" } },
        { name: "project/b", value: { title: "B", list: [1, 2] } },
      ]);
      await storage.records.remove("settings");
      expect(await storage.records.get("settings")).toBeUndefined();
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
      expect(await storage.changes.documents(space)).toEqual([]);
    });
  });
}
