import type { SpaceId } from "../../domain/index.ts";
import type {
  DocumentChange,
  JournalRound,
  JournalStore,
  StoredDocument,
} from "../journal-store.ts";
import {
  type KeptDocument,
  type KeptSpace,
  type MemoryDisk,
  framePlaceName,
} from "./memory-disk.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export interface MemoryAccess {
  read(): Promise<void>;
  write(commit: () => void): Promise<void>;
}

export function memoryJournalStore(disk: MemoryDisk, access: MemoryAccess): JournalStore {
  return {
    async keep(space, round) {
      const own = ownCopy(round);
      await access.write(() => commit(disk.space(space), own));
    },
    async frames(space, places) {
      await access.read();
      const { frames } = disk.space(space);
      return places.flatMap((place) => {
        const frame = frames.get(framePlaceName(place));
        return frame !== undefined && disk.isReadable(frame.bytes) ? [frame] : [];
      });
    },
    async framesFrom(space, order, most) {
      await access.read();
      const all = [...disk.space(space).frames.values()]
        .filter((frame) => frame.order >= order)
        .sort((one, other) => one.order - other.order);
      const found = all.slice(0, most);
      const last = found.at(-1);
      return {
        frames: found.filter(({ bytes }) => disk.isReadable(bytes)),
        damaged: found
          .filter(({ bytes }) => !disk.isReadable(bytes))
          .map(({ feed, kind, sequence }) => ({ feed, kind, sequence })),
        next: last === undefined || found.length < most ? null : last.order + 1,
      };
    },
    async operations(space) {
      await access.read();
      const rows = disk.space(space).operations;
      const whole = rows.filter((row) => disk.isReadable(row));
      return { operations: whole.flat(), damaged: rows.length - whole.length };
    },
    async document(space, document) {
      await access.read();
      return readDocument(disk, disk.space(space).documents.get(document));
    },
    async part(space, name) {
      await access.read();
      const bytes = disk.space(space).parts.get(name);
      if (bytes === undefined) return { state: "absent" };
      return disk.isReadable(bytes)
        ? { state: "here", bytes: bytes.slice() }
        : { state: "damaged" };
    },
    removeSpace: (space: SpaceId) =>
      access.write(() => {
        disk.spaces.delete(space);
      }),
  };
}

function readDocument(disk: MemoryDisk, kept: KeptDocument | undefined): StoredDocument {
  if (kept === undefined) return { snapshot: null, updates: [], rows: 0, damaged: 0 };
  const whole = kept.rows.filter((row) => disk.isReadable(row));
  const isBroken = kept.snapshot !== null && !disk.isReadable(kept.snapshot);
  return {
    snapshot: isBroken ? null : kept.snapshot,
    updates: whole.flat(),
    rows: kept.rows.length,
    damaged: kept.rows.length - whole.length + (isBroken ? 1 : 0),
  };
}

function commit(kept: KeptSpace, round: Required<JournalRound>): void {
  for (const place of round.forgottenFrames) kept.frames.delete(framePlaceName(place));
  for (const frame of round.frames) kept.frames.set(framePlaceName(frame), frame);
  if (round.operations.length > 0) kept.operations.push(round.operations as readonly Bytes[]);
  for (const change of round.documents) changeDocument(kept, change);
  for (const { name, bytes } of round.parts) {
    if (bytes === null) kept.parts.delete(name);
    else kept.parts.set(name, bytes as Bytes);
  }
}

function changeDocument({ documents }: KeptSpace, change: DocumentChange): void {
  const kept = documents.get(change.document) ?? { snapshot: null, rows: [] };
  documents.set(change.document, kept);
  switch (change.kind) {
    case "append":
      kept.rows.push(change.updates as readonly Bytes[]);
      return;
    case "fold":
      kept.snapshot = change.snapshot as Bytes;
      kept.rows = kept.rows.slice(change.rows);
      return;
    case "replace":
      kept.snapshot = change.snapshot as Bytes | null;
      kept.rows = [];
      return;
  }
}

/** Bytes of its own, for the caller may use theirs again. */
function ownCopy(round: JournalRound): Required<JournalRound> {
  const { frames = [], forgottenFrames = [], operations = [], documents = [], parts = [] } = round;
  return {
    frames: frames.map((frame) => ({ ...frame, bytes: frame.bytes.slice() })),
    forgottenFrames,
    operations: operations.map((bytes) => bytes.slice()),
    documents: documents.map((change): DocumentChange => {
      if (change.kind === "append") {
        return { ...change, updates: change.updates.map((update) => update.slice()) };
      }
      if (change.kind === "fold") return { ...change, snapshot: change.snapshot.slice() };
      return { ...change, snapshot: change.snapshot?.slice() ?? null };
    }),
    parts: parts.map(({ name, bytes }) => ({ name, bytes: bytes?.slice() ?? null })),
  };
}
