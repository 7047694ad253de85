import type { MemberId, SchoolId, SpaceId } from "../domain/index.ts";
import type { DeviceId, DocumentId, LoggedFeedId, OperationId } from "./ids.ts";
import type {
  CreatedClass,
  CutOff,
  DocumentRights,
  ErasedPart,
  GrantedKey,
  InvitationWay,
  KeyBox,
  KeyScope,
  SpaceKind,
} from "./operation.ts";
import { may } from "./rights.ts";
import { type Role, isStaff } from "./roles.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** `pending`: joined by code; has no keys and no rights until a founder has compared the words. */
export type MemberStatus = "active" | "pending" | "left" | "removed";

export interface LoggedMember {
  readonly id: MemberId;
  readonly signingKey: Bytes;
  readonly agreementKey: Bytes;
  readonly role: Role;
  readonly school: SchoolId;
  readonly mentor: MemberId | null;
  readonly status: MemberStatus;
  readonly since: OperationId;
  readonly invitation: OperationId | null;
}

export interface LoggedInvitation {
  readonly id: OperationId;
  readonly key: Bytes;
  readonly way: InvitationWay;
  readonly role: Role;
  readonly school: SchoolId;
  readonly mentor: MemberId | null;
  readonly maxUses: number;
  readonly expiresAt: number;
  readonly by: MemberId;
  readonly usedBy: readonly MemberId[];
  readonly isRevoked: boolean;
}

export interface LoggedDocument {
  readonly id: DocumentId;
  readonly class: CreatedClass;
  readonly creator: MemberId;
  readonly rights: DocumentRights;
}

export interface LoggedDevice {
  readonly id: DeviceId;
  readonly member: MemberId;
  readonly agreementKey: Bytes;
}

export interface Epoch {
  /** The operation that began it. */
  readonly id: OperationId;
  readonly scope: KeyScope;
  readonly by: MemberId;
  readonly ephemeral: Bytes;
  readonly commitment: Bytes;
  readonly boxes: readonly KeyBox[];
  /** Everyone who holds the key may, and it is younger than every removal (rule K5). */
  readonly isClean: boolean;
}

export interface Grant {
  readonly id: OperationId;
  readonly by: MemberId;
  readonly member: MemberId;
  readonly ephemeral: Bytes;
  readonly keys: readonly GrantedKey[];
}

export interface Erasure {
  readonly id: OperationId;
  readonly by: MemberId;
  readonly member: MemberId;
  readonly parts: readonly ErasedPart[];
}

export interface Attestation {
  readonly id: OperationId;
  readonly by: MemberId;
  readonly document: string;
  readonly checkpoint: Bytes;
  readonly covers: Bytes;
}

/** What of someone's entries counts no more: from `cutOffs` on, they are those of a lower role, or of nobody. */
export interface Limit {
  readonly operation: OperationId;
  readonly member: MemberId;
  /** Null after a removal. */
  readonly role: Role | null;
  /** Null: all devices. */
  readonly device: DeviceId | null;
  readonly kept: ReadonlyMap<LoggedFeedId, number>;
}

/** Why an operation that is in the log has no effect. */
export type Voidness =
  | "notAMember"
  | "pending"
  | "removed"
  | "noRight"
  | "foreignSchool"
  | "pupilsOnlyInClasses"
  | "unknownTarget"
  | "alreadyThere"
  | "revoked"
  | "usedUp"
  | "overruled"
  | "lastFounder"
  | "full";

/** What a log says, evaluated. The same on every copy that holds the same operations. */
export interface Membership {
  readonly space: SpaceId;
  readonly kind: SpaceKind;
  /** Of the founding; in a class, the one of its pupils. */
  readonly homeSchool: SchoolId;
  readonly members: ReadonlyMap<MemberId, LoggedMember>;
  readonly invitations: ReadonlyMap<OperationId, LoggedInvitation>;
  readonly documents: ReadonlyMap<DocumentId, LoggedDocument>;
  readonly devices: ReadonlyMap<DeviceId, LoggedDevice>;
  /** In the order of evaluation, the latest last. */
  readonly epochs: readonly Epoch[];
  readonly grants: readonly Grant[];
  readonly erasures: readonly Erasure[];
  readonly attestations: readonly Attestation[];
  readonly limits: readonly Limit[];
  readonly void: ReadonlyMap<OperationId, Voidness>;
}

export function activeMembers(membership: Membership): readonly LoggedMember[] {
  return [...membership.members.values()].filter(({ status }) => status === "active");
}

/** Whether someone may hold the keys of a scope. */
export function isEntitled(
  members: ReadonlyMap<MemberId, LoggedMember>,
  id: MemberId,
  scope: KeyScope,
): boolean {
  const member = members.get(id);
  if (member?.status !== "active") return false;
  if (scope === "project") return may(member.role, "read") === "yes";
  if (scope === "staff") return may(member.role, "teachersRoom", { isReading: true }) === "yes";
  const owner = members.get(scope.slice("private:".length) as MemberId);
  if (owner === undefined) return false;
  return id === owner.id || (isStaff(member.role) && member.school === owner.school);
}

export function entitledMembers(membership: Membership, scope: KeyScope): readonly LoggedMember[] {
  return activeMembers(membership).filter(({ id }) => isEntitled(membership.members, id, scope));
}

/** The epoch to write in: the latest clean one, or the latest there is; null before the first. */
export function currentEpoch(membership: Membership, scope: KeyScope): Epoch | null {
  const epochs = membership.epochs.filter((epoch) => epoch.scope === scope);
  return epochs.filter(({ isClean }) => isClean).at(-1) ?? epochs.at(-1) ?? null;
}

/** Someone holds the newest key who should not: the next of the staff to be online makes a new one. */
export function needsRotation(membership: Membership, scope: KeyScope): boolean {
  return !(currentEpoch(membership, scope)?.isClean ?? false);
}

/** Keys that members lack who may have them: by member, the epochs. */
export function missingKeys(
  membership: Membership,
  scope: KeyScope,
): ReadonlyMap<MemberId, readonly Epoch[]> {
  const missing = new Map<MemberId, readonly Epoch[]>();
  const epochs = membership.epochs.filter((epoch) => epoch.scope === scope);
  for (const { id } of entitledMembers(membership, scope)) {
    const lacking = epochs.filter((epoch) => !holdsKey(membership, id, epoch));
    if (lacking.length > 0) missing.set(id, lacking);
  }
  return missing;
}

function holdsKey(membership: Membership, member: MemberId, epoch: Epoch): boolean {
  return (
    epoch.boxes.some((box) => box.member === member) ||
    membership.grants.some(
      (grant) => grant.member === member && grant.keys.some((key) => key.epoch === epoch.id),
    )
  );
}

/**
 * Invitations that a device of the staff should revoke now: used up, or past their time by its clock. A revocation that knows
 * the joins protects them against later ones that claim to be earlier.
 */
export function invitationsToClose(
  membership: Membership,
  now: number,
): readonly LoggedInvitation[] {
  return [...membership.invitations.values()].filter(
    ({ isRevoked, usedBy, maxUses, expiresAt }) =>
      !isRevoked && (usedBy.length >= maxUses || expiresAt <= now),
  );
}

/** Of removals that did not know each other, the most generous counts; one that knew another adds nothing. */
export function mostKept(all: readonly (readonly CutOff[])[]): ReadonlyMap<LoggedFeedId, number> {
  const kept = new Map<LoggedFeedId, number>();
  for (const { feed, kept: count } of all.flat()) {
    kept.set(feed, Math.max(kept.get(feed) ?? 0, count));
  }
  return kept;
}
