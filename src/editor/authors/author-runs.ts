import * as Y from "yjs";
import { wordStarts } from "../../documents/index.ts";
import type { MemberId } from "../../domain/index.ts";

/** Letters behind each other that one person wrote; null: nobody whom a signature names. */
export interface AuthorRun {
  readonly author: MemberId | null;
  readonly length: number;
}

export type AuthorOf = (clientId: number) => MemberId | null;

/** Whose letters stand in the text of one paragraph, in order. */
export function authorRuns(paragraph: Y.XmlElement, authorOf: AuthorOf): readonly AuthorRun[] {
  const runs: { author: MemberId | null; length: number }[] = [];
  for (const text of paragraph.toArray()) {
    if (!(text instanceof Y.XmlText)) continue;
    for (let item = text._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      const author = authorOf(item.id.client);
      const last = runs.at(-1);
      if (last?.author === author) last.length += item.length;
      else runs.push({ author, length: item.length });
    }
  }
  return runs;
}

/** A word belongs to whoever wrote its first letter. */
export function wordsByAuthor(
  text: string,
  runs: readonly AuthorRun[],
): ReadonlyMap<MemberId | null, number> {
  const words = new Map<MemberId | null, number>();
  const starts = [...wordStarts(text)].sort((one, other) => one - other);
  let next = 0;
  let end = 0;
  for (const { author, length } of runs) {
    end += length;
    const first = next;
    while (next < starts.length && (starts[next] ?? end) < end) next += 1;
    if (next > first) words.set(author, (words.get(author) ?? 0) + next - first);
  }
  return words;
}
