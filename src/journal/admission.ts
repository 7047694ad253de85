import { equalBytes } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import {
  type AdmissionRules,
  type AdmissionState,
  type Admitted,
  type Freeze,
  type Refusal,
  type Round,
  freezeFeed,
  inOrder,
} from "./admission-state.ts";
import { type Compaction, isCompactionSigned } from "./compaction.ts";
import { areErasuresFounded, eraseFromCompaction, eraseFromRun } from "./erasure.ts";
import { type SignedFeedHeader, isHeaderSignedBy } from "./feed-header.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { isFork, settle } from "./settle.ts";
import { Quota } from "./quota.ts";
import { type Run, chainOf, isRunSigned, nextSequenceOf } from "./run.ts";

/**
 * Takes in what a road or the store brought, by the order of checks in rule J10. Give it decoded parts, and one round at a time:
 * it changes `state`. What is accepted over all rounds does not depend on their order, but for feeds that end up frozen.
 */
export async function admit(
  suite: Suite,
  state: AdmissionState,
  rules: AdmissionRules,
  round: Round,
): Promise<Admitted> {
  const before = new Set([...state.feeds.values()].filter((feed) => feed.frozen !== null));
  const refused: Refusal[] = [];
  const refuse = (feed: Refusal["feed"], reason: Refusal["reason"] | null): void => {
    if (reason !== null) refused.push({ feed, reason });
  };
  for (const header of round.headers) {
    refuse(header.id, await takeHeader(suite, state, rules, header));
  }
  for (const compaction of round.compactions) {
    refuse(compaction.feed, await takeCompaction(suite, state, rules, compaction));
  }
  for (const run of round.runs) {
    refuse(run.feed, await takeRun(suite, state, rules, run));
  }
  const accepted = settle(state, rules).sort(inOrder);
  refused.push(...dropExcess(state));
  const frozen = [...state.feeds.values()].flatMap((feed): Freeze[] =>
    feed.frozen !== null && !before.has(feed) ? [feed.frozen] : [],
  );
  return { accepted, frozen, refused };
}

async function takeHeader(
  suite: Suite,
  state: AdmissionState,
  rules: AdmissionRules,
  header: SignedFeedHeader,
): Promise<Refusal["reason"] | null> {
  if (state.feeds.has(header.id)) return null;
  if (!equalBytes(header.space, state.space)) return "other-space";
  if (!new Quota(state).hasRoomForFeed(header.member)) return "full";
  const identityKey = rules.identityKeyOf(header.member);
  if (identityKey === null) return "unknown-member";
  if (!(await isHeaderSignedBy(suite, header, identityKey))) return "signature";
  state.feeds.set(header.id, {
    header,
    next: 0,
    lamport: 0,
    hashes: [header.hash],
    hashesFrom: 0,
    sizeBytes: 0,
    frozen: null,
    held: new Map(),
    heldCompaction: null,
  });
  return null;
}

async function takeCompaction(
  suite: Suite,
  state: AdmissionState,
  rules: AdmissionRules,
  given: Compaction,
): Promise<Refusal["reason"] | null> {
  const feed = state.feeds.get(given.feed);
  if (feed === undefined) return "unknown-feed";
  if (feed.frozen !== null) return "frozen";
  const { member } = feed.header;
  if (!areErasuresFounded(suite, rules, member, given)) return "erasure";
  const compaction = eraseFromCompaction(suite, rules, member, given);
  if (!(await isCompactionSigned(suite, feed.header, compaction))) return "signature";
  if ((feed.heldCompaction?.nextSequence ?? 0) < compaction.nextSequence) {
    feed.heldCompaction = compaction;
  }
  return null;
}

async function takeRun(
  suite: Suite,
  state: AdmissionState,
  rules: AdmissionRules,
  given: Run,
): Promise<Refusal["reason"] | null> {
  const feed = state.feeds.get(given.feed);
  if (feed === undefined) return "unknown-feed";
  if (feed.frozen !== null) return "frozen";
  const { member } = feed.header;
  if (!areErasuresFounded(suite, rules, member, given)) return "erasure";
  const run = eraseFromRun(rules, member, given);
  if (!(await isRunSigned(suite, feed.header, run))) return "signature";
  const chain = [run.previousHash, ...chainOf(suite, run)];
  if (isFork(feed, run, chain)) {
    freezeFeed(feed, { sequence: run.firstSequence, reason: "fork", evidence: run });
    return null;
  }
  const known = feed.held.get(run.firstSequence);
  const end = nextSequenceOf(run);
  if (end <= feed.next || (known !== undefined && nextSequenceOf(known.run) >= end)) return null;
  for (const { lamport } of run.entries) {
    // Also of what is only held: what is written from now on is later than it, and it cannot have known of that.
    if (lamport <= state.lamport + JOURNAL_LIMITS.lamportLeap) {
      state.lamport = Math.max(state.lamport, lamport);
    }
  }
  const sizeBytes = run.entries.reduce(
    (sum, entry) => sum + entry.update.length + JOURNAL_LIMITS.entryBytes,
    0,
  );
  feed.held.set(run.firstSequence, { run, chain, sizeBytes });
  return null;
}

/** Forgets the runs that are furthest ahead where too much is held; the have vector asks for them again. Rule J13. */
function dropExcess(state: AdmissionState): Refusal[] {
  const dropped: Refusal[] = [];
  let heldBytes = 0;
  for (const [id, feed] of state.feeds) {
    let heldOfFeed = 0;
    const held = [...feed.held.values()].sort((a, b) => a.run.firstSequence - b.run.firstSequence);
    held.forEach(({ run, sizeBytes }, index) => {
      const isFull =
        index >= JOURNAL_LIMITS.heldRunsOfFeed ||
        heldOfFeed + sizeBytes > JOURNAL_LIMITS.heldBytesOfFeed ||
        heldBytes + sizeBytes > JOURNAL_LIMITS.heldBytes;
      if (isFull) {
        feed.held.delete(run.firstSequence);
        dropped.push({ feed: id, reason: "full" });
      } else {
        heldOfFeed += sizeBytes;
        heldBytes += sizeBytes;
      }
    });
  }
  return dropped;
}
