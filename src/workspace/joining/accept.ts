import { type Result, fail, succeed } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import {
  type InvitationKeys,
  type LoggedInvitation,
  type MemberLog,
  composeJoin,
  withSignature,
} from "../../membership/index.ts";
import type { Signer } from "../journal/index.ts";

interface Parts {
  readonly suite: Suite;
  readonly signer: Signer;
  readonly now: () => number;
}

export type AcceptFailure = { readonly kind: "revoked" | "usedUp" | "declined" };

/**
 * Takes the invitation up: writes the join into the log. One who is a member already (the same person on another PC) only comes back,
 * and nothing is written.
 */
export async function acceptInvitation(
  { suite, signer, now }: Parts,
  log: MemberLog,
  invitation: LoggedInvitation,
  keys: InvitationKeys,
): Promise<Result<null, AcceptFailure>> {
  const before = log.membership?.members.get(signer.member);
  if (before !== undefined) {
    // Who left or was removed does not come back under the same keys.
    const isGone = before.status === "left" || before.status === "removed";
    return isGone ? fail({ kind: "revoked" }) : succeed(null);
  }
  if (invitation.isRevoked) return fail({ kind: "revoked" });
  if (invitation.usedBy.length >= invitation.maxUses) return fail({ kind: "usedUp" });
  const unsigned = await composeJoin(suite, log, invitation, keys, signer, now());
  const signature = await signer.signOperation(log.space, unsigned, {});
  if (!signature.ok) return fail({ kind: "declined" });
  await log.receive(withSignature(unsigned, signature.value));
  const joined = log.membership?.members.get(signer.member);
  return joined === undefined ? fail({ kind: "revoked" }) : succeed(null);
}
