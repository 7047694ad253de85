import { afterEach, expect, test } from "vitest";
import { Schools, realPerson } from "../../testing/exchange/schools.ts";
import type { School } from "../../testing/exchange/school.ts";

let schools: Schools;
let lisbon: School;
afterEach(() => schools.close());

async function found(...more: readonly string[]): Promise<void> {
  schools = await Schools.found(["lisbon", ...more]);
  lisbon = schools.school(0);
}

const standingOf = (at: School, who: School): string | undefined =>
  at.journal.log.membership?.members.get(who.member)?.status;

test("E14: one who has an invitation gets the log, joins, and is a member when they are heard", async () => {
  await found("izmir");
  await schools.start();
  await lisbon.edit(schools.page, (doc) => doc.getText("text").insert(0, "Rain"));
  const keys = await schools.invite(lisbon);
  const krakow = schools.add("krakow", await realPerson(9));
  krakow.accept(keys, schools.space);
  await schools.clock.advance(5000);
  expect(standingOf(lisbon, krakow)).toBe("active");
  expect(standingOf(schools.school(1), krakow)).toBe("active");
  expect(standingOf(krakow, krakow)).toBe("active");
  await schools.duties(lisbon);
  await schools.clock.advance(5000);
  expect(krakow.journal.read(schools.page).getText("text").toJSON()).toBe("Rain");
  expect(lisbon.partner(krakow)?.has).toEqual({ state: "everything" });
});

test("E14: an invitation can be accepted before anybody of the project is there", async () => {
  await found();
  await schools.start();
  const keys = await schools.invite(lisbon);
  lisbon.crash();
  const krakow = schools.add("krakow", await realPerson(9));
  krakow.accept(keys, schools.space);
  await schools.clock.advance(600_000);
  expect(krakow.isRunning).toBe(false);
  await schools.start(lisbon);
  await schools.clock.advance(5000);
  expect(standingOf(lisbon, krakow)).toBe("active");
  expect(krakow.isRunning).toBe(true);
});

test("E14: a break in the middle of it costs nothing but time", async () => {
  await found();
  await schools.start();
  const keys = await schools.invite(lisbon);
  const krakow = schools.add("krakow", await realPerson(9));
  for (const cutMs of [30, 50, 70, 90, 110, 130, 150, 170, 190, 210]) {
    krakow.accept(keys, schools.space);
    await schools.clock.advance(cutMs);
    schools.network.partition(["lisbon"], ["krakow"]);
    await schools.clock.advance(1000);
    schools.network.heal();
    await schools.clock.advance(35_000);
    expect(standingOf(lisbon, krakow), `cut after ${cutMs} ms`).toBe("active");
    schools.close();
    await schools.start(lisbon);
  }
});

test("E14: whoever listens at the invitation and lies is left, and the log comes from another", async () => {
  await found();
  await schools.start();
  const keys = await schools.invite(lisbon);
  const liar = await schools.knock(keys);
  liar.onHeard = ({ peer, message }) => {
    if (message.kind === "greeting") {
      liar.sayTo(peer, { kind: "greeting", challenge: new Uint8Array(32) });
      liar.sayTo(peer, { kind: "operations", operations: [new Uint8Array(100)] });
      liar.sendTo(peer, 0, new Uint8Array([1, 2, 3]));
    }
  };
  const krakow = schools.add("krakow", await realPerson(9));
  krakow.accept(keys, schools.space);
  await schools.clock.advance(40_000);
  expect(standingOf(lisbon, krakow)).toBe("active");
});
