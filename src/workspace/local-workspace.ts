import {
  type Result,
  type Store,
  type WritableStore,
  createStore,
  fail,
  succeed,
} from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import {
  type Person,
  type ProjectSummary,
  type SaveState,
  type SpaceId,
  type SpaceSync,
  newSchoolId,
} from "../domain/index.ts";
import type { OpenedKeychain, Platform } from "../platform/index.ts";
import { type Clock, type Road, systemClock } from "../roads/index.ts";
import type { Storage } from "../storage/index.ts";
import { ChangeKeeper } from "./change-keeper.ts";
import type {
  JoinFailure,
  JoinOutcome,
  Joining,
  KeyCare,
  NewProject,
  OpenProject,
  OpenProjectFailure,
  PersonFields,
  Settings,
  Workspace,
} from "./contract.ts";
import { Entrance, Joinings } from "./joining/index.ts";
import { type ScreenFrames, foundSpaceJournal } from "./journal/index.ts";
import { openKeyCare } from "./key-care.ts";
import type { KeptSettings } from "./kept-settings.ts";
import { openProjectView } from "./open-project.ts";
import { type OwnHubs, followOwnHubs } from "./own-hubs.ts";
import type { PreparePicture } from "./picture-shelf.ts";
import { keychainSigner } from "./signer.ts";
import { Spaces } from "./spaces.ts";
import type { SpaceParts } from "./space-parts.ts";
import { RECORDS, type SpaceRecord, knownPersonRecord, readRecord } from "./stored-records.ts";

export interface WorkspaceParts {
  /** Sealed under the keychain's storage key. */
  readonly storage: Storage;
  readonly suite: Suite;
  readonly keychain: OpenedKeychain;
  readonly settings: KeptSettings;
  readonly road: Road;
  readonly platform: Pick<
    Platform,
    | "hubStatus"
    | "onHubStatus"
    | "offerInvitation"
    | "withdrawInvitation"
    | "redeemInvitation"
    | "keychainStatus"
    | "changePassphrase"
    | "recoveryWords"
    | "signFeedHeader"
    | "signOperation"
    | "agree"
  >;
  readonly prepare: PreparePicture;
  /** Decodes what strangers sealed where a hang costs nothing; null: decoded here. */
  readonly screen: ScreenFrames | null;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** Opens what is kept on this PC. Every project begins to look for its partners in the background. */
export async function openWorkspace(parts: WorkspaceParts): Promise<Workspace> {
  const { storage, suite, road, platform, prepare, screen } = parts;
  const { records } = storage;
  const clock = parts.clock ?? systemClock;
  const signer = keychainSigner(platform, suite, parts.keychain);
  const person = createStore<Person | null>(
    await readRecord(records, RECORDS.person, knownPersonRecord),
  );
  const keeper = new ChangeKeeper(clock);
  const ownHubs = await followOwnHubs(platform);
  const random = parts.random ?? Math.random;
  const shared: SpaceParts = {
    ...{ storage, suite, signer, keeper, road, platform, clock, random, prepare, person },
    screen,
    ownHubs: ownHubs.hubs,
  };
  const spaces = await Spaces.open(shared);
  const joinings = await Joinings.open({
    ...{ suite, signer, records, road, clock },
    arrive: (found) => spaces.arrive(found),
  });
  const keys = await openKeyCare({ platform, records, clock });
  const { settings } = parts;
  const opened = { platform, settings, person, spaces, joinings, keys, ownHubs };
  return new LocalWorkspace({ ...shared, ...opened });
}

interface Opened extends Omit<SpaceParts, "person" | "ownHubs" | "platform"> {
  readonly platform: WorkspaceParts["platform"];
  readonly settings: KeptSettings;
  readonly person: WritableStore<Person | null>;
  readonly spaces: Spaces;
  readonly joinings: Joinings;
  readonly keys: KeyCare;
  readonly ownHubs: OwnHubs;
}

class LocalWorkspace implements Workspace {
  readonly person: Store<Person | null>;
  readonly settings: Store<Settings>;
  readonly projects: Store<readonly ProjectSummary[]>;
  readonly saveState: Store<SaveState>;
  readonly sync: Store<ReadonlyMap<SpaceId, SpaceSync>>;
  readonly joinings: Store<readonly Joining[]>;
  readonly keys: KeyCare;
  readonly #opened: Opened;
  readonly #entrance: Entrance;

  constructor(opened: Opened) {
    const { spaces, joinings } = opened;
    this.#opened = opened;
    this.person = opened.person;
    this.settings = opened.settings.settings;
    this.projects = spaces.summaries;
    this.saveState = opened.keeper.state;
    this.sync = spaces.sync;
    this.joinings = joinings.all;
    this.keys = opened.keys;
    this.#entrance = new Entrance({
      ...opened,
      arrive: (found) => spaces.arrive(found),
      addHubs: (space, hubs) => spaces.addHubs(space, hubs),
    });
  }

  async introduce(fields: PersonFields): Promise<void> {
    await this.#keepPerson(fields, newSchoolId());
  }

  async changePerson(fields: PersonFields): Promise<void> {
    await this.#keepPerson(fields, this.#someone().school.id);
    await this.#opened.spaces.settled();
  }

  changeSettings(change: Partial<Settings>): Promise<void> {
    return this.#opened.settings.change(change);
  }

  async createProject(fields: NewProject): Promise<SpaceId> {
    const { clock, spaces, keeper, signer, suite, storage, screen } = this.#opened;
    const { school } = this.#someone();
    const now = clock.now();
    const { pages, ...card } = fields;
    const founded = await foundSpaceJournal({
      ...{ signer, suite, storage, clock, screen },
      school: school.id,
      names: { "": card.title, [school.id]: school.name },
    });
    if (!founded.ok) throw new NotFoundedError(founded.failure.kind);
    const record: SpaceRecord = {
      id: founded.value.space,
      openedAt: now,
      title: card.title,
      cover: card.cover,
      schools: [{ ...school }],
      ownSchool: school.id,
      lastPage: null,
      standing: "active",
      endedAt: null,
      hubs: [],
      mailbox: null,
    };
    const space = await spaces.add(record, founded.value);
    // Keys of the teachers' room too.
    await space.duties.doNow();
    const view = await openProjectView(space);
    view.changeCard(card);
    space.project.changeCard({ createdAt: now }, {});
    for (const page of pages) await view.addPage(page.title, page.blocks);
    view.close();
    await space.settled();
    await keeper.flush();
    return record.id;
  }

  async openProject(id: SpaceId): Promise<Result<OpenProject, OpenProjectFailure>> {
    const { clock, spaces } = this.#opened;
    const space = await spaces.find(id).catch(() => "unreadable" as const);
    if (space === null) return fail({ kind: "notHere" });
    if (space === "unreadable") return fail({ kind: "notReadable" });
    space.noteInRecord({ openedAt: clock.now() });
    return succeed(await openProjectView(space));
  }

  removeProject(id: SpaceId): Promise<void> {
    return this.#opened.spaces.remove(id);
  }

  joinByFile(file: Uint8Array): Promise<Result<JoinOutcome, JoinFailure>> {
    return this.#entrance.byFile(file);
  }

  joinByText(text: string): Promise<Result<JoinOutcome, JoinFailure>> {
    return this.#entrance.byText(text);
  }

  joinByCode(code: string, address: string | null): Promise<Result<JoinOutcome, JoinFailure>> {
    return this.#entrance.byCode(code, address);
  }

  joinByDigits(digits: string, address: string | null): Promise<Result<JoinOutcome, JoinFailure>> {
    return this.#entrance.byDigits(digits, address);
  }

  cancelJoining(joining: string): Promise<void> {
    return this.#opened.joinings.cancel(joining);
  }

  async flush(): Promise<void> {
    await this.#opened.spaces.settled();
    await this.#opened.keeper.flush();
  }

  refreshRoads(): void {
    this.#opened.spaces.refresh();
    this.#opened.joinings.refresh();
  }

  async close(): Promise<void> {
    const { joinings, keeper, ownHubs, road, spaces, storage } = this.#opened;
    await this.flush();
    joinings.close();
    ownHubs.close();
    await spaces.close();
    keeper.close();
    road.close();
    await storage.close();
  }

  async #keepPerson(fields: PersonFields, school: Person["school"]["id"]): Promise<void> {
    const { signer, storage } = this.#opened;
    // Who one is in every project is the keychain's to say, not a record's.
    const person = { ...fields, id: signer.member, school: { ...fields.school, id: school } };
    await storage.records.put(RECORDS.person, person);
    this.#opened.person.set(person);
  }

  #someone(): Person {
    const person = this.#opened.person.get();
    if (person === null) throw new Error("nobody has been introduced yet");
    return person;
  }
}

/** The keychain did not sign, or the disk did not keep, what would have begun a project. */
class NotFoundedError extends Error {
  override readonly name = "NotFoundedError";
}
