import type { MemberId, MemberRole, SchoolId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Select, useStore } from "../../ui/index.ts";
import { type InviteDraft, mentorsOf, rolesOf } from "./invite-draft.ts";
import { personName, schoolName } from "./invitation-words.ts";
import type { InviteView } from "./invite-view.ts";
import styles from "./invite.module.css";

const NEW_SCHOOL = "new";

/** Role, school and mentor, as far as the kind of guest leaves them open. */
export function InvitedFields({
  project,
  draft,
  isMentorMissing,
  onChange,
}: {
  readonly project: InviteView;
  readonly draft: InviteDraft;
  readonly isMentorMissing: boolean;
  readonly onChange: (part: Partial<InviteDraft>) => void;
}) {
  const schools = useStore(project.schools);
  const members = useStore(project.members);
  const roles = rolesOf(draft.whom, project.people.rolesFor(null));
  const isGuest = draft.whom === "expert" || draft.whom === "observer";
  const mentors = mentorsOf(members, draft.school);
  return (
    <div className={styles["pair"]}>
      {draft.whom !== "partner" && (
        <Select
          label={translate("invite.school")}
          data={[
            ...schools.map(({ id }) => ({ value: id, label: schoolName(schools, id) })),
            ...(isGuest ? [{ value: NEW_SCHOOL, label: translate("invite.schoolNew") }] : []),
          ]}
          value={draft.school ?? NEW_SCHOOL}
          onChange={(chosen) =>
            onChange({
              school: chosen === NEW_SCHOOL ? null : (chosen as SchoolId),
              mentor: null,
            })
          }
          allowDeselect={false}
        />
      )}
      {roles.length > 1 && (
        <Select
          label={translate("invite.role")}
          data={roles.map((role) => ({ value: role, label: translate(`roles.${role}`) }))}
          value={draft.role}
          onChange={(role) => onChange({ role: role as MemberRole })}
          allowDeselect={false}
        />
      )}
      {draft.whom === "student" && (
        <Select
          label={translate("invite.mentor")}
          data={mentors.map((member) => ({ value: member.id, label: personName(member) }))}
          value={draft.mentor}
          onChange={(mentor) => onChange({ mentor: mentor as MemberId | null })}
          disabled={mentors.length === 0}
          error={mentorFault(mentors.length === 0, isMentorMissing)}
          allowDeselect={false}
        />
      )}
    </div>
  );
}

function mentorFault(isNobody: boolean, isMissing: boolean): string | null {
  if (isNobody) return translate("invite.mentorNone");
  return isMissing ? translate("invite.mentorMissing") : null;
}
