import * as Y from "yjs";
import { type AcceptedEntry, type DocumentName, rebuildDocument } from "../../journal/index.ts";
import type { DocumentChange } from "../../storage/index.ts";
import type { StoredContent } from "./contract.ts";
import type { JournalCore } from "./core.ts";
import { readEntries } from "./read-entries.ts";

/** So many rows behind the snapshot make opening slow; then they are folded into a new one. */
export const ROWS_BEFORE_FOLDING = 64;

/** The content of a document as storage and what it is owed tell it; null where rows are damaged. */
export async function readRows(
  core: JournalCore,
  document: DocumentName,
): Promise<(StoredContent & { readonly rows: number }) | null> {
  const stored = await core.store.document(core.space, document);
  if (stored.damaged > 0) return null;
  let { snapshot, rows } = stored as { snapshot: Uint8Array | null; rows: number };
  let updates: readonly Uint8Array[] = stored.updates;
  for (const change of core.rounds.changesOf(document)) {
    if (change.kind === "append") {
      updates = [...updates, ...change.updates];
    } else {
      // A fold stands for rows that are still there: applying both costs nothing but time.
      if (change.kind === "replace") updates = [];
      snapshot = change.snapshot;
    }
    rows += 1;
  }
  return { snapshot, updates, rows };
}

export function docOf({ snapshot, updates }: StoredContent): Y.Doc {
  const doc = new Y.Doc();
  doc.transact(() => {
    if (snapshot !== null) Y.applyUpdate(doc, snapshot);
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  return doc;
}

/** Whether Yjs misses something that an update builds on. */
export function isWaiting(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

/** A document anew from its frames. Where some of them cannot be read, rows that can are not given up. */
export async function rebuiltChange(
  core: JournalCore,
  document: DocumentName,
  more: readonly AcceptedEntry[] = [],
): Promise<Extract<DocumentChange, { readonly kind: "replace" }>> {
  const { entries, isWhole } = await readEntries(core, document);
  const all = [...entries, ...more];
  const doc = new Y.Doc();
  if (all.length > 0) rebuildDocument(all, doc, "rebuilt");
  if (!isWhole) {
    const { snapshot, updates } = await core.store.document(core.space, document);
    for (const update of snapshot === null ? updates : [snapshot, ...updates]) {
      Y.applyUpdate(doc, update);
    }
  }
  const snapshot = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return { document, kind: "replace", snapshot };
}

/** The rows of a document as one snapshot; null while there is no need, or something is missing. */
export async function foldedChange(
  core: JournalCore,
  document: DocumentName,
): Promise<DocumentChange | null> {
  const content = await readRows(core, document);
  if (content === null || content.rows < ROWS_BEFORE_FOLDING || core.rounds.owes) return null;
  const doc = docOf(content);
  const isWhole = !isWaiting(doc);
  const snapshot = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return isWhole ? { document, kind: "fold", snapshot, rows: content.rows } : null;
}
