import type { SpaceId } from "../../domain/index.ts";
import type {
  DocumentChange,
  FramePlace,
  JournalRound,
  JournalStore,
  StoredFrame,
} from "../../storage/index.ts";
import { nameOf } from "./ledger.ts";

/** What a round changes in storage, and whom to tell once it is there. */
export interface OwedRound extends JournalRound {
  readonly kept?: () => void;
}

/**
 * Brings rounds into storage in their order. What is in memory may be ahead of the disk: a round that could not be written is owed, and goes
 * before the next one in the same transaction, so that what was signed once is stored as it is.
 */
export class RoundKeeper {
  readonly #store: JournalStore;
  readonly #space: SpaceId;
  #owed: OwedRound[] = [];

  constructor(store: JournalStore, space: SpaceId) {
    this.#store = store;
    this.#space = space;
  }

  get owes(): boolean {
    return this.#owed.length > 0;
  }

  /** Owed frames at these places. */
  framesAt(places: readonly FramePlace[]): readonly StoredFrame[] {
    if (this.#owed.length === 0) return [];
    const names = new Set(places.map(nameOf));
    return this.#owed.flatMap(({ frames = [] }) => frames.filter((one) => names.has(nameOf(one))));
  }

  /** Owed changes of a document, oldest first. */
  changesOf(document: string): readonly DocumentChange[] {
    return this.#owed.flatMap(({ documents = [] }) =>
      documents.filter((change) => change.document === document),
    );
  }

  /** Adds to what the next settling writes. */
  owe(round: OwedRound): void {
    this.#owed.push(round);
  }

  /** Writes all that is owed, in one step, and tells of it. Rejects with a `StorageError`; everything is then still owed. */
  async settle(): Promise<void> {
    const owed = this.#owed;
    if (owed.length === 0) return;
    await this.#store.keep(this.#space, merged(owed));
    // Nobody adds meanwhile: whoever does holds the journal's turn.
    this.#owed = [];
    for (const { kept } of owed) kept?.();
  }
}

function merged(rounds: readonly OwedRound[]): JournalRound {
  const [only] = rounds;
  if (rounds.length === 1 && only !== undefined) return only;
  const frames = new Map(
    rounds.flatMap((round) => (round.frames ?? []).map((frame) => [nameOf(frame), frame] as const)),
  );
  const forgotten = rounds.flatMap((round) => round.forgottenFrames ?? []);
  for (const place of forgotten) frames.delete(nameOf(place));
  return {
    frames: [...frames.values()],
    forgottenFrames: forgotten,
    operations: rounds.flatMap((round) => round.operations ?? []),
    documents: rounds.flatMap((round) => round.documents ?? []),
    parts: [
      ...new Map(
        rounds.flatMap((round) => (round.parts ?? []).map((part) => [part.name, part] as const)),
      ).values(),
    ],
  };
}
