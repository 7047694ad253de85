import * as Y from "yjs";
import { type Result, concatBytes, fail, succeed } from "../base/index.ts";
import type { Digest } from "../cryptography/index.ts";
import type { AcceptedEntry, AdmissionRules, AdmissionState } from "./admission-state.ts";
import { applyUpdates, rebuildDocument, whatStandsOf } from "./apply.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";
import { type HaveVector, decodeHaveVector, encodeHaveVector } from "./have-vector.ts";
import { JOURNAL_LIMITS } from "./limits.ts";
import { type DocumentName, labelled } from "./names.ts";
import { readDocumentName } from "./run.ts";
import { tellsTheSame } from "./same-content.ts";
import { readUpdateShape } from "./update-shape.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const VERSION = 1;

/** A document's state, and the entries whose place it takes. Somebody of the staff answers for it in the member log. Rule J24. */
export interface Checkpoint {
  readonly space: Bytes;
  readonly document: DocumentName;
  /** For each feed that wrote to the document, the first sequence that is not in it. */
  readonly covers: HaveVector;
  /** A Yjs state in format V1. */
  readonly update: Bytes;
}

/** Of all that stands among the entries that `covers` names. */
export function makeCheckpoint(
  fields: Omit<Checkpoint, "update">,
  admitted: readonly AcceptedEntry[],
): Checkpoint {
  const doc = new Y.Doc();
  rebuildDocument(
    admitted.filter((entry) => isCovered(fields, entry)),
    doc,
    null,
  );
  return { ...fields, update: new Uint8Array(Y.encodeStateAsUpdate(doc)) };
}

export function encodeCheckpoint(checkpoint: Checkpoint): Bytes {
  return new ByteWriter()
    .byte(VERSION)
    .bytes(checkpoint.space)
    .text(checkpoint.document)
    .block(encodeHaveVector(checkpoint.covers))
    .block(checkpoint.update)
    .finish();
}

/** Its update is judged by `isCheckpointSound`. */
export function decodeCheckpoint(bytes: Uint8Array): Result<Checkpoint, { kind: "malformed" }> {
  if (bytes.length > JOURNAL_LIMITS.compactionBytes) return fail({ kind: "malformed" });
  try {
    const reader = new ByteReader(bytes);
    if (reader.byte() !== VERSION) return fail({ kind: "malformed" });
    const space = reader.bytes(16);
    const document = readDocumentName(reader);
    const covers = decodeHaveVector(reader.view(reader.number(reader.remaining)));
    const update = reader.bytes(reader.number(reader.remaining));
    reader.end();
    if (!covers.ok) return fail({ kind: "malformed" });
    return succeed({ space, document, covers: covers.value, update });
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}

/** What an attestation names. */
export function hashesOfCheckpoint(
  digest: Digest,
  checkpoint: Checkpoint,
): { readonly checkpoint: Bytes; readonly covers: Bytes } {
  const hash = (label: string, bytes: Uint8Array): Bytes =>
    digest.sha256(concatBytes([labelled(label), bytes]));
  return {
    checkpoint: hash("checkpoint", encodeCheckpoint(checkpoint)),
    covers: hash("checkpoint-covers", encodeHaveVector(checkpoint.covers)),
  };
}

/** Whether it can be read at all, and holds words of no other feeds than it says; asked once, when it comes. */
export function isCheckpointSound(
  rules: Pick<AdmissionRules, "clientIdOf">,
  { document, covers, update }: Checkpoint,
): boolean {
  const clients = new Set([...covers.keys()].map((feed) => rules.clientIdOf(feed, document)));
  const shape = readUpdateShape(update);
  return shape.ok && shape.value.structs.every(({ client }) => clients.has(client));
}

/**
 * Whether the document may be opened from it now: none of what it covers has become void or was erased since. `known` are the entries of
 * the document that are known here, with or without their content.
 */
export function isCheckpointUsable(
  state: Pick<AdmissionState, "feeds">,
  rules: Pick<AdmissionRules, "structuresLeftOf">,
  checkpoint: Checkpoint,
  known: readonly Pick<AcceptedEntry, "feed" | "sequence" | "isVoid">[],
): boolean {
  const { document, covers } = checkpoint;
  if (known.some((entry) => entry.isVoid && isCovered(checkpoint, entry))) return false;
  return [...covers.keys()].every((feed) => {
    const member = state.feeds.get(feed)?.header.member;
    return member !== undefined && rules.structuresLeftOf({ member, feed, document }) === null;
  });
}

/** Whether it says what the entries say that it covers, for a copy that has them: no more, no less, and nothing else. */
export function agreesWithEntries(
  checkpoint: Checkpoint,
  admitted: readonly AcceptedEntry[],
): boolean {
  const covered = admitted.filter((entry) => isCovered(checkpoint, entry));
  const [theirs, ours] = [new Y.Doc(), new Y.Doc()];
  Y.applyUpdate(theirs, checkpoint.update);
  rebuildDocument(covered, ours, null);
  const updates = whatStandsOf(covered).map(({ update }) => update);
  return (
    Y.equalSnapshots(Y.snapshot(theirs), Y.snapshot(ours)) &&
    tellsTheSame(checkpoint.update, updates)
  );
}

/** The document as it stands: the checkpoint, and of the entries those that it does not cover. */
export function openFromCheckpoint(
  checkpoint: Checkpoint,
  admitted: readonly AcceptedEntry[],
  doc: Y.Doc,
  origin: unknown,
): void {
  const later = admitted.filter((entry) => !isCovered(checkpoint, entry));
  doc.transact(() => {
    Y.applyUpdate(doc, checkpoint.update, origin);
    applyUpdates(doc, whatStandsOf(later), origin);
  }, origin);
}

function isCovered(
  { covers }: Pick<Checkpoint, "covers">,
  { feed, sequence }: Pick<AcceptedEntry, "feed" | "sequence">,
): boolean {
  return sequence < (covers.get(feed) ?? 0);
}
