import { type Store, createStore, deriveStore, reportFault } from "../base/index.ts";
import {
  PROJECT_DOCUMENT,
  PageDocument,
  ProjectDocument,
  ROSTER_DOCUMENT,
  RosterDocument,
  documentKind,
  pageDocument,
} from "../documents/index.ts";
import type { Member, PageId, Person, SpaceId, SpaceSync } from "../domain/index.ts";
import { type Clock, type Road, type RoadLink, SpaceExchange } from "../roads/index.ts";
import type { Storage } from "../storage/index.ts";
import type { ChangeKeeper } from "./change-keeper.ts";
import { Contacts, partnersOf, summaryOf } from "./contacts.ts";
import { type PreparePicture, StoredPictureShelf } from "./picture-shelf.ts";
import { type DocumentHandle, SpaceDocuments, applyPlainly } from "./space-documents.ts";
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
  readonly #pages: ReadonlyMap<string, PageDocument>;
  #stopLooking: (() => void) | null = null;
  #isClosed = false;

  private constructor(opened: OpenedSpace) {
    const { parts, record, documents, project, roster, contacts, pages } = opened;
    this.parts = parts;
    this.id = record.id;
    this.#record = createStore(record);
    this.record = this.#record;
    this.documents = documents;
    this.project = new ProjectDocument(project.doc);
    this.roster = new RosterDocument(roster.doc);
    this.#handles = [project, roster];
    this.#contacts = contacts;
    this.#pages = pages;
    this.pictures = new StoredPictureShelf(parts.storage, parts.prepare);
    const { topic, secret, hubs } = record.invitation;
    this.#link = parts.road.join({ topic, secret, hubs });
    this.exchange = new SpaceExchange({
      copy: documents,
      link: this.#link,
      road: parts.road.name,
      clock: parts.clock,
      random: parts.random,
      met: new Map(
        [...contacts.all.get().values()].map(({ member, lastMetAt }) => [member, lastMetAt]),
      ),
      onFailure: (error) => {
        // What was under way when the project was closed finds its storage closed, and costs nothing.
        if (!this.#isClosed) reportFault("the exchange could not use this copy", error);
      },
    });
    this.sync = this.#syncStore();
    this.#follow();
  }

  static async open(parts: SpaceParts, record: SpaceRecord, person: Person): Promise<ProjectSpace> {
    const pages = new Map<string, PageDocument>();
    const opened: { space: ProjectSpace | null } = { space: null };
    const documents = await SpaceDocuments.open({
      space: record.id,
      me: { member: person.id, session: parts.session },
      storage: parts.storage,
      keeper: parts.keeper,
      attach: (name, doc) => {
        if (documentKind(name)?.kind !== "page") return applyPlainly(doc);
        const page = new PageDocument(doc, { me: person.id, now: () => parts.clock.now() });
        pages.set(name, page);
        page.pictures.subscribe(() => opened.space?.lookForPictures());
        doc.on("destroy", () => {
          page.close();
          pages.delete(name);
        });
        return (updates, origin) => page.receive(updates, origin);
      },
    });
    const [project, roster, contacts] = await Promise.all([
      documents.open(PROJECT_DOCUMENT),
      documents.open(ROSTER_DOCUMENT),
      Contacts.open({
        records: parts.storage.records,
        recordName: RECORDS.contacts(record.id),
        clock: parts.clock,
      }),
    ]);
    const space = new ProjectSpace({ parts, record, documents, project, roster, contacts, pages });
    opened.space = space;
    space.lookForPictures();
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

  /** The page's document, while a handle of it is open. */
  page(id: PageId): PageDocument {
    const page = this.#pages.get(pageDocument(id));
    if (page === undefined) throw new Error("a page is read only while its document is open");
    return page;
  }

  lookForPictures(): void {
    this.#stopLooking ??= this.parts.clock.after(LOOK_FOR_PICTURES_MS, () => this.#wantPictures());
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
      reportFault("the project's summary was not kept", error);
    });
  }

  refresh(): void {
    this.exchange.refresh();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#stopLooking?.();
    this.exchange.close();
    this.pictures.close();
    for (const handle of this.#handles) handle.close();
    await this.#contacts.close();
    this.documents.close();
  }

  #syncStore(): Store<SpaceSync> {
    const { partners: met } = this.exchange;
    return deriveStore([met, this.#contacts.all, this.roster.members], () => {
      const others = this.roster.members.get().filter(({ id }) => id !== this.documents.me.member);
      const partners = partnersOf(others, met.get(), this.#contacts.all.get());
      return { space: this.id, summary: summaryOf(partners), partners };
    });
  }

  #follow(): void {
    const { partners: met } = this.exchange;
    const keepSummary = (): void => {
      const { title, cover } = this.project.card.get();
      const schools = this.roster.schools.get();
      const before = this.#record.get();
      const lastPage = this.project.pages.get().find(({ id }) => id === before.lastPage?.id);
      // Until the project has arrived, the invitation's title stands.
      const next = {
        title: title === "" ? before.title : title,
        cover: title === "" ? before.cover : cover,
        schools,
        lastPage:
          lastPage === undefined ? before.lastPage : { id: lastPage.id, title: lastPage.title },
      };
      if (JSON.stringify({ ...before, ...next }) === JSON.stringify(before)) return;
      this.noteInRecord(next);
    };
    const { wanted } = this.documents.blobs;
    let waiting = wanted.get();
    this.#stops.push(
      met.subscribe(() => this.#contacts.meet(met.get())),
      this.documents.onLocalChange((document) => this.#contacts.changed(document)),
      this.project.card.subscribe(keepSummary),
      this.project.pages.subscribe(keepSummary),
      this.roster.schools.subscribe(keepSummary),
      wanted.subscribe(() => {
        for (const hash of waiting) if (!wanted.get().includes(hash)) this.pictures.arrived(hash);
        waiting = wanted.get();
      }),
    );
    keepSummary();
  }

  /** Pictures that pages show and this PC lacks are asked of the partners. */
  #wantPictures(): void {
    this.#stopLooking = null;
    const shown = [...this.#pages.values()].flatMap((page) => page.pictures.get());
    this.documents.want(shown).catch((error: unknown) => {
      reportFault("missing pictures could not be looked up", error);
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
  readonly pages: ReadonlyMap<string, PageDocument>;
}
