import { expect, test } from "vitest";
import { newSpaceId } from "../../domain/index.ts";
import { storageContract } from "../storage.contract.ts";
import { MemoryDisk } from "./memory-disk.ts";
import { MemoryStorage } from "./memory-storage.ts";

storageContract("memory storage", () => {
  const disk = new MemoryDisk();
  return {
    open: () => Promise.resolve(new MemoryStorage(disk)),
    damage: (space, document, row) => {
      disk.damage(space, document, row);
      return Promise.resolve();
    },
  };
});

const change = { space: newSpaceId(), document: "project", update: new Uint8Array([1]) };

test("on a full disk nothing is half written, and a later try succeeds", async () => {
  const storage = new MemoryStorage();
  storage.disk.isFull = true;
  await expect(storage.changes.append([change, change])).rejects.toMatchObject({
    reason: "diskFull",
  });
  storage.disk.isFull = false;
  expect((await storage.changes.load(change.space, "project")).updates).toEqual([]);
  await storage.changes.append([change]);
  expect((await storage.changes.load(change.space, "project")).updates).toHaveLength(1);
});

test.each([
  ["beforeCommit", 0],
  ["afterCommit", 1],
] as const)("a crash %s never answers and leaves %i rows", async (crashAt, rows) => {
  const storage = new MemoryStorage();
  storage.disk.crashAt = crashAt;
  let answered = false;
  void storage.changes.append([change]).then(() => (answered = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
  const next = new MemoryStorage(storage.disk);
  expect((await next.changes.load(change.space, "project")).updates).toHaveLength(rows);
});
