import "fake-indexeddb/auto";
import { Dexie, type IndexableType } from "dexie";
import { expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import type { FeedId } from "../../journal/index.ts";
import { sealedStorage } from "../sealed/index.ts";
import type { Storage } from "../storage.ts";
import { type Damage, storageContract } from "../storage.contract.ts";
import { DexieStorage } from "./dexie-storage.ts";
import { failureReason } from "./storage-failures.ts";

const suite = await loadSuite();
const SPACE = "space0001" as SpaceId;
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

const TABLES = {
  row: "updates",
  snapshot: "snapshots",
  part: "parts",
  operations: "operations",
  record: "records",
  picture: "blobs",
  frame: "frames",
} as const;

/** Changes one byte of the only row of its kind, or of that one among them. */
async function damage(name: string, what: Damage): Promise<void> {
  await behindItsBack(name, async (raw) => {
    const table = raw.table<Record<string, unknown>>(TABLES[what.what]);
    const rows = await table.toCollection().primaryKeys();
    const index = what.what === "row" ? what.index : what.what === "frame" ? what.order : 0;
    const key = rows[index] as IndexableType;
    const row = await table.get(key);
    for (const value of Object.values(row ?? {})) {
      const bytes: unknown = Array.isArray(value) ? value[0] : value;
      if (bytes instanceof Uint8Array) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    }
    if (what.what === "record" && !(row?.["value"] instanceof Uint8Array)) {
      throw new Error("records are damaged only where they are sealed");
    }
    await table.put(row ?? {});
  });
}

storageContract("Dexie storage, sealed", () => {
  const name = freshName();
  const key = new Uint8Array(32).fill(7);
  return {
    open: async () => sealedStorage(await open(name), suite, key),
    damage: (what) => damage(name, what),
  };
});

test("a picture that the disk changed counts as not here", async () => {
  const name = freshName();
  const storage = await open(name);
  const hash = await storage.blobs.put(new Uint8Array([1, 2, 3]), "image/png");
  await damage(name, { what: "picture" });
  expect(await storage.blobs.get(hash)).toBeNull();
  expect(await storage.blobs.has(hash)).toBe(false);
  await storage.close();
});

test("a frame that the disk changed is told by its place, and not given out", async () => {
  const name = freshName();
  const storage = await open(name);
  const feed = "aa".repeat(16) as FeedId;
  const frames = [0, 1].map((order) => ({
    feed,
    kind: "run" as const,
    sequence: order,
    order,
    bytes: new Uint8Array([1, 2, 3]),
  }));
  await storage.journal.keep(SPACE, { frames });
  await damage(name, { what: "frame", order: 1 });
  const found = await storage.journal.framesFrom(SPACE, 0, 10);
  expect(found.frames).toEqual(frames.slice(0, 1));
  expect(found.damaged).toEqual([{ feed, kind: "run", sequence: 1 }]);
  expect(await storage.journal.frames(SPACE, frames)).toEqual(frames.slice(0, 1));
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

const append = {
  documents: [{ document: "project", kind: "append", updates: [new Uint8Array([1])] }],
} as const;

test("a database that was deleted under the program is not silently begun anew", async () => {
  const name = freshName();
  const storage = await open(name);
  await Dexie.delete(name);
  await expect(storage.journal.keep(SPACE, append)).rejects.toMatchObject({
    reason: "databaseClosed",
  });
});

test("a round that fails leaves nothing of itself", async () => {
  const name = freshName();
  const storage = await open(name);
  const bad = { name: (() => "no name") as unknown as string, bytes: new Uint8Array([1]) };
  await expect(storage.journal.keep(SPACE, { ...append, parts: [bad] })).rejects.toMatchObject({
    reason: "unknown",
  });
  expect((await storage.journal.document(SPACE, "project")).rows).toBe(0);
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
