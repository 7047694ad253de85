import {
  COUNTRIES,
  PERSON_LIMITS,
  PROJECT_LANGUAGES,
  type PersonRole,
} from "../../domain/index.ts";
import type { PersonFields } from "../../workspace/index.ts";

/** The form while it is being filled in. */
export interface PersonDraft {
  readonly name: string;
  readonly role: PersonRole;
  readonly school: string;
  readonly town: string;
  readonly country: string | null;
  readonly languages: readonly string[];
}

/** In the order of the form, so that the first one gets the focus. */
export const REQUIRED = ["name", "school", "town", "country", "languages"] as const;
export type Required = (typeof REQUIRED)[number];

/** What the operating system's language tag lets us guess: "ro-RO" is Romania and Romanian. */
export function draftFor(locale: string): PersonDraft {
  const [language = "", ...rest] = locale.split(/[-_]/u);
  const region = rest.find((part) => /^[A-Za-z]{2}$/u.test(part))?.toUpperCase();
  return {
    name: "",
    role: "teacher",
    school: "",
    town: "",
    country: COUNTRIES.find((country) => country === region) ?? null,
    languages: PROJECT_LANGUAGES.filter((code) => code === language.toLowerCase()),
  };
}

export function missingIn(draft: PersonDraft): readonly Required[] {
  return REQUIRED.filter((field) => {
    const value = draft[field];
    return value === null || (typeof value === "string" ? value.trim() === "" : value.length === 0);
  });
}

/** null while something is missing. */
export function fieldsOf(draft: PersonDraft): PersonFields | null {
  if (draft.country === null || missingIn(draft).length > 0) return null;
  return {
    name: tidy(draft.name, PERSON_LIMITS.name),
    role: draft.role,
    school: {
      name: tidy(draft.school, PERSON_LIMITS.school),
      town: tidy(draft.town, PERSON_LIMITS.town),
      country: draft.country,
    },
    languages: draft.languages.slice(0, PERSON_LIMITS.languages),
  };
}

function tidy(text: string, limit: number): string {
  return text.trim().replaceAll(/\s+/gu, " ").slice(0, limit);
}
