import { Dexie } from "dexie";
import type { SpaceId } from "../../domain/index.ts";
import { checksum } from "../checksum.ts";
import type {
  DocumentChange,
  FramePlace,
  JournalRound,
  JournalStore,
  StoredDocument,
  StoredFrame,
  StoredPart,
} from "../journal-store.ts";
import { asStorageError } from "./storage-failures.ts";
import {
  type FrameRow,
  type OperationRow,
  type StorageTables,
  type UpdateRow,
  areWhole,
  isWhole,
  ownBytes,
  summed,
} from "./tables.ts";

export class DexieJournalStore implements JournalStore {
  readonly #tables: StorageTables;

  constructor(tables: StorageTables) {
    this.#tables = tables;
  }

  async keep(space: SpaceId, round: JournalRound): Promise<void> {
    const rows = rowsOf(space, round);
    const { frames, operations, parts } = this.#tables;
    const { updates, snapshots } = this.#tables;
    // Only what the round changes: a transaction waits for others that want the same tables.
    const touched = [
      ...(rows.frames.length + rows.forgotten.length > 0 ? [frames] : []),
      ...(rows.operations === null ? [] : [operations]),
      ...(rows.documents.length > 0 ? [updates, snapshots] : []),
      ...(rows.parts.length + rows.forgottenParts.length > 0 ? [parts] : []),
    ];
    if (touched.length === 0) return;
    await asStorageError(() =>
      this.#tables.transaction("rw", touched, async () => {
        if (rows.forgotten.length > 0) await frames.bulkDelete(rows.forgotten);
        if (rows.frames.length > 0) await frames.bulkPut(rows.frames);
        if (rows.operations !== null) await operations.add(rows.operations);
        for (const change of rows.documents) await this.#changeDocument(space, change);
        if (rows.forgottenParts.length > 0) await parts.bulkDelete(rows.forgottenParts);
        if (rows.parts.length > 0) await parts.bulkPut(rows.parts);
      }),
    );
  }

  async frames(space: SpaceId, places: readonly FramePlace[]): Promise<readonly StoredFrame[]> {
    const keys = places.map((place) => keyOf(space, place));
    const rows = await asStorageError(() => this.#tables.frames.bulkGet(keys));
    return rows.flatMap((row) => (row !== undefined && isWhole(row) ? [frameOf(row)] : []));
  }

  async framesFrom(
    space: SpaceId,
    order: number,
    most: number,
  ): Promise<{
    readonly frames: readonly StoredFrame[];
    readonly damaged: readonly FramePlace[];
    readonly next: number | null;
  }> {
    const rows = await asStorageError(() =>
      this.#tables.frames
        .where("[space+order]")
        .between([space, order], [space, Dexie.maxKey])
        .limit(most)
        .toArray(),
    );
    const last = rows.at(-1);
    return {
      frames: rows.filter(isWhole).map(frameOf),
      damaged: rows
        .filter((row) => !isWhole(row))
        .map(({ feed, kind, sequence }) => ({ feed, kind, sequence })),
      next: last === undefined || rows.length < most ? null : last.order + 1,
    };
  }

  async operations(
    space: SpaceId,
  ): Promise<{ operations: readonly Uint8Array<ArrayBuffer>[]; damaged: number }> {
    const rows = await asStorageError(() =>
      this.#tables.operations.where("space").equals(space).sortBy("seq"),
    );
    const whole = rows.filter((row) => areWhole(row.operations, row.sums));
    return {
      operations: whole.flatMap((row) => row.operations),
      damaged: rows.length - whole.length,
    };
  }

  async document(space: SpaceId, document: string): Promise<StoredDocument> {
    const { updates, snapshots } = this.#tables;
    const [current, rows] = await asStorageError(() =>
      this.#tables.transaction("r", updates, snapshots, () =>
        // Asked together: each answer comes from another process.
        Promise.all([
          snapshots.get([space, document]),
          updates.where("[space+document]").equals([space, document]).toArray(),
        ]),
      ),
    );
    const whole = rows.filter((row) => areWhole(row.updates, row.sums));
    const snapshot = current !== undefined && isWhole(current) ? current.bytes : null;
    const isBroken = current !== undefined && snapshot === null;
    return {
      snapshot,
      updates: whole.flatMap((row) => row.updates),
      rows: rows.length,
      damaged: rows.length - whole.length + (isBroken ? 1 : 0),
    };
  }

  async part(space: SpaceId, name: string): Promise<StoredPart> {
    const row = await asStorageError(() => this.#tables.parts.get([space, name]));
    if (row === undefined) return { state: "absent" };
    return isWhole(row) ? { state: "here", bytes: row.bytes } : { state: "damaged" };
  }

  async removeSpace(space: SpaceId): Promise<void> {
    const { frames, operations, updates, snapshots, parts } = this.#tables;
    const all: [[SpaceId, unknown], [SpaceId, unknown]] = [
      [space, Dexie.minKey],
      [space, Dexie.maxKey],
    ];
    await asStorageError(() =>
      this.#tables.transaction("rw", [frames, operations, updates, snapshots, parts], async () => {
        await frames
          .where("[space+order]")
          .between(...all)
          .delete();
        await operations.where("space").equals(space).delete();
        for (const table of [updates, snapshots]) {
          await table
            .where("[space+document]")
            .between(...all)
            .delete();
        }
        await parts
          .where("[space+name]")
          .between(...all)
          .delete();
      }),
    );
  }

  async #changeDocument(space: SpaceId, change: ChangeRow): Promise<void> {
    const { updates, snapshots } = this.#tables;
    const { document } = change;
    switch (change.kind) {
      case "append":
        await updates.add(change.row);
        return;
      case "fold": {
        const rows = updates.where("[space+document]").equals([space, document]);
        await snapshots.put(change.row);
        await updates.bulkDelete(await rows.limit(change.rows).primaryKeys());
        return;
      }
      case "replace":
        if (change.row === null) await snapshots.delete([space, document]);
        else await snapshots.put(change.row);
        await updates.where("[space+document]").equals([space, document]).delete();
        return;
    }
  }
}

type ChangeRow =
  | {
      readonly kind: "append";
      readonly document: string;
      readonly row: Omit<UpdateRow, "seq">;
    }
  | {
      readonly kind: "fold";
      readonly document: string;
      readonly row: SnapshotRowOf;
      readonly rows: number;
    }
  | { readonly kind: "replace"; readonly document: string; readonly row: SnapshotRowOf | null };

interface SnapshotRowOf {
  readonly space: SpaceId;
  readonly document: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sum: number;
}

/** Everything that can be made ready before the transaction: it would end while something else is awaited. */
function rowsOf(
  space: SpaceId,
  round: JournalRound,
): {
  readonly frames: readonly FrameRow[];
  readonly forgotten: ReturnType<typeof keyOf>[];
  readonly operations: Omit<OperationRow, "seq"> | null;
  readonly documents: readonly ChangeRow[];
  readonly parts: readonly { space: SpaceId; name: string; bytes: Bytes; sum: number }[];
  readonly forgottenParts: [SpaceId, string][];
} {
  const { frames = [], forgottenFrames = [], operations = [], documents = [], parts = [] } = round;
  return {
    frames: frames.map(({ feed, kind, sequence, order, bytes }) => ({
      space,
      feed,
      kind,
      sequence,
      order,
      ...summed(bytes),
    })),
    forgotten: forgottenFrames.map((place) => keyOf(space, place)),
    operations: operations.length === 0 ? null : { space, ...listed("operations", operations) },
    documents: documents.map((change) => changeRow(space, change)),
    parts: parts.flatMap(({ name, bytes }) =>
      bytes === null ? [] : [{ space, name, ...summed(bytes) }],
    ),
    forgottenParts: parts.flatMap(({ name, bytes }): [SpaceId, string][] =>
      bytes === null ? [[space, name]] : [],
    ),
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

function listed<Name extends string>(
  name: Name,
  list: readonly Uint8Array[],
): Record<Name, readonly Bytes[]> & { sums: readonly number[] } {
  const own = list.map(ownBytes);
  return { [name]: own, sums: own.map(checksum) } as Record<Name, readonly Bytes[]> & {
    sums: readonly number[];
  };
}

function changeRow(space: SpaceId, change: DocumentChange): ChangeRow {
  const { document } = change;
  switch (change.kind) {
    case "append":
      return {
        kind: "append",
        document,
        row: { space, document, ...listed("updates", change.updates) },
      };
    case "fold":
      return {
        kind: "fold",
        document,
        rows: change.rows,
        row: { space, document, ...summed(change.snapshot) },
      };
    case "replace":
      return {
        kind: "replace",
        document,
        row: change.snapshot === null ? null : { space, document, ...summed(change.snapshot) },
      };
  }
}

function keyOf(
  space: SpaceId,
  { feed, kind, sequence }: FramePlace,
): [SpaceId, FramePlace["feed"], FramePlace["kind"], number] {
  return [space, feed, kind, sequence];
}

function frameOf({ feed, kind, sequence, order, bytes }: FrameRow): StoredFrame {
  return { feed, kind, sequence, order, bytes };
}
