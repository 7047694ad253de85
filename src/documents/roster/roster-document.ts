import type * as Y from "yjs";
import { z } from "zod";
import { type Store, deriveStore } from "../../base/index.ts";
import {
  ID_PATTERN,
  MEMBER_ROLES,
  type Member,
  type MemberId,
  PERSON_LIMITS,
  type School,
  type SchoolId,
} from "../../domain/index.ts";
import { viewOf } from "../document-store.ts";
import { fieldsOf, textField, timeField } from "../fields.ts";

const schoolFields = z.object({
  name: textField(PERSON_LIMITS.school),
  town: textField(PERSON_LIMITS.town),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/u)
    .catch("EU"),
}) satisfies z.ZodType<Omit<School, "id">>;

const memberFields = z.object({
  name: textField(PERSON_LIMITS.name),
  role: z.enum(MEMBER_ROLES).catch("observer"),
  schoolId: textField(64) as unknown as z.ZodType<SchoolId>,
  joinedAt: timeField,
}) satisfies z.ZodType<Omit<Member, "id">>;

/** Who takes part: names live here alone, so that they can be erased. */
export class RosterDocument {
  /** By id, so that every copy shows the same order. */
  readonly schools: Store<readonly School[]>;
  /** Founders first, then in the order of joining. */
  readonly members: Store<readonly Member[]>;
  readonly #doc: Y.Doc;
  readonly #schools: Y.Map<unknown>;
  readonly #members: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#schools = doc.getMap("schools");
    this.#members = doc.getMap("members");
    const schools = viewOf(this.#schools, () => readSchools(this.#schools));
    const members = viewOf(this.#members, () => readMembers(this.#members));
    this.members = deriveStore([schools, members], () => {
      const same = sameSchools(schools.get());
      return members
        .get()
        .map((member) => ({ ...member, schoolId: same.get(member.schoolId) ?? member.schoolId }));
    });
    this.schools = deriveStore([schools, this.members], () => {
      // A school that nobody belongs to any more is not shown.
      const used = new Set(this.members.get().map(({ schoolId }) => schoolId));
      return schools.get().filter(({ id }) => used.has(id));
    });
  }

  /** Adds or corrects oneself and one's school. */
  putMember(member: Member, school: School, origin: object): void {
    this.#doc.transact(() => {
      setIfChanged(this.#schools, school.id, {
        name: school.name,
        town: school.town,
        country: school.country,
      });
      setIfChanged(this.#members, member.id, {
        name: member.name,
        role: member.role,
        schoolId: member.schoolId,
        joinedAt: member.joinedAt,
      });
    }, origin);
  }
}

/** Colleagues of one school introduce it each for themselves: what has the same name and place is one school. */
function sameSchools(schools: readonly School[]): ReadonlyMap<SchoolId, SchoolId> {
  const first = new Map<string, SchoolId>();
  const same = new Map<SchoolId, SchoolId>();
  for (const { id, name, town, country } of schools) {
    const key = [name, town, country].map((text) => text.trim().toLocaleLowerCase()).join("\n");
    const known = first.get(key) ?? id;
    first.set(key, known);
    same.set(id, known);
  }
  return same;
}

function setIfChanged(map: Y.Map<unknown>, key: string, value: object): void {
  if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) map.set(key, value);
}

function readSchools(map: Y.Map<unknown>): readonly School[] {
  const schools: School[] = [];
  for (const [id, value] of map.entries()) {
    const fields = fieldsOf(value);
    if (fields !== null && ID_PATTERN.test(id))
      schools.push({ id: id as SchoolId, ...schoolFields.parse(fields) });
  }
  return schools.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readMembers(map: Y.Map<unknown>): readonly Member[] {
  const members: Member[] = [];
  for (const [id, value] of map.entries()) {
    const fields = fieldsOf(value);
    if (fields !== null && ID_PATTERN.test(id))
      members.push({ id: id as MemberId, ...memberFields.parse(fields) });
  }
  const rank = (member: Member): number => (member.role === "founder" ? 0 : 1);
  return members.sort(
    (a, b) => rank(a) - rank(b) || a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1),
  );
}
