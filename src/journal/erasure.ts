import { equalBytes } from "../base/index.ts";
import type { Digest } from "../cryptography/index.ts";
import type { AdmissionRules } from "./admission-state.ts";
import type { Compaction } from "./compaction.ts";
import type { DocumentName, FeedId } from "./names.ts";
import { withoutContent } from "./neutralise.ts";
import { type Entry, type Run, hashPayload } from "./run.ts";

type Erasing = Pick<AdmissionRules, "structuresLeftOf">;

/** The run as it may be kept and passed on: entries of erased documents without their content. The same run where nothing is erased. */
export function eraseFromRun(rules: Erasing, member: Uint8Array, run: Run): Run {
  const entries = run.entries.map((entry): Entry => {
    if (entry.isErased || !isErased(rules, member, run.feed, entry.document)) return entry;
    return { ...entry, update: withoutContent(entry.update), isErased: true };
  });
  return entries.some((entry, index) => entry !== run.entries[index]) ? { ...run, entries } : run;
}

/** The same of a compaction. */
export function eraseFromCompaction(
  digest: Digest,
  rules: Erasing,
  member: Uint8Array,
  compaction: Compaction,
): Compaction {
  const documents = compaction.documents.map((one) => {
    const { erasedHash, document, update } = one;
    if (erasedHash !== null || !isErased(rules, member, compaction.feed, document)) return one;
    return { ...one, update: withoutContent(update), erasedHash: hashPayload(digest, update) };
  });
  const isAnother = documents.some((one, index) => one !== compaction.documents[index]);
  return isAnother ? { ...compaction, documents } : compaction;
}

/** What an erasure has to name so that others take what this copy holds of the document without its content. */
export function structuresIn(
  digest: Digest,
  document: DocumentName,
  parts: readonly (Run | Compaction)[],
): readonly Uint8Array<ArrayBuffer>[] {
  return parts.flatMap((part) =>
    piecesOf(part)
      .filter((piece) => piece.document === document)
      .map(({ update, isErased: isEmpty }) =>
        hashPayload(digest, isEmpty ? update : withoutContent(update)),
      ),
  );
}

/** Whether the log names all that is left of erased content here; else nobody takes it, and it is not to be passed on. Rule J20. */
export function areErasuresFounded(
  digest: Digest,
  rules: Erasing,
  member: Uint8Array,
  part: Run | Compaction,
): boolean {
  return piecesOf(part).every((piece) => {
    if (!piece.isErased) return true;
    const { document, update } = piece;
    const named = rules.structuresLeftOf({ member, feed: part.feed, document }) ?? [];
    const hash = hashPayload(digest, update);
    return named.some((structure) => equalBytes(structure, hash));
  });
}

function isErased(
  rules: Erasing,
  member: Uint8Array,
  feed: FeedId,
  document: DocumentName,
): boolean {
  return rules.structuresLeftOf({ member, feed, document }) !== null;
}

interface Piece {
  readonly document: DocumentName;
  readonly update: Uint8Array<ArrayBuffer>;
  readonly isErased: boolean;
}

function piecesOf(part: Run | Compaction): readonly Piece[] {
  if ("entries" in part) return part.entries;
  return part.documents.map(({ document, update, erasedHash }) => ({
    document,
    update,
    isErased: erasedHash !== null,
  }));
}
