import { assertNever } from "../../base/index.ts";
import type { Member, MemberId, School, SchoolId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import type { Tone } from "../../ui/index.ts";
import type { InvitationView } from "../../workspace/index.ts";

export function personName({ name }: Pick<Member, "name">): string {
  return name === "" ? translate("members.unknownPerson") : name;
}

export function nameOf(members: readonly Member[], id: MemberId): string {
  return personName(members.find((member) => member.id === id) ?? { name: "" });
}

/** A school that nobody has come from yet is in the invitation alone. */
export function schoolName(schools: readonly School[], id: SchoolId): string {
  const school = schools.find((one) => one.id === id);
  if (school === undefined) return translate("invite.newSchool");
  return school.name === "" ? translate("members.unknownSchool") : school.name;
}

export function forWhom({ role, school }: InvitationView, schools: readonly School[]): string {
  return translate("invite.forWhom", {
    role: translate(`roles.${role}`),
    school: schoolName(schools, school),
  });
}

export function stateWords(state: InvitationView["state"]): {
  readonly words: string;
  readonly tone: Tone;
} {
  switch (state) {
    case "open":
      return { words: translate("invite.stateOpen"), tone: "good" };
    case "used":
      return { words: translate("invite.stateUsed"), tone: "calm" };
    case "expired":
      return { words: translate("invite.stateExpired"), tone: "calm" };
    case "revoked":
      return { words: translate("invite.stateRevoked"), tone: "calm" };
    default:
      return assertNever(state);
  }
}
