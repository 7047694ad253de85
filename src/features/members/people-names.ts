import type { Member, MemberId, MemberRole } from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";

/** Names come with the profiles, which may not have arrived and can be erased. */
export function shownName({ name }: Pick<Member, "name">): string {
  return name === "" ? translate("members.unknownPerson") : name;
}

/** Within a sentence, where a name that is not here would read like one. */
export function nameInSentence({ name }: Pick<Member, "name">): string {
  return name === "" ? translate("members.thisPerson") : name;
}

export function nameOf(members: readonly Member[], id: MemberId): string {
  return shownName(members.find((member) => member.id === id) ?? { name: "" });
}

/** What each role may do, as the product's table has it. */
export const ROLE_WORDS = {
  founder: "members.mayFounder",
  administrator: "members.mayAdministrator",
  teacher: "members.mayTeacher",
  studentTeacher: "members.mayStudentTeacher",
  expert: "members.mayExpert",
  pupilEditor: "members.mayPupil",
  pupil: "members.mayPupil",
  observer: "members.mayObserver",
} as const satisfies Record<MemberRole, MessageKey>;

/** Who answers for others: they can be mentors, and founders. */
const STAFF: readonly MemberRole[] = ["founder", "administrator", "teacher"];

export function isActiveStaff({ role, standing }: Pick<Member, "role" | "standing">): boolean {
  return standing === "active" && STAFF.includes(role);
}

/** Those who take part or wait to; the others are gone. */
export function isHere({ standing }: Pick<Member, "standing">): boolean {
  return standing === "active" || standing === "pending";
}
