import type { MemberId } from "../domain/index.ts";
import type { DocumentId } from "./ids.ts";
import { type LogEntry } from "./log-entry.ts";
import type { Actor } from "./member-rules.ts";
import { type Voidness, isEntitled } from "./membership.ts";
import type { BodyOf } from "./operation.ts";
import type { Pass } from "./pass.ts";
import { type Action, may } from "./rights.ts";
import { RANK, isStaff } from "./roles.ts";

/** Rules of keys, documents, devices and content. Each says why it has no effect, or null. */
export function rotate(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"rotate">,
): Voidness | null {
  const { scope, ephemeral, commitment, boxes } = body;
  if (!isEntitled(pass.members, actor.id, scope)) return "noRight";
  if (!isStaff(actor.role) && scope !== `private:${actor.id}`) return "noRight";
  pass.epochs.push({ id: entry.id, scope, by: actor.id, ephemeral, commitment, boxes, entry });
  return null;
}

export function grant(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"grant">,
): Voidness | null {
  const { member, ephemeral, keys } = body;
  for (const { epoch } of keys) {
    const found = pass.epochs.find(({ id }) => id === epoch);
    if (found === undefined) return "unknownTarget";
    if (!isStaff(actor.role) && found.scope !== `private:${actor.id}`) return "noRight";
    if (!isEntitled(pass.members, actor.id, found.scope)) return "noRight";
    if (!isEntitled(pass.members, member, found.scope)) return "noRight";
  }
  pass.grants.push({ id: entry.id, by: actor.id, member, ephemeral, keys });
  return null;
}

export function create(
  pass: Pass,
  actor: Actor,
  id: DocumentId,
  body: BodyOf<"create">,
): Voidness | null {
  if (!mayCreate(pass, actor, body.class)) return "noRight";
  if (pass.documents.has(id)) return "alreadyThere";
  pass.documents.set(id, { id, class: body.class, creator: actor.id, rights: body.rights });
  return null;
}

export function setPolicy(pass: Pass, actor: Actor, body: BodyOf<"policy">): Voidness | null {
  const document = pass.documents.get(body.document);
  if (document === undefined) return "unknownTarget";
  const isOwn = document.creator === actor.id && mayCreate(pass, actor, document.class);
  const isPublic = document.class === "page" || document.class === "shared";
  const mayChange = isPublic && may(actor.role, "changeOthersPages") === "yes";
  if (!isOwn && !mayChange) return "noRight";
  pass.documents.set(document.id, { ...document, rights: body.rights });
  return null;
}

const CREATION = {
  page: "createPages",
  shared: "createPages",
  staff: "teachersRoom",
  private: "contribute",
} as const satisfies Record<string, Action>;

function mayCreate(pass: Pass, actor: Actor, of: keyof typeof CREATION): boolean {
  const isOwnClass = pass.kind === "class" && actor.school === pass.founder.school;
  return may(actor.role, CREATION[of], { isOwnClass }) === "yes";
}

export function addDevice(pass: Pass, actor: Actor, body: BodyOf<"device">): Voidness | null {
  if (pass.devices.has(body.device)) return "alreadyThere";
  pass.devices.set(body.device, {
    id: body.device,
    member: actor.id,
    agreementKey: body.agreementKey,
  });
  return null;
}

export function withdrawDevice(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"withdraw">,
): Voidness | null {
  const { member, device, cutOffs } = body;
  const owner = pass.members.get(member);
  if (owner === undefined || pass.devices.get(device)?.member !== member) return "unknownTarget";
  const mayManage = may(actor.role, "manageMembers", { target: owner.role }) === "yes";
  if (actor.id !== member && !mayManage) return "noRight";
  pass.departures.push({ entry, member, device, cutOffs });
  return null;
}

export function erase(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"erase">,
): Voidness | null {
  const reason = mayErase(pass, actor, body.member);
  if (reason !== null) return reason;
  const { member, parts } = body;
  pass.erasures.push({ id: entry.id, by: actor.id, member, parts });
  return null;
}

/** One's own words; those of the own school for its staff; everyone's for who leads the project. */
function mayErase(pass: Pass, actor: Actor, of: MemberId): Voidness | null {
  const author = pass.members.get(of);
  if (author === undefined) return "unknownTarget";
  if (author.id === actor.id) return null;
  if (may(actor.role, "moderate") !== "yes") return "noRight";
  const leads = RANK[actor.role] >= RANK.administrator;
  return leads || author.school === actor.school ? null : "foreignSchool";
}

export function attest(
  pass: Pass,
  entry: LogEntry,
  actor: Actor,
  body: BodyOf<"attest">,
): Voidness | null {
  if (may(actor.role, "moderate") !== "yes") return "noRight";
  const { document, checkpoint, covers } = body;
  pass.attestations.push({ id: entry.id, by: actor.id, document, checkpoint, covers });
  return null;
}
