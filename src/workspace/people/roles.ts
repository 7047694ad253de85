import type { MemberId, MemberRole } from "../../domain/index.ts";
import {
  type LoggedMember,
  type Membership,
  RANK,
  ROLES,
  isPupil,
  isStaff,
} from "../../membership/index.ts";
import { mayInvite, mayManage } from "../own-rights.ts";

/** Roles that `me` may give to a newcomer, or to a member: the same rules by which every copy judges (docs/spec/membership.md, P). */
export function rolesToGive(
  membership: Membership,
  me: MemberId,
  member: MemberId | null,
): readonly MemberRole[] {
  const actor = activeMember(membership, me);
  if (actor === null) return [];
  if (member === null) return ROLES.filter((role) => !isPupil(role) && mayInvite(actor, role));
  const target = membership.members.get(member);
  if (target === undefined || !mayBeManaged(actor, target)) return [];
  return ROLES.filter((role) => isPupil(role) === isPupil(target.role)).filter((role) => {
    if (target.status === "pending") return actor.role === "founder" && role !== "founder";
    if (role === "founder") return actor.role === "founder" && isStaff(target.role);
    return RANK[role] < RANK[actor.role];
  });
}

export function mayRemove(membership: Membership, me: MemberId, member: MemberId): boolean {
  const actor = activeMember(membership, me);
  const target = membership.members.get(member);
  return actor !== null && target !== undefined && mayBeManaged(actor, target);
}

export function isLastFounder(membership: Membership, me: MemberId): boolean {
  const founders = [...membership.members.values()].filter(
    ({ role, status }) => role === "founder" && status === "active",
  );
  return founders.length === 1 && founders[0]?.id === me;
}

function activeMember(membership: Membership, id: MemberId): LoggedMember | null {
  const member = membership.members.get(id);
  return member?.status === "active" ? member : null;
}

function mayBeManaged(actor: LoggedMember, target: LoggedMember): boolean {
  const isHere = target.status === "active" || target.status === "pending";
  return isHere && actor.id !== target.id && mayManage(actor, target.role);
}
