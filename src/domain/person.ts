import type { MemberId, SchoolId } from "./ids.ts";
import type { SchoolCard } from "./project.ts";

/** What a person says of themselves at the first start. Nothing of it needs an account or a network. */
export interface Person {
  readonly id: MemberId;
  readonly name: string;
  readonly role: PersonRole;
  readonly school: OwnSchool;
  /** ISO 639-1 codes, the best first. */
  readonly languages: readonly string[];
}

export interface OwnSchool extends SchoolCard {
  readonly id: SchoolId;
}

/** What a member says of themselves to the others of a project: the only place where names lie, so that they can be erased. */
export interface Profile {
  readonly name: string;
  readonly school: SchoolCard;
  /** ISO 639-1 codes, the best first. */
  readonly languages: readonly string[];
}

export const PERSON_ROLES = ["teacher", "studentTeacher", "expert"] as const;
export type PersonRole = (typeof PERSON_ROLES)[number];

/** Longest accepted texts, in characters. Doors cut off or refuse what is longer. */
export const PERSON_LIMITS = { name: 60, school: 120, town: 80, languages: 8 } as const;

/** Two letters for a badge or a picture: "Ana Pop" is "AP", "ميساء" is "م". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  const letters = [first, last].map((word) => (word === undefined ? "" : firstGrapheme(word)));
  return letters.join("").toLocaleUpperCase();
}

function firstGrapheme(word: string): string {
  return Array.from(word)[0] ?? "";
}
