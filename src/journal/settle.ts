import { equalBytes } from "../base/index.ts";
import {
  type AcceptedEntry,
  type AdmissionRules,
  type AdmissionState,
  type FeedState,
  type HeldRun,
  copyOf,
  freezeFeed,
  inOrder,
  indexOf,
  takeOver,
} from "./admission-state.ts";
import { type CheckedCompaction, indexCompaction, judgeReferences } from "./admit-compaction.ts";
import { checkUpdate } from "./check-update.ts";
import { appendSpan } from "./document-index.ts";
import { timeIn } from "./feed-header.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { Quota } from "./quota.ts";
import { type Run, nextSequenceOf } from "./run.ts";
import { verdictOnAll } from "./verdicts.ts";

/** Takes all that can be taken of what is held, in lamport order over all feeds. */
export function settle(state: AdmissionState, rules: AdmissionRules): AcceptedEntry[] {
  const compacted = settleCompactions(state, rules);
  return compacted ?? settleRuns(state, rules, new Quota(state));
}

/**
 * Compactions and runs refer to each other in circles, so compactions are tried all at once: their clocks are taken as known, the
 * runs follow, and then every reference must lead somewhere. Those for which it does not wait, and the rest is tried without them.
 */
function settleCompactions(state: AdmissionState, rules: AdmissionRules): AcceptedEntry[] | null {
  let candidates = [...state.feeds.keys()].filter(
    (id) => (state.feeds.get(id)?.heldCompaction ?? null) !== null,
  );
  while (candidates.length > 0) {
    const tried = copyOf(state);
    const quota = new Quota(tried);
    const checked: CheckedCompaction[] = [];
    for (const id of candidates) {
      const feed = tried.feeds.get(id);
      const result = feed === undefined ? null : indexCompaction(tried, rules, quota, feed);
      if (result !== null) checked.push(result);
    }
    const accepted = settleRuns(tried, rules, quota);
    const verdicts = checked.map((one) => ({ one, verdict: judgeReferences(tried, one) }));
    const unfit = verdicts.filter(({ verdict }) => verdict.kind !== "fits");
    if (unfit.length === 0) {
      takeOver(state, tried);
      return [...accepted, ...checked.flatMap((one) => one.accepted)].sort(inOrder);
    }
    for (const { one, verdict } of unfit) {
      const feed = state.feeds.get(one.feed);
      if (verdict.kind === "breaks" && feed !== undefined) {
        const { compaction } = one;
        const sequence = compaction.nextSequence - 1;
        freezeFeed(feed, { sequence, reason: verdict.breach, evidence: compaction });
      }
    }
    const left = new Set(unfit.map(({ one }) => one.feed));
    candidates = candidates.filter((id) => !left.has(id));
  }
  return null;
}

function settleRuns(state: AdmissionState, rules: AdmissionRules, quota: Quota): AcceptedEntry[] {
  const accepted: AcceptedEntry[] = [];
  const open = new Set([...state.feeds.values()].filter((feed) => feed.held.size > 0));
  const waiting = new Set<FeedState>();
  let takenBefore = 0;
  for (;;) {
    const first = firstOf(open);
    if (first === null) {
      // Whoever waited may wait for something taken since; without progress, for something that is not here.
      if (waiting.size === 0 || accepted.length === takenBefore) return accepted;
      takenBefore = accepted.length;
      for (const feed of waiting) open.add(feed);
      waiting.clear();
      continue;
    }
    const entry = takeNext(state, rules, quota, first.feed, first.held);
    if (entry === null) {
      open.delete(first.feed);
      waiting.add(first.feed);
      continue;
    }
    accepted.push(entry);
  }
}

function firstOf(
  open: Set<FeedState>,
): { readonly feed: FeedState; readonly held: HeldRun; readonly lamport: number } | null {
  let first: { feed: FeedState; held: HeldRun; lamport: number } | null = null;
  for (const feed of open) {
    const held = heldNext(feed);
    const lamport = held?.run.entries[feed.next - held.run.firstSequence]?.lamport;
    if (held === null || lamport === undefined) open.delete(feed);
    else if (first === null || isBefore({ feed, lamport }, first)) first = { feed, held, lamport };
  }
  return first;
}

function isBefore(
  a: { readonly feed: FeedState; readonly lamport: number },
  b: { readonly feed: FeedState; readonly lamport: number },
): boolean {
  return a.lamport === b.lamport ? a.feed.header.id < b.feed.header.id : a.lamport < b.lamport;
}

/** The held run that holds the next entry, if any; forgets those that are done. */
function heldNext(feed: FeedState): HeldRun | null {
  if (feed.frozen !== null) return null;
  for (const [first, held] of feed.held) {
    if (nextSequenceOf(held.run) <= feed.next) feed.held.delete(first);
    else if (first <= feed.next) return held;
  }
  return null;
}

/** Whether this signed run says something else than the chain that is known. Rule J7. */
export function isFork(feed: FeedState, run: Run, chain: readonly Uint8Array[]): boolean {
  return chain.some((hash, index) => {
    const known = feed.hashes[run.firstSequence + index - feed.hashesFrom];
    return known !== undefined && !equalBytes(known, hash);
  });
}

/** Null when the entry waits or broke the rules. Rule J10, from the role on. */
function takeNext(
  state: AdmissionState,
  rules: AdmissionRules,
  quota: Quota,
  feed: FeedState,
  { run, chain }: HeldRun,
): AcceptedEntry | null {
  const sequence = feed.next;
  const at = sequence - run.firstSequence;
  const [entry, hash] = [run.entries[at], chain[at + 1]];
  if (entry === undefined || hash === undefined) return null;
  const { document, lamport, update, memberHead } = entry;
  const { id } = feed.header;
  const head = feed.hashes.at(-1);
  const before = chain[at];
  if (head === undefined || before === undefined || !equalBytes(head, before)) {
    return freezeAt("fork");
  }
  if (lamport <= feed.lamport) return freezeAt("lamport");
  const claims = [{ sequence, memberHead }];
  const standing = verdictOnAll(rules, feed.header, document, claims);
  if (standing === "unknown") return null;
  if (lamport > state.lamport + JOURNAL_LIMITS.lamportLeap) return null;
  if (!quota.hasRoom(feed, 1, update.length)) return null;
  const index = indexOf(state, document);
  const client = rules.clientIdOf(id, document);
  const claim = { client, lamport, isCompaction: false, isErased: false, trustsReferences: false };
  const verdict = checkUpdate(index, claim, update);
  if (verdict.kind === "waits") return null;
  if (verdict.kind === "breaks") return freezeAt(verdict.breach);
  const spans = index.get(client) ?? [];
  index.set(client, spans);
  for (const span of verdict.spans) appendSpan(spans, span);
  quota.take(feed, 1, update.length);
  feed.next += 1;
  feed.lamport = lamport;
  feed.hashes.push(hash);
  state.lamport = Math.max(state.lamport, lamport);
  return {
    feed: id,
    sequence,
    document,
    lamport,
    writtenAt: timeIn(feed.header, entry.secondsIn),
    update,
    isCompaction: false,
    claims,
    isVoid: standing === "void",
  };

  function freezeAt(reason: Parameters<typeof freezeFeed>[1]["reason"]): null {
    freezeFeed(feed, { sequence, reason, evidence: run });
    return null;
  }
}
