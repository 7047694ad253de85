import type { Member, MemberId, MemberRole, SchoolId } from "../../domain/index.ts";
import type { NewInvitation } from "../../workspace/index.ts";

export const WHOM = ["partner", "colleague", "student", "expert", "observer"] as const;
export type Whom = (typeof WHOM)[number];

/** How long an invitation lasts, in days. */
export const LASTS = [1, 7, 28, 90] as const;
export const USES = { fewest: 1, most: 100 } as const;
const DAY_MS = 86_400_000;

/** What the person has chosen so far. */
export interface InviteDraft {
  readonly whom: Whom;
  /** For those who may have one of several. */
  readonly role: MemberRole;
  /** null: a school that is not in the project yet. */
  readonly school: SchoolId | null;
  readonly mentor: MemberId | null;
  readonly way: NewInvitation["way"];
  /** As typed. */
  readonly uses: string;
  readonly days: number;
}

export function newDraft(): InviteDraft {
  return {
    whom: "partner",
    role: "teacher",
    school: null,
    mentor: null,
    way: "file",
    uses: "1",
    days: 28,
  };
}

/** Another kind of guest begins with what fits most of them. */
export function invitedAs(draft: InviteDraft, whom: Whom, ownSchool: SchoolId | null): InviteDraft {
  const school = whom === "partner" || whom === "expert" ? null : ownSchool;
  return { ...draft, whom, role: ROLE_OF[whom], school, mentor: null };
}

const ROLE_OF: Readonly<Record<Whom, MemberRole>> = {
  partner: "teacher",
  colleague: "teacher",
  student: "studentTeacher",
  expert: "expert",
  observer: "observer",
};

/** Those who may be asked to lead are teachers; guests stay guests. */
export function rolesOf(whom: Whom, given: readonly MemberRole[]): readonly MemberRole[] {
  const fitting: readonly MemberRole[] =
    whom === "partner" || whom === "colleague" ? ["teacher", "administrator"] : [ROLE_OF[whom]];
  return fitting.filter((role) => given.includes(role));
}

const STAFF: readonly MemberRole[] = ["founder", "administrator", "teacher"];

export function mentorsOf(members: readonly Member[], school: SchoolId | null): readonly Member[] {
  return members.filter(
    ({ schoolId, role, standing }) =>
      schoolId === school && standing === "active" && STAFF.includes(role),
  );
}

export interface DraftFaults {
  readonly mentor: boolean;
  readonly uses: boolean;
}

export function faultsOf(draft: InviteDraft): DraftFaults {
  const uses = Number(draft.uses);
  return {
    mentor: draft.whom === "student" && draft.mentor === null,
    uses: !Number.isInteger(uses) || uses < USES.fewest || uses > USES.most,
  };
}

export function wishOf(draft: InviteDraft, now: number): NewInvitation {
  const { role, school, mentor, way, uses, days } = draft;
  return {
    role,
    school,
    mentor,
    way,
    maxUses: Number(uses),
    expiresAt: now + days * DAY_MS,
  };
}
