import { assertNever } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { MemberId, SpaceId } from "../domain/index.ts";
import * as content from "./content-rules.ts";
import { documentIdOf } from "./ids.ts";
import { type LogEntry, inOrder, isBefore } from "./log-entry.ts";
import * as people from "./member-rules.ts";
import {
  type Epoch,
  type Limit,
  type LoggedMember,
  type Membership,
  type Voidness,
  isEntitled,
  mostKept,
} from "./membership.ts";
import { Pass, type Restriction } from "./pass.ts";

export interface Evaluation {
  readonly membership: Membership;
  readonly restrictions: readonly Restriction[];
}

/**
 * Evaluates a log that begins with its founding. Restrictions are settled from the highest rank down: one of a lower rank can
 * never undo one of a higher, so settling ends, after at most as many walks as there are restrictions, and what it
 * ends in depends on the set of operations alone.
 */
export function evaluate(suite: Suite, space: SpaceId, entries: readonly LogEntry[]): Evaluation {
  const sorted = [...entries].sort(inOrder);
  let settled: readonly Restriction[] = [];
  let pass = walk(suite, space, sorted, settled);
  for (;;) {
    const known = new Set(settled.map(({ entry }) => entry.id));
    const fresh = pass.found.filter(({ entry }) => !known.has(entry.id));
    const [first] = fresh;
    if (first === undefined) break;
    const rank = Math.max(...fresh.map((one) => one.rank));
    const batch = fresh.filter((one) => one.rank === rank);
    let next = [...settled, ...batch];
    let trial = walk(suite, space, sorted, next);
    const standing = batch.filter(({ entry }) => isFoundIn(trial, entry));
    if (standing.length < batch.length) {
      // Those stand that all others of the rank together do not undo; if there are none, the first in order.
      next = [...settled, ...(standing.length > 0 ? standing : batch.slice(0, 1))];
      trial = walk(suite, space, sorted, next);
    }
    settled = next;
    pass = trial;
  }
  // What was settled may be about someone whose coming in another of the settled has made void.
  const restrictions = settled.filter(({ entry }) => isFoundIn(pass, entry));
  if (restrictions.length < settled.length) pass = walk(suite, space, sorted, restrictions);
  return { membership: summarise(space, pass), restrictions };
}

const isFoundIn = (pass: Pass, entry: LogEntry): boolean =>
  pass.found.some((one) => one.entry === entry);

/** A part of the log, walked through in order. */
export interface WalkedPart {
  readonly entries: readonly LogEntry[];
  readonly pass: Pass;
  readonly membership: Membership;
}

/**
 * What a part of the log says to one who knows all restrictions of the whole: the state at an entry's heads. Goes on from `before` where
 * the part only adds to it; both have to be walked under the same restrictions.
 */
export function evaluatePart(
  suite: Suite,
  space: SpaceId,
  part: readonly LogEntry[],
  restrictions: readonly Restriction[],
  before: WalkedPart | null,
): WalkedPart {
  const entries = [...part].sort(inOrder);
  const goesOn = before?.entries.every((entry, index) => entry === entries[index]) ?? false;
  const pass =
    before === null || !goesOn
      ? walk(suite, space, entries, restrictions)
      : walkOn(suite, space, before.pass.copy(restrictions), entries.slice(before.entries.length));
  return { entries, pass, membership: summarise(space, pass) };
}

function walk(
  suite: Suite,
  space: SpaceId,
  sorted: readonly LogEntry[],
  restrictions: readonly Restriction[],
): Pass {
  const [founding, ...rest] = sorted;
  const body = founding?.operation.body;
  if (founding === undefined || body?.kind !== "found") throw new Error("a log begins by founding");
  const founder: LoggedMember = {
    ...body.founder,
    id: founding.operation.author,
    status: "active",
    since: founding.id,
    invitation: null,
  };
  return walkOn(suite, space, new Pass(body.space, founder, restrictions), rest);
}

function walkOn(suite: Suite, space: SpaceId, pass: Pass, entries: readonly LogEntry[]): Pass {
  for (const entry of entries) {
    const reason = apply(suite, space, pass, entry);
    if (reason !== null) pass.void.set(entry.id, reason);
  }
  return pass;
}

function apply(suite: Suite, space: SpaceId, pass: Pass, entry: LogEntry): Voidness | null {
  const { author, body } = entry.operation;
  // Before the next line: a removal that did not know the join removes who joined, and does not make them unknown.
  if (body.kind === "join") return people.join(pass, entry, body);
  if (pass.isCutBy(author, entry)) return "removed";
  const actor = actorOf(pass, entry, author);
  if (typeof actor === "string") return actor;
  switch (body.kind) {
    case "found":
      return "alreadyThere";
    case "add":
      return people.add(pass, entry, actor, body);
    case "invite":
      return people.invite(pass, entry, actor, body);
    case "revoke":
      return people.revoke(pass, entry, actor, body);
    case "role":
      return people.changeRole(pass, entry, actor, body);
    case "remove":
      return people.remove(pass, entry, actor, body);
    case "rotate":
      return content.rotate(pass, entry, actor, body);
    case "grant":
      return content.grant(pass, entry, actor, body);
    case "create":
      return content.create(pass, actor, documentIdOf(suite, space, actor.id, body.nonce), body);
    case "policy":
      return content.setPolicy(pass, actor, body);
    case "device":
      return content.addDevice(pass, actor, body);
    case "withdraw":
      return content.withdrawDevice(pass, entry, actor, body);
    case "erase":
      return content.erase(pass, entry, actor, body);
    case "attest":
      return content.attest(pass, entry, actor, body);
    default:
      return assertNever(body);
  }
}

function actorOf(pass: Pass, entry: LogEntry, author: MemberId): people.Actor | Voidness {
  const member = pass.members.get(author);
  if (member === undefined) return "notAMember";
  switch (member.status) {
    case "pending":
      return "pending";
    case "left":
    case "removed":
      return "removed";
    case "active":
      return { id: author, role: pass.roleFor(member, entry), school: member.school };
    default:
      return assertNever(member.status);
  }
}

function summarise(space: SpaceId, pass: Pass): Membership {
  const { kind, founder, members, invitations, documents, devices } = pass;
  const { grants, erasures, attestations } = pass;
  let epochs: readonly Epoch[] | null = null;
  return {
    space,
    kind,
    homeSchool: founder.school,
    members,
    invitations,
    documents,
    devices,
    // Most parts are asked about rights alone.
    get epochs() {
      epochs ??= judgeEpochs(pass);
      return epochs;
    },
    grants,
    erasures,
    attestations,
    limits: limitsOf(pass),
    void: pass.void,
  };
}

/** Rule K5. */
function judgeEpochs(pass: Pass): readonly Epoch[] {
  const breaks = [
    ...pass.departures.map(({ entry }) => entry),
    ...pass.found.flatMap((one) => (leaksKeys(pass, one) ? [one.entry] : [])),
  ];
  return pass.epochs.map(({ entry, ...epoch }) => {
    const holders = [
      epoch.by,
      ...epoch.boxes.map(({ member }) => member),
      ...pass.grants
        .filter(({ keys }) => keys.some((key) => key.epoch === epoch.id))
        .map(({ member }) => member),
    ];
    const isClean =
      holders.every((holder) => isEntitled(pass.members, holder, epoch.scope)) &&
      breaks.every((removal) => isBefore(removal, entry));
    return { ...epoch, isClean };
  });
}

/** Whether someone outside may hold keys because of it: a removed member, or the finder of a file that nobody used. */
function leaksKeys(pass: Pass, restriction: Restriction): boolean {
  if (restriction.kind === "removal") return true;
  if (restriction.kind === "demotion") return false;
  const invitation = pass.invitations.get(restriction.invitation);
  return invitation?.way === "file" && invitation.usedBy.length < invitation.maxUses;
}

function limitsOf(pass: Pass): readonly Limit[] {
  const removals = pass.found.filter((one) => one.kind === "removal");
  const leaving = pass.departures.filter(({ device }) => device === null);
  const endings = [...removals, ...leaving];
  const gone = [...new Set(endings.map(({ member }) => member))];
  return [
    ...gone.flatMap((member) => {
      const all = endings.filter((one) => one.member === member);
      const first = all.filter(({ entry }) => !all.some((other) => isBefore(other.entry, entry)));
      const kept = mostKept(first.map(({ cutOffs }) => cutOffs));
      return first
        .slice(0, 1)
        .map(({ entry }) => ({ operation: entry.id, member, role: null, device: null, kept }));
    }),
    ...pass.departures
      .filter(({ device }) => device !== null)
      .map(({ entry, member, device, cutOffs }) => ({
        operation: entry.id,
        member,
        role: null,
        device,
        kept: mostKept([cutOffs]),
      })),
    ...pass.found
      .filter((one) => one.kind === "demotion")
      .map(({ entry, member, role, cutOffs }) => ({
        operation: entry.id,
        member,
        role,
        device: null,
        kept: mostKept([cutOffs]),
      })),
  ];
}
