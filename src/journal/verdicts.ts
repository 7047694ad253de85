import type { AcceptedEntry, AdmissionRules, AdmissionState } from "./admission-state.ts";
import type { Claimed, EntryVerdict } from "./entry-claim.ts";
import type { SignedFeedHeader } from "./feed-header.ts";
import type { DocumentName } from "./names.ts";

type Judge = Pick<AdmissionRules, "verdictOn">;

/** A compaction counts where its first and its last entry do: what spans a cut-off is void in its whole. Rule J17. */
export function verdictOnAll(
  rules: Judge,
  { id: feed, member, device }: Pick<SignedFeedHeader, "id" | "member" | "device">,
  document: DocumentName,
  claims: readonly Claimed[],
): EntryVerdict {
  const verdicts = claims.map((claim) =>
    rules.verdictOn({ member, device, feed, document, ...claim }),
  );
  if (verdicts.includes("unknown")) return "unknown";
  return verdicts.includes("void") ? "void" : "counts";
}

/** What has to be kept of an admitted entry, beside its content, to judge it again. */
export type JudgedEntry = Pick<AcceptedEntry, "feed" | "document" | "claims" | "isVoid">;

/**
 * Those of the admitted entries on which the verdict is another under these rules, with the new one. Asked whenever the member log
 * grows: removals, demotions and rights of documents reach back, and may themselves turn out void. Documents of what changed are built
 * anew. Rule J10.
 */
export function judgeAnew<Entry extends JudgedEntry>(
  state: Pick<AdmissionState, "feeds">,
  rules: Judge,
  admitted: readonly Entry[],
): readonly Entry[] {
  return admitted.flatMap((entry) => {
    const header = state.feeds.get(entry.feed)?.header;
    if (header === undefined) throw new Error("an admitted entry has an admitted header");
    const isVoid = verdictOnAll(rules, header, entry.document, entry.claims) !== "counts";
    return isVoid === entry.isVoid ? [] : [{ ...entry, isVoid }];
  });
}
