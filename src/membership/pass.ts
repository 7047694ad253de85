import type { MemberId } from "../domain/index.ts";
import type { DeviceId, DocumentId, OperationId } from "./ids.ts";
import { type LogEntry, isBefore, isConcurrent } from "./log-entry.ts";
import type {
  Attestation,
  Epoch,
  Erasure,
  Grant,
  LoggedDevice,
  LoggedDocument,
  LoggedInvitation,
  LoggedMember,
  Voidness,
} from "./membership.ts";
import type { CutOff, SpaceKind } from "./operation.ts";
import { type Role, lowerRole } from "./roles.ts";

/** What takes something away, also from operations that did not know of it. */
export type Restriction = {
  readonly entry: LogEntry;
  /** Of its author. */
  readonly rank: number;
} & (
  | { readonly kind: "removal"; readonly member: MemberId; readonly cutOffs: readonly CutOff[] }
  | {
      readonly kind: "demotion";
      readonly member: MemberId;
      readonly role: Role;
      readonly cutOffs: readonly CutOff[];
    }
  | { readonly kind: "revocation"; readonly invitation: OperationId }
);

export interface Departure {
  readonly entry: LogEntry;
  readonly member: MemberId;
  readonly device: DeviceId | null;
  readonly cutOffs: readonly CutOff[];
}

/** One walk through the log in order, under a given set of restrictions. */
export class Pass {
  readonly kind: SpaceKind;
  readonly founder: LoggedMember;
  readonly members = new Map<MemberId, LoggedMember>();
  readonly invitations = new Map<OperationId, LoggedInvitation>();
  readonly documents = new Map<DocumentId, LoggedDocument>();
  readonly devices = new Map<DeviceId, LoggedDevice>();
  readonly epochs: (Omit<Epoch, "isClean"> & { readonly entry: LogEntry })[] = [];
  readonly grants: Grant[] = [];
  readonly erasures: Erasure[] = [];
  readonly attestations: Attestation[] = [];
  /** Those who left by themselves, and devices that were withdrawn. */
  readonly departures: Departure[] = [];
  readonly void = new Map<OperationId, Voidness>();
  /** Those found valid on this walk. */
  readonly found: Restriction[] = [];
  readonly #removals = new Map<MemberId, LogEntry[]>();
  readonly #demotions = new Map<MemberId, { entry: LogEntry; role: Role }[]>();
  readonly #revocations = new Map<OperationId, LogEntry[]>();

  constructor(kind: SpaceKind, founder: LoggedMember, restrictions: readonly Restriction[]) {
    this.kind = kind;
    this.founder = founder;
    this.members.set(founder.id, founder);
    for (const restriction of restrictions) {
      if (restriction.kind === "removal") {
        append(this.#removals, restriction.member, restriction.entry);
      } else if (restriction.kind === "demotion") {
        append(this.#demotions, restriction.member, restriction);
      } else append(this.#revocations, restriction.invitation, restriction.entry);
    }
  }

  /** The same place in the walk, to go on from without changing this one. */
  copy(restrictions: readonly Restriction[]): Pass {
    const pass = new Pass(this.kind, this.founder, restrictions);
    copyInto(this.members, pass.members);
    copyInto(this.invitations, pass.invitations);
    copyInto(this.documents, pass.documents);
    copyInto(this.devices, pass.devices);
    copyInto(this.void, pass.void);
    pass.epochs.push(...this.epochs);
    pass.grants.push(...this.grants);
    pass.erasures.push(...this.erasures);
    pass.attestations.push(...this.attestations);
    pass.departures.push(...this.departures);
    pass.found.push(...this.found);
    return pass;
  }

  /** Whether a removal of `member` did not know `entry`: then it is void, whatever it claims about when it was made. */
  isCutBy(member: MemberId, entry: LogEntry): boolean {
    return (this.#removals.get(member) ?? []).some((removal) => !isBefore(entry, removal));
  }

  isRevokedFor(invitation: OperationId, join: LogEntry): boolean {
    return (this.#revocations.get(invitation) ?? []).some((revoke) => !isBefore(join, revoke));
  }

  /** The role in which someone did `entry`: the lower one when a demotion and `entry` did not know each other. */
  roleFor(member: LoggedMember, entry: LogEntry): Role {
    return (this.#demotions.get(member.id) ?? [])
      .filter((demotion) => isConcurrent(demotion.entry, entry))
      .reduce((role, demotion) => lowerRole(role, demotion.role), member.role);
  }

  update(id: MemberId, change: Partial<LoggedMember>): void {
    const member = this.members.get(id);
    if (member !== undefined) this.members.set(id, { ...member, ...change });
  }
}

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = lists.get(key);
  if (items === undefined) lists.set(key, [item]);
  else items.push(item);
}

function copyInto<Key, Item>(from: ReadonlyMap<Key, Item>, to: Map<Key, Item>): void {
  for (const [key, item] of from) to.set(key, item);
}
