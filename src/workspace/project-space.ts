import { type Store, createStore, deriveStore, reportFault } from "../base/index.ts";
import { PROJECT_DOCUMENT, type PageDocument, ProjectDocument } from "../documents/index.ts";
import type {
  MemberId,
  PageEntry,
  PageId,
  ProjectCard,
  SpaceId,
  SpaceSync,
} from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import { type DeviceId, type EpochKeys, textOfId } from "../membership/index.ts";
import { SpaceExchange } from "../roads/index.ts";
import { Contacts, partnersOf, summaryOf } from "./contacts.ts";
import type { OwnRights } from "./contract.ts";
import { StaffDuties } from "./duties.ts";
import { readingOf, through } from "./following.ts";
import { type SpaceJournal, openSpaceJournal } from "./journal/index.ts";
import { KeptRecord } from "./kept-record.ts";
import { MeetingPlaces } from "./meeting-places.ts";
import { OwnAffairs } from "./own-affairs.ts";
import { isDismissedFrom, rightsOf } from "./own-rights.ts";
import { pageListStore } from "./page-list.ts";
import { InvitationSecrets, ProjectPeople } from "./people/index.ts";
import { StoredPictureShelf } from "./picture-shelf.ts";
import { RosterView } from "./roster-view.ts";
import { type DocumentHandle, SpaceDocuments } from "./space-documents.ts";
import { SpacePages } from "./space-pages.ts";
import type { SpaceParts } from "./space-parts.ts";
import { followSummary } from "./space-summary.ts";
import { RECORDS, type SpaceRecord } from "./stored-records.ts";

/** So many fit into an invitation. */
const MOST_HUBS = 8;

/** What a space begins with that is not kept here yet. */
export interface Beginning {
  readonly operations: readonly Uint8Array<ArrayBuffer>[];
  readonly keys: EpochKeys;
}

/** The journal as it is stored, grown by a beginning; or the one that was just founded. */
export type Origin = SpaceJournal | Beginning | null;

interface OpenedSpace {
  readonly parts: SpaceParts;
  readonly kept: KeptRecord;
  readonly journal: SpaceJournal;
  readonly documents: SpaceDocuments;
  readonly pages: SpacePages;
  readonly project: DocumentHandle;
  readonly roster: RosterView;
  readonly contacts: Contacts;
  readonly secrets: InvitationSecrets;
}

/** A project on this PC, alive as long as the program runs, whether a screen shows it or not. */
export class ProjectSpace {
  readonly id: SpaceId;
  readonly me: MemberId;
  readonly parts: SpaceParts;
  readonly record: Store<SpaceRecord>;
  readonly sync: Store<SpaceSync>;
  readonly rights: Store<OwnRights>;
  readonly pages: Store<readonly PageEntry[]>;
  readonly journal: SpaceJournal;
  readonly documents: SpaceDocuments;
  readonly card: Store<ProjectCard>;
  readonly roster: RosterView;
  readonly exchange: SpaceExchange;
  readonly pictures: StoredPictureShelf;
  readonly people: ProjectPeople;
  readonly duties: StaffDuties;
  readonly #opened: OpenedSpace;
  readonly #project: Store<ProjectDocument>;
  readonly #places: MeetingPlaces;
  readonly #stops: (() => void)[] = [];
  /** Those who say that this person does not belong to the space any more. */
  readonly #dismissedBy = createStore<ReadonlySet<MemberId>>(new Set());
  readonly #underWay = new Set<Promise<void>>();
  readonly #affairs: OwnAffairs;
  #isClosed = false;

  private constructor(opened: OpenedSpace) {
    this.#opened = opened;
    const { parts, kept, journal, documents, pages, project, roster, contacts, secrets } = opened;
    const { clock, random, road, signer, storage, suite } = parts;
    this.id = journal.space;
    this.me = signer.member;
    this.parts = parts;
    this.record = kept.record;
    this.journal = journal;
    this.documents = documents;
    this.roster = roster;
    this.#project = readingOf(project, (doc) => new ProjectDocument(doc));
    this.card = through(this.#project, (read) => read.card);
    this.pictures = new StoredPictureShelf(storage, parts.prepare);
    const { membership } = journal;
    const { me } = this;
    const isDismissed = deriveStore([membership, this.#dismissedBy], () =>
      isDismissedFrom(membership.get(), me, this.#dismissedBy.get()),
    );
    this.rights = deriveStore([membership, isDismissed], () =>
      rightsOf(membership.get(), me, isDismissed.get()),
    );
    this.pages = pageListStore({
      ...{ membership, me, isDismissed },
      cards: pages.cards,
      project: this.#project,
    });
    const headsOf = (member: MemberId): readonly string[] =>
      contacts.all.get().get(member)?.heads ?? [];
    this.#places = new MeetingPlaces({
      ...{ suite, road, me, journal, secrets, headsOf },
      record: kept.record,
      contacts: contacts.all,
      isDismissed: () => this.#dismissedBy.get().size > 0,
    });
    this.#affairs = new OwnAffairs({
      ...{ signer, journal, roster, kept, headsOf },
      person: parts.person,
      contacts: contacts.all,
    });
    this.duties = new StaffDuties({ suite, me, journal, clock, random });
    this.people = new ProjectPeople({
      ...{ me, suite, clock, journal, secrets, headsOf },
      platform: parts.platform,
      device: textOfId<DeviceId>(signer.device),
      hubs: deriveStore([parts.ownHubs, kept.record], () => [
        ...new Set([...parts.ownHubs.get(), ...kept.record.get().hubs].slice(0, MOST_HUBS)),
      ]),
      names: () => this.names(),
      flush: () => parts.keeper.flush(),
      settle: () => this.duties.doNow(),
      contacts: contacts.all,
    });
    this.exchange = new SpaceExchange({
      copy: journal,
      link: this.#places.link,
      road: road.name,
      clock,
      random,
      met: new Map(
        [...contacts.all.get().values()].map(({ member, lastMetAt }) => [member, lastMetAt]),
      ),
      onFailure: (error) => {
        // What was under way when the project was closed finds its storage closed, and costs nothing.
        if (!this.#isClosed) reportFault("the exchange could not use this copy", error);
      },
    });
    this.exchange.dismissedBy.subscribe(() => {
      this.#dismissedBy.set(this.exchange.dismissedBy.get());
      this.#places.follow();
    });
    this.sync = this.#syncStore();
    this.#follow();
  }

  static async open(
    parts: SpaceParts,
    record: SpaceRecord,
    origin: Origin = null,
  ): Promise<ProjectSpace> {
    const { clock, storage } = parts;
    const { records } = storage;
    const journal =
      origin !== null && "act" in origin
        ? origin
        : await openSpaceJournal({ ...parts, space: record.id, ...origin });
    const contacts = await Contacts.open({
      ...{ records, clock },
      recordName: RECORDS.contacts(record.id),
    });
    const pages = await SpacePages.open({
      ...{ journal, clock, records },
      recordName: RECORDS.pageCards(record.id),
      want: (pictures) => journal.want(pictures),
      changed: (document) => contacts.changed(document),
    });
    const documents = SpaceDocuments.open({ journal, keeper: parts.keeper, attach: pages.attach });
    pages.begin(documents);
    const [project, roster, secrets] = await Promise.all([
      documents.open(PROJECT_DOCUMENT as DocumentName),
      RosterView.open({ journal, documents }),
      InvitationSecrets.open(records, RECORDS.invitations(record.id)),
    ]);
    const kept = new KeptRecord(records, record);
    const views = { documents, pages, project, roster };
    return new ProjectSpace({ ...views, parts, kept, journal, contacts, secrets });
  }

  /** As it stands now: it is replaced when something in it counts no more. */
  get project(): ProjectDocument {
    return this.#project.get();
  }

  /** What the shell's own question calls people, schools and the project. */
  names(): Readonly<Record<string, string>> {
    return { ...this.roster.names(), "": this.record.get().title };
  }

  /** The page's document, while a handle of it is open. */
  page(id: PageId): PageDocument {
    return this.#opened.pages.page(id);
  }

  /** Opens the page for one act. */
  withPage(id: PageId, act: (page: PageDocument) => void): Promise<void> {
    return this.#opened.pages.with(id, act);
  }

  /** As `withPage`, for commands that return at once; `settled` waits for it. */
  inPage(id: PageId, act: (page: PageDocument) => void): void {
    const done = this.withPage(id, act).catch((error: unknown) => {
      reportFault("a change of a page could not be made", error);
    });
    this.#underWay.add(done);
    void done.finally(() => this.#underWay.delete(done));
  }

  /** Resolves when every command given so far has reached its document. */
  async settled(): Promise<void> {
    await this.#affairs.settled();
    await Promise.all(this.#underWay);
  }

  /** Reads every page again for the list, in the background. */
  readPageCards(): void {
    this.#opened.pages.lookAt(this.pages.get().map(({ id }) => id));
  }

  changeRecord(change: Partial<SpaceRecord>): Promise<void> {
    return this.#opened.kept.change(change);
  }

  noteInRecord(change: Partial<SpaceRecord>): void {
    this.#opened.kept.note(change);
  }

  refresh(): void {
    this.exchange.refresh();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const { journal, documents, pages, project, roster, contacts } = this.#opened;
    for (const stop of this.#stops) stop();
    this.duties.close();
    this.#affairs.close();
    this.#places.close();
    this.exchange.close();
    this.pictures.close();
    roster.close();
    project.close();
    await contacts.close();
    await pages.close();
    documents.close();
    await journal.close();
  }

  #syncStore(): Store<SpaceSync> {
    const { partners: met } = this.exchange;
    const { contacts } = this.#opened;
    return deriveStore([met, contacts.all, this.roster.members], () => {
      const others = this.roster.members
        .get()
        .filter(({ id, standing }) => id !== this.me && standing === "active");
      const partners = partnersOf(others, met.get(), contacts.all.get());
      return { space: this.id, summary: summaryOf(partners), partners };
    });
  }

  #follow(): void {
    const { partners: met } = this.exchange;
    const { contacts, journal } = this.#opened;
    const { wanted } = journal.blobs;
    let waiting = wanted.get();
    const { kept, roster } = this.#opened;
    const { me, card, pages } = this;
    this.#stops.push(
      met.subscribe(() => contacts.meet(met.get())),
      followSummary({ ...{ me, kept, card, pages, roster, journal }, rights: this.rights }),
      wanted.subscribe(() => {
        for (const hash of waiting) if (!wanted.get().includes(hash)) this.pictures.arrived(hash);
        waiting = wanted.get();
      }),
    );
  }
}
