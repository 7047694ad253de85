import * as Y from "yjs";
import { reportFault } from "../base/index.ts";
import { REMOTE, STORED, isLocal } from "../documents/index.ts";
import type { DocumentName } from "../journal/index.ts";
import type { ChangeKeeper } from "./change-keeper.ts";
import type { SpaceJournal } from "./journal/index.ts";

/** Documents that nobody looks at stay open for a while, because they are asked for again and again. */
const IDLE_DOCUMENTS = 12;

type Replaced = (doc: Y.Doc) => void;

interface OpenedDocument {
  readonly doc: Y.Doc;
  readonly apply: ApplyUpdates;
}

interface HeldDocument {
  opened: OpenedDocument | null;
  ready: Promise<void>;
  /** What came while the document was being read; null while it is not. */
  arrived: Uint8Array[] | null;
  users: number;
  readonly replaced: Set<Replaced>;
}

export interface DocumentHandle {
  /** The document as it stands: another one after a replacement. */
  readonly doc: Y.Doc;
  /**
   * Something that stood in the document counts no more, so it was read anew into another Y.Doc, which `doc` is from now on; the one before is
   * destroyed after this. Whoever holds something of it (a type, a view, an undo history) makes it again.
   */
  readonly onReplaced: (listener: Replaced) => () => void;
  readonly close: () => void;
}

interface Parts {
  readonly journal: SpaceJournal;
  readonly keeper: ChangeKeeper;
  /** Told of every document before anything is in it; what comes from the disk or from partners enters by its answer. */
  readonly attach: (name: DocumentName, doc: Y.Doc) => ApplyUpdates;
}

/** Applies updates of format V1 as one change. */
export type ApplyUpdates = (updates: readonly Uint8Array[], origin: object) => void;

/** For documents that need no more than Yjs itself. */
export function applyPlainly(doc: Y.Doc): ApplyUpdates {
  return (updates, origin) => {
    doc.transact(() => {
      for (const update of updates) Y.applyUpdate(doc, update, origin);
    }, origin);
  };
}

/** The documents of one space as Yjs holds them: read from the journal, fed by what arrives, and their own changes kept. */
export class SpaceDocuments {
  readonly #parts: Parts;
  readonly #held = new Map<DocumentName, HeldDocument>();
  readonly #stops: readonly (() => void)[];
  #isClosed = false;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#stops = [
      parts.journal.onArrived((name, updates) => this.#arrive(name, updates)),
      parts.journal.onRebuilt((names) => {
        for (const name of names) this.#replace(name);
      }),
    ];
  }

  static open(parts: Parts): SpaceDocuments {
    return new SpaceDocuments(parts);
  }

  /** Opens a document, new or kept. Every handle is closed once. */
  async open(name: DocumentName): Promise<DocumentHandle> {
    const held = this.#hold(name);
    held.users += 1;
    const listeners = new Set<Replaced>();
    let closed = false;
    const close = (): void => {
      if (closed) return;
      closed = true;
      for (const listener of listeners) held.replaced.delete(listener);
      held.users -= 1;
      this.#tidy();
    };
    try {
      await held.ready;
    } catch (error) {
      close();
      throw error;
    }
    return {
      get doc() {
        return openedOf(held).doc;
      },
      onReplaced(listener) {
        // One of its own, so that the same function can listen at two handles.
        const own: Replaced = (doc) => listener(doc);
        listeners.add(own);
        held.replaced.add(own);
        return () => {
          listeners.delete(own);
          held.replaced.delete(own);
        };
      },
      close,
    };
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    for (const { opened } of this.#held.values()) opened?.doc.destroy();
    this.#held.clear();
  }

  #hold(name: DocumentName): HeldDocument {
    const known = this.#held.get(name);
    if (known !== undefined) {
      // Last used, last in the map: the idle ones at the front go first.
      this.#held.delete(name);
      this.#held.set(name, known);
      return known;
    }
    const held: HeldDocument = {
      opened: null,
      ready: Promise.resolve(),
      arrived: null,
      users: 0,
      replaced: new Set(),
    };
    held.ready = this.#read(name, held);
    held.ready.catch(() => {
      if (this.#held.get(name) === held) this.#held.delete(name);
    });
    this.#held.set(name, held);
    return held;
  }

  /** Reads the document into a new Y.Doc. From the end of the reading on nothing is awaited, so nothing comes between. */
  async #read(name: DocumentName, held: HeldDocument): Promise<void> {
    const { journal, keeper, attach } = this.#parts;
    const arrived: Uint8Array[] = [];
    held.arrived = arrived;
    const { snapshot, updates } = await journal.load(name);
    if (this.#isClosed) throw new Error("the documents of this space were closed");
    const doc = new Y.Doc({ gc: true });
    const apply = attach(name, doc);
    const clientId = journal.clientIdOf(name);
    const [ground, ...later] = groundFirst(clientId, [
      ...(snapshot === null ? updates : [snapshot, ...updates]),
      ...arrived,
      ...keeper.underWay(journal.space, name),
    ]);
    // Before anyone listens: Yjs would write the whole document out again for the listener.
    if (ground !== undefined) apply([ground], STORED);
    doc.clientID = clientId;
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (isLocal(origin)) keeper.keep(journal, name, update);
    });
    if (later.length > 0) apply(later, STORED);
    held.opened = { doc, apply };
    held.arrived = null;
  }

  #arrive(name: DocumentName, updates: readonly Uint8Array[]): void {
    const held = this.#held.get(name);
    if (held === undefined) return;
    held.arrived?.push(...updates);
    held.opened?.apply(updates, REMOTE);
  }

  #replace(name: DocumentName): void {
    const held = this.#held.get(name);
    if (held === undefined) return;
    if (held.users === 0 && held.arrived === null) {
      this.#held.delete(name);
      held.opened?.doc.destroy();
      return;
    }
    held.ready = held.ready.then(() => this.#readAnew(name, held));
    held.ready.catch((error: unknown) => {
      if (this.#held.get(name) === held) this.#held.delete(name);
      if (!this.#isClosed) reportFault("a document was not read anew", error);
    });
  }

  async #readAnew(name: DocumentName, held: HeldDocument): Promise<void> {
    const before = held.opened;
    await this.#read(name, held);
    const { doc } = openedOf(held);
    for (const listener of [...held.replaced]) listener(doc);
    before?.doc.destroy();
  }

  /** Closes what nobody used for longest. */
  #tidy(): void {
    const { journal, keeper } = this.#parts;
    const idle = [...this.#held].filter(
      ([name, held]) =>
        held.users === 0 &&
        held.opened !== null &&
        keeper.underWay(journal.space, name).length === 0,
    );
    for (const [name, held] of idle.slice(0, Math.max(0, idle.length - IDLE_DOCUMENTS))) {
      this.#held.delete(name);
      held.opened?.doc.destroy();
    }
  }
}

function openedOf({ opened }: HeldDocument): OpenedDocument {
  if (opened === null) throw new Error("a handle is of a document that was read");
  return opened;
}

/** With all of one's own among the ground: Yjs takes another clientID for a document in which it finds its own. */
function groundFirst(clientId: number, parts: readonly Uint8Array[]): readonly Uint8Array[] {
  let end = 1;
  parts.forEach((part, index) => {
    if (index > 0 && Y.parseUpdateMeta(part).to.has(clientId)) end = index + 1;
  });
  if (end === 1) return parts;
  return [Y.mergeUpdates(parts.slice(0, end)), ...parts.slice(end)];
}
