import { afterEach, expect, test } from "vitest";
import type { BlobHash } from "../../domain/index.ts";
import { blobHashOf } from "../../testing/exchange/memory-journal.ts";
import { Schools } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";
import type { Stranger } from "../../testing/exchange/stranger.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";

let schools: Schools;
let lisbon: School;
let izmir: School;
afterEach(() => schools.close());

async function found(
  more: readonly string[] = [],
  options: Parameters<typeof Schools.found>[1] = {},
): Promise<void> {
  schools = await Schools.found(["lisbon", "izmir", ...more], options);
  lisbon = schools.school(0);
  izmir = schools.school(1);
}

function photo(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(size).map((_, index) => (index * 31 + (index >>> 8)) & 0xff);
}

const hashOf = (bytes: Uint8Array): BlobHash => blobHashOf(schools.suite, bytes);

async function addPhoto(school: School, bytes: Uint8Array<ArrayBuffer>): Promise<BlobHash> {
  await school.journal.blobs.put(hashOf(bytes), bytes, "image/webp");
  return hashOf(bytes);
}

const want = (school: School, hash: BlobHash): void => school.journal.wanted.set([hash]);
const has = (school: School, hash: BlobHash): boolean => school.disk.blobs.has(hash);

const chunks = () => schools.said.filter(({ message }) => message.kind === "chunk");

/** A member who has said nothing wrong yet. */
async function mallory(): Promise<Stranger> {
  return await schools.speakAs(schools.school(2));
}

const offer = (liar: Stranger, hash: BlobHash, size: number): void =>
  liar.say({ kind: "offer", hash, size, mime: "image/png" });

test("E50: a wanted picture comes in chunks, whole and with its type", async () => {
  await found();
  await schools.start();
  const bytes = photo(300_000);
  const hash = await addPhoto(lisbon, bytes);
  want(izmir, hash);
  await schools.clock.advance(12_000);
  expect(izmir.disk.blobs.get(hash)).toEqual({ bytes, mime: "image/webp" });
  expect(izmir.journal.wanted.get()).toEqual([]);
  expect(chunks()).toHaveLength(5);
});

test("E50: a picture that nobody has yet comes as soon as somebody gets it", async () => {
  await found(["krakow"]);
  await schools.start();
  const krakow = schools.school(2);
  schools.network.partition(["lisbon", "krakow"], ["krakow", "izmir"]);
  const hash = await addPhoto(lisbon, photo(100_000));
  want(izmir, hash);
  await schools.clock.advance(2000);
  expect(has(izmir, hash)).toBe(false);
  want(krakow, hash);
  await schools.clock.advance(15_000);
  expect(has(krakow, hash)).toBe(true);
  expect(has(izmir, hash)).toBe(true);
});

test("E50: several who have it share the work", async () => {
  await found(["krakow"]);
  await schools.start(lisbon, schools.school(2));
  const hash = await addPhoto(lisbon, photo(1_000_000));
  await addPhoto(schools.school(2), photo(1_000_000));
  await schools.start(izmir);
  want(izmir, hash);
  await schools.clock.advance(20_000);
  expect(has(izmir, hash)).toBe(true);
  expect(new Set(chunks().map(({ by }) => by))).toEqual(new Set(["lisbon", "krakow"]));
  expect(chunks()).toHaveLength(16);
});

test("E50: what has come stays when the connection breaks, and the rest is fetched later", async () => {
  await found([], { delayMs: () => 200 });
  await schools.start();
  await schools.clock.advance(12_000);
  const hash = await addPhoto(lisbon, photo(1_000_000));
  want(izmir, hash);
  await schools.clock.advance(3000);
  schools.network.drop("izmir");
  const before = chunks().length;
  expect(before).toBeGreaterThan(2);
  expect(before).toBeLessThan(16);
  await schools.clock.advance(40_000);
  schools.network.heal();
  await schools.clock.advance(30_000);
  expect(has(izmir, hash)).toBe(true);
  // Only those under way at the break come twice.
  expect(chunks().length).toBeLessThanOrEqual(16 + 4);
});

test("E50: only members are asked for pictures, and only they get any", async () => {
  await found(["krakow"]);
  await schools.start(lisbon);
  const hash = await addPhoto(lisbon, photo(100));
  const krakow = await schools.speakAs(schools.school(2));
  await schools.remove(lisbon, schools.school(2).member);
  await schools.clock.advance(1000);
  krakow.heard.length = 0;
  krakow.say({ kind: "seek", hashes: [hash] }, { kind: "fetch", hash, offset: 0 });
  want(lisbon, hashOf(photo(7)));
  await schools.clock.advance(70_000);
  expect(krakow.kindsHeard()).toEqual(new Set());
});

test("E51: pictures wait until the text is there", async () => {
  await found([], { delayMs: () => 50 });
  await lisbon.start(schools.space);
  const hash = await addPhoto(lisbon, photo(200_000));
  for (let line = 0; line < 40; line += 1) {
    const words = Array.from({ length: 30_000 }, () => schools.random.whole(0, 9)).join("");
    await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, words));
  }
  await izmir.start(schools.space);
  want(izmir, hash);
  await schools.clock.advance(40_000);
  expect(has(izmir, hash)).toBe(true);
  const kinds = schools.said.map(({ message }) => message.kind);
  expect(kinds.indexOf("fetch")).toBeGreaterThan(kinds.lastIndexOf("frames"));
});

test("E52: a picture that is not what its hash says is thrown away and ends its only source", async () => {
  await found(["mallory"]);
  await schools.start(izmir);
  const liar = await mallory();
  const hash = hashOf(photo(50_000));
  want(izmir, hash);
  await schools.clock.advance(500);
  offer(liar, hash, 3);
  await schools.clock.advance(15_000);
  expect(liar.kindsHeard()).toContain("fetch");
  liar.say({ kind: "chunk", hash, offset: 0, bytes: new Uint8Array([1, 2, 3]) });
  await schools.clock.advance(1000);
  expect(has(izmir, hash)).toBe(false);
  expect(izmir.exchange.offences.get().latest).toMatchObject([{ kind: "wrongPicture" }]);
  await schools.start(lisbon);
  await addPhoto(lisbon, photo(50_000));
  await schools.clock.advance(70_000);
  expect(has(izmir, hash)).toBe(true);
});

test("E52: with an honest source beside the liar, the picture comes from the honest one", async () => {
  await found(["mallory"]);
  const bytes = photo(200_000);
  const liar = await mallory();
  liar.onHeard = ({ peer, message }) => {
    if (message.kind !== "fetch") return;
    const { hash, offset } = message;
    liar.sayTo(peer, { kind: "chunk", hash, offset, bytes: new Uint8Array(LIMITS.chunkBytes) });
  };
  await schools.start(lisbon);
  const hash = await addPhoto(lisbon, bytes);
  await schools.start(izmir);
  want(izmir, hash);
  await schools.clock.advance(500);
  offer(liar, hash, bytes.length);
  await schools.clock.advance(200_000);
  expect(has(izmir, hash)).toBe(true);
});

test("E52: one who offers and never sends holds up nothing", async () => {
  await found(["mallory"]);
  const bytes = photo(200_000);
  const liar = await mallory();
  await schools.start(izmir);
  want(izmir, hashOf(bytes));
  await schools.clock.advance(500);
  offer(liar, hashOf(bytes), bytes.length);
  await schools.clock.advance(15_000);
  await schools.start(lisbon);
  await addPhoto(lisbon, bytes);
  await schools.clock.advance(120_000);
  expect(has(izmir, hashOf(bytes))).toBe(true);
});
