import { equalBytes } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import { neutralise } from "./neutralise.ts";
import { type SignedFeedHeader, isHeaderSignedBy } from "./feed-header.ts";
import { type Run, chainOf, isRunSigned } from "./run.ts";

/**
 * Two signed runs of one feed that disagree about one place of its chain: nobody but the holder of the session key can make them,
 * and every copy can check them. Rule J7.
 */
export interface ForkProof {
  readonly header: SignedFeedHeader;
  readonly one: Run;
  readonly other: Run;
}

/** Null when the runs do not contradict each other. What they say stays out of the proof; its hashes are enough. */
export function proveFork(
  suite: Suite,
  header: SignedFeedHeader,
  one: Run,
  other: Run,
): ForkProof | null {
  return disagree(suite, one, other)
    ? { header, one: withoutContent(one), other: withoutContent(other) }
    : null;
}

export async function isForkProof(
  suite: Suite,
  proof: ForkProof,
  identityKey: Uint8Array,
): Promise<boolean> {
  const { header, one, other } = proof;
  return (
    (await isHeaderSignedBy(suite, header, identityKey)) &&
    (await isRunSigned(suite, header, one)) &&
    (await isRunSigned(suite, header, other)) &&
    disagree(suite, one, other)
  );
}

function disagree(suite: Suite, one: Run, other: Run): boolean {
  const [mine, theirs] = [one, other].map((run) => [run.previousHash, ...chainOf(suite, run)]);
  const shift = one.firstSequence - other.firstSequence;
  return (mine ?? []).some((hash, index) => {
    const facing = theirs?.[index + shift];
    return facing !== undefined && !equalBytes(hash, facing);
  });
}

function withoutContent(run: Run): Run {
  const entries = run.entries.map((entry) => ({
    ...entry,
    update: neutralise(new Uint8Array([0, 0])),
    isErased: true,
  }));
  return { ...run, entries };
}
