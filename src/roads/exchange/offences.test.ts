import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BlobHash, MemberId } from "../../domain/index.ts";
import { Classrooms, type Stranger } from "../../testing/exchange/classrooms.ts";
import type { School } from "../../testing/exchange/school.ts";
import { delegateTo } from "../../testing/exchange/planted-faults.ts";
import { digestImmediately } from "../../testing/immediate-digest.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { Message } from "./message.ts";
import type { SpaceCopy } from "./space-copy.ts";

const PAGE = "page:aaaaaaaa";
const liar = { member: "liar00000000" as MemberId, session: "liar-1" };
const hash = "ab".repeat(32);
let rooms: Classrooms;
let lisbon: School;
let izmir: School;
let stranger: Stranger;

beforeEach(async () => {
  digestImmediately();
  rooms = new Classrooms();
  lisbon = await rooms.open("lisbon");
  izmir = await rooms.open("izmir");
  stranger = await rooms.stranger("liar");
  await rooms.clock.advance(1000);
  return () => rooms.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Everyone else goes on, and the one who was ended hears nothing more. */
async function expectOnlyTheLiarEnded(): Promise<void> {
  await rooms.clock.advance(1000);
  stranger.heard.length = 0;
  await lisbon.edit(PAGE, (doc) => doc.getText("text").insert(0, "Still here"));
  await rooms.clock.advance(70_000);
  expect(await izmir.read(PAGE, (doc) => doc.getText("text").toJSON())).toBe("Still here");
  expect(stranger.heard).toEqual([]);
}

test("E21: bytes that are no message end the one who sent them", async () => {
  stranger.say({ kind: "hello", ...liar });
  stranger.sayBytes(1, new Uint8Array([1, 2, 3]));
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get()).toMatchObject({
    count: 1,
    latest: [{ kind: "garbage", member: liar.member }],
  });
});

test("E2: a partner who speaks another version is left alone and reported", async () => {
  stranger.sayBytes(0, new Uint8Array([2, 0, 1, 97]));
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([
    { kind: "otherVersion", member: null },
  ]);
});

test("E2: before hello nothing is listened to", async () => {
  stranger.say({ kind: "overview", digest: hash }, { kind: "seek", hashes: [hash as BlobHash] });
  await rooms.clock.advance(1000);
  expect(stranger.heard.every(({ kind }) => kind === "hello")).toBe(true);
  expect(lisbon.exchange.offences.get().count).toBe(0);
});

test("E2: nobody becomes somebody else, and nobody is greeted under one's own session", async () => {
  stranger.say({ kind: "hello", ...liar }, { kind: "hello", ...liar });
  await rooms.clock.advance(500);
  expect(lisbon.exchange.offences.get().count).toBe(0);
  stranger.say({ kind: "hello", member: izmir.member, session: izmir.session });
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "impersonation" }]);
  const mirror = await rooms.stranger("mirror");
  await rooms.clock.advance(500);
  mirror.say({ kind: "hello", member: lisbon.member, session: lisbon.session });
  await rooms.clock.advance(500);
  expect(lisbon.exchange.offences.get()).toMatchObject({
    count: 2,
    latest: [{ kind: "impersonation", member: null }, { kind: "impersonation" }],
  });
});

test("E21: an update that the copy refuses changes nothing and ends its sender", async () => {
  const bytes = new Uint8Array([75, 49, 139, 241, 236, 173]);
  stranger.say(
    { kind: "hello", ...liar },
    {
      kind: "update",
      transfer: 1,
      request: 0,
      document: PAGE,
      hash: "",
      version: 0,
      total: bytes.length,
      offset: 0,
      bytes,
    },
  );
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "refused" }]);
});

const claims = (page: number): Message => ({
  kind: "claims",
  listing: "more",
  claims: Array.from({ length: LIMITS.entriesPerMessage }, (_, index) => ({
    document: `page:p${page}x${index}`,
    hash,
    version: 1,
  })),
});
const request = (number: number): Message => ({
  kind: "request",
  request: number,
  document: PAGE,
  stateVector: new Uint8Array([0]),
});
const fetch = (): Message => ({ kind: "fetch", hash: hash as BlobHash, offset: 0 });
test.each([
  ["documents in a listing", Math.ceil(LIMITS.documents / LIMITS.entriesPerMessage) + 1, claims],
  ["messages in a second", LIMITS.messagesPerSecond + 1, () => ({ kind: "bye" }) as const],
])("E20: too many %s end the one who sent them", async (_name, count, message) => {
  rooms.close();
  rooms = new Classrooms(1, () => 0);
  lisbon = await rooms.open("lisbon");
  izmir = await rooms.open("izmir");
  stranger = await rooms.stranger("liar");
  await rooms.clock.advance(1000);
  stranger.say({ kind: "hello", ...liar });
  stranger.say(...Array.from({ length: count }, (_, index) => message(index)));
  await expectOnlyTheLiarEnded();
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "tooMuch" }]);
});

test.each([
  ["requests", request],
  ["questions for pictures", fetch],
])("E20: too many %s that wait end the one who sent them", async (_name, message) => {
  rooms.close();
  rooms = new Classrooms(1, () => 0);
  lisbon = await rooms.open("lisbon", { copy: slow });
  izmir = await rooms.open("izmir");
  await lisbon.edit(PAGE, (doc) => doc.getText("text").insert(0, "."));
  stranger = await rooms.stranger("liar");
  await rooms.clock.advance(1000);
  stranger.say({ kind: "hello", ...liar });
  const all = Array.from({ length: LIMITS.waitingRequests + 2 }, (_, index) => message(index + 1));
  stranger.say(...all);
  await rooms.clock.advance(1000);
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "tooMuch" }]);
});

/** A copy whose disk takes for ever to read. */
function slow(copy: SpaceCopy): SpaceCopy {
  const never = (): Promise<never> => new Promise(() => undefined);
  return { ...delegateTo(copy), missing: never, blobs: { ...copy.blobs, get: never } };
}
