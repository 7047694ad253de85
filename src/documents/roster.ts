import type {
  LoggedPerson,
  Member,
  MemberId,
  Profile,
  School,
  SchoolCard,
  SchoolId,
} from "../domain/index.ts";

export interface Roster {
  /** Founders first, then in the order in which they were let in; those who left or were removed too. */
  readonly members: readonly Member[];
  /** Of those who belong to the project now, by id, so that every copy shows the same order. */
  readonly schools: readonly School[];
}

const NAMELESS: SchoolCard = { name: "", town: "", country: "EU" };

/**
 * Who takes part: role, school and standing as the log says them, names as each says their own. What a school is called is said by
 * its member who is longest in, so that nobody who comes later can rename it. `people` is in the order in which the log let them in.
 */
export function rosterOf(
  people: readonly LoggedPerson[],
  profiles: ReadonlyMap<MemberId, Profile>,
): Roster {
  const founders = people.filter(({ role }) => role === "founder");
  const others = people.filter(({ role }) => role !== "founder");
  const members = [...founders, ...others].map((person) => ({
    ...person,
    name: profiles.get(person.id)?.name ?? "",
  }));
  const present = people.filter(({ standing }) => standing === "active" || standing === "pending");
  const schools = [...new Set(present.map(({ schoolId }) => schoolId))]
    .sort()
    .map((id) => ({ id, ...cardOf(id, people, profiles) }));
  return { members, schools };
}

/** Those who are in come before those who wait, and those before who has left: their word counts as long as nobody else speaks. */
const SPEAKERS = ["active", "pending", "left", "removed"] as const;

function cardOf(
  school: SchoolId,
  people: readonly LoggedPerson[],
  profiles: ReadonlyMap<MemberId, Profile>,
): SchoolCard {
  for (const speaker of SPEAKERS) {
    for (const { id, schoolId, standing } of people) {
      const card = profiles.get(id)?.school;
      if (schoolId === school && standing === speaker && card !== undefined && card.name !== "")
        return card;
    }
  }
  return NAMELESS;
}
