import { afterEach, expect, test } from "vitest";
import { delegateTo } from "../../testing/exchange/planted-faults.ts";
import type { MemoryJournal } from "../../testing/exchange/memory-journal.ts";
import { Schools, realPerson } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";
import { recordOf } from "../../testing/member-world.ts";
import type { JournalCopy, Lane, RoadLink } from "../index.ts";
import { SpaceExchange } from "./space-exchange.ts";

let schools: Schools;
let lisbon: School;
let izmir: School;
afterEach(() => schools.close());

async function found(...more: readonly string[]): Promise<void> {
  schools = await Schools.found(["lisbon", "izmir", ...more]);
  lisbon = schools.school(0);
  izmir = schools.school(1);
}

/** A PC of somebody whom only this copy has added, with the log of then. */
async function addTeacher(journal: MemoryJournal, name: string, number: number): Promise<School> {
  const person = await realPerson(number);
  await journal.act({ kind: "add", members: [recordOf(person, "teacher")] });
  await schools.duties({ journal });
  const school = schools.add(name, person);
  school.giveLog(journal.operationsAfter([]));
  return school;
}

/** Passes on, word by word, what comes on the first link to the second, and back. */
function forward(one: RoadLink, other: RoadLink): void {
  const pass = (to: RoadLink) => (_peer: string, lane: Lane, message: Uint8Array) => {
    for (const { id } of to.peers.get()) void to.send(id, lane, message).catch(() => undefined);
  };
  one.receive(pass(other));
  other.receive(pass(one));
}

test("E2: members prove themselves to each other, and are partners", async () => {
  await found();
  await schools.start();
  expect(lisbon.partner(izmir)).toMatchObject({ here: true, road: "loopback" });
  expect(izmir.partner(lisbon)).toMatchObject({ here: true, road: "loopback" });
});

test("E2: before one has proven oneself, nothing is listened to and nothing told", async () => {
  await found();
  await lisbon.start(schools.space);
  const stranger = await schools.eavesdrop("stranger", lisbon);
  stranger.say({ kind: "greeting", challenge: new Uint8Array(32) });
  stranger.say({ kind: "recall" }, { kind: "heads", heads: [] });
  stranger.say({ kind: "ask", ask: 1, first: null, without: [] });
  stranger.say({ kind: "presence", here: true, page: null, cursor: null });
  await schools.clock.advance(100_000);
  expect([...stranger.kindsHeard()].sort()).toEqual(["greeting", "introduction"]);
  expect(lisbon.exchange.present.get()).toEqual([]);
  expect(lisbon.exchange.partners.get()).toEqual([]);
});

test("E2: a recorded introduction is worth nothing on another connection", async () => {
  await found();
  await lisbon.start(schools.space);
  const listener = await schools.eavesdrop("listener", lisbon);
  await izmir.start(schools.space);
  await schools.clock.advance(1000);
  listener.say({ kind: "greeting", challenge: new Uint8Array(32) });
  await schools.clock.advance(1000);
  const recorded = listener.allHeard("introduction");
  expect(recorded).toHaveLength(2);
  const replayer = await schools.eavesdrop("replayer", lisbon);
  for (const introduction of recorded) replayer.say(introduction);
  await schools.clock.advance(1000);
  for (const school of [lisbon, izmir]) {
    expect(school.exchange.offences.get().latest).toMatchObject([
      { kind: "impersonation", member: null },
    ]);
  }
  expect(replayer.kindsHeard()).toEqual(new Set(["greeting"]));
});

test("E2: one in the middle who passes on every word is not taken for the other side", async () => {
  await found();
  await lisbon.start(schools.space);
  await izmir.start(schools.space);
  schools.network.partition(["lisbon", "left"], ["izmir", "right"]);
  const left = await schools.eavesdrop("left", lisbon);
  const right = await schools.eavesdrop("right", izmir);
  forward(left.link, right.link);
  schools.network.drop("left");
  schools.network.drop("right");
  schools.network.partition(["lisbon", "left"], ["izmir", "right"]);
  await schools.clock.advance(5000);
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "impersonation" }]);
  expect(izmir.exchange.offences.get().latest).toMatchObject([{ kind: "impersonation" }]);
  expect(lisbon.exchange.partners.get()).toEqual([]);
});

test("E3: one whom this log does not know yet brings the operations that say who they are", async () => {
  await found();
  await schools.start();
  schools.network.partition(["lisbon"], ["izmir", "krakow"]);
  const krakow = await addTeacher(lisbon.journal, "krakow", 9);
  await krakow.start(schools.space);
  await krakow.edit(schools.page, (doc) => doc.getText("text").insert(0, "From Krakow"));
  await schools.clock.advance(5000);
  expect(izmir.partner(krakow)?.has).toEqual({ state: "everything" });
  expect(izmir.journal.read(schools.page).getText("text").toJSON()).toBe("From Krakow");
});

test("E3: two whom nobody has told of each other meet all the same", async () => {
  await found();
  const copies = [await lisbon.openCopy(schools.space), await lisbon.openCopy(schools.space)];
  const [one, other] = copies;
  if (one === undefined || other === undefined) return;
  const krakow = await addTeacher(one, "krakow", 9);
  const tromso = await addTeacher(other, "tromso", 10);
  await schools.start(krakow, tromso);
  expect(krakow.partner(tromso)?.has).toEqual({ state: "everything" });
  expect(tromso.partner(krakow)?.has).toEqual({ state: "everything" });
});

test("E3: where former members may wait, one who is not known brings operations and gets none", async () => {
  await found("mallory");
  await schools.start(lisbon, izmir);
  const mallory = schools.school(2);
  const impostor = schools.add("impostor", await realPerson(50));
  impostor.giveLog(lisbon.journal.operationsAfter([]));
  const copy = await mallory.openCopy(schools.space);
  const former = await schools.speakAs(mallory);
  former.link.close();
  await schools.remove(lisbon, mallory.member);
  await schools.duties(lisbon);
  await schools.clock.advance(2000);
  const stranger = await schools.introduceAt(copy, await impostor.openCopy(schools.space));
  stranger.say({ kind: "heads", heads: [] });
  await schools.clock.advance(60_000);
  expect(stranger.kindsHeard()).toEqual(new Set(["greeting", "introduction", "heads"]));
});

test("E4: one who joined by code gets the log and nothing else until a founder lets them in", async () => {
  await found();
  await schools.start();
  const keys = await schools.invite(lisbon, "code");
  await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, "Rain"));
  const krakow = schools.add("krakow", await realPerson(9));
  krakow.accept(keys, schools.space);
  await schools.clock.advance(5000);
  expect(krakow.journal.log.membership?.members.get(krakow.member)?.status).toBe("pending");
  lisbon.exchange.announce({ page: null, cursor: null });
  await schools.clock.advance(60_000);
  const toKrakow = new Set(
    schools.said.filter(({ to }) => to === "krakow").map(({ message }) => message.kind),
  );
  expect([...toKrakow].sort()).toEqual(["heads", "operations"]);
  const role = { kind: "role", member: krakow.member, role: "teacher" } as const;
  await lisbon.journal.act({ ...role, mentor: null, cutOffs: [] });
  await schools.duties(lisbon);
  await schools.clock.advance(60_000);
  expect(krakow.journal.read(schools.page).getText("text").toJSON()).toBe("Rain");
});

test("E5: whoever was removed is told so once, and hears and says nothing more", async () => {
  await found("krakow");
  await schools.start();
  const krakow = schools.school(2);
  krakow.exchange.announce({ page: null, cursor: null });
  await schools.clock.advance(1000);
  expect(lisbon.exchange.present.get()).toHaveLength(1);
  schools.network.partition(["lisbon", "krakow"], ["lisbon", "izmir"]);
  const before = schools.said.length;
  await schools.remove(lisbon, krakow.member);
  await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, "Without you"));
  lisbon.exchange.announce({ page: null, cursor: { anchor: "a", head: "b" } });
  await schools.clock.advance(120_000);
  const told = schools.said
    .slice(before)
    .filter(({ by, to }) => by === "lisbon" && to === "krakow")
    .map(({ message }) => message.kind);
  expect(told).toEqual(["dismissal"]);
  expect(lisbon.exchange.present.get()).toEqual([]);
  expect(krakow.exchange.dismissedBy.get()).toEqual(new Set([lisbon.member]));
  expect(krakow.journal.read(schools.page).getText("text").toJSON()).toBe("");
  expect(izmir.journal.read(schools.page).getText("text").toJSON()).toBe("Without you");
});

test("E6: one's own introduction, held up like a mirror, ends the connection", async () => {
  await found();
  await lisbon.start(schools.space);
  const mirror = await schools.eavesdrop("mirror", lisbon);
  mirror.onHeard = ({ peer, message }) => mirror.sayTo(peer, message);
  mirror.say(...mirror.allHeard("greeting"));
  await schools.clock.advance(1000);
  expect(lisbon.exchange.offences.get().latest).toMatchObject([{ kind: "impersonation" }]);
  expect(lisbon.exchange.partners.get()).toEqual([]);
});

test("E6: nobody becomes somebody else on one connection", async () => {
  await found();
  await lisbon.start(schools.space);
  const liar = await schools.speakAs(izmir);
  expect(lisbon.partner(izmir)?.here).toBe(true);
  const [greeting] = liar.allHeard("greeting");
  liar.say({
    kind: "introduction",
    challenge: greeting?.challenge ?? new Uint8Array(32),
    introduction: new Uint8Array(10),
  });
  await schools.clock.advance(1000);
  expect(lisbon.exchange.offences.get().latest).toMatchObject([
    { kind: "impersonation", member: izmir.member },
  ]);
});

test("E7: a session that is met on two links is served on one, and on the other when that breaks", async () => {
  await found();
  await schools.start();
  const second = { topic: "second", secret: "second", hubs: [] };
  const links = [lisbon, izmir].map((school) => {
    const link = schools.join(school.name, second);
    school.link.add(link, "former");
    return link;
  });
  await schools.clock.advance(3000);
  expect(links[0]?.peers.get()).toHaveLength(1);
  const before = schools.said.length;
  await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, "Once"));
  await schools.clock.advance(3000);
  const frames = schools.said.slice(before).filter(({ message }) => message.kind === "frames");
  expect(frames).toHaveLength(1);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
  lisbon.leavePlaces();
  await schools.clock.advance(1000);
  await izmir.edit(schools.page, (doc) => doc.getText("text").insert(0, "Again "));
  await schools.clock.advance(3000);
  expect(lisbon.journal.read(schools.page).getText("text").toJSON()).toBe("Again Once");
  expect(lisbon.partner(izmir)).toMatchObject({ here: true, has: { state: "everything" } });
});

test("E3: a copy that cannot answer who someone is asks again later", async () => {
  await found();
  const failures: unknown[] = [];
  await izmir.start(schools.space);
  const journal = await lisbon.openCopy(schools.space);
  let isBroken = true;
  const copy: JournalCopy = {
    ...delegateTo(journal),
    recognise: (introduction, challenges) =>
      isBroken ? Promise.reject(new Error("not now")) : journal.recognise(introduction, challenges),
  };
  const exchange = new SpaceExchange({
    link: schools.gatherAt(lisbon.name, izmir.journal),
    road: "loopback",
    copy,
    clock: schools.clock,
    random: () => 0.5,
    onFailure: (error) => failures.push(error),
  });
  await schools.clock.advance(3000);
  expect(failures).toHaveLength(1);
  expect(exchange.partners.get()).toEqual([]);
  isBroken = false;
  await schools.clock.advance(120_000);
  expect(exchange.partners.get()).toMatchObject([
    { member: izmir.member, has: { state: "everything" } },
  ]);
  exchange.close();
});
