import type { MemberId } from "../domain/index.ts";
import { type LoggedMember, type Membership, ROLES, isPupil, may } from "../membership/index.ts";
import type { OwnRights } from "./contract.ts";

/** A command that this member may not give. The screens do not offer it; whoever calls it all the same hears so. */
export class NoRightError extends Error {
  override readonly name = "NoRightError";
}

const NONE: OwnRights = {
  role: "observer",
  standing: "pending",
  changeCard: false,
  createPages: false,
  changeOthersPages: false,
  post: false,
  inviteAdults: false,
  manageMembers: false,
  confirmMembers: false,
};

/** What someone may do as the log stands. Whoever is not, or no longer, an active member may only look. */
export function rightsOf(
  membership: Membership | null,
  id: MemberId,
  isDismissed: boolean,
): OwnRights {
  const member = membership?.members.get(id);
  if (membership === null || member === undefined) return NONE;
  const { role } = member;
  const status = isDismissed && member.status === "active" ? "removed" : member.status;
  if (status !== "active") return { ...NONE, role, standing: status };
  const isOwnClass = membership.kind === "class" && member.school === membership.homeSchool;
  const mayDo = (action: Parameters<typeof may>[1]): boolean =>
    may(role, action, { isOwnClass }) === "yes";
  return {
    role,
    standing: "active",
    changeCard: mayDo("changeOthersPages"),
    createPages: mayDo("createPages"),
    changeOthersPages: mayDo("changeOthersPages"),
    post: mayDo("postUpdates"),
    inviteAdults: ROLES.some((target) => !isPupil(target) && mayInvite(member, target)),
    manageMembers: ROLES.some((target) => mayManage(member, target)),
    confirmMembers: role === "founder",
  };
}

/**
 * Whoever was removed is told nothing more, not even the removal itself: only that they are not met any more. It is believed of those
 * who could have done it, for they need no lie.
 */
export function isDismissedFrom(
  membership: Membership | null,
  id: MemberId,
  by: ReadonlySet<MemberId>,
): boolean {
  const me = membership?.members.get(id);
  if (membership === null || me === undefined) return false;
  return [...by].some((one) => {
    const other = membership.members.get(one);
    return other?.status === "active" && mayManage(other, me.role);
  });
}

export const mayInvite = ({ role }: LoggedMember, target: LoggedMember["role"]): boolean =>
  may(role, "inviteAdults", { target }) === "yes";

export const mayManage = ({ role }: LoggedMember, target: LoggedMember["role"]): boolean =>
  may(role, "manageMembers", { target }) === "yes";
