import type * as Y from "yjs";
import { z } from "zod";
import type { Store } from "../../base/index.ts";
import { PERSON_LIMITS, type Profile } from "../../domain/index.ts";
import { viewOf } from "../document-store.ts";
import { fieldsOf, listField, textField } from "../fields.ts";

const profileFields = z.object({
  name: textField(PERSON_LIMITS.name),
  schoolName: textField(PERSON_LIMITS.school),
  schoolTown: textField(PERSON_LIMITS.town),
  schoolCountry: z
    .string()
    .regex(/^[A-Z]{2}$/u)
    .catch("EU"),
  languages: listField(PERSON_LIMITS.languages, 12),
});

/** Who a member is, in their own words, in a document that only they can write in and that can be erased. */
export class ProfileDocument {
  /** Null until it has been written, and after it was erased. */
  readonly profile: Store<Profile | null>;
  readonly #doc: Y.Doc;
  readonly #profile: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#profile = doc.getMap("profile");
    this.profile = viewOf(this.#profile, () => readProfile(this.#profile));
  }

  /** Writes what differs, field by field. */
  change({ name, school, languages }: Profile, origin: object): void {
    const fields = {
      name,
      schoolName: school.name,
      schoolTown: school.town,
      schoolCountry: school.country,
      languages: [...languages],
    };
    this.#doc.transact(() => {
      for (const [key, value] of Object.entries(fields)) {
        if (JSON.stringify(this.#profile.get(key)) !== JSON.stringify(value))
          this.#profile.set(key, value);
      }
    }, origin);
  }
}

function readProfile(map: Y.Map<unknown>): Profile | null {
  if (map.size === 0) return null;
  const { name, languages, ...school } = profileFields.parse(fieldsOf(map));
  return {
    name,
    school: { name: school.schoolName, town: school.schoolTown, country: school.schoolCountry },
    languages,
  };
}
