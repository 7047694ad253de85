import * as Y from "yjs";
import type { BlobHash, MemberId, SpaceId } from "../../domain/index.ts";
import {
  type Clock,
  type PartnerState,
  PresenceRoom,
  type RoadLink,
  type SpaceCopy,
  SpaceExchange,
} from "../../roads/index.ts";
import { MemoryDisk, MemoryStorage, type Storage } from "../../storage/index.ts";
import { ChangeKeeper } from "../../workspace/change-keeper.ts";
import { SpaceDocuments, applyPlainly } from "../../workspace/space-documents.ts";
import type { Random } from "../random.ts";

const SPACE = "space0000000000" as SpaceId;
/** The origin of what a person at this PC does. */
const HERE = Object.freeze({ origin: "here" });

/** Mistakes that a simulation has to notice. */
export interface PlantedFaults {
  readonly storage?: (storage: MemoryStorage, clock: Clock) => Storage;
  readonly copy?: (copy: SpaceCopy, documents: SpaceDocuments) => SpaceCopy;
  readonly presences?: () => PresenceRoom;
}

export interface SchoolParts {
  readonly name: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly join: () => RoadLink;
  /** How long the disk takes, in milliseconds; 0 to answer at once. */
  readonly diskMs?: () => number;
  readonly faults?: PlantedFaults;
}

export interface Token {
  readonly document: string;
  readonly token: string;
}

interface Running {
  readonly storage: MemoryStorage;
  readonly keeper: ChangeKeeper;
  readonly documents: SpaceDocuments;
  readonly exchange: SpaceExchange;
  readonly link: RoadLink;
}

/** One school's PC with the real documents, keeper and exchange on a disk in memory; it can be killed and started again. */
export class School {
  readonly name: string;
  readonly member: MemberId;
  readonly disk = new MemoryDisk();
  /** Of all runs: what the screen has called saved. */
  readonly acknowledged: Token[] = [];
  /** Typed in this run and not called saved. */
  unsaved: Token[] = [];
  session = "";
  readonly #parts: SchoolParts;
  readonly #shadows = new Map<string, { readonly doc: Y.Doc; rows: number }>();
  #running: Running | null = null;
  #sessions = 0;

  constructor(parts: SchoolParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.member = `${parts.name}00000000`.slice(0, 12) as MemberId;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  get documents(): SpaceDocuments {
    return this.#now.documents;
  }

  get exchange(): SpaceExchange {
    return this.#now.exchange;
  }

  get storage(): MemoryStorage {
    return this.#now.storage;
  }

  get keeper(): ChangeKeeper {
    return this.#now.keeper;
  }

  async start(session?: string): Promise<void> {
    const { clock, random, faults, diskMs } = this.#parts;
    this.#sessions += 1;
    this.session = session ?? `${this.name}-${this.#sessions}`;
    const pause = (): Promise<void> => {
      const ms = diskMs?.() ?? 0;
      return ms === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            clock.after(ms, resolve);
          });
    };
    const storage = new MemoryStorage(this.disk, pause);
    const used = faults?.storage?.(storage, clock) ?? storage;
    const keeper = new ChangeKeeper(used.changes, clock);
    const documents = await SpaceDocuments.open({
      space: SPACE,
      me: { member: this.member, session: this.session },
      storage: used,
      keeper,
      attach: (_name, doc) => {
        doc.clientID = random.whole(1, 2 ** 31);
        return applyPlainly(doc);
      },
    });
    const link = this.#parts.join();
    const exchange = new SpaceExchange({
      link,
      road: "loopback",
      copy: faults?.copy?.(documents, documents) ?? documents,
      clock,
      random: () => random.next(),
      presences: faults?.presences?.() ?? new PresenceRoom(),
    });
    keeper.state.subscribe(() => {
      if (keeper.state.get().state !== "saved") return;
      this.acknowledged.push(...this.unsaved);
      this.unsaved = [];
    });
    this.#running = { storage, keeper, documents, exchange, link };
  }

  /** The power goes: nothing is said to anybody, nothing is finished. */
  crash(): void {
    const { storage, keeper, documents, exchange, link } = this.#now;
    this.#running = null;
    storage.crash();
    link.close();
    exchange.close();
    keeper.close();
    documents.close();
    this.unsaved = [];
  }

  /** Changes a document as a person does. `token` is remembered as saved once the screen says so. */
  async edit(document: string, change: (doc: Y.Doc) => void, token?: string): Promise<void> {
    const { documents } = this.#now;
    const { doc, close } = await documents.open(document);
    // Killed while the document was being read.
    if (this.#running?.documents !== documents) return;
    if (token !== undefined) this.unsaved.push({ document, token });
    doc.transact(() => {
      change(doc);
      if (token !== undefined) doc.getMap("tokens").set(token, this.name);
    }, HERE);
    close();
  }

  async read<Value>(document: string, read: (doc: Y.Doc) => Value): Promise<Value> {
    const { doc, close } = await this.#now.documents.open(document);
    const value = read(doc);
    close();
    return value;
  }

  /** Asks the partners for the pictures that the document names. */
  async lookForPictures(document: string): Promise<void> {
    await this.documents.want(await this.#pictures(document));
  }

  async picturesNotHere(document: string): Promise<number> {
    let missing = 0;
    for (const hash of await this.#pictures(document)) {
      if (!(await this.documents.blobs.has(hash))) missing += 1;
    }
    return missing;
  }

  #pictures(document: string): Promise<readonly BlobHash[]> {
    return this.read(document, (doc) => [...doc.getMap("pictures").keys()] as BlobHash[]);
  }

  /** Whether a new start would find the token. */
  hasOnDisk({ document, token }: Token): boolean {
    const kept = this.disk.document(SPACE, document);
    const rows = [...(kept?.snapshot ? [kept.snapshot] : []), ...(kept?.updates ?? [])];
    let shadow = this.#shadows.get(document);
    // Folded since: the rows are others than those that were read.
    if (shadow === undefined || shadow.rows > rows.length) {
      shadow = { doc: new Y.Doc(), rows: 0 };
      this.#shadows.set(document, shadow);
    }
    for (const row of rows.slice(shadow.rows)) Y.applyUpdate(shadow.doc, row);
    shadow.rows = rows.length;
    return shadow.doc.getMap("tokens").has(token);
  }

  /** What the copy says of `other`. */
  partner(other: School): PartnerState | undefined {
    return this.#running?.exchange.partners.get().find(({ member }) => member === other.member);
  }

  get #now(): Running {
    if (this.#running === null) throw new Error(`${this.name} is not running`);
    return this.#running;
  }
}
