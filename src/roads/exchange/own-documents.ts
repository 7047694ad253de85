import * as sha256 from "lib0/hash/sha256";
import { concatBytes, encodeHex } from "../../base/index.ts";
import type { Claim, StateHash } from "./message.ts";
import type { SpaceCopy } from "./space-copy.ts";

/** Of a document's past: enough to recognise a partner who is merely behind. */
const REMEMBERED_HASHES = 64;
const NOTHING = new Uint8Array([0]);

interface Entry {
  /** null while it is being asked, or the document changed since. */
  hash: StateHash | null;
  version: number;
  stateVector: Uint8Array;
  isEmpty: boolean;
  /** The copy could not answer when it was asked last. */
  isUnreadable: boolean;
  /** States that are contained in the present one: own former ones, and those that partners sent. */
  readonly included: Set<StateHash>;
  asking: Promise<void> | null;
  askAgain: boolean;
}

/** What this copy holds, by hash. Documents that are known by name only count as not held. */
export class OwnDocuments {
  readonly #copy: SpaceCopy;
  readonly #entries = new Map<string, Entry>();
  readonly #onChange: (document: string) => void;
  readonly #onFailure: (error: unknown) => void;
  #isComplete = false;

  constructor(
    copy: SpaceCopy,
    onChange: (document: string) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#copy = copy;
    this.#onChange = onChange;
    this.#onFailure = onFailure;
  }

  /** Whether every document has been asked after once; before that nothing can be said of partners. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** null: not held, or not known at this moment. */
  hash(document: string): StateHash | null {
    const entry = this.#entries.get(document);
    return entry === undefined || entry.isEmpty ? null : entry.hash;
  }

  /** What can be said to partners about the document; null as for `hash`. */
  claim(document: string): Claim | null {
    const hash = this.hash(document);
    const version = this.#entries.get(document)?.version ?? 0;
    return hash === null ? null : { document, hash, version };
  }

  /** False while the hash of a held document is being asked. */
  isKnown(document: string): boolean {
    const entry = this.#entries.get(document);
    return entry === undefined || entry.hash !== null;
  }

  stateVector(document: string): Uint8Array {
    return this.#entries.get(document)?.stateVector ?? NOTHING;
  }

  /** Names of what is held, sorted; those whose hash is being asked among them. */
  held(): readonly string[] {
    const held: string[] = [];
    for (const [name, entry] of this.#entries) {
      if (!entry.isUnreadable && (!entry.isEmpty || entry.hash === null)) held.push(name);
    }
    return held.sort();
  }

  includes(document: string, hash: StateHash): boolean {
    return this.#entries.get(document)?.included.has(hash) ?? false;
  }

  noteIncluded(document: string, hash: StateHash): void {
    remember(this.#entry(document).included, hash);
  }

  /** Forgets what was concluded, so that every difference is looked at afresh. */
  forgetIncluded(): void {
    for (const entry of this.#entries.values()) entry.included.clear();
  }

  /** A hash over names and hashes; null while one of them is being asked. */
  digest(): string | null {
    const parts: Uint8Array[] = [];
    for (const name of this.held()) {
      const hash = this.hash(name);
      if (hash === null) return null;
      parts.push(new TextEncoder().encode(`${name} ${hash}\n`));
    }
    return encodeHex(sha256.digest(concatBytes(parts)));
  }

  /**
   * The document changed. After an own change nobody can be said to have it until the copy has answered; a received one
   * somebody has, and the answer comes in a moment.
   */
  refresh(document: string, change: "own" | "received" = "received"): Promise<void> {
    const entry = this.#entry(document);
    entry.hash = null;
    if (change === "own") this.#onChange(document);
    if (entry.asking === null) entry.asking = this.#ask(document, entry);
    else entry.askAgain = true;
    return entry.asking;
  }

  /** Resolves when no question about the document is under way; another may begin while one is answered. */
  async refreshed(document: string): Promise<void> {
    for (;;) {
      const asking = this.#entries.get(document)?.asking ?? null;
      if (asking === null) return;
      await asking;
    }
  }

  /** Asks after every document that is new since, or could not be read. */
  async refreshNew(): Promise<void> {
    for (const document of this.#copy.documents.get()) {
      const entry = this.#entries.get(document);
      if (entry === undefined || entry.isUnreadable) await this.refresh(document);
    }
    this.#isComplete = true;
  }

  /** Finds what changed without a word, so that no forgotten notice can keep copies apart. */
  async recheck(): Promise<void> {
    await this.refreshNew();
    for (const [document, entry] of this.#entries) {
      if (entry.asking !== null) continue;
      try {
        const { hash } = await this.#copy.summary(document);
        if (entry.asking === null && encodeHex(hash) !== entry.hash) await this.refresh(document);
      } catch (error) {
        this.#onFailure(error);
      }
    }
  }

  async #ask(document: string, entry: Entry): Promise<void> {
    try {
      do {
        entry.askAgain = false;
        const { hash, stateVector } = await this.#copy.summary(document);
        if (entry.askAgain) continue;
        entry.hash = encodeHex(hash);
        entry.version += 1;
        entry.stateVector = stateVector;
        entry.isEmpty = stateVector.length <= 1;
        entry.isUnreadable = false;
        remember(entry.included, entry.hash);
      } while (entry.askAgain);
    } catch (error) {
      entry.isUnreadable = true;
      this.#onFailure(error);
    }
    entry.asking = null;
    this.#onChange(document);
  }

  #entry(document: string): Entry {
    const known = this.#entries.get(document);
    if (known !== undefined) return known;
    const entry: Entry = {
      hash: null,
      version: 0,
      stateVector: NOTHING,
      isEmpty: true,
      isUnreadable: false,
      included: new Set(),
      asking: null,
      askAgain: false,
    };
    this.#entries.set(document, entry);
    return entry;
  }
}

function remember(hashes: Set<StateHash>, hash: StateHash): void {
  hashes.delete(hash);
  hashes.add(hash);
  for (const oldest of hashes) {
    if (hashes.size <= REMEMBERED_HASHES) return;
    hashes.delete(oldest);
  }
}
