import "fake-indexeddb/auto";
import { Dexie, type IndexableType } from "dexie";
import { expect, test } from "vitest";
import { newSpaceId, type SpaceId } from "../../domain/index.ts";
import type { Storage } from "../storage.ts";
import { storageContract } from "../storage.contract.ts";
import { DexieStorage } from "./dexie-storage.ts";
import { failureReason } from "./storage-failures.ts";

let databases = 0;
const freshName = (): string => `storage-test-${(databases += 1)}`;

async function open(name: string): Promise<Storage> {
  const opened = await DexieStorage.open(name);
  if (!opened.ok) throw new Error(`not opened: ${opened.failure.kind}`);
  return opened.value;
}

/** The database without our code, as a damaged disk or another program would change it. */
async function behindItsBack(name: string, act: (raw: Dexie) => Promise<void>): Promise<void> {
  const raw = await new Dexie(name).open();
  await act(raw);
  raw.close();
}

async function damage(
  name: string,
  space: SpaceId,
  document: string,
  row: number | "snapshot",
): Promise<void> {
  await behindItsBack(name, async (raw) => {
    const table = raw.table<object>(row === "snapshot" ? "snapshots" : "updates");
    const rows = await table.where("[space+document]").equals([space, document]).primaryKeys();
    const key = rows[row === "snapshot" ? 0 : row] as IndexableType;
    await table.update(key, row === "snapshot" ? { sum: 1 } : { update: "torn" });
  });
}

storageContract("Dexie storage", () => {
  const name = freshName();
  return {
    open: () => open(name),
    damage: (space, document, row) => damage(name, space, document, row),
  };
});

test("a damaged row is kept in the quarantine as it was found", async () => {
  const name = freshName();
  const space = newSpaceId();
  const storage = await open(name);
  await storage.changes.append([{ space, document: "project", update: new Uint8Array([1]) }]);
  await damage(name, space, "project", 0);
  await storage.changes.load(space, "project");
  await storage.close();
  await behindItsBack(name, async (raw) => {
    expect(await raw.table("updates").count()).toBe(0);
    expect(await raw.table("quarantine").toArray()).toMatchObject([
      { space, document: "project", from: "updates", row: { update: "torn" } },
    ]);
  });
});

test("a picture that the disk changed counts as not here", async () => {
  const name = freshName();
  const storage = await open(name);
  const hash = await storage.blobs.put(new Uint8Array([1, 2, 3]), "image/png");
  await behindItsBack(name, async (raw) => {
    await raw.table("blobs").update(hash, { bytes: new Uint8Array([1, 2, 4]) });
  });
  expect(await storage.blobs.get(hash)).toBeNull();
  expect(await storage.blobs.has(hash)).toBe(false);
  await storage.close();
});

test("a database of a newer program is refused and left as it is", async () => {
  const name = freshName();
  const newer = new Dexie(name);
  newer.version(7).stores({ updates: "++seq, [space+document]", later: "id" });
  await newer.open();
  await newer.table("later").add({ id: 1 });
  newer.close();
  expect(await DexieStorage.open(name)).toEqual({
    ok: false,
    failure: { kind: "newerSchema", found: 7, known: 1 },
  });
  await behindItsBack(name, async (raw) => {
    expect(raw.verno).toBe(7);
    expect(raw.tables.map((table) => table.name)).toEqual(["later", "updates"]);
    expect(await raw.table("later").count()).toBe(1);
  });
});

test("a database that was deleted under the program is not silently begun anew", async () => {
  const name = freshName();
  const storage = await open(name);
  await Dexie.delete(name);
  await expect(
    storage.changes.append([
      { space: newSpaceId(), document: "project", update: new Uint8Array([1]) },
    ]),
  ).rejects.toMatchObject({ reason: "databaseClosed" });
});

test("a failed append leaves nothing of itself", async () => {
  const name = freshName();
  const storage = await open(name);
  const space = newSpaceId();
  const good = { space, document: "project", update: new Uint8Array([1]) };
  const bad = { space, document: (() => "no name") as unknown as string, update: good.update };
  await expect(storage.changes.append([good, bad])).rejects.toMatchObject({ reason: "unknown" });
  expect(await storage.changes.documents(space)).toEqual([]);
  await storage.close();
});

test("failures are named after their cause, however deep it is wrapped", () => {
  const full = new DOMException("full", "QuotaExceededError");
  expect(failureReason(full)).toBe("diskFull");
  expect(failureReason(Object.assign(new Error("x"), { name: "AbortError", inner: full }))).toBe(
    "diskFull",
  );
  expect(failureReason({ name: "BulkError", failures: [full] })).toBe("diskFull");
  expect(failureReason(new DOMException("gone", "InvalidStateError"))).toBe("databaseClosed");
  expect(failureReason("nonsense")).toBe("unknown");
});
