import { equalBytes } from "../base/index.ts";
import {
  type AcceptedEntry,
  type AdmissionRules,
  type AdmissionState,
  type FeedState,
  type Freeze,
  freezeFeed,
  indexOf,
} from "./admission-state.ts";
import { type UpdateClaim, type UpdateVerdict, checkUpdate } from "./check-update.ts";
import type { Compaction } from "./compaction.ts";
import { appendSpan, knownClock } from "./document-index.ts";
import { timeIn } from "./feed-header.ts";
import type { FeedId } from "./names.ts";
import { type Quota, rawEntriesOf } from "./quota.ts";
import { tellsTheSame } from "./same-content.ts";
import { verdictOnAll } from "./verdicts.ts";

/** A compaction whose clocks are indexed and whose references are still to be judged. */
export interface CheckedCompaction {
  readonly feed: FeedId;
  readonly compaction: Compaction;
  readonly accepted: readonly AcceptedEntry[];
  readonly claims: readonly UpdateClaim[];
}

/** Null when it brings nothing, waits for the member log, or breaks a rule, which freezes the feed. Rule J17. */
export function indexCompaction(
  state: AdmissionState,
  rules: AdmissionRules,
  quota: Quota,
  feed: FeedState,
): CheckedCompaction | null {
  const compaction = feed.heldCompaction;
  if (compaction === null) return null;
  const { nextSequence, head, lamport } = compaction;
  const known = feed.hashes[nextSequence - feed.hashesFrom];
  if (known !== undefined || nextSequence < feed.next) {
    feed.heldCompaction = null;
    if (known !== undefined && !equalBytes(known, head)) freezeFor(feed, compaction, "fork");
    return null;
  }
  const verdicts = compaction.documents.map(({ document, claims }) =>
    verdictOnAll(rules, feed.header, document, claims),
  );
  if (verdicts.includes("unknown")) return null;
  if (lamport < feed.lamport) return freezeFor(feed, compaction, "lamport");
  const sizeBytes = compaction.documents.reduce((sum, { update }) => sum + update.length, 0);
  const [entriesSaved, bytesMore] = [rawEntriesOf(feed), sizeBytes - feed.sizeBytes];
  if (!quota.hasRoom(feed, -entriesSaved, bytesMore)) return null;
  if (forgetsDocument(state, rules, feed, compaction)) {
    return freezeFor(feed, compaction, "contradiction");
  }
  const accepted: AcceptedEntry[] = [];
  const claims: UpdateClaim[] = [];
  for (const [at, compacted] of compaction.documents.entries()) {
    const { document, update, claims: standing, secondsIn } = compacted;
    const isErased = compacted.erasedHash !== null;
    const client = rules.clientIdOf(feed.header.id, document);
    const index = indexOf(state, document);
    const claim = { client, lamport, isCompaction: true, isErased, trustsReferences: true };
    const verdict = checkUpdate(index, claim, update);
    if (verdict.kind === "breaks") return freezeFor(feed, compaction, verdict.breach);
    if (verdict.kind === "waits") return null;
    if (!tellsTheSame(update, rules.keptUpdates(feed.header.id, document))) {
      return freezeFor(feed, compaction, "contradiction");
    }
    const spans = index.get(client) ?? [];
    index.set(client, spans);
    for (const span of verdict.spans) appendSpan(spans, { ...span, lamport: 0 });
    claims.push(claim);
    accepted.push({
      feed: feed.header.id,
      sequence: nextSequence - 1,
      document,
      lamport,
      writtenAt: timeIn(feed.header, secondsIn),
      update,
      isCompaction: true,
      claims: standing,
      isVoid: verdicts[at] === "void",
    });
  }
  quota.take(feed, -entriesSaved, bytesMore);
  feed.next = nextSequence;
  feed.lamport = lamport;
  feed.hashes = [head];
  feed.hashesFrom = nextSequence;
  feed.heldCompaction = null;
  state.lamport = Math.max(state.lamport, lamport);
  return { feed: feed.header.id, compaction, accepted, claims };
}

/** Whether everything that the compaction refers to is known by now. */
export function judgeReferences(state: AdmissionState, checked: CheckedCompaction): UpdateVerdict {
  let verdict: UpdateVerdict = { kind: "fits", client: 0, spans: [] };
  checked.accepted.forEach(({ document, update }, at) => {
    const claim = checked.claims[at];
    if (claim === undefined || verdict.kind === "breaks") return;
    const own = checkUpdate(
      indexOf(state, document),
      { ...claim, trustsReferences: false },
      update,
    );
    if (own.kind !== "fits") verdict = own;
  });
  return verdict;
}

/** Whether a document that the feed is known to have written to is missing. */
function forgetsDocument(
  state: AdmissionState,
  rules: AdmissionRules,
  feed: FeedState,
  compaction: Compaction,
): boolean {
  const told = new Set(compaction.documents.map(({ document }) => document));
  return [...state.documents].some(
    ([document, index]) =>
      !told.has(document) && knownClock(index, rules.clientIdOf(feed.header.id, document)) > 0,
  );
}

function freezeFor(feed: FeedState, compaction: Compaction, reason: Freeze["reason"]): null {
  freezeFeed(feed, { sequence: compaction.nextSequence - 1, reason, evidence: compaction });
  return null;
}
