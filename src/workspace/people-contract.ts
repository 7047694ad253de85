import type { Result, Store } from "../base/index.ts";
import type { MemberId, MemberRole, PageId, SchoolId } from "../domain/index.ts";

/** Who belongs to the project, and everything that changes it. */
export interface PeopleOfProject {
  /** Open ones first, then the newest. Secrets only of those that this PC made. */
  readonly invitations: Store<readonly InvitationView[]>;
  /** Newest first. */
  readonly history: Store<readonly HistoryEntry[]>;
  /** Schools that have not learned of the newest removal yet: until then they go on sharing with whoever was removed. */
  readonly unawareSchools: Store<readonly SchoolId[]>;
  /** Roles that one may give to a newcomer, or to `member`. */
  rolesFor(member: MemberId | null): readonly MemberRole[];
  mayRemove(member: MemberId): boolean;
  invite(wish: NewInvitation): Promise<Result<InvitationView, ActFailure>>;
  revoke(invitation: string): Promise<Result<null, ActFailure>>;
  /** The `.twinspan` file of an open invitation that this PC made. */
  invitationFile(invitation: string): Promise<Uint8Array>;
  /** Six digits that stand for an open invitation on the LAN until `withdrawDigits`, or for ten minutes. */
  offerDigits(
    invitation: string,
  ): Promise<Result<OfferedCode, { readonly kind: "hubStopped" | "tooManyOffers" }>>;
  withdrawDigits(digits: string): Promise<void>;
  /** The four words of someone's keys, the same on every screen. Takes a second of work. */
  wordsOf(member: MemberId): Promise<readonly string[]>;
  /** After the words were compared. */
  confirm(member: MemberId): Promise<Result<null, ActFailure>>;
  changeRole(
    member: MemberId,
    role: MemberRole,
    mentor: MemberId | null,
  ): Promise<Result<null, ActFailure>>;
  remove(member: MemberId): Promise<Result<null, ActFailure>>;
  /** A PC of one's own, or of someone one manages, that was lost: what it writes from now on counts for nothing. */
  withdrawDevice(device: string): Promise<Result<null, ActFailure>>;
  readonly devices: Store<readonly DeviceView[]>;
  /** Takes oneself out; the last founder cannot. */
  leave(): Promise<Result<null, ActFailure>>;
}

/** `declined`: the person thought better of it in the shell's own dialog. */
export type ActFailure = {
  readonly kind: "declined" | "locked" | "noRight" | "lastFounder" | "notSaved";
};

export interface NewInvitation {
  readonly role: MemberRole;
  /** Null: a school that is not in the project yet. */
  readonly school: SchoolId | null;
  readonly mentor: MemberId | null;
  /** `code`: may be read aloud, so whoever joins by it waits for a founder. */
  readonly way: "file" | "code";
  readonly maxUses: number;
  readonly expiresAt: number;
}

export interface InvitationView extends Omit<NewInvitation, "school"> {
  readonly id: string;
  readonly school: SchoolId;
  readonly by: MemberId;
  readonly usedBy: readonly MemberId[];
  readonly state: "open" | "used" | "expired" | "revoked";
  /** Null where another PC made it. `text` is what a QR code says; null for a code. */
  readonly secret: { readonly text: string | null; readonly code: string | null } | null;
}

export interface DeviceView {
  /** As in the log. */
  readonly id: string;
  readonly member: MemberId;
  readonly isThisOne: boolean;
  /** When its last session began, by its own clock. */
  readonly lastSeenAt: number | null;
  readonly isWithdrawn: boolean;
}

/** One signed operation, in the words of a teacher. */
export interface HistoryEntry {
  readonly id: string;
  readonly by: MemberId;
  /** What its author's clock claimed. */
  readonly at: number;
  readonly what:
    | { readonly kind: "founded" | "newKeys" }
    | { readonly kind: "invited"; readonly role: MemberRole; readonly school: SchoolId }
    | { readonly kind: "revoked" }
    | { readonly kind: "joined"; readonly role: MemberRole; readonly way: "file" | "code" }
    | { readonly kind: "added" | "removed" | "left" | "deviceWithdrawn"; readonly member: MemberId }
    | { readonly kind: "confirmed"; readonly member: MemberId }
    | { readonly kind: "roleChanged"; readonly member: MemberId; readonly role: MemberRole }
    | { readonly kind: "pageCreated" | "pageRightsChanged"; readonly page: PageId }
    | { readonly kind: "erased"; readonly member: MemberId }
    | { readonly kind: "attested" };
  /** Null where it counts. Else it stands in the log and changed nothing: on this copy as on every other that knows as much. */
  readonly voidBecause: VoidBecause | null;
}

/** As the member log gives it. */
export type VoidBecause =
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

export interface OfferedCode {
  /** Six digits. */
  readonly code: string;
  readonly endsAt: number;
  /** host:port that a colleague can type when the code alone finds nobody; best first. */
  readonly addresses: readonly string[];
}
