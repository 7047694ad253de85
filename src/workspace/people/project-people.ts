import { type Result, type Store, deriveStore, fail } from "../../base/index.ts";
import type { MemberId, MemberRole, SchoolId } from "../../domain/index.ts";
import {
  type DeviceId,
  type Membership,
  type OperationId,
  RANK,
  activeMembers,
  fingerprint,
} from "../../membership/index.ts";
import type {
  ActFailure,
  DeviceView,
  HistoryEntry,
  InvitationView,
  NewInvitation,
  PeopleOfProject,
} from "../people-contract.ts";
import { type PeopleParts, act, membershipOf, withoutValue } from "./acting.ts";
import { historyOf } from "./history.ts";
import { Invitations } from "./invitations.ts";
import { isLastFounder, mayRemove, rolesToGive } from "./roles.ts";

/** Who belongs to a project, and everything that this person may change about it. */
export class ProjectPeople implements PeopleOfProject {
  readonly invitations: Store<readonly InvitationView[]>;
  readonly history: Store<readonly HistoryEntry[]>;
  readonly unawareSchools: Store<readonly SchoolId[]>;
  readonly devices: Store<readonly DeviceView[]>;
  readonly #parts: PeopleParts;
  readonly #invitations: Invitations;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
    const { journal, contacts, suite } = parts;
    const { membership } = journal;
    this.#invitations = new Invitations(parts);
    this.invitations = this.#invitations.views;
    this.history = deriveStore([membership], () => {
      const now = membership.get();
      return now === null ? [] : historyOf(suite, now, journal.log.history());
    });
    this.unawareSchools = deriveStore([membership, contacts], () => this.#unawareSchools());
    this.devices = deriveStore([membership, journal.lastSessions], () => this.#devices());
  }

  rolesFor(member: MemberId | null): readonly MemberRole[] {
    const membership = this.#parts.journal.membership.get();
    return membership === null ? [] : rolesToGive(membership, this.#parts.me, member);
  }

  mayRemove(member: MemberId): boolean {
    const membership = this.#parts.journal.membership.get();
    return membership !== null && mayRemove(membership, this.#parts.me, member);
  }

  async invite(wish: NewInvitation): Promise<Result<InvitationView, ActFailure>> {
    if (!this.rolesFor(null).includes(wish.role)) return fail({ kind: "noRight" });
    return await this.#invitations.invite(wish);
  }

  readonly revoke = (invitation: string) => this.#invitations.revoke(invitation);
  readonly invitationFile = (invitation: string) => this.#invitations.file(invitation);
  readonly offerDigits = (invitation: string) => this.#invitations.offerDigits(invitation);
  readonly withdrawDigits = (digits: string) => this.#invitations.withdrawDigits(digits);

  async wordsOf(member: MemberId): Promise<readonly string[]> {
    const { journal, suite } = this.#parts;
    const membership = membershipOf(journal);
    const found = membership.members.get(member);
    if (found === undefined) throw new Error("no such member");
    return await fingerprint(suite, membership.space, found);
  }

  async confirm(member: MemberId): Promise<Result<null, ActFailure>> {
    const found = membershipOf(this.#parts.journal).members.get(member);
    if (found === undefined) return fail({ kind: "noRight" });
    return await this.changeRole(member, found.role, found.mentor);
  }

  async changeRole(
    member: MemberId,
    role: MemberRole,
    mentor: MemberId | null,
  ): Promise<Result<null, ActFailure>> {
    const { journal } = this.#parts;
    const found = membershipOf(journal).members.get(member);
    if (found === undefined || !this.rolesFor(member).includes(role))
      return fail({ kind: "noRight" });
    const isDemotion = RANK[role] < RANK[found.role];
    const cutOffs = isDemotion ? journal.cutOffsOf(member, null) : [];
    return withoutValue(await act(this.#parts, { kind: "role", member, role, mentor, cutOffs }));
  }

  async remove(member: MemberId): Promise<Result<null, ActFailure>> {
    if (!this.mayRemove(member)) return fail({ kind: "noRight" });
    return await this.#end(member);
  }

  async leave(): Promise<Result<null, ActFailure>> {
    const { journal, me, flush } = this.#parts;
    if (isLastFounder(membershipOf(journal), me)) return fail({ kind: "lastFounder" });
    // What was typed before one leaves is still one's own word.
    await flush();
    return await this.#end(me);
  }

  async withdrawDevice(id: string): Promise<Result<null, ActFailure>> {
    const { journal, me } = this.#parts;
    const device = membershipOf(journal).devices.get(id as DeviceId);
    if (device === undefined || (device.member !== me && !this.mayRemove(device.member)))
      return fail({ kind: "noRight" });
    const cutOffs = journal.cutOffsOf(device.member, device.id);
    const { member } = device;
    return withoutValue(
      await act(this.#parts, { kind: "withdraw", member, device: device.id, cutOffs }),
    );
  }

  async #end(member: MemberId): Promise<Result<null, ActFailure>> {
    const cutOffs = this.#parts.journal.cutOffsOf(member, null);
    return withoutValue(await act(this.#parts, { kind: "remove", member, cutOffs }));
  }

  #devices(): readonly DeviceView[] {
    const { journal, device: own } = this.#parts;
    const membership = journal.membership.get();
    if (membership === null) return [];
    const withdrawn = new Set(membership.limits.map(({ device }) => device));
    return [...membership.devices.values()].map(({ id, member }) => ({
      id,
      member,
      isThisOne: id === own,
      lastSeenAt: journal.lastSessions.get().get(id) ?? null,
      isWithdrawn: withdrawn.has(id),
    }));
  }

  /** Someone there was last seen without the newest removal, or was never seen: they may still share with whoever is gone. */
  #unawareSchools(): readonly SchoolId[] {
    const { journal, headsOf, me } = this.#parts;
    const membership = journal.membership.get();
    const removal = membership === null ? null : newestRemoval(membership, journal);
    if (membership === null || removal === null) return [];
    const unaware = activeMembers(membership).filter(
      ({ id }) =>
        id !== me && !journal.log.isKnownAt(headsOf(id) as readonly OperationId[], removal),
    );
    return [...new Set(unaware.map(({ school }) => school))].sort();
  }
}

function newestRemoval(
  membership: Membership,
  { log }: PeopleParts["journal"],
): OperationId | null {
  const endings = new Set(
    membership.limits.filter(({ role }) => role === null).map(({ operation }) => operation),
  );
  return (
    log
      .history()
      .filter(({ id }) => endings.has(id))
      .at(-1)?.id ?? null
  );
}
