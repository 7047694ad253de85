import type { MemberId, SchoolId } from "../domain/index.ts";
import { type LogEntry } from "./log-entry.ts";
import type { LoggedMember, Voidness } from "./membership.ts";
import type { BodyOf } from "./operation.ts";
import { OPERATION_LIMITS } from "./operation.ts";
import type { Pass } from "./pass.ts";
import { may } from "./rights.ts";
import { RANK, type Role, isPupil, isStaff } from "./roles.ts";

/** Someone acting, in the role that counts for this operation. */
export interface Actor {
  readonly id: MemberId;
  readonly role: Role;
  readonly school: SchoolId;
}

interface Newcomer {
  readonly role: Role;
  readonly school: SchoolId;
  readonly mentor: MemberId | null;
}

/** Rules of bringing people in, changing them and letting them go. Each says why it has no effect, or null. */
export function add(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"add">,
): Voidness | null {
  for (const record of body.members) {
    const reason = mayBring(pass, actor, record);
    if (reason !== null) return reason;
  }
  // Two who add the same class without knowing of each other do not undo each other.
  const fresh = body.members.flatMap((record, index) => {
    const id = entry.introduces[index];
    return id === undefined || pass.members.has(id) ? [] : [{ ...record, id }];
  });
  if (fresh.length === 0) return "alreadyThere";
  if (pass.members.size + fresh.length > OPERATION_LIMITS.members) return "full";
  for (const record of fresh) {
    pass.members.set(record.id, {
      ...record,
      status: "active",
      since: entry.id,
      invitation: null,
    });
  }
  return null;
}

export function invite(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"invite">,
): Voidness | null {
  const reason = mayBring(pass, actor, body);
  if (reason !== null) return reason;
  const { key, way, role, school, mentor, maxUses, expiresAt } = body;
  pass.invitations.set(entry.id, {
    id: entry.id,
    key,
    way,
    role,
    school,
    mentor,
    maxUses,
    expiresAt,
    by: actor.id,
    usedBy: [],
    isRevoked: false,
  });
  return null;
}

export function join(pass: Pass, entry: LogEntry, body: BodyOf<"join">): Voidness | null {
  const { author } = entry.operation;
  const invitation = pass.invitations.get(body.invitation);
  if (invitation === undefined) return "unknownTarget";
  if (pass.members.has(author)) return "alreadyThere";
  const inviter = pass.members.get(invitation.by);
  // An invitation ends with the rights of the one who made it.
  const isBacked =
    inviter?.status === "active" &&
    !pass.isCutBy(inviter.id, entry) &&
    mayBring(pass, { ...inviter, role: pass.roleFor(inviter, entry) }, invitation) === null;
  if (!isBacked || pass.isRevokedFor(invitation.id, entry)) return "revoked";
  if (invitation.usedBy.length >= invitation.maxUses) return "usedUp";
  if (pass.members.size >= OPERATION_LIMITS.members) return "full";
  const { role, school, mentor, way } = invitation;
  pass.invitations.set(invitation.id, { ...invitation, usedBy: [...invitation.usedBy, author] });
  pass.members.set(author, {
    id: author,
    signingKey: body.signingKey,
    agreementKey: body.agreementKey,
    role,
    school,
    mentor,
    status: way === "code" && !isPupil(role) ? "pending" : "active",
    since: entry.id,
    invitation: invitation.id,
  });
  return null;
}

export function revoke(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"revoke">,
): Voidness | null {
  const invitation = pass.invitations.get(body.invitation);
  if (invitation === undefined) return "unknownTarget";
  if (actor.id !== invitation.by) {
    const reason = mayBring(pass, actor, invitation);
    if (reason !== null) return reason;
  }
  pass.found.push({
    kind: "revocation",
    entry,
    rank: RANK[actor.role],
    invitation: invitation.id,
  });
  pass.invitations.set(invitation.id, { ...invitation, isRevoked: true });
  return null;
}

export function changeRole(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"role">,
): Voidness | null {
  const target = pass.members.get(body.member);
  if (target === undefined) return "unknownTarget";
  if (target.status === "left" || target.status === "removed") return "removed";
  const reason = mayChangeRole(pass, actor, target, body);
  if (reason !== null) return reason;
  const isDemotion = RANK[body.role] < RANK[target.role];
  const strictest = pass.roleFor({ ...target, role: body.role }, entry);
  if (!isDemotion && RANK[strictest] < RANK[body.role]) return "overruled";
  if (isDemotion) {
    const { role, cutOffs } = body;
    const rank = RANK[actor.role];
    pass.found.push({ kind: "demotion", entry, rank, member: target.id, role, cutOffs });
  }
  pass.update(target.id, { role: body.role, mentor: body.mentor, status: "active" });
  return null;
}

function mayChangeRole(
  pass: Pass,
  actor: Actor,
  target: LoggedMember,
  { role, mentor }: BodyOf<"role">,
): Voidness | null {
  if (isPupil(role) !== isPupil(target.role)) return "noRight";
  if (!isMentorSound(pass, { role, school: target.school, mentor })) return "unknownTarget";
  // Not even to a lower one: then a removal could be right because of what it makes void.
  if (actor.id === target.id) return "noRight";
  if (may(actor.role, "manageMembers", { target: target.role }) !== "yes") return "noRight";
  // Who joined by code is let in by a founder, and nobody becomes a founder at once.
  if (target.status === "pending") return yesIf(actor.role === "founder" && role !== "founder");
  if (role === "founder") return yesIf(actor.role === "founder" && isStaff(target.role));
  return yesIf(RANK[role] < RANK[actor.role]);
}

export function remove(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"remove">,
): Voidness | null {
  const target = pass.members.get(body.member);
  if (target === undefined) return "unknownTarget";
  const { cutOffs } = body;
  if (actor.id === target.id) {
    if (isLastFounder(pass, target)) return "lastFounder";
    pass.update(target.id, { status: "left" });
    pass.departures.push({ entry, member: target.id, device: null, cutOffs });
    return null;
  }
  if (may(actor.role, "manageMembers", { target: target.role }) !== "yes") return "noRight";
  pass.update(target.id, { status: "removed" });
  pass.found.push({ kind: "removal", entry, rank: RANK[actor.role], member: target.id, cutOffs });
  return null;
}

/** Whether someone may bring in, or invite, one of this role and school. */
function mayBring(pass: Pass, actor: Actor, newcomer: Newcomer): Voidness | null {
  const { role, school } = newcomer;
  if (!isMentorSound(pass, newcomer)) return "unknownTarget";
  if (!isPupil(role)) return yesIf(may(actor.role, "inviteAdults", { target: role }) === "yes");
  if (pass.kind !== "class" || school !== pass.founder.school) return "pupilsOnlyInClasses";
  const context = { target: role, isTargetOfOwnSchool: true };
  if (may(actor.role, "addPupils", context) !== "yes") return "noRight";
  return actor.school === school ? null : "foreignSchool";
}

/** Only student teachers have a mentor: one of the staff of their school. */
function isMentorSound(pass: Pass, { role, school, mentor }: Newcomer): boolean {
  if (mentor === null) return true;
  const found = pass.members.get(mentor);
  return (
    role === "studentTeacher" &&
    found?.status === "active" &&
    isStaff(found.role) &&
    found.school === school
  );
}

function isLastFounder(pass: Pass, member: LoggedMember): boolean {
  if (member.role !== "founder") return false;
  return ![...pass.members.values()].some(
    ({ id, role, status }) => id !== member.id && role === "founder" && status === "active",
  );
}

const yesIf = (condition: boolean): Voidness | null => (condition ? null : "noRight");
