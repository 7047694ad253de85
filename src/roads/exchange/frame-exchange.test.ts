import { afterEach, expect, test } from "vitest";
import type { DocumentName, FeedId } from "../../journal/index.ts";
import { decodeFrame } from "../../journal/index.ts";
import { delegateTo } from "../../testing/exchange/planted-faults.ts";
import { Schools, fingerprint, realPerson } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";
import { recordOf } from "../../testing/member-world.ts";
import type { JournalCopy } from "../index.ts";
import { EXCHANGE_LIMITS as LIMITS } from "./limits.ts";
import type { Message, MessageOf } from "./message.ts";

let schools: Schools;
let lisbon: School;
let izmir: School;
afterEach(() => schools.close());

async function found(...more: readonly string[]): Promise<void> {
  schools = await Schools.found(["lisbon", "izmir", ...more]);
  lisbon = schools.school(0);
  izmir = schools.school(1);
}

const write = (school: School, text: string, document = schools.page): Promise<void> =>
  school.edit(document, (doc) => {
    const shared = doc.getText("text");
    shared.insert(shared.length, text);
  });

/** Text that nothing makes shorter. */
const noise = (length: number): string =>
  Array.from({ length }, () => schools.random.whole(0, 35).toString(36)).join("");

const textOf = (school: School, document = schools.page): string =>
  school.journal.read(document).getText("text").toJSON();

function expectEqual(...all: readonly School[]): void {
  for (const name of ["project" as DocumentName, ...schools.pages]) {
    const prints = all.map((school) => fingerprint(school.journal.read(name)));
    expect(new Set(prints).size, `versions of ${name}`).toBe(1);
  }
}

function since<Kind extends Message["kind"]>(
  at: number,
  kind: Kind,
): readonly { readonly by: string; readonly bytes: number; readonly message: MessageOf<Kind> }[] {
  return schools.said
    .slice(at)
    .flatMap(({ by, bytes, message }) =>
      message.kind === kind ? [{ by, bytes, message: message as MessageOf<Kind> }] : [],
    );
}

test("E20: what each wrote alone reaches the other when they meet", async () => {
  await found();
  await lisbon.start(schools.space);
  await write(lisbon, "Our weather", "project" as DocumentName);
  await write(lisbon, "Rain in Lisbon. ");
  await schools.clock.advance(1000);
  const copy = izmir;
  await copy.start(schools.space);
  await write(izmir, "Sun in Izmir. ");
  await schools.clock.advance(5000);
  expectEqual(lisbon, izmir);
  expect(textOf(izmir, "project" as DocumentName)).toBe("Our weather");
  expect(textOf(lisbon)).toContain("Sun in Izmir. ");
});

test("E20: equal copies that meet again exchange heads and overviews, and nothing else", async () => {
  await found();
  await schools.start();
  await write(lisbon, "Rain");
  await schools.clock.advance(70_000);
  schools.network.drop("lisbon");
  const before = schools.said.length;
  schools.network.heal();
  await schools.clock.advance(200_000);
  const kinds = new Set(schools.said.slice(before).map(({ message }) => message.kind));
  expect([...kinds].sort()).toEqual(["greeting", "heads", "introduction", "overview"]);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
});

test("E20: a listing longer than one message arrives whole", async () => {
  await found("mallory");
  await schools.start(izmir);
  const mallory = await schools.speakAs(schools.school(2));
  const feeds = Array.from({ length: 12_000 }, (_, index) => feedOf(index));
  const parts = [feeds.slice(0, 5000), feeds.slice(5000, 10_000), feeds.slice(10_000)];
  parts.forEach((part, index) => {
    const have = new Map(part.map((feed) => [feed, 1] as const));
    mallory.say({ kind: "listing", isFirst: index === 0, isLast: index === 2, have });
  });
  await schools.clock.advance(1000);
  expect(izmir.partner(schools.school(2))?.missingHere).toBe(12_000);
});

test("E21: changes of the have vector are told once, gathered", async () => {
  await found("krakow");
  const krakow = schools.school(2);
  await schools.start();
  const before = schools.said.length;
  schools.network.partition(["lisbon", "izmir"], ["izmir", "krakow"]);
  for (const word of ["One ", "two ", "three"]) await write(lisbon, word);
  await schools.clock.advance(5000);
  expect(textOf(krakow)).toBe("One two three");
  const told = since(before, "have").filter(({ by }) => by === "izmir");
  // To Lisbon as a receipt, to Krakow as an offer.
  expect(told).toHaveLength(2);
});

test("E22: one who is merely behind is asked for nothing, and of several who have it one is asked", async () => {
  await found("krakow");
  const krakow = schools.school(2);
  await schools.start();
  schools.network.partition(["lisbon", "izmir"]);
  await write(lisbon, "More");
  await schools.clock.advance(3000);
  const before = schools.said.length;
  schools.network.heal();
  await schools.clock.advance(5000);
  const asks = since(before, "ask");
  expect(asks.map(({ by }) => by)).toEqual(["krakow"]);
  expectEqual(lisbon, izmir, krakow);
});

test("E22: one who answers drop by drop holds up nobody else", async () => {
  await found("mallory");
  await lisbon.start(schools.space);
  await write(lisbon, "True");
  const mallory = await schools.speakAs(schools.school(2));
  mallory.onHeard = ({ peer, message }) => {
    if (message.kind !== "ask") return;
    const answer = (): void => {
      const frames = { kind: "frames", ask: message.ask, isLast: false, rest: true } as const;
      mallory.sayTo(peer, { ...frames, frames: [] });
      schools.clock.after(3000, answer);
    };
    answer();
  };
  schools.network.partition(["izmir", "mallory"]);
  await izmir.start(schools.space);
  await schools.clock.advance(1000);
  mallory.say(listing([[feedOf(1), 50]]));
  await schools.clock.advance(1000);
  expect(mallory.kindsHeard()).toContain("ask");
  schools.network.partition(["izmir", "mallory", "lisbon"]);
  await schools.clock.advance(40_000);
  expect(textOf(izmir)).toBe("True");
});

test("E23: a large project comes in answers of bounded size, and a break costs little", async () => {
  schools = await Schools.found(["lisbon", "izmir"], { delayMs: () => 100 });
  [lisbon, izmir] = [schools.school(0), schools.school(1)];
  await lisbon.start(schools.space);
  for (let line = 0; line < 60; line += 1) await write(lisbon, noise(40_000));
  await izmir.start(schools.space);
  await schools.clock.advance(2000);
  schools.network.drop("izmir");
  const have = izmir.journal.have.get().get(lisbon.session as FeedId) ?? 0;
  expect(have).toBeGreaterThan(5);
  expect(have).toBeLessThan(60);
  const sentBefore = since(0, "frames").reduce((sum, { bytes }) => sum + bytes, 0);
  schools.network.heal();
  await schools.clock.advance(60_000);
  expectEqual(lisbon, izmir);
  const answers = since(0, "frames");
  const longest = Math.max(...answers.map(({ bytes }) => bytes));
  expect(longest).toBeLessThan(LIMITS.partBytes + 1000);
  const sent = answers.reduce((sum, { bytes }) => sum + bytes, 0);
  const size = lisbon.disk.frames.reduce((sum, frame) => sum + frame.bytes.length, 0);
  expect(sentBefore).toBeGreaterThan(LIMITS.partBytes);
  // What was under way at the break comes twice, and no more.
  expect(sent).toBeLessThan(size + LIMITS.answerBytes);
});

test("E23: the page that is open comes before all others", async () => {
  await found("krakow");
  await lisbon.start(schools.space);
  const krakow = schools.school(2);
  const [first, , last] = schools.pages;
  if (first === undefined || last === undefined) return;
  for (let line = 0; line < 10; line += 1) await write(lisbon, noise(100_000), first);
  await krakow.start(schools.space);
  await schools.clock.advance(20_000);
  await write(krakow, "Wanted", last);
  await schools.clock.advance(3000);
  lisbon.crash();
  izmir.disk.isFull = false;
  await izmir.start(schools.space);
  izmir.exchange.announce({ page: last.slice("page:".length) as never, cursor: null });
  await schools.clock.advance(10_000);
  const [asked] = since(0, "ask").filter(({ by }) => by === "izmir");
  expect(asked?.message.first).toBe(last);
  const [answer] = since(0, "frames").filter(
    ({ by, message }) => by === "krakow" && message.ask > 0,
  );
  const feeds = (answer?.message.frames ?? []).map((frame) => {
    const label = decodeFrame(frame);
    return label.ok ? label.value.feed : null;
  });
  expect(feeds[0]).toBe(krakow.session);
});

test("E24: what is written goes to every partner as soon as it is kept, and no further", async () => {
  await found("krakow");
  const krakow = schools.school(2);
  await schools.start();
  const before = schools.said.length;
  await write(lisbon, "Hello");
  await schools.clock.advance(600);
  expect(textOf(izmir)).toBe("Hello");
  expect(textOf(krakow)).toBe("Hello");
  await schools.clock.advance(20_000);
  expect(since(before, "frames").map(({ by }) => by)).toEqual(["lisbon", "lisbon"]);
});

test("E24: what is too large to be sent unasked is asked for", async () => {
  await found();
  await schools.start();
  const before = schools.said.length;
  await write(lisbon, noise(700_000));
  await schools.clock.advance(10_000);
  expectEqual(lisbon, izmir);
  expect(since(before, "frames").every(({ message }) => message.ask > 0)).toBe(true);
});

test("E24: a partner too slow for what is written gets it when there is room", async () => {
  schools = await Schools.found(["lisbon", "izmir"], { delayMs: () => 2000 });
  [lisbon, izmir] = [schools.school(0), schools.school(1)];
  await schools.start();
  await schools.clock.advance(60_000);
  for (let line = 0; line < 20; line += 1) await write(lisbon, noise(90_000));
  await schools.clock.advance(200_000);
  expectEqual(lisbon, izmir);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
});

test("E25: what could not be kept is neither shown nor told, and comes later", async () => {
  await found();
  await schools.start();
  izmir.disk.isFull = true;
  await write(lisbon, "Hello");
  await schools.clock.advance(20_000);
  expect(textOf(izmir)).toBe("");
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "behind", documents: 1 });
  izmir.disk.isFull = false;
  await schools.clock.advance(70_000);
  expectEqual(lisbon, izmir);
  expect(lisbon.partner(izmir)?.has).toEqual({ state: "everything" });
});

test("E25: frames that need operations wait for them, and are taken when those have come", async () => {
  await found();
  await schools.start();
  const person = await realPerson(9);
  schools.network.partition(["lisbon"]);
  await lisbon.journal.act({ kind: "add", members: [recordOf(person, "teacher")] });
  await schools.duties(lisbon);
  const krakow = schools.add("krakow", person);
  krakow.giveLog(lisbon.journal.operationsAfter([]));
  schools.network.partition(["krakow", "lisbon"]);
  await krakow.start(schools.space);
  await write(krakow, "From Krakow");
  await schools.clock.advance(3000);
  krakow.crash();
  schools.network.heal();
  // Izmir hears of the frames and of the operations at the same moment.
  await schools.clock.advance(10_000);
  expect(textOf(izmir)).toBe("From Krakow");
});

test("E25: forged frames end the one who brought them", async () => {
  await found("mallory");
  await schools.start(lisbon, izmir);
  await write(izmir, "Honest");
  await schools.clock.advance(1000);
  const mallory = await schools.speakAs(schools.school(2));
  const [, run] = izmir.disk.frames;
  const forged = Uint8Array.from(run?.bytes ?? []);
  forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
  mallory.say({ kind: "frames", ask: 0, isLast: true, rest: false, frames: [forged] });
  await schools.clock.advance(1000);
  expect(lisbon.exchange.offences.get().latest).toMatchObject([
    { kind: "refused", member: schools.school(2).member },
  ]);
  await write(izmir, " still here");
  await schools.clock.advance(1000);
  expect(textOf(lisbon)).toBe("Honest still here");
});

test("E26: what one claims to have and does not give is asked for ever more rarely", async () => {
  await found("mallory");
  await lisbon.start(schools.space);
  const mallory = await schools.speakAs(schools.school(2));
  mallory.onHeard = ({ peer, message }) => {
    if (message.kind !== "ask") return;
    const frames = { kind: "frames", ask: message.ask, isLast: true, rest: false } as const;
    mallory.sayTo(peer, { ...frames, frames: [] });
  };
  mallory.say(listing([[feedOf(1), 50]]));
  await schools.clock.advance(3_600_000);
  const asks = mallory.allHeard("ask").length;
  expect(asks).toBeGreaterThan(2);
  expect(asks).toBeLessThan(15);
});

test("E26: what is left alone does not keep the rest from coming", async () => {
  await found("mallory");
  await lisbon.start(schools.space);
  await write(lisbon, "One");
  await schools.clock.advance(500);
  const liar = (copy: JournalCopy): JournalCopy => ({
    ...delegateTo(copy),
    have: {
      get: () => new Map([...copy.have.get(), [feedOf(1), 9]]),
      subscribe: (listener) => copy.have.subscribe(listener),
    },
  });
  const boaster = schools.add("boaster", schools.school(2).person, { faults: { copy: liar } });
  boaster.giveLog(lisbon.journal.operationsAfter([]));
  await boaster.start(schools.space);
  await schools.clock.advance(3000);
  lisbon.crash();
  await izmir.start(schools.space);
  await schools.clock.advance(3000);
  expect(textOf(izmir)).toBe("One");
  schools.network.partition(["boaster"], ["izmir"]);
  await write(boaster, ", two");
  await schools.clock.advance(1000);
  schools.network.heal();
  await schools.clock.advance(5000);
  expect(textOf(izmir)).toBe("One, two");
  expect(izmir.partner(boaster)?.missingHere).toBe(9);
});

test("E27: one who is asked and never answers is left for another", async () => {
  await found("mallory");
  await lisbon.start(schools.space);
  await write(lisbon, "True");
  const mallory = await schools.speakAs(schools.school(2));
  schools.network.partition(["izmir", "mallory"]);
  await izmir.start(schools.space);
  await schools.clock.advance(1000);
  mallory.say(listing([[lisbon.session as FeedId, 2 ** 32]]));
  await schools.clock.advance(1000);
  expect(mallory.kindsHeard()).toContain("ask");
  schools.network.heal();
  await schools.clock.advance(20_000);
  expect(textOf(izmir)).toBe("True");
});

const feedOf = (number: number): FeedId => number.toString(16).padStart(32, "0") as FeedId;

const listing = (feeds: readonly (readonly [FeedId, number])[]): Message => ({
  kind: "listing",
  isFirst: true,
  isLast: true,
  have: new Map(feeds),
});
