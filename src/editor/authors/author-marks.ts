import {
  type Member,
  type MemberId,
  type School,
  type SchoolMark,
  initials,
  schoolMark,
} from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { personName } from "../person-name.ts";

/** How the words of one author look, so that they are told apart by letters and lines and not by colour alone. */
export interface AuthorLook {
  readonly author: MemberId | null;
  readonly name: string;
  /** The school's country code; empty where it is not known. */
  readonly school: string;
  /** One or two letters before their words. */
  readonly code: string;
  /** Null: nobody knows who wrote it. */
  readonly mark: SchoolMark | null;
}

const MARKS: readonly SchoolMark[] = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * Everyone has the mark of their school as long as no colleague before them in the roster has it; then the next free one. With
 * more than eight authors marks come twice, and the letters tell.
 */
export function looksOfAuthors(
  authors: ReadonlySet<MemberId | null>,
  members: readonly Member[],
  schools: readonly School[],
): ReadonlyMap<MemberId | null, AuthorLook> {
  const looks = new Map<MemberId | null, AuthorLook>();
  const present = members.filter(({ id }) => authors.has(id));
  const taken = new Set<SchoolMark>();
  const marks = new Map<MemberId, SchoolMark>();
  for (const { id, schoolId } of present) {
    const mark = schoolMark(schoolId, schools);
    if (taken.has(mark)) continue;
    taken.add(mark);
    marks.set(id, mark);
  }
  for (const [index, member] of present.entries()) {
    const free = MARKS.find((mark) => !taken.has(mark)) ?? MARKS[index % MARKS.length] ?? 0;
    const mark = marks.get(member.id) ?? free;
    taken.add(mark);
    const name = personName(member, schools);
    const school = schools.find(({ id }) => id === member.schoolId)?.country ?? "";
    looks.set(member.id, { author: member.id, name, school, code: initials(name), mark });
  }
  for (const author of authors) {
    if (!looks.has(author))
      looks.set(author, { ...UNKNOWN, author, name: translate("editor.authorUnknown") });
  }
  return looks;
}

const UNKNOWN = { school: "", code: "?", mark: null } as const;
