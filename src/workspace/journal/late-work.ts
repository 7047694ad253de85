import * as Y from "yjs";
import { randomId } from "../../base/index.ts";
import type { PageId } from "../../domain/index.ts";
import type { DocumentName } from "../../journal/index.ts";
import { readDocumentName } from "../../membership/index.ts";
import type { LateWork } from "../contract.ts";

const SHORTEST_GAP_MS = 10 * 60_000;

/** What was typed and reaches nobody, as a person would want it back: the words, in the order in which they were written. */
export function lateWorkOf(
  document: DocumentName,
  updates: readonly Uint8Array[],
  keptAt: number,
): LateWork | null {
  const text = updates.map(wordsIn).join("");
  if (text.trim() === "") return null;
  return { id: randomId(), page: pageOf(document), text, keptAt };
}

/** What follows at once in the same document is one piece. */
export function withLateWork(
  known: readonly LateWork[],
  added: readonly LateWork[],
): readonly LateWork[] {
  const all = [...known];
  for (const work of added) {
    const at = all.findIndex(
      ({ page, keptAt }) => page === work.page && work.keptAt - keptAt < SHORTEST_GAP_MS,
    );
    const before = all[at];
    if (before === undefined) all.push(work);
    else all[at] = { ...before, text: before.text + work.text };
  }
  return all;
}

export function encodeLateWork(all: readonly LateWork[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(all));
}

/** It was written by `encodeLateWork` and sealed since. */
export function decodeLateWork(bytes: Uint8Array): readonly LateWork[] {
  return JSON.parse(new TextDecoder().decode(bytes)) as readonly LateWork[];
}

function pageOf(document: DocumentName): PageId | null {
  const named = readDocumentName(document);
  return named?.kind === "created" && named.class === "page"
    ? (named.id as string as PageId)
    : null;
}

/** A new block of a page begins a new line. */
function wordsIn(update: Uint8Array): string {
  const { structs } = Y.decodeUpdate(update);
  return structs
    .map((struct) => {
      if (!(struct instanceof Y.Item)) return "";
      const { content } = struct;
      if (content instanceof Y.ContentString) return content.str;
      if (content instanceof Y.ContentType) return "\n";
      if (!(content instanceof Y.ContentAny)) return "";
      return content.arr.filter((value) => typeof value === "string").join(" ");
    })
    .join("");
}
