import { assertNever } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { MemberId, PageId, SpaceId } from "../../domain/index.ts";
import {
  type Membership,
  type Operation,
  type OperationId,
  isPupil,
  memberIdOf,
} from "../../membership/index.ts";
import type { HistoryEntry } from "../people-contract.ts";
import { pageIdOf } from "./page-id.ts";

type What = HistoryEntry["what"];
type Logged = { readonly id: OperationId; readonly operation: Operation };

interface Reading {
  readonly suite: Suite;
  readonly space: SpaceId;
  readonly byId: ReadonlyMap<OperationId, Operation>;
  /** Who has joined by a code and has not been let in, as far as has been read. */
  readonly waiting: Set<MemberId>;
  /** How often each invitation was used, as far as has been read. */
  readonly uses: Map<OperationId, number>;
}

/** The log in the words of a teacher, newest first. What members' devices do by themselves is left out. */
export function historyOf(
  suite: Suite,
  membership: Membership,
  log: readonly Logged[],
): readonly HistoryEntry[] {
  const reading: Reading = {
    suite,
    space: membership.space,
    byId: new Map(log.map(({ id, operation }) => [id, operation])),
    waiting: new Set(),
    uses: new Map(),
  };
  const entries = log.flatMap(({ id, operation }) => {
    const voidBecause = membership.void.get(id) ?? null;
    return whatOf(reading, operation, voidBecause === null).map((what, index) => ({
      id: index === 0 ? id : `${id} ${index}`,
      by: operation.author,
      at: operation.at,
      what,
      voidBecause,
    }));
  });
  return entries.reverse();
}

function whatOf(reading: Reading, operation: Operation, counts: boolean): readonly What[] {
  const { author, body } = operation;
  const { suite, space, waiting } = reading;
  switch (body.kind) {
    case "found":
      return [{ kind: "founded" }];
    case "add":
      return body.members.map(({ signingKey }) => ({
        kind: "added",
        member: memberIdOf(suite, signingKey),
      }));
    case "invite":
      return [{ kind: "invited", role: body.role, school: body.school }];
    case "revoke":
      return isClosing(reading, operation, body.invitation) ? [] : [{ kind: "revoked" }];
    case "join": {
      const invitation = reading.byId.get(body.invitation)?.body;
      if (invitation?.kind !== "invite") return [];
      const { role, way } = invitation;
      if (counts) reading.uses.set(body.invitation, (reading.uses.get(body.invitation) ?? 0) + 1);
      if (counts && way === "code" && !isPupil(role)) waiting.add(author);
      return [{ kind: "joined", role, way }];
    }
    case "role":
      if (counts && waiting.delete(body.member))
        return [{ kind: "confirmed", member: body.member }];
      return [{ kind: "roleChanged", member: body.member, role: body.role }];
    case "remove":
      return [{ kind: body.member === author ? "left" : "removed", member: body.member }];
    case "rotate":
      return body.scope === "project" ? [{ kind: "newKeys" }] : [];
    case "create":
      return body.class === "page"
        ? [{ kind: "pageCreated", page: pageIdOf(suite, space, author, body.nonce) }]
        : [];
    case "policy":
      return [{ kind: "pageRightsChanged", page: body.document as string as PageId }];
    case "withdraw":
      return [{ kind: "deviceWithdrawn", member: body.member }];
    case "erase":
      return [{ kind: "erased", member: body.member }];
    case "attest":
      return [{ kind: "attested" }];
    case "device":
    case "grant":
      return [];
    default:
      return assertNever(body);
  }
}

/** Devices of the staff revoke what was used up or is past its time; nobody took it back. */
function isClosing({ byId, uses }: Reading, { at }: Operation, invitation: OperationId): boolean {
  const invited = byId.get(invitation)?.body;
  if (invited?.kind !== "invite") return false;
  return (uses.get(invitation) ?? 0) >= invited.maxUses || at >= invited.expiresAt;
}
