import { expect, test } from "vitest";
import type { LoggedPerson, MemberId, Profile, SchoolId } from "../domain/index.ts";
import { rosterOf } from "./roster.ts";

const deva = "school-deva" as SchoolId;
const torino = "school-torino" as SchoolId;

function person(id: string, schoolId: SchoolId, more: Partial<LoggedPerson> = {}): LoggedPerson {
  return {
    id: id as MemberId,
    role: "teacher",
    schoolId,
    joinedAt: 1,
    standing: "active",
    mentor: null,
    ...more,
  };
}

function profiles(names: Readonly<Record<string, string>>): ReadonlyMap<MemberId, Profile> {
  return new Map(
    Object.entries(names).map(([id, school]) => [
      id as MemberId,
      { name: `${id}!`, school: { name: school, town: "", country: "RO" }, languages: [] },
    ]),
  );
}

test("M19: founders come first, then all in the order in which the log let them in, whatever clocks say", () => {
  const people = [
    person("ana", deva),
    person("bea", deva, { joinedAt: 9 }),
    person("cem", torino, { joinedAt: 2 }),
    person("dia", torino, { role: "founder" }),
  ];
  expect(rosterOf(people, new Map()).members.map(({ id }) => id)).toEqual([
    "dia",
    "ana",
    "bea",
    "cem",
  ]);
});

test("M19: role, school and standing are the log's, and a member without a profile has no name", () => {
  const people = [person("ana", deva, { role: "expert", standing: "pending" })];
  expect(rosterOf(people, new Map()).members).toEqual([{ ...people[0], name: "" }]);
  expect(rosterOf(people, profiles({ ana: "Deva" })).members[0]?.name).toBe("ana!");
});

test("M20: a school is called what its member says who is longest in, and nobody who comes later renames it", () => {
  const people = [person("ana", deva), person("bea", deva)];
  const { schools } = rosterOf(people, profiles({ bea: "Liceul", ana: "Școala" }));
  expect(schools.map(({ name }) => name)).toEqual(["Școala"]);
});

test("M20: when who is longest in has left or says nothing, the next one speaks for the school", () => {
  const left = person("ana", deva, { standing: "left" });
  const waiting = person("bea", deva, { standing: "pending" });
  const schoolOf = (people: readonly LoggedPerson[], names: Readonly<Record<string, string>>) =>
    rosterOf(people, profiles(names)).schools.map(({ name }) => name);
  expect(schoolOf([left, waiting, person("cem", deva)], { ana: "A", bea: "B", cem: "C" })).toEqual([
    "C",
  ]);
  expect(schoolOf([left, waiting], { ana: "A", bea: "B" })).toEqual(["B"]);
  expect(schoolOf([left, person("cem", deva)], { ana: "A" })).toEqual(["A"]);
  expect(schoolOf([person("cem", deva)], {})).toEqual([""]);
});

test("M20: a school that nobody belongs to any more is not shown", () => {
  const people = [person("ana", deva, { standing: "removed" }), person("bea", torino)];
  expect(rosterOf(people, new Map()).schools.map(({ id }) => id)).toEqual([torino]);
});
