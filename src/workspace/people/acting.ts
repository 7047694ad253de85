import { type Result, succeed } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { MemberId } from "../../domain/index.ts";
import type { Membership, OperationBody, OperationId } from "../../membership/index.ts";
import type { Platform } from "../../platform/index.ts";
import type { Clock } from "../../roads/index.ts";
import type { Store } from "../../base/index.ts";
import type { ActFailure } from "../people-contract.ts";
import type { SpaceJournal } from "../journal/index.ts";
import type { InvitationSecrets } from "./invitation-secrets.ts";

/** What the people's part of a project needs of the project. */
export interface PeopleParts {
  readonly me: MemberId;
  readonly suite: Suite;
  readonly clock: Clock;
  readonly platform: Pick<Platform, "offerInvitation" | "withdrawInvitation">;
  readonly journal: SpaceJournal;
  /** This PC, as in the log. */
  readonly device: string;
  readonly secrets: InvitationSecrets;
  /** host:port of hubs at which this PC may be found. */
  readonly hubs: Store<readonly string[]>;
  /** What the shell calls people, schools and the project when it asks. */
  readonly names: () => Readonly<Record<string, string>>;
  /** Keeps everything typed so far. */
  readonly flush: () => Promise<void>;
  /** New keys, keys for newcomers: what follows from what was done. */
  readonly settle: () => Promise<void>;
  /** The newest operations that a member was seen to know, and when that changes. */
  readonly headsOf: (member: MemberId) => readonly string[];
  readonly contacts: Store<unknown>;
}

/** One operation by the person who sits here, and what follows from it. */
export async function act(
  { journal, names, settle }: PeopleParts,
  body: OperationBody,
): Promise<Result<OperationId, ActFailure>> {
  const acted = await journal.act(body, names());
  if (acted.ok) await settle();
  return acted;
}

export function withoutValue<Failure>(result: Result<unknown, Failure>): Result<null, Failure> {
  return result.ok ? succeed(null) : result;
}

export function membershipOf(journal: Pick<SpaceJournal, "membership">): Membership {
  const membership = journal.membership.get();
  if (membership === null) throw new Error("the founding of this project is not here");
  return membership;
}
