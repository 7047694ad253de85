import type { Suite } from "../cryptography/index.ts";
import type { MemberId } from "../domain/index.ts";
import {
  type AdmissionRules,
  type EntryVerdict,
  type FeedId,
  type MemberHead,
  clientIdOf,
} from "../journal/index.ts";
import { judgeEntry, mayWrite } from "./document-policy.ts";
import {
  type DeviceId,
  type LoggedFeedId,
  type OperationId,
  headOfOperation,
  loggedFeedId,
  operationIdOfHead,
  textOfId,
} from "./ids.ts";
import type { MemberLog } from "./member-log.ts";
import type { Membership } from "./membership.ts";

/**
 * What a member log says to the journal's admission. It follows the log as it grows; what was admitted before is then to be judged
 * again (`judgeAnew`). `keptUpdates` asks the store.
 */
export function admissionRulesOf(
  suite: Suite,
  log: MemberLog,
  keptUpdates: AdmissionRules["keptUpdates"],
): AdmissionRules {
  const clientIds = new Map<string, number>();
  const memberOf = remembering((bytes) => textOfId<MemberId>(bytes));
  const deviceOf = remembering((bytes) => textOfId<DeviceId>(bytes));
  const operationOf = remembering(operationIdOfHead);
  const feedOf = new Map<FeedId, LoggedFeedId>();
  let erased: ErasedParts | null = null;
  const loggedFeed = (feed: FeedId): LoggedFeedId => {
    const known = feedOf.get(feed) ?? loggedFeedId(feed);
    feedOf.set(feed, known);
    return known;
  };
  return {
    keptUpdates,
    identityKeyOf: (member) => log.signingKeyOf(memberOf(member)),
    verdictOn({ member, device, feed, sequence, memberHead, document }): EntryVerdict {
      const verdict = judgeEntry(log, {
        author: memberOf(member),
        device: deviceOf(device),
        feed: loggedFeed(feed),
        sequence,
        heads: [operationOf(memberHead)],
        document,
      });
      if (verdict === "unknown") return "unknown";
      // What needs a mentor or the airlock counts only as what a teacher releases.
      return verdict === "yes" ? "counts" : "void";
    },
    structuresLeftOf({ member, feed, document }) {
      const { membership } = log;
      if (membership === null || membership.erasures.length === 0) return null;
      if (erased?.of !== membership) erased = erasedPartsOf(membership);
      const name = nameOfPart(memberOf(member), loggedFeed(feed), document);
      return erased.structures.get(name) ?? null;
    },
    clientIdOf(feed, document) {
      const name = `${feed} ${document}`;
      const known = clientIds.get(name);
      if (known !== undefined) return known;
      const clientId = clientIdOf(suite, feed, document);
      clientIds.set(name, clientId);
      return clientId;
    },
  };
}

/** The same bytes are asked about again and again: those of a header, or of a head that many entries name. */
function remembering<Text extends string>(
  read: (bytes: Uint8Array<ArrayBuffer>) => Text,
): (bytes: Uint8Array) => Text {
  const texts = new WeakMap<Uint8Array, Text>();
  return (bytes) => {
    const known = texts.get(bytes);
    if (known !== undefined) return known;
    const text = read(new Uint8Array(bytes));
    texts.set(bytes, text);
    return text;
  };
}

interface ErasedParts {
  readonly of: Membership;
  readonly structures: ReadonlyMap<string, readonly Uint8Array[]>;
}

function erasedPartsOf(membership: Membership): ErasedParts {
  const structures = new Map<string, Uint8Array[]>();
  for (const { member, parts } of membership.erasures) {
    for (const { feed, document, structures: named } of parts) {
      const name = nameOfPart(member, feed, document);
      structures.set(name, [...(structures.get(name) ?? []), ...named]);
    }
  }
  return { of: membership, structures };
}

function nameOfPart(member: MemberId, feed: LoggedFeedId, document: string): string {
  return `${member} ${feed} ${document}`;
}

/**
 * The operation that an entry names as what its author knew. Of several heads, the latest under which the author may write the document
 * by all that is known here; else the latest. Null before the founding is here.
 */
export function headFor(log: MemberLog, author: MemberId, document: string): MemberHead | null {
  const heads = log.latestHeads;
  const allowing = heads.find((head) => isAllowedAt(log, author, document, head));
  const head = allowing ?? heads[0];
  return head === undefined ? null : headOfOperation(head);
}

function isAllowedAt(
  log: MemberLog,
  author: MemberId,
  document: string,
  head: OperationId,
): boolean {
  const then = log.membershipAt([head]);
  const writer = then?.members.get(author);
  if (then === null || writer === undefined) return false;
  return mayWrite(then, writer, document) === "yes";
}
