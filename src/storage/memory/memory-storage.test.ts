import { expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import { sealedStorage } from "../sealed/index.ts";
import { type Damage, storageContract } from "../storage.contract.ts";
import { MemoryDisk } from "./memory-disk.ts";
import { MemoryStorage } from "./memory-storage.ts";

const suite = await loadSuite();

function damage(disk: MemoryDisk, what: Damage): void {
  const space = [...disk.spaces.values()].at(-1);
  const document = [...(space?.documents.values() ?? [])].at(-1);
  switch (what.what) {
    case "row":
      disk.damage(document?.rows[what.index]);
      return;
    case "snapshot":
      disk.damage(document?.snapshot);
      return;
    case "part":
      disk.damage([...(space?.parts.values() ?? [])][0]);
      return;
    case "operations":
      disk.damage(space?.operations[0]);
      return;
    case "picture":
      disk.damage([...disk.blobs.values()].at(-1)?.bytes);
      return;
    case "record":
      disk.damagedRecords.add([...disk.records.keys()][0] ?? "");
      return;
    case "frame":
      disk.damage([...(space?.frames.values() ?? [])][what.order]?.bytes);
  }
}

for (const isSealed of [false, true]) {
  storageContract(isSealed ? "memory storage, sealed" : "memory storage", () => {
    const disk = new MemoryDisk();
    const key = new Uint8Array(32).fill(7);
    return {
      open: () => {
        const storage = new MemoryStorage(disk);
        return Promise.resolve(isSealed ? sealedStorage(storage, suite, key) : storage);
      },
      damage: (what) => {
        damage(disk, what);
        return Promise.resolve();
      },
    };
  });
}

const SPACE = "space0001" as SpaceId;
const append = {
  documents: [{ document: "project", kind: "append", updates: [new Uint8Array([1])] }],
} as const;

test("on a full disk nothing is half written, and a later try succeeds", async () => {
  const storage = new MemoryStorage();
  storage.disk.isFull = true;
  await expect(storage.journal.keep(SPACE, append)).rejects.toMatchObject({ reason: "diskFull" });
  storage.disk.isFull = false;
  expect((await storage.journal.document(SPACE, "project")).rows).toBe(0);
  await storage.journal.keep(SPACE, append);
  expect((await storage.journal.document(SPACE, "project")).rows).toBe(1);
});

test.each([
  ["beforeCommit", 0],
  ["afterCommit", 1],
] as const)("a crash %s never answers and leaves %i rows", async (crashAt, rows) => {
  const storage = new MemoryStorage();
  storage.disk.crashAt = crashAt;
  let answered = false;
  void storage.journal.keep(SPACE, append).then(() => (answered = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(answered).toBe(false);
  const next = new MemoryStorage(storage.disk);
  expect((await next.journal.document(SPACE, "project")).rows).toBe(rows);
});
