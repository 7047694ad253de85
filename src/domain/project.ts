import type { MemberId, PageId, SchoolId, SpaceId } from "./ids.ts";

/** The card of a project: what it is about, for its members and for those who look for partners. */
export interface ProjectCard {
  readonly title: string;
  readonly aims: string;
  readonly subjects: readonly string[];
  readonly ages: AgeRange;
  /** ISO 639-1 codes of the languages that the classes write in. */
  readonly languages: readonly string[];
  /** Which drawing stands on the cover; see `COVERS`. */
  readonly cover: Cover;
  readonly createdAt: number;
}

export interface AgeRange {
  readonly from: number;
  readonly to: number;
}

export const COVERS = ["rivers", "story", "weather", "food", "letters", "stars"] as const;
export type Cover = (typeof COVERS)[number];

export const PROJECT_LIMITS = { title: 80, aims: 2000, subjects: 8, languages: 8 } as const;
export const AGES = { youngest: 3, oldest: 20 } as const;

export interface School extends SchoolCard {
  readonly id: SchoolId;
}

export interface SchoolCard {
  /** Empty until a member's profile says it. */
  readonly name: string;
  readonly town: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface Member extends LoggedPerson {
  /** Empty while the profile has not arrived, and after it was erased: then the role speaks. */
  readonly name: string;
}

/** What the member log says of a member: all but the name. */
export interface LoggedPerson {
  readonly id: MemberId;
  readonly role: MemberRole;
  readonly schoolId: SchoolId;
  /** What the clock of whoever let them in claimed. */
  readonly joinedAt: number;
  readonly standing: Standing;
  /** Of a student teacher. */
  readonly mentor: MemberId | null;
}

export const MEMBER_ROLES = [
  "founder",
  "administrator",
  "teacher",
  "studentTeacher",
  "expert",
  "pupilEditor",
  "pupil",
  "observer",
] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** `pending`: joined by a code that others may have overheard; neither reads nor writes until a founder has compared the words. */
export type Standing = "active" | "pending" | "left" | "removed";

/** What the home screen shows of a project without opening its documents. */
export interface ProjectSummary {
  readonly id: SpaceId;
  readonly title: string;
  readonly cover: Cover;
  readonly schools: readonly School[];
  /** One's own among them: an invitation names the school, so that each project calls it by an id of its own. */
  readonly ownSchool: SchoolId | null;
  readonly openedAt: number;
  readonly lastPage: { readonly id: PageId; readonly title: string } | null;
  /** One's own; whoever was removed keeps what they had, to read. */
  readonly standing: Standing;
  /** When one left or was removed, as the clock of whoever did it claimed; null for those who belong to it. */
  readonly endedAt: number | null;
}

/** Schools are told apart by code, line style and colour, never by colour alone. */
export type SchoolMark = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The same on every copy: the order of school ids, not of arrival. */
export function schoolMark(
  school: SchoolId,
  all: readonly { readonly id: SchoolId }[],
): SchoolMark {
  const sorted = all.map(({ id }) => id).sort();
  return (Math.max(0, sorted.indexOf(school)) % 8) as SchoolMark;
}
