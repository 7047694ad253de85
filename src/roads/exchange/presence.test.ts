import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MemberId, PageId } from "../../domain/index.ts";
import { Classrooms } from "../../testing/exchange/classrooms.ts";
import { digestImmediately } from "../../testing/immediate-digest.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { PresenceMessage } from "./message.ts";
import { PresenceRoom } from "./presence-room.ts";

const page = "aaaaaaaa" as PageId;
let rooms: Classrooms;

beforeEach(() => {
  digestImmediately();
  rooms = new Classrooms();
  return () => rooms.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("E13: a cursor is seen by the others, follows, and goes with a goodbye", async () => {
  const lisbon = await rooms.open("lisbon");
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(1000);
  izmir.exchange.announce({ page, cursor: { anchor: "a1", head: "h1" } });
  await rooms.clock.advance(200);
  expect(lisbon.exchange.present.get()).toMatchObject([
    {
      member: izmir.member,
      session: izmir.session,
      page,
      cursor: { anchor: "a1", head: "h1" },
      seenAt: rooms.clock.now() - 180,
    },
  ]);
  izmir.exchange.announce({ page: null, cursor: null });
  await rooms.clock.advance(200);
  expect(lisbon.exchange.present.get()).toMatchObject([{ page: null, cursor: null }]);
  izmir.exchange.announce(null);
  await rooms.clock.advance(200);
  expect(lisbon.exchange.present.get()).toEqual([]);
  izmir.exchange.announce({ page, cursor: null });
  await rooms.clock.advance(200);
  izmir.exchange.close();
  await rooms.clock.advance(200);
  expect(lisbon.exchange.present.get()).toEqual([]);
});

test("E13: a restless hand is heard ten times a second, and its last place arrives", async () => {
  const lisbon = await rooms.open("lisbon");
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(1000);
  const before = rooms.said.length;
  for (let move = 0; move < 100; move += 1) {
    izmir.exchange.announce({ page, cursor: { anchor: "a", head: `h${move}` } });
    await rooms.clock.advance(10);
  }
  const words = rooms.said.slice(before).filter(({ message }) => message.kind === "presence");
  expect(words.length).toBeLessThanOrEqual(11);
  await rooms.clock.advance(500);
  expect(lisbon.exchange.present.get()[0]?.cursor?.head).toBe("h99");
});

test("E13: who is only reading is not forgotten, and who comes later sees them", async () => {
  const lisbon = await rooms.open("lisbon");
  lisbon.exchange.announce({ page, cursor: null });
  await rooms.clock.advance(5000);
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(500);
  expect(izmir.exchange.present.get()).toHaveLength(1);
  await rooms.clock.advance(120_000);
  expect(izmir.exchange.present.get()).toHaveLength(1);
});

test("E13: half a minute after the last word someone is forgotten", async () => {
  const lisbon = await rooms.open("lisbon");
  const izmir = await rooms.open("izmir");
  await rooms.clock.advance(1000);
  izmir.exchange.announce({ page, cursor: null });
  await rooms.clock.advance(1000);
  izmir.crash();
  await rooms.clock.advance(20_000);
  expect(lisbon.exchange.present.get()).toHaveLength(1);
  await rooms.clock.advance(16_000);
  expect(lisbon.exchange.present.get()).toEqual([]);
});

test("E14: a word about somebody else is not believed and ends the connection", async () => {
  const lisbon = await rooms.open("lisbon");
  const izmir = await rooms.open("izmir");
  const liar = await rooms.stranger("liar");
  await rooms.clock.advance(1000);
  liar.say(
    { kind: "hello", member: "liar00000000" as MemberId, session: "liar-1" },
    {
      kind: "presence",
      member: izmir.member,
      session: izmir.session,
      here: true,
      page,
      cursor: null,
    },
  );
  await rooms.clock.advance(1000);
  expect(lisbon.exchange.present.get()).toEqual([]);
  expect(lisbon.exchange.offences.get()).toMatchObject({
    count: 1,
    latest: [{ kind: "impersonation", member: "liar00000000" }],
  });
});

test("E15: a flood of words is not looked at, and costs nobody else anything", async () => {
  const lisbon = await rooms.open("lisbon");
  const liar = await rooms.stranger("liar");
  const me = { member: "liar00000000" as MemberId, session: "liar-1" };
  liar.say({ kind: "hello", ...me });
  await rooms.clock.advance(1000);
  let changes = 0;
  lisbon.exchange.present.subscribe(() => (changes += 1));
  for (let word = 0; word < 500; word += 1) {
    const cursor = { anchor: "a", head: String(word) };
    liar.say({ kind: "presence", ...me, here: true, page, cursor });
  }
  await rooms.clock.advance(999);
  expect(changes).toBeLessThanOrEqual(2 * LIMITS.presencesPerSecond);
});

test("E15: sixty-four are held, and the one silent for longest makes room", () => {
  const room = new PresenceRoom();
  for (let person = 0; person < 70; person += 1) {
    const me = { member: `person${person}xx` as MemberId, session: `s${person}` };
    const message: PresenceMessage = {
      kind: "presence",
      ...me,
      here: true,
      page: null,
      cursor: null,
    };
    expect(room.heard(me, message, 1000 + person)).toBe("taken");
  }
  const present = room.present.get();
  expect(present).toHaveLength(LIMITS.presences);
  expect(present.some(({ session }) => session === "s5")).toBe(false);
  expect(present.some(({ session }) => session === "s6")).toBe(true);
});
