import type { Suite } from "../../cryptography/index.ts";
import {
  type LoggedInvitation,
  type Membership,
  type Operation,
  type OperationId,
  bytesOfId,
  writeTicket,
} from "../../membership/index.ts";
import type { InvitationView } from "../people-contract.ts";
import type { InvitationSecret } from "../stored-records.ts";

export interface InvitationReading {
  readonly suite: Suite;
  readonly membership: Membership;
  readonly log: readonly { readonly id: OperationId; readonly operation: Operation }[];
  readonly secretOf: (key: Uint8Array) => InvitationSecret | null;
  readonly hubs: readonly string[];
  readonly now: number;
}

/** Open ones first, then the newest. */
export function invitationViews(reading: InvitationReading): readonly InvitationView[] {
  const revokedAt = new Map<OperationId, number>();
  for (const { id, operation } of reading.log) {
    const { body, at } = operation;
    if (body.kind === "revoke" && !reading.membership.void.has(id))
      revokedAt.set(body.invitation, at);
  }
  const views = [...reading.membership.invitations.values()]
    .reverse()
    .map((invitation) => viewOf(reading, invitation, revokedAt.get(invitation.id) ?? reading.now));
  const isOpen = ({ state }: InvitationView): boolean => state === "open";
  return [...views.filter(isOpen), ...views.filter((view) => !isOpen(view))];
}

function viewOf(
  reading: InvitationReading,
  invitation: LoggedInvitation,
  endedAt: number,
): InvitationView {
  const { id, way, role, school, mentor, maxUses, expiresAt, by, usedBy } = invitation;
  const state = stateOf(invitation, endedAt);
  const secret = state === "open" ? reading.secretOf(invitation.key) : null;
  return {
    ...{ id, way, role, school, mentor, maxUses, expiresAt, by, usedBy, state },
    secret: secret === null ? null : { text: ticketText(reading, secret), code: secret.code },
  };
}

/** Devices of the staff revoke what is used up or past its time; that is not what a person means by "revoked". */
function stateOf(
  { usedBy, maxUses, expiresAt, isRevoked }: LoggedInvitation,
  endedAt: number,
): InvitationView["state"] {
  if (usedBy.length >= maxUses) return "used";
  if (expiresAt <= endedAt) return "expired";
  return isRevoked ? "revoked" : "open";
}

export function ticketText(
  { suite, log, hubs }: Pick<InvitationReading, "suite" | "log" | "hubs">,
  { seed }: InvitationSecret,
): string | null {
  const [founding] = log;
  const bytes = seed === null ? null : bytesOfId(seed);
  if (bytes === null || founding === undefined) return null;
  return writeTicket(suite, { seed: bytes, founding: founding.id, hints: hubs });
}
