import type * as Y from "yjs";
import { type Store, createStore, deriveStore } from "../base/index.ts";
import {
  PROJECT_DOCUMENT,
  ProjectDocument,
  ROSTER_DOCUMENT,
  RosterDocument,
  documentKind,
  pictureHashes,
  rescueWords,
} from "../documents/index.ts";
import type { BlobHash, Member, Person, SpaceId, SpaceSync } from "../domain/index.ts";
import { type Road, type RoadLink, SpaceExchange } from "../roads/index.ts";
import type { Storage } from "../storage/index.ts";
import type { ChangeKeeper } from "./change-keeper.ts";
import type { Clock } from "./clock.ts";
import { Contacts, type Meeting, partnersOf, summaryOf } from "./contacts.ts";
import { type PreparePicture, StoredPictureShelf } from "./picture-shelf.ts";
import { type DocumentHandle, SpaceDocuments } from "./space-documents.ts";
import { RECORDS, type SpaceRecord } from "./stored-records.ts";

/** Pictures of a page are looked up again when the hand rests. */
const LOOK_FOR_PICTURES_MS = 500;

export interface SpaceParts {
  readonly storage: Storage;
  readonly keeper: ChangeKeeper;
  readonly road: Road;
  readonly clock: Clock;
  readonly random: () => number;
  readonly prepare: PreparePicture;
  /** New for every start of the program. */
  readonly session: string;
}

/** A project on this PC, alive as long as the program runs, whether a screen shows it or not. */
export class ProjectSpace {
  readonly id: SpaceId;
  readonly record: Store<SpaceRecord>;
  readonly sync: Store<SpaceSync>;
  readonly project: ProjectDocument;
  readonly roster: RosterDocument;
  readonly documents: SpaceDocuments;
  readonly exchange: SpaceExchange;
  readonly pictures: StoredPictureShelf;
  readonly parts: SpaceParts;
  /** The origin of changes that no screen made, such as introducing oneself. */
  readonly origin = {};
  readonly #record;
  readonly #link: RoadLink;
  readonly #contacts: Contacts;
  readonly #handles: readonly DocumentHandle[];
  readonly #stops: (() => void)[] = [];
  readonly #picturesOf: ReadonlyMap<string, readonly BlobHash[]>;

  private constructor(opened: OpenedSpace) {
    const { parts, record, documents, project, roster, contacts, picturesOf } = opened;
    this.parts = parts;
    this.id = record.id;
    this.#record = createStore(record);
    this.record = this.#record;
    this.documents = documents;
    this.project = new ProjectDocument(project.doc);
    this.roster = new RosterDocument(roster.doc);
    this.#handles = [project, roster];
    this.#contacts = contacts;
    this.#picturesOf = picturesOf;
    this.pictures = new StoredPictureShelf(parts.storage, parts.prepare);
    const { topic, secret, hubs } = record.invitation;
    this.#link = parts.road.join({ topic, secret, hubs });
    this.exchange = new SpaceExchange({
      copy: documents,
      link: this.#link,
      road: parts.road.name,
      clock: parts.clock,
      random: parts.random,
    });
    this.sync = this.#syncStore();
    this.#follow();
  }

  static async open(parts: SpaceParts, record: SpaceRecord, person: Person): Promise<ProjectSpace> {
    const picturesOf = new Map<string, readonly BlobHash[]>();
    const watcher: { look: (name: string, doc: Y.Doc) => void } = { look: () => undefined };
    const documents = await SpaceDocuments.open({
      space: record.id,
      me: { member: person.id, session: parts.session },
      storage: parts.storage,
      keeper: parts.keeper,
      attach: (name, doc) => {
        if (documentKind(name)?.kind !== "page") return;
        rescueWords(doc);
        let stopTimer: (() => void) | null = null;
        const look = (): void => {
          stopTimer = null;
          picturesOf.set(name, pictureHashes(doc));
          watcher.look(name, doc);
        };
        doc.on("update", () => {
          stopTimer ??= parts.clock.after(LOOK_FOR_PICTURES_MS, look);
        });
        look();
      },
    });
    const [project, roster, contacts] = await Promise.all([
      documents.open(PROJECT_DOCUMENT),
      documents.open(ROSTER_DOCUMENT),
      Contacts.open({ records: parts.storage.records, recordName: RECORDS.contacts(record.id), clock: parts.clock }),
    ]);
    const space = new ProjectSpace({ parts, record, documents, project, roster, contacts, picturesOf });
    watcher.look = () => space.#wantPictures();
    space.#wantPictures();
    space.introduce(person);
    return space;
  }

  /** Writes oneself and one's school into the roster, where every partner reads the name. */
  introduce(person: Person): void {
    const { joinedAs, joinedAt } = this.#record.get();
    const { id, name, town, country } = person.school;
    const role: Member["role"] = joinedAs === "founder" ? "founder" : person.role;
    this.roster.putMember(
      { id: person.id, name: person.name, role, schoolId: id, joinedAt },
      { id, name, town, country },
      this.origin,
    );
  }

  async changeRecord(change: Partial<SpaceRecord>): Promise<void> {
    const record = { ...this.#record.get(), ...change };
    this.#record.set(record);
    await this.parts.storage.records.put(RECORDS.space(this.id), record);
  }

  /** As `changeRecord`, for what can be made again: a failure costs nothing. */
  noteInRecord(change: Partial<SpaceRecord>): void {
    this.changeRecord(change).catch((error: unknown) => {
      // The home screen's summary is a copy of what the documents say, and is made again at the next start.
      console.error("the project's summary was not kept", error);
    });
  }

  refresh(): void {
    this.#link.refresh();
    this.exchange.refresh();
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.exchange.close();
    this.#link.close();
    this.pictures.close();
    for (const handle of this.#handles) handle.close();
    await this.#contacts.close();
    this.documents.close();
  }

  #syncStore(): Store<SpaceSync> {
    const { meetings } = this.exchange;
    return deriveStore([meetings, this.#contacts.all, this.roster.members], () => {
      const others = this.roster.members.get().filter(({ id }) => id !== this.documents.me.member);
      const partners = partnersOf(others, meetings.get(), this.#contacts.all.get());
      return { space: this.id, summary: summaryOf(partners), partners };
    });
  }

  #follow(): void {
    const { meetings } = this.exchange;
    const here = (): ReadonlySet<Meeting["member"]> =>
      new Set(
        meetings
          .get()
          .filter((meeting) => meeting.here)
          .map(({ member }) => member),
      );
    const keepSummary = (): void => {
      const { title, cover } = this.project.card.get();
      const schools = this.roster.schools.get();
      const before = this.#record.get();
      // Until the project has arrived, the invitation's title stands.
      const next = { title: title === "" ? before.title : title, cover: title === "" ? before.cover : cover, schools };
      if (JSON.stringify({ ...before, ...next }) === JSON.stringify(before)) return;
      this.noteInRecord(next);
    };
    const { wanted } = this.documents.blobs;
    let waiting = wanted.get();
    this.#stops.push(
      meetings.subscribe(() => this.#contacts.meet(meetings.get())),
      this.documents.onLocalChange((document) => this.#contacts.changed(document, here())),
      this.project.card.subscribe(keepSummary),
      this.roster.schools.subscribe(keepSummary),
      wanted.subscribe(() => {
        for (const hash of waiting) if (!wanted.get().includes(hash)) this.pictures.arrived(hash);
        waiting = wanted.get();
      }),
    );
    keepSummary();
  }

  #wantPictures(): void {
    const hashes = [...this.#picturesOf.values()].flat();
    this.documents.want(hashes).catch((error: unknown) => {
      console.error("missing pictures could not be looked up", error);
    });
  }
}

interface OpenedSpace {
  readonly parts: SpaceParts;
  readonly record: SpaceRecord;
  readonly documents: SpaceDocuments;
  readonly project: DocumentHandle;
  readonly roster: DocumentHandle;
  readonly contacts: Contacts;
  readonly picturesOf: ReadonlyMap<string, readonly BlobHash[]>;
}
