import { afterEach, expect, test } from "vitest";
import type { MemberId, PageId } from "../../domain/index.ts";
import { Schools } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { PresenceMessage } from "./message.ts";
import { PresenceRoom } from "./presence-room.ts";

const page = "aaaaaaaa" as PageId;
let schools: Schools;
let lisbon: School;
let izmir: School;
afterEach(() => schools.close());

async function found(...more: readonly string[]): Promise<void> {
  schools = await Schools.found(["lisbon", "izmir", ...more]);
  lisbon = schools.school(0);
  izmir = schools.school(1);
}

const presence = (head: string): PresenceMessage => ({
  kind: "presence",
  here: true,
  page,
  cursor: { anchor: "a", head },
});

test("E40: a cursor is seen by the others, follows, and goes with a goodbye", async () => {
  await found();
  await schools.start();
  izmir.exchange.announce({ page, cursor: { anchor: "a1", head: "h1" } });
  await schools.clock.advance(200);
  expect(lisbon.exchange.present.get()).toEqual([
    {
      member: izmir.member,
      session: izmir.session,
      page,
      cursor: { anchor: "a1", head: "h1" },
      seenAt: schools.clock.now() - 180,
    },
  ]);
  izmir.exchange.announce({ page: null, cursor: null });
  await schools.clock.advance(200);
  expect(lisbon.exchange.present.get()).toMatchObject([{ page: null, cursor: null }]);
  izmir.exchange.announce(null);
  await schools.clock.advance(200);
  expect(lisbon.exchange.present.get()).toEqual([]);
  izmir.exchange.announce({ page, cursor: null });
  await schools.clock.advance(200);
  izmir.exchange.close();
  await schools.clock.advance(200);
  expect(lisbon.exchange.present.get()).toEqual([]);
});

test("E40: a restless hand is heard ten times a second, and its last place arrives", async () => {
  await found();
  await schools.start();
  const before = schools.said.length;
  for (let move = 0; move < 100; move += 1) {
    izmir.exchange.announce({ page, cursor: { anchor: "a", head: `h${move}` } });
    await schools.clock.advance(10);
  }
  const words = schools.said.slice(before).filter(({ message }) => message.kind === "presence");
  expect(words.length).toBeLessThanOrEqual(11);
  await schools.clock.advance(500);
  expect(lisbon.exchange.present.get()[0]?.cursor?.head).toBe("h99");
});

test("E40: who is only reading is not forgotten, and who comes later sees them", async () => {
  await found();
  await lisbon.start(schools.space);
  lisbon.exchange.announce({ page, cursor: null });
  await schools.clock.advance(5000);
  await izmir.start(schools.space);
  await schools.clock.advance(500);
  expect(izmir.exchange.present.get()).toHaveLength(1);
  await schools.clock.advance(120_000);
  expect(izmir.exchange.present.get()).toHaveLength(1);
});

test("E40: half a minute after the last word someone is forgotten", async () => {
  await found();
  await schools.start();
  izmir.exchange.announce({ page, cursor: null });
  await schools.clock.advance(1000);
  izmir.crash();
  await schools.clock.advance(20_000);
  expect(lisbon.exchange.present.get()).toHaveLength(1);
  await schools.clock.advance(16_000);
  expect(lisbon.exchange.present.get()).toEqual([]);
});

test("E41: a word that was recorded shows nobody but the one who plays it", async () => {
  await found("mallory");
  await schools.start(lisbon, izmir);
  const mallory = await schools.speakAs(schools.school(2));
  izmir.exchange.announce({ page, cursor: { anchor: "izmir", head: "was here" } });
  await schools.clock.advance(500);
  const [recorded] = mallory.allHeard("presence");
  izmir.exchange.announce(null);
  await schools.clock.advance(500);
  if (recorded === undefined) throw new Error("nothing was heard");
  mallory.say(recorded);
  await schools.clock.advance(500);
  expect(lisbon.exchange.present.get()).toMatchObject([
    { member: schools.school(2).member, session: mallory.journal.me.session },
  ]);
});

test("E41: nobody who has not proven to be a member is shown as present", async () => {
  await found("krakow");
  await schools.start(lisbon, izmir);
  const krakow = schools.school(2);
  const stranger = await schools.eavesdrop("stranger", lisbon);
  stranger.say(presence("stranger"));
  const removed = await schools.speakAs(krakow);
  await schools.remove(lisbon, krakow.member);
  await schools.clock.advance(1000);
  removed.say(presence("removed"));
  await schools.clock.advance(1000);
  expect(lisbon.exchange.present.get()).toEqual([]);
  expect(lisbon.exchange.offences.get().count).toBe(0);
});

test("E41: nobody is told where someone is but members", async () => {
  await found("krakow");
  await schools.start(lisbon, izmir);
  const stranger = await schools.eavesdrop("stranger", lisbon);
  const removed = await schools.speakAs(schools.school(2));
  await schools.remove(lisbon, schools.school(2).member);
  await schools.clock.advance(1000);
  removed.heard.length = 0;
  lisbon.exchange.announce({ page, cursor: null });
  await schools.clock.advance(60_000);
  expect(stranger.kindsHeard()).not.toContain("presence");
  expect(removed.kindsHeard()).toEqual(new Set());
  expect(izmir.exchange.present.get()).toHaveLength(1);
});

test("E42: a flood of words is not looked at, and costs nobody else anything", async () => {
  await found("mallory");
  await lisbon.start(schools.space);
  const mallory = await schools.speakAs(schools.school(2));
  let changes = 0;
  lisbon.exchange.present.subscribe(() => (changes += 1));
  for (let word = 0; word < 500; word += 1) mallory.say(presence(String(word)));
  await schools.clock.advance(999);
  expect(changes).toBeLessThanOrEqual(2 * LIMITS.presencesPerSecond);
});

test("E42: sixty-four are held, and the one silent for longest makes room", async () => {
  await found();
  const room = new PresenceRoom();
  for (let person = 0; person < 70; person += 1) {
    const sender = { member: `person${person}xx` as MemberId, session: `s${person}` };
    room.heard(sender, presence("h"), 1000 + person);
  }
  const present = room.present.get();
  expect(present).toHaveLength(LIMITS.presences);
  expect(present.some(({ session }) => session === "s5")).toBe(false);
  expect(present.some(({ session }) => session === "s6")).toBe(true);
});
