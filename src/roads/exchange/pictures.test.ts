import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BlobHash, MemberId } from "../../domain/index.ts";
import { blobHash } from "../../storage/index.ts";
import { Classrooms, type Stranger } from "../../testing/exchange/classrooms.ts";
import type { School } from "../../testing/exchange/school.ts";
import { digestImmediately } from "../../testing/immediate-digest.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";

const PAGE = "page:aaaaaaaa";
const liar = { member: "liar00000000" as MemberId, session: "liar-1" };
let rooms: Classrooms;

beforeEach(() => {
  digestImmediately();
  rooms = new Classrooms();
  return () => rooms.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

function photo(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(size).map((_, index) => (index * 31 + (index >>> 8)) & 0xff);
}

const addPhoto = (school: School, bytes: Uint8Array<ArrayBuffer>): Promise<BlobHash> =>
  school.storage.blobs.put(bytes, "image/webp");

async function has(school: School, hash: BlobHash): Promise<boolean> {
  return (await school.documents.blobs.get(hash)) !== null;
}

function offer(stranger: Stranger, hash: BlobHash, size: number): void {
  stranger.say({ kind: "hello", ...liar }, { kind: "have", hash, size, mime: "image/png" });
}

test("E16: a wanted picture comes in chunks, whole and with its type", async () => {
  const lisbon = await rooms.open("lisbon");
  const izmir = await rooms.open("izmir");
  const bytes = photo(300_000);
  const hash = await addPhoto(lisbon, bytes);
  await rooms.clock.advance(1000);
  await izmir.documents.want([hash]);
  await rooms.clock.advance(12_000);
  expect(await izmir.documents.blobs.get(hash)).toEqual({ bytes, mime: "image/webp" });
  expect(izmir.documents.blobs.wanted.get()).toEqual([]);
  const chunks = rooms.said.filter(({ message }) => message.kind === "chunk");
  expect(chunks).toHaveLength(5);
});

test("E16: a picture that nobody has yet comes as soon as somebody gets it", async () => {
  const lisbon = await rooms.open("lisbon");
  const krakow = await rooms.open("krakow");
  const izmir = await rooms.open("izmir");
  rooms.network.partition(["lisbon", "krakow"], ["krakow", "izmir"]);
  const hash = await addPhoto(lisbon, photo(100_000));
  await izmir.documents.want([hash]);
  await rooms.clock.advance(2000);
  expect(await has(izmir, hash)).toBe(false);
  await krakow.documents.want([hash]);
  await rooms.clock.advance(15_000);
  expect(await has(krakow, hash)).toBe(true);
  expect(await has(izmir, hash)).toBe(true);
});

test("E16: several who have it share the work", async () => {
  const lisbon = await rooms.open("lisbon");
  const krakow = await rooms.open("krakow");
  const hash = await addPhoto(lisbon, photo(1_000_000));
  await addPhoto(krakow, photo(1_000_000));
  const izmir = await rooms.open("izmir");
  await izmir.documents.want([hash]);
  await rooms.clock.advance(20_000);
  expect(await has(izmir, hash)).toBe(true);
  const chunks = rooms.said.filter(({ message }) => message.kind === "chunk");
  expect(new Set(chunks.map(({ by }) => by))).toEqual(new Set(["lisbon", "krakow"]));
  expect(chunks).toHaveLength(16);
});

test("E16: what has come stays when the connection breaks, and the rest is fetched later", async () => {
  rooms = new Classrooms(1, () => 200);
  const lisbon = await rooms.open("lisbon");
  const izmir = await rooms.open("izmir");
  const hash = await addPhoto(lisbon, photo(1_000_000));
  await rooms.clock.advance(2000);
  await izmir.documents.want([hash]);
  await rooms.clock.advance(3000);
  rooms.network.drop("izmir");
  const before = rooms.said.filter(({ message }) => message.kind === "chunk").length;
  expect(before).toBeGreaterThan(2);
  expect(before).toBeLessThan(16);
  await rooms.clock.advance(40_000);
  rooms.network.heal();
  await rooms.clock.advance(30_000);
  expect(await has(izmir, hash)).toBe(true);
  const all = rooms.said.filter(({ message }) => message.kind === "chunk").length;
  // Only those under way at the break come twice.
  expect(all).toBeLessThanOrEqual(16 + 4);
});

test("E17: pictures wait until the text is there", async () => {
  rooms = new Classrooms(1, () => 50);
  const lisbon = await rooms.open("lisbon");
  const hash = await addPhoto(lisbon, photo(200_000));
  await lisbon.edit(PAGE, (doc) => doc.getText("text").insert(0, "rain ".repeat(200_000)));
  await rooms.clock.advance(2000);
  const izmir = await rooms.open("izmir");
  await izmir.documents.want([hash]);
  await rooms.clock.advance(40_000);
  expect(await has(izmir, hash)).toBe(true);
  const kinds = rooms.said.map(({ message }) => message.kind);
  expect(kinds.indexOf("fetch")).toBeGreaterThan(kinds.lastIndexOf("update"));
});

test("E18: a picture that is not what its hash says is thrown away and ends its only source", async () => {
  const stranger = await rooms.stranger("liar");
  const izmir = await rooms.open("izmir");
  const hash = await blobHash(photo(50_000));
  await rooms.clock.advance(500);
  stranger.say({ kind: "hello", ...liar });
  await izmir.documents.want([hash]);
  await rooms.clock.advance(500);
  offer(stranger, hash, 3);
  await rooms.clock.advance(15_000);
  expect(stranger.heard.some(({ kind }) => kind === "fetch")).toBe(true);
  stranger.say({ kind: "chunk", hash, offset: 0, bytes: new Uint8Array([1, 2, 3]) });
  await rooms.clock.advance(1000);
  expect(await has(izmir, hash)).toBe(false);
  expect(izmir.exchange.offences.get().latest).toMatchObject([{ kind: "wrongPicture" }]);
  const lisbon = await rooms.open("lisbon");
  await addPhoto(lisbon, photo(50_000));
  await rooms.clock.advance(20_000);
  expect(await has(izmir, hash)).toBe(true);
});

test("E18: with an honest source beside the liar, the picture comes from the honest one", async () => {
  const bytes = photo(200_000);
  const hash = await blobHash(bytes);
  const stranger = await rooms.stranger("liar");
  const lisbon = await rooms.open("lisbon");
  await addPhoto(lisbon, bytes);
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(500);
  stranger.say({ kind: "hello", ...liar });
  stranger.answerFetches(() => new Uint8Array(LIMITS.chunkBytes));
  await izmir.documents.want([hash]);
  await rooms.clock.advance(500);
  offer(stranger, hash, bytes.length);
  await rooms.clock.advance(200_000);
  expect(await has(izmir, hash)).toBe(true);
});

test("E18: one who offers and never sends holds up nothing", async () => {
  const bytes = photo(200_000);
  const hash = await blobHash(bytes);
  const stranger = await rooms.stranger("liar");
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(500);
  stranger.say({ kind: "hello", ...liar });
  await izmir.documents.want([hash]);
  await rooms.clock.advance(500);
  offer(stranger, hash, bytes.length);
  await rooms.clock.advance(15_000);
  const lisbon = await rooms.open("lisbon");
  await addPhoto(lisbon, bytes);
  await rooms.clock.advance(120_000);
  expect(await has(izmir, hash)).toBe(true);
});
