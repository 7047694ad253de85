import type { SpaceId } from "../../domain/index.ts";
import type {
  DocumentChange,
  JournalRound,
  JournalStore,
  StoredDocument,
} from "../journal-store.ts";
import { type Seal, packList, unpackList } from "./seal.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Seals everything but frames, which are sealed under their epoch wherever they lie. What is kept at once is sealed at once: one row
 * for all updates of a document in a round, one for all operations.
 */
export function sealedJournalStore(inner: JournalStore, seal: Seal): JournalStore {
  const spaceOf = async (space: SpaceId): Promise<SpaceId> =>
    (await seal.nameOf("space", space)) as SpaceId;
  const documentOf = (space: SpaceId, name: string): Promise<string> =>
    seal.nameOf("document", `${space} ${name}`);
  const partOf = (space: SpaceId, name: string): Promise<string> =>
    seal.nameOf("part", `${space} ${name}`);

  async function sealedChange(space: SpaceId, change: DocumentChange): Promise<DocumentChange> {
    const document = await documentOf(space, change.document);
    const sealSnapshot = (plain: Uint8Array): Promise<Bytes> =>
      seal.seal("journal", `snapshot ${document}`, plain);
    switch (change.kind) {
      case "append": {
        const plain = packList(change.updates);
        return {
          ...change,
          document,
          updates: [await seal.seal("journal", `updates ${document}`, plain)],
        };
      }
      case "fold":
        return { ...change, document, snapshot: await sealSnapshot(change.snapshot) };
      case "replace": {
        const snapshot = change.snapshot === null ? null : await sealSnapshot(change.snapshot);
        return { ...change, document, snapshot };
      }
    }
  }

  return {
    async keep(space, round) {
      const { operations = [], documents = [], parts = [], ...frames } = round;
      const sealedParts: { name: string; bytes: Bytes | null }[] = [];
      for (const { name, bytes } of parts) {
        const place = await partOf(space, name);
        const sealed = bytes === null ? null : await seal.seal("journal", `part ${place}`, bytes);
        sealedParts.push({ name: place, bytes: sealed });
      }
      const place = await spaceOf(space);
      const sealed: JournalRound = {
        ...frames,
        parts: sealedParts,
        documents: await Promise.all(documents.map((change) => sealedChange(space, change))),
        operations:
          operations.length === 0
            ? []
            : [await seal.seal("journal", `operations ${place}`, packList(operations))],
      };
      await inner.keep(place, sealed);
    },
    frames: async (space, places) => inner.frames(await spaceOf(space), places),
    framesFrom: async (space, order, most) => inner.framesFrom(await spaceOf(space), order, most),
    async operations(space) {
      const place = await spaceOf(space);
      const { operations: rows, damaged } = await inner.operations(place);
      const opened = await openLists(seal, `operations ${place}`, rows);
      return { operations: opened.whole, damaged: damaged + opened.damaged };
    },
    async document(space, name) {
      const document = await documentOf(space, name);
      const sealed = await inner.document(await spaceOf(space), document);
      return await openDocument(seal, document, sealed);
    },
    async part(space, name) {
      const place = await partOf(space, name);
      const part = await inner.part(await spaceOf(space), place);
      if (part.state !== "here") return part;
      const bytes = await seal.open("journal", `part ${place}`, part.bytes);
      return bytes === null ? { state: "damaged" } : { state: "here", bytes };
    },
    removeSpace: async (space) => inner.removeSpace(await spaceOf(space)),
  };
}

async function openDocument(
  seal: Seal,
  document: string,
  sealed: StoredDocument,
): Promise<StoredDocument> {
  const [snapshot, updates] = await Promise.all([
    sealed.snapshot === null ? null : seal.open("journal", `snapshot ${document}`, sealed.snapshot),
    openLists(seal, `updates ${document}`, sealed.updates),
  ]);
  const isBroken = sealed.snapshot !== null && snapshot === null;
  return {
    snapshot,
    updates: updates.whole,
    rows: sealed.rows,
    damaged: sealed.damaged + updates.damaged + (isBroken ? 1 : 0),
  };
}

async function openLists(
  seal: Seal,
  place: string,
  rows: readonly Bytes[],
): Promise<{ readonly whole: readonly Bytes[]; readonly damaged: number }> {
  const opened = await Promise.all(
    rows.map(async (row) => {
      const plain = await seal.open("journal", place, row);
      return plain === null ? null : unpackList(plain);
    }),
  );
  return {
    whole: opened.flatMap((list) => list ?? []),
    damaged: opened.filter((list) => list === null).length,
  };
}
