import { afterEach, beforeEach, expect, test } from "vitest";
import type { BlobHash } from "../../domain/index.ts";
import type { FeedId } from "../../journal/index.ts";
import { delegateTo } from "../../testing/exchange/planted-faults.ts";
import { Schools } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";
import type { Stranger } from "../../testing/exchange/stranger.ts";
import type { JournalCopy } from "../index.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { Message } from "./message.ts";

const hash = "ab".repeat(32) as BlobHash;
let schools: Schools;
let lisbon: School;
let izmir: School;
let mallory: Stranger;

beforeEach(async () => {
  schools = await Schools.found(["lisbon", "izmir", "mallory"], { delayMs: () => 0 });
  lisbon = schools.school(0);
  izmir = schools.school(1);
  await schools.start(lisbon, izmir);
  mallory = await schools.speakAs(schools.school(2));
});
afterEach(() => schools.close());

/** Everyone else goes on, and the one who was ended hears nothing more. */
async function expectOnlyTheLiarEnded(): Promise<void> {
  await schools.clock.advance(1000);
  mallory.heard.length = 0;
  await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, "Still here"));
  await schools.clock.advance(70_000);
  expect(izmir.journal.read(schools.page).getText("text").toJSON()).toBe("Still here");
  expect(mallory.kindsHeard()).toEqual(new Set());
}

test("E61: bytes that are no message end the one who sent them", async () => {
  mallory.sayBytes(1, new Uint8Array([2, 99]));
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get()).toMatchObject({
    count: 1,
    latest: [{ kind: "garbage", member: schools.school(2).member }],
  });
});

test("E1: a partner who speaks another version is left alone and reported", async () => {
  const old = await schools.eavesdrop("old", lisbon);
  old.sayBytes(0, new Uint8Array([1, 0, 1, 97]));
  await schools.clock.advance(1000);
  expect(lisbon.exchange.offences.get().latest).toMatchObject([
    { kind: "otherVersion", member: null },
  ]);
});

test("E61: frames that are no frames are garbage", async () => {
  mallory.say({
    kind: "frames",
    ask: 0,
    isLast: true,
    rest: false,
    frames: [new Uint8Array([1, 9, 9])],
  });
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "garbage" }]);
});

test("E61: frames of another space end the one who brought them", async () => {
  const elsewhere = await Schools.found(["berlin"]);
  await elsewhere.start();
  const berlin = elsewhere.school(0);
  await berlin.edit(elsewhere.page, (doc) => doc.getText("text").insert(0, "Not yours"));
  const label = lisbon.journal.log.membership?.epochs[0]?.id.slice(0, 32) ?? "";
  // Under the key's name of this space, which is all that a carrier can change.
  const frames = berlin.disk.frames.map(({ bytes }) => {
    const renamed = Uint8Array.from(bytes);
    renamed.set(Buffer.from(label, "hex"), 2);
    return renamed;
  });
  elsewhere.close();
  mallory.say({ kind: "frames", ask: 0, isLast: true, rest: false, frames });
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "refused" }]);
});

test("E60: a frame of many megabytes ends the one who sent it", async () => {
  const huge = new Uint8Array(LIMITS.frameBytes + 1);
  mallory.say({ kind: "frames", ask: 0, isLast: true, rest: false, frames: [huge] });
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "garbage" }]);
});

const feeds = (page: number): ReadonlyMap<FeedId, number> =>
  new Map(
    Array.from({ length: LIMITS.feedsPerMessage }, (_, index) => {
      const number = page * LIMITS.feedsPerMessage + index;
      return [number.toString(16).padStart(32, "0") as FeedId, 1] as const;
    }),
  );
const have = (page: number): Message => ({ kind: "have", have: feeds(page) });

test.each([
  ["feeds", Math.ceil(LIMITS.feeds / LIMITS.feedsPerMessage) + 1, have],
  ["messages in a second", LIMITS.messagesPerSecond + 1, () => ({ kind: "recall" }) as const],
] as const)("E60: too many %s end the one who sent them", async (_name, count, message) => {
  mallory.say(...Array.from({ length: count }, (_, index) => message(index)));
  await schools.clock.advance(1900);
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "tooMuch" }]);
});

const ask = (number: number): Message => ({ kind: "ask", ask: number, first: null, without: [] });
const fetch = (): Message => ({ kind: "fetch", hash, offset: 0 });

test.each([
  ["questions for frames", LIMITS.waitingAsks, ask],
  ["questions for pictures", LIMITS.waitingRequests, fetch],
] as const)(
  "E60: too many %s that wait end the one who sent them",
  async (_name, most, message) => {
    const slow = schools.add("slow", izmir.person, { faults: { copy: slowly } });
    slow.giveLog(izmir.disk.operations);
    await schools.start(slow);
    mallory.say({ kind: "listing", isFirst: true, isLast: true, have: new Map() });
    mallory.say(...Array.from({ length: most + 2 }, (_, index) => message(index + 1)));
    await schools.clock.advance(1000);
    expect(slow.exchange.offences.get().latest).toMatchObject([{ kind: "tooMuch" }]);
  },
);

/** A copy whose disk takes for ever to read. */
function slowly(copy: JournalCopy): JournalCopy {
  const never = (): Promise<never> => new Promise(() => undefined);
  return { ...delegateTo(copy), framesFor: never, blobs: { ...copy.blobs, get: never } };
}

test("E60: one who asks for listings without end is told one in a second", async () => {
  for (let second = 0; second < 10; second += 1) {
    for (let count = 0; count < 100; count += 1) mallory.say({ kind: "recall" });
    await schools.clock.advance(1000);
  }
  const listings = schools.said.filter(
    ({ by, to, message }) => by === "lisbon" && to === "mallory" && message.kind === "listing",
  );
  expect(listings.length).toBeLessThanOrEqual(12);
});

test("E60: what is pushed without end is looked at only so often", async () => {
  await izmir.edit(schools.page, (doc) => doc.getText("text").insert(0, "Rain"));
  await schools.clock.advance(1000);
  const frames = izmir.disk.frames.map(({ bytes }) => bytes);
  let looked = 0;
  const { receiveFrames } = lisbon.journal;
  lisbon.journal.receiveFrames = (...given) => {
    looked += given[0].length;
    return receiveFrames.apply(lisbon.journal, given);
  };
  for (let count = 0; count < 1000; count += 1) {
    mallory.say({ kind: "frames", ask: 0, isLast: true, rest: false, frames });
  }
  await schools.clock.advance(900);
  expect(looked).toBeLessThanOrEqual(2 * LIMITS.pushesPerSecond * frames.length);
  expect(izmir.partner(lisbon)?.has).toEqual({ state: "everything" });
});
