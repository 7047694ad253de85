import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { expect, test } from "vitest";
import { loadSuite } from "../../cryptography/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { DexieStorage, type Storage, sealedStorage } from "../../storage/index.ts";
import { VirtualClock } from "../../testing/virtual-clock.ts";
import { Desk, newParts } from "./fixtures/desk.ts";

const suite = await loadSuite();
const CANARY = "kanarienvogel";
const TITLE = "Nossas Aves";
const NAME = "Ana Sousa";

async function open(name: string): Promise<Storage> {
  const opened = await DexieStorage.open(name);
  if (!opened.ok) throw new Error(opened.failure.kind);
  return opened.value;
}

/** Everything that lies in the database, keys and values, as text in the encodings in which words could be found. */
async function allOf(name: string): Promise<{ readonly text: string; readonly rows: number }> {
  const raw = await new Dexie(name).open();
  const found: string[] = [];
  let rows = 0;
  const look = (value: unknown): void => {
    if (value instanceof Uint8Array) {
      found.push(Buffer.from(value).toString("latin1"), Buffer.from(value).toString("utf16le"));
      found.push(Buffer.from(value.subarray(1)).toString("utf16le"));
    } else if (typeof value === "string") found.push(value);
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        found.push(key);
        look(inner);
      }
    }
  };
  for (const table of raw.tables) {
    for (const row of (await table.toArray()) as unknown[]) {
      rows += 1;
      look(row);
    }
  }
  raw.close();
  return { text: found.join("\n"), rows };
}

/** Two PCs that keep a project, a page, a name, a picture, versions and late work. */
async function schools(seal: (storage: Storage) => Storage) {
  const clock = new VirtualClock();
  const names = [`sealed-${Math.random()}`, `sealed-${Math.random()}`] as const;
  const [here, there] = [seal(await open(names[0])), seal(await open(names[1]))];
  const lisbon = await Desk.found({ ...(await newParts(suite, clock)), storage: here });
  const page = await lisbon.newPage();
  const izmir = await lisbon.letIn({ ...(await newParts(suite, clock)), storage: there });
  const { member } = lisbon.journal.me;
  const profile = `own:${member}:profile` as DocumentName;
  (await lisbon.doc(profile)).getMap("profile").set("name", NAME);
  (await lisbon.doc(page)).getMap("about").set("title", TITLE);
  await lisbon.type(page, CANARY);
  await clock.advance(11 * 60_000);
  for (let count = 0; count < 12; count += 1) await lisbon.type(page, `${count} ${CANARY} `);
  await lisbon.meet(izmir);
  await izmir.type(page, `${CANARY} from afar`);
  await lisbon.meet(izmir);
  await here.records.put(`space:${lisbon.space}`, { title: TITLE });
  await here.records.put("person", { name: NAME });
  await here.records.put("settings", { language: "de" });
  const picture = await here.blobs.put(new TextEncoder().encode(CANARY), "image/png");
  await izmir.journal.compact();
  const cutOffs = lisbon.journal.cutOffsOf(izmir.journal.me.member, null);
  await lisbon.do({ kind: "remove", member: izmir.journal.me.member, cutOffs });
  await lisbon.sendTo(izmir);
  await izmir.type(page, `${CANARY} too late`);
  expect(izmir.journal.lateWork.get()).toHaveLength(1);
  await lisbon.journal.close();
  await izmir.journal.close();
  await here.close();
  await there.close();
  return { names, lisbon, izmir, page, picture, profile };
}

const WORDS = [CANARY, TITLE, NAME, "image/png", "settings", "person", "profile", "teacher"];

test("nothing that was typed, no title and no name is found in any stored byte", async () => {
  const key = crypto.getRandomValues(new Uint8Array(32));
  const { names, lisbon, page, picture } = await schools((storage) =>
    sealedStorage(storage, suite, key),
  );
  for (const name of names) {
    const { text, rows } = await allOf(name);
    expect(rows).toBeGreaterThan(10);
    const hidden = WORDS.filter((word) => text.includes(word));
    // The language and colours of the door are needed before there is a key.
    expect(hidden.filter((word) => word !== "settings")).toEqual([]);
    for (const secret of [page, lisbon.space, picture, lisbon.journal.me.member]) {
      expect(text).not.toContain(secret);
    }
    expect(text).not.toContain(Buffer.from(key).toString("latin1"));
  }
  const again = await lisbon.restarted(sealedStorage(await open(names[0]), suite, key));
  expect(await again.text(page)).toContain(`${CANARY} from afar`);
  expect(await again.journal.versions(page)).not.toEqual([]);
});

test("without the seal the same search finds all of it", async () => {
  const { names } = await schools((storage) => storage);
  const { text } = await allOf(names[0]);
  for (const word of [CANARY, TITLE, NAME, "image/png", "person"]) expect(text).toContain(word);
});

test("under another person's key there is nothing to be found", async () => {
  const key = new Uint8Array(32).fill(1);
  const { names, lisbon, page, picture } = await schools((storage) =>
    sealedStorage(storage, suite, key),
  );
  const stored = await open(names[0]);
  const other = sealedStorage(stored, suite, new Uint8Array(32).fill(2));
  expect(await other.records.list("space:")).toEqual([]);
  expect(await other.blobs.get(picture)).toBeNull();
  expect((await other.journal.operations(lisbon.space)).operations).toEqual([]);
  expect((await other.journal.document(lisbon.space, page)).rows).toBe(0);
  await stored.close();
});

test("a row that was put in the place of another does not open there", async () => {
  const key = new Uint8Array(32).fill(1);
  const { names, lisbon, page, profile } = await schools((storage) =>
    sealedStorage(storage, suite, key),
  );
  const raw = await new Dexie(names[0]).open();
  const table = raw.table<{ document: string; bytes: Uint8Array }>("updates");
  const rows = await table.toArray();
  const [one] = rows;
  const other = rows.find((row) => row.document !== one?.document);
  if (one === undefined || other === undefined) throw new Error("two documents are kept");
  for (const row of rows) await table.put({ ...row, ...content(row === one ? other : one) });
  raw.close();
  const storage = sealedStorage(await open(names[0]), suite, key);
  const damaged = await Promise.all(
    [page, profile].map(
      async (name) => (await storage.journal.document(lisbon.space, name)).damaged,
    ),
  );
  expect(damaged.every((count) => count > 0)).toBe(true);
  const again = await lisbon.restarted(storage);
  expect(await again.text(page)).toContain(`${CANARY} from afar`);
});

function content(row: object): object {
  const { updates, sums } = row as { updates: unknown; sums: unknown };
  return { updates, sums };
}
