import { Dexie } from "dexie";
import type { SpaceId } from "../../domain/index.ts";
import { checksum } from "../checksum.ts";
import type { Change, ChangeStore, DocumentName, StoredDocument } from "../change-store.ts";
import { asStorageError } from "./storage-failures.ts";
import {
  type QuarantineRow,
  type SnapshotRow,
  type StorageTables,
  type UpdateRow,
  ownBytes,
  readableSnapshot,
  readableUpdate,
} from "./tables.ts";

export class DexieChangeStore implements ChangeStore {
  readonly #tables: StorageTables;

  constructor(tables: StorageTables) {
    this.#tables = tables;
  }

  async append(changes: readonly Change[]): Promise<void> {
    const rows = changes.map(({ space, document, update }) => {
      const own = ownBytes(update);
      return { space, document, update: own, sum: checksum(own) };
    });
    const { updates } = this.#tables;
    await asStorageError(() =>
      this.#tables.transaction("rw", updates, async () => {
        await updates.bulkAdd(rows);
      }),
    );
  }

  async load(space: SpaceId, document: DocumentName): Promise<StoredDocument> {
    const { updates, snapshots, earlierSnapshots, quarantine } = this.#tables;
    const tables = [updates, snapshots, earlierSnapshots, quarantine];
    const found = await asStorageError(() =>
      this.#tables.transaction("r", tables, async () => {
        // Asked together: each answer comes from another process.
        const [current, rows, setAside] = await Promise.all([
          snapshots.get([space, document]),
          updates.where("[space+document]").equals([space, document]).toArray(),
          quarantine.where("[space+document]").equals([space, document]).count(),
        ]);
        const isReadable = current !== undefined && readableSnapshot(current);
        const broken = current !== undefined && !isReadable;
        // What was replaced by a snapshot that cannot be read is older, but most of the work.
        const earlier = broken ? await earlierSnapshots.get([space, document]) : undefined;
        return { current, isReadable, earlier, rows, setAside };
      }),
    );
    const { current, isReadable, earlier, rows, setAside } = found;
    const damaged: Omit<QuarantineRow, "id">[] = [];
    const whole: UpdateRow[] = [];
    for (const row of rows) {
      if (readableUpdate(row)) whole.push(row);
      else damaged.push({ space, document, from: "updates", row });
    }
    let snapshot: Uint8Array | null = null;
    if (current !== undefined) {
      if (isReadable) snapshot = current.snapshot;
      else damaged.push({ space, document, from: "snapshots", row: current });
    }
    if (earlier !== undefined) {
      if (readableSnapshot(earlier)) snapshot = earlier.snapshot;
      else damaged.push({ space, document, from: "earlierSnapshots", row: earlier });
    }
    if (damaged.length > 0) {
      // On a full disk they stay where they are until the next load, and the rest opens all the same.
      await this.#setAside(damaged, earlier).catch(() => undefined);
    }
    return {
      snapshot,
      updates: whole.map(({ update }) => update),
      damaged: setAside + damaged.length,
    };
  }

  async documents(space: SpaceId): Promise<readonly DocumentName[]> {
    const { updates, snapshots } = this.#tables;
    const all: [[SpaceId, unknown], [SpaceId, unknown]] = [
      [space, Dexie.minKey],
      [space, Dexie.maxKey],
    ];
    const keys = await asStorageError(() =>
      this.#tables.transaction("r", updates, snapshots, async () => {
        const changed = await updates
          .where("[space+document]")
          .between(...all)
          .uniqueKeys();
        const compacted = await snapshots
          .where("[space+document]")
          .between(...all)
          .primaryKeys();
        return [...changed, ...compacted];
      }),
    );
    const names = new Set<DocumentName>();
    for (const key of keys) {
      const name: unknown = Array.isArray(key) ? key[1] : undefined;
      if (typeof name === "string") names.add(name);
    }
    return [...names].sort();
  }

  async compact(
    space: SpaceId,
    document: DocumentName,
    snapshot: Uint8Array,
    covered: number,
  ): Promise<void> {
    const own = ownBytes(snapshot);
    const row: SnapshotRow = { space, document, snapshot: own, sum: checksum(own) };
    const { updates, snapshots, earlierSnapshots } = this.#tables;
    // One transaction: a crash half-way leaves the old rows, never none.
    await asStorageError(() =>
      this.#tables.transaction("rw", updates, snapshots, earlierSnapshots, async () => {
        const before = await snapshots.get([space, document]);
        if (before !== undefined && readableSnapshot(before)) await earlierSnapshots.put(before);
        await snapshots.put(row);
        const rows = await updates
          .where("[space+document]")
          .equals([space, document])
          .limit(covered)
          .toArray();
        // A damaged row is no part of the snapshot; the next load sets it aside.
        await updates.bulkDelete(rows.filter(readableUpdate).map(({ seq }) => seq));
      }),
    );
  }

  async removeSpace(space: SpaceId): Promise<void> {
    const { updates, snapshots, earlierSnapshots, quarantine } = this.#tables;
    const tables = [updates, snapshots, earlierSnapshots, quarantine];
    await asStorageError(() =>
      this.#tables.transaction("rw", tables, async () => {
        for (const table of tables) {
          await table
            .where("[space+document]")
            .between([space, Dexie.minKey], [space, Dexie.maxKey])
            .delete();
        }
      }),
    );
  }

  /** Moves rows into the quarantine; an earlier snapshot that can be read becomes the current one. */
  async #setAside(
    damaged: readonly Omit<QuarantineRow, "id">[],
    earlier: SnapshotRow | undefined,
  ): Promise<void> {
    const { updates, snapshots, earlierSnapshots, quarantine } = this.#tables;
    const tables = [updates, snapshots, earlierSnapshots, quarantine];
    await asStorageError(() =>
      this.#tables.transaction("rw", tables, async () => {
        await quarantine.bulkAdd([...damaged]);
        for (const { space, document, from, row } of damaged) {
          if (from === "updates") await updates.delete((row as UpdateRow).seq);
          else await this.#tables.table(from).delete([space, document]);
        }
        if (earlier !== undefined && readableSnapshot(earlier)) await snapshots.put(earlier);
      }),
    );
  }
}
