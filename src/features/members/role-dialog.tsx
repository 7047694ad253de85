import { useState } from "react";
import { type Result, fail } from "../../base/index.ts";
import type { Member, MemberId, MemberRole } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { ActDialog, ChoiceField, Select, notify, useStore } from "../../ui/index.ts";
import type { ActFailure } from "../../workspace/index.ts";
import { ROLE_WORDS, isActiveStaff, nameInSentence, shownName } from "./people-names.ts";
import type { PeopleView } from "./people-view.ts";
import styles from "./members.module.css";

/** Only roles that may be given; a student teacher gets a mentor of the same school. */
export function RoleDialog({
  project,
  member,
  isOpen,
  onClose,
}: {
  readonly project: PeopleView;
  readonly member: Member;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const [role, setRole] = useState<MemberRole>(member.role);
  const [mentor, setMentor] = useState<MemberId | null>(member.mentor);
  const [isChecked, setChecked] = useState(false);
  const mentors = useStore(project.members).filter(
    (other) => other.schoolId === member.schoolId && other.id !== member.id && isActiveStaff(other),
  );
  const needsMentor = role === "studentTeacher";
  const name = nameInSentence(member);
  const isSame = role === member.role && (!needsMentor || mentor === member.mentor);

  async function change(): Promise<Result<null, ActFailure>> {
    setChecked(true);
    if (needsMentor && mentor === null) return fail({ kind: "declined" });
    return isSame
      ? { ok: true, value: null }
      : project.people.changeRole(member.id, role, needsMentor ? mentor : null);
  }

  return (
    <ActDialog
      isOpen={isOpen}
      title={translate("members.roleTitle", { name })}
      size="44rem"
      confirm={translate("members.roleConfirm")}
      act={change}
      onDone={() => {
        if (!isSame) notify({ words: translate("members.roleChanged", { name }) });
        onClose();
      }}
      onClose={onClose}
    >
      <div className={styles["form"]}>
        <ChoiceField
          label={translate("members.roleLabel")}
          value={role}
          choices={choices(project, member).map((value) => ({
            value,
            label: translate(`roles.${value}`),
            text: translate(ROLE_WORDS[value]),
          }))}
          onChange={setRole}
        />
        {needsMentor && (
          <Select
            label={translate("members.roleMentor")}
            description={translate("members.roleMentorHint")}
            data={mentors.map((one) => ({ value: one.id, label: shownName(one) }))}
            value={mentor}
            onChange={(chosen) => setMentor(chosen as MemberId | null)}
            disabled={mentors.length === 0}
            error={mentorFault(mentors.length === 0, isChecked && mentor === null)}
            allowDeselect={false}
          />
        )}
        <p className={styles["soft"]}>{translate("members.roleLower")}</p>
      </div>
    </ActDialog>
  );
}

/** The role that one has, and those that may take its place. */
function choices({ people }: PeopleView, member: Member): readonly MemberRole[] {
  const given = people.rolesFor(member.id);
  return given.includes(member.role) ? given : [member.role, ...given];
}

function mentorFault(isNobody: boolean, isMissing: boolean): string | null {
  if (isNobody) return translate("members.roleNoMentor");
  return isMissing ? translate("members.roleMentorMissing") : null;
}
