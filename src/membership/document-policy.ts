import { assertNever } from "../base/index.ts";
import type { MemberId } from "../domain/index.ts";
import {
  type DeviceId,
  type DocumentId,
  type LoggedFeedId,
  type OperationId,
  bytesOfId,
} from "./ids.ts";
import type { MemberLog } from "./member-log.ts";
import {
  type LoggedDocument,
  type LoggedMember,
  type Membership,
  isEntitled,
} from "./membership.ts";
import type { DocumentClass, KeyScope } from "./operation.ts";
import { type Action, type RightContext, type Verdict, may } from "./rights.ts";
import { type Role, isStaff, lowerRole } from "./roles.ts";

/** What a member writes for themselves, by what it takes to be allowed to; all of one kind lies in one document. */
export const OWN_TOPICS = [
  "profile",
  "updates",
  "contributions",
  "discussions",
  "threads",
  "replies",
] as const;
export type OwnTopic = (typeof OWN_TOPICS)[number];

const NEEDED: Readonly<Record<OwnTopic, readonly [Action, RightContext]>> = {
  profile: ["read", {}],
  updates: ["postUpdates", {}],
  contributions: ["contribute", {}],
  discussions: ["openDiscussion", {}],
  threads: ["openThread", {}],
  replies: ["contribute", { isReply: true }],
};

export type NamedDocument =
  | { readonly kind: "project" }
  | { readonly kind: "moderation" }
  | { readonly kind: "own"; readonly member: MemberId; readonly topic: OwnTopic }
  | { readonly kind: "created"; readonly class: LoggedDocument["class"]; readonly id: DocumentId };

/** `project`, `moderation`, `own:<member>:<topic>`, `page:<id>`, `shared:<id>`, `staff:<id>`, `private:<id>`; null for any other. */
export function readDocumentName(name: string): NamedDocument | null {
  const [kind, id, topic, ...rest] = name.split(":");
  if (rest.length > 0) return null;
  if (id === undefined) return kind === "project" || kind === "moderation" ? { kind } : null;
  if (bytesOfId(id) === null) return null;
  switch (kind) {
    case "own": {
      const known = OWN_TOPICS.find((one) => one === topic);
      return known === undefined ? null : { kind, member: id as MemberId, topic: known };
    }
    case "page":
    case "shared":
    case "staff":
    case "private":
      return topic === undefined ? { kind: "created", class: kind, id: id as DocumentId } : null;
    case undefined:
    default:
      return null;
  }
}

/**
 * Which key seals a document: null for one that nobody has created. Drafts are sealed for the whole project: honest copies hide
 * them, and opening one to all needs nothing to be sealed again.
 */
export function scopeOf(membership: Membership, name: string): KeyScope | null {
  const document = readDocumentName(name);
  if (document === null) return null;
  if (document.kind !== "created") return "project";
  const created = membership.documents.get(document.id);
  if (created?.class !== document.class) return null;
  if (created.class === "staff") return "staff";
  return created.class === "private" ? `private:${created.creator}` : "project";
}

/** Whether a member may write in a document as the log stands. Not `yes`: only by way of a mentor, or of the airlock. */
export function mayWrite(membership: Membership, writer: LoggedMember, name: string): Verdict {
  const document = readDocumentName(name);
  if (document === null || writer.status !== "active") return "no";
  const isOwnClass = membership.kind === "class" && writer.school === membership.homeSchool;
  const check = (action: Action, context: RightContext = {}): Verdict =>
    may(writer.role, action, { isOwnClass, ...context });
  switch (document.kind) {
    case "project":
      return check("changeOthersPages");
    case "moderation":
      return check("moderate");
    case "own":
      return document.member === writer.id ? check(...NEEDED[document.topic]) : "no";
    case "created": {
      const created = membership.documents.get(document.id);
      return created?.class === document.class
        ? mayWriteCreated(membership, writer, created, check)
        : "no";
    }
    default:
      return assertNever(document);
  }
}

function mayWriteCreated(
  membership: Membership,
  writer: LoggedMember,
  document: LoggedDocument,
  check: (action: Action, context?: RightContext) => Verdict,
): Verdict {
  const isCreator = document.creator === writer.id;
  switch (document.class) {
    case "staff":
      return check("teachersRoom");
    case "private": {
      if (isCreator) return check("contribute");
      return isEntitled(membership.members, writer.id, `private:${document.creator}`)
        ? "yes"
        : "no";
    }
    case "page":
    case "shared": {
      if (isCreator) return check("editOpenPages");
      if (check("changeOthersPages") === "yes") return "yes";
      return isOpenTo(writer, document) ? check("editOpenPages") : "no";
    }
    default:
      return assertNever(document.class);
  }
}

function isOpenTo(writer: LoggedMember, { rights }: LoggedDocument): boolean {
  switch (rights.editors) {
    case "creator":
      return false;
    case "staff":
      return isStaff(writer.role);
    case "everyone":
      return rights.visibility === "open";
    case "listed":
      return rights.listed.includes(writer.id);
    default:
      return assertNever(rights.editors);
  }
}

/** Whether a member may see a document. */
export function mayRead(membership: Membership, reader: LoggedMember, name: string): Verdict {
  const document = readDocumentName(name);
  if (document === null || reader.status !== "active") return "no";
  if (document.kind !== "created") return may(reader.role, "read");
  const created = membership.documents.get(document.id);
  if (created?.class !== document.class) return "no";
  if (created.class === "staff") return may(reader.role, "teachersRoom", { isReading: true });
  if (created.creator === reader.id) return "yes";
  if (created.class === "private") {
    return isEntitled(membership.members, reader.id, `private:${created.creator}`) ? "yes" : "no";
  }
  if (created.rights.visibility === "open") return may(reader.role, "read");
  const creator = membership.members.get(created.creator);
  const isClassmate = membership.kind === "class" && creator?.school === reader.school;
  const of = created.creator === reader.mentor ? "mentor" : isClassmate ? "classmate" : "other";
  return may(reader.role, "readDrafts", { of });
}

export interface EntryClaim {
  readonly author: MemberId;
  readonly feed: LoggedFeedId;
  readonly device: DeviceId;
  readonly sequence: number;
  /** The member log's heads that its author knew. */
  readonly heads: readonly OperationId[];
  readonly document: string;
}

/** `unknown`: operations that it names are not here yet. */
export type EntryVerdict = Verdict | "unknown";

/**
 * Whether an entry of a feed counts. It is judged by what its author had to know, and by every removal, demotion and withdrawn
 * device since: those leave what their author had seen, and nothing else, however an entry is dated.
 */
export function judgeEntry(log: MemberLog, claim: EntryClaim): EntryVerdict {
  const { author, heads, document } = claim;
  const highest = highestRoleLeft(log, claim);
  const question = `${author} ${highest} ${document}`;
  const verdict = log.answerAt(heads, question, (then): Verdict => {
    const writer = then.members.get(author);
    if (writer === undefined || highest === "none") return "no";
    const role = highest === "any" ? writer.role : lowerRole(writer.role, highest);
    return mayWrite(then, { ...writer, role }, document);
  });
  return verdict ?? "unknown";
}

/** What removals, demotions and withdrawn devices since leave of a role. */
function highestRoleLeft(log: MemberLog, claim: EntryClaim): Role | "any" | "none" {
  let highest: Role | "any" = "any";
  for (const limit of log.membership?.limits ?? []) {
    if (limit.member !== claim.author) continue;
    if (limit.device !== null && limit.device !== claim.device) continue;
    if (claim.sequence < (limit.kept.get(claim.feed) ?? 0)) continue;
    if (limit.role === null) return "none";
    // One who knew of it is judged by what came later: the role may have been raised again.
    if (log.isKnownAt(claim.heads, limit.operation)) continue;
    highest = highest === "any" ? limit.role : lowerRole(highest, limit.role);
  }
  return highest;
}

/** Every class of documents, for screens and tests that go through all of them. */
export const ALL_DOCUMENT_CLASSES = [
  "page",
  "shared",
  "own",
  "moderation",
  "staff",
  "private",
] as const satisfies readonly DocumentClass[];
