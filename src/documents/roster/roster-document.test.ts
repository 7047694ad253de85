import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Member, MemberId, School, SchoolId } from "../../domain/index.ts";
import { RosterDocument } from "./roster-document.ts";

const HERE = {};

function person(
  id: string,
  school: string,
  role: Member["role"] = "teacher",
  joinedAt = 1,
): Member {
  return { id: id as MemberId, name: id, role, schoolId: school as SchoolId, joinedAt };
}

function school(id: string, name: string): School {
  return { id: id as SchoolId, name, town: "Porto", country: "PT" };
}

test("founders come first, then those who joined earlier", () => {
  const roster = new RosterDocument(new Y.Doc());
  roster.putMember(person("member02", "school01", "teacher", 3), school("school01", "A"), HERE);
  roster.putMember(person("member01", "school01", "teacher", 2), school("school01", "A"), HERE);
  roster.putMember(person("founder1", "school02", "founder", 9), school("school02", "B"), HERE);
  expect(roster.members.get().map(({ id }) => id)).toEqual(["founder1", "member01", "member02"]);
});

test("two colleagues who introduce the same school are members of one school", () => {
  const roster = new RosterDocument(new Y.Doc());
  roster.putMember(person("member01", "school01"), school("school01", "Escola do Rio"), HERE);
  roster.putMember(person("member02", "school02"), school("school02", " escola do rio "), HERE);
  expect(roster.schools.get()).toHaveLength(1);
  expect(new Set(roster.members.get().map(({ schoolId }) => schoolId)).size).toBe(1);
});

test("a member whose fields are nonsense is an observer without a name, and harms nobody", () => {
  const doc = new Y.Doc();
  doc.getMap<unknown>("members").set("member01", { name: { a: 1 }, role: "king", schoolId: 4 });
  expect(new RosterDocument(doc).members.get()).toEqual([
    { id: "member01", name: "", role: "observer", schoolId: "", joinedAt: 0 },
  ]);
});
