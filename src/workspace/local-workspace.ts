import {
  type Result,
  type Store,
  createStore,
  deriveStore,
  fail,
  randomId,
  succeed,
  reportFault,
} from "../base/index.ts";
import {
  type Person,
  type ProjectSummary,
  type SaveState,
  type SpaceId,
  type SpaceSync,
  newMemberId,
  newSchoolId,
  newSpaceId,
} from "../domain/index.ts";
import type { Platform } from "../platform/index.ts";
import type { Storage } from "../storage/index.ts";
import { ChangeKeeper } from "./change-keeper.ts";
import { type Clock, type Road, systemClock } from "../roads/index.ts";
import type {
  JoinFailure,
  NewProject,
  OfferedCode,
  OpenProject,
  OpenProjectFailure,
  PersonFields,
  Settings,
  Workspace,
} from "./contract.ts";
import { type Invitation, readInvitation, writeInvitation } from "./invitation.ts";
import { openProjectView } from "./open-project.ts";
import type { PreparePicture } from "./picture-shelf.ts";
import { ProjectSpace, type SpaceParts } from "./project-space.ts";
import {
  DEFAULT_SETTINGS,
  RECORDS,
  type SpaceRecord,
  personRecord,
  settingsRecord,
  spaceRecord,
} from "./stored-records.ts";

const CODE_LIFETIME_MS = 10 * 60_000;
const MOST_HUBS = 8;

export interface WorkspaceParts {
  readonly storage: Storage;
  readonly road: Road;
  readonly platform: Pick<
    Platform,
    "hubStatus" | "offerInvitation" | "withdrawInvitation" | "redeemInvitation"
  >;
  readonly prepare: PreparePicture;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/** Opens what is kept on this PC. Every project begins to look for its partners at once. */
export async function openWorkspace(parts: WorkspaceParts): Promise<Workspace> {
  const { records } = parts.storage;
  const person = personRecord
    .nullable()
    .catch(null)
    .parse((await records.get(RECORDS.person)) ?? null);
  const settings = settingsRecord.parse({
    ...DEFAULT_SETTINGS,
    ...toObject(await records.get(RECORDS.settings)),
  });
  const workspace = new LocalWorkspace(parts, person, settings);
  if (person !== null) {
    for (const { value } of await records.list(RECORDS.spaces)) {
      const record = spaceRecord.safeParse(value);
      if (record.success) await workspace.openSpace(record.data, person);
      else reportFault("a project's record is damaged and was left as it is", record.error);
    }
  }
  return workspace;
}

class LocalWorkspace implements Workspace {
  readonly person: Store<Person | null>;
  readonly settings: Store<Settings>;
  readonly projects: Store<readonly ProjectSummary[]>;
  readonly saveState: Store<SaveState>;
  readonly sync: Store<ReadonlyMap<SpaceId, SpaceSync>>;
  readonly #person;
  readonly #settings;
  readonly #spaces = createStore<ReadonlyMap<SpaceId, ProjectSpace>>(new Map());
  readonly #parts: WorkspaceParts;
  readonly #spaceParts: SpaceParts;
  readonly #keeper: ChangeKeeper;
  readonly #clock: Clock;

  constructor(parts: WorkspaceParts, person: Person | null, settings: Settings) {
    this.#parts = parts;
    this.#clock = parts.clock ?? systemClock;
    this.#keeper = new ChangeKeeper(parts.storage.changes, this.#clock);
    this.#spaceParts = {
      storage: parts.storage,
      keeper: this.#keeper,
      road: parts.road,
      clock: this.#clock,
      random: parts.random ?? Math.random,
      prepare: parts.prepare,
      session: randomId(),
    };
    this.#person = createStore(person);
    this.#settings = createStore(settings);
    this.person = this.#person;
    this.settings = this.#settings;
    this.saveState = this.#keeper.state;
    this.projects = gatherStore(this.#spaces, "record", (spaces) =>
      spaces
        .map(({ record }) => summaryOfRecord(record.get()))
        .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1)),
    );
    this.sync = gatherStore(
      this.#spaces,
      "sync",
      (spaces) => new Map(spaces.map(({ id, sync }) => [id, sync.get()])),
    );
  }

  async introduce(fields: PersonFields): Promise<void> {
    await this.#keepPerson({
      ...fields,
      id: newMemberId(),
      school: { ...fields.school, id: newSchoolId() },
    });
  }

  async changePerson(fields: PersonFields): Promise<void> {
    const person = this.#someone();
    await this.#keepPerson({
      ...fields,
      id: person.id,
      school: { ...fields.school, id: person.school.id },
    });
    for (const space of this.#spaces.get().values()) space.introduce(this.#someone());
  }

  async changeSettings(change: Partial<Settings>): Promise<void> {
    const settings = { ...this.#settings.get(), ...change };
    await this.#parts.storage.records.put(RECORDS.settings, settings);
    this.#settings.set(settings);
  }

  async createProject(fields: NewProject): Promise<SpaceId> {
    const now = this.#clock.now();
    const { pages, ...card } = fields;
    const id = newSpaceId();
    const invitation = {
      space: id,
      topic: randomId(),
      secret: randomId() + randomId(),
      hubs: [],
      title: card.title,
    };
    const space = await this.#addSpace({
      id,
      invitation,
      openedAt: now,
      title: card.title,
      cover: card.cover,
      schools: [],
      lastPage: null,
      joinedAs: "founder",
      joinedAt: now,
    });
    space.project.changeCard({ ...card, createdAt: now }, space.origin);
    const view = await openProjectView(space);
    for (const page of pages) await view.addPage(page.title, page.blocks);
    view.close();
    await this.#keeper.flush();
    return id;
  }

  async openProject(id: SpaceId): Promise<Result<OpenProject, OpenProjectFailure>> {
    const space = this.#spaces.get().get(id);
    if (space === undefined) return fail({ kind: "notHere" });
    space.noteInRecord({ openedAt: this.#clock.now() });
    return succeed(await openProjectView(space));
  }

  async removeProject(id: SpaceId): Promise<void> {
    const space = this.#spaces.get().get(id);
    if (space === undefined) return;
    const spaces = new Map(this.#spaces.get());
    spaces.delete(id);
    this.#spaces.set(spaces);
    await space.close();
    this.#keeper.drop(id);
    const { changes, records } = this.#parts.storage;
    // The record last: were the power to fail in between, the project would still be listed and could be removed again.
    await changes.removeSpace(id);
    for (const name of [RECORDS.contacts(id), RECORDS.arrivals(id), RECORDS.space(id)])
      await records.remove(name);
  }

  async invitationText(id: SpaceId): Promise<string> {
    const space = this.#space(id);
    const { invitation, title } = space.record.get();
    const own = await this.#ownHubs();
    const hubs = [...new Set([...own, ...invitation.hubs])].slice(0, MOST_HUBS);
    return writeInvitation({ ...invitation, hubs, title });
  }

  async offerCode(
    id: SpaceId,
  ): Promise<Result<OfferedCode, { readonly kind: "hubStopped" | "tooManyOffers" }>> {
    const code = sixDigits();
    const invitation = await this.invitationText(id);
    const offered = await this.#parts.platform.offerInvitation({
      code,
      invitation,
      lifetimeMs: CODE_LIFETIME_MS,
    });
    if (!offered.ok) return offered;
    const addresses = await this.#ownHubs();
    return succeed({ code, endsAt: this.#clock.now() + CODE_LIFETIME_MS, addresses });
  }

  withdrawCode(code: string): Promise<void> {
    return this.#parts.platform.withdrawInvitation(code);
  }

  async joinByText(text: string): Promise<Result<SpaceId, JoinFailure>> {
    const invitation = await readInvitation(text);
    return invitation.ok ? succeed(await this.#join(invitation.value)) : invitation;
  }

  async joinByCode(code: string, address: string | null): Promise<Result<SpaceId, JoinFailure>> {
    const redeemed = await this.#parts.platform.redeemInvitation({ code, address });
    if (!redeemed.ok) return redeemed;
    const invitation = await readInvitation(redeemed.value.invitation);
    if (!invitation.ok) return invitation;
    const hubs = [...new Set([redeemed.value.hub, ...invitation.value.hubs])].slice(0, MOST_HUBS);
    return succeed(await this.#join({ ...invitation.value, hubs }));
  }

  flush(): Promise<void> {
    return this.#keeper.flush();
  }

  refreshRoads(): void {
    for (const space of this.#spaces.get().values()) space.refresh();
  }

  async close(): Promise<void> {
    await this.#keeper.flush();
    for (const space of this.#spaces.get().values()) await space.close();
    this.#keeper.close();
    this.#parts.road.close();
    await this.#parts.storage.close();
  }

  async openSpace(record: SpaceRecord, person: Person): Promise<ProjectSpace> {
    const space = await ProjectSpace.open(this.#spaceParts, record, person);
    this.#spaces.set(new Map(this.#spaces.get()).set(record.id, space));
    return space;
  }

  /** The record is safe before the project exists: a crash in between leaves an empty project, never a lost secret. */
  async #addSpace(record: SpaceRecord): Promise<ProjectSpace> {
    await this.#parts.storage.records.put(RECORDS.space(record.id), record);
    return this.openSpace(record, this.#someone());
  }

  async #join(invitation: Invitation): Promise<SpaceId> {
    const known = this.#spaces.get().get(invitation.space);
    if (known !== undefined) {
      // Invited again: perhaps because the partner's address changed.
      const hubs = [...new Set([...invitation.hubs, ...known.record.get().invitation.hubs])].slice(
        0,
        MOST_HUBS,
      );
      await known.changeRecord({ invitation: { ...known.record.get().invitation, hubs } });
      known.refresh();
      return known.id;
    }
    const now = this.#clock.now();
    await this.#addSpace({
      id: invitation.space,
      invitation,
      openedAt: now,
      title: invitation.title,
      cover: "stars",
      schools: [],
      lastPage: null,
      joinedAs: "member",
      joinedAt: now,
    });
    await this.#keeper.flush();
    return invitation.space;
  }

  async #keepPerson(person: Person): Promise<void> {
    await this.#parts.storage.records.put(RECORDS.person, person);
    this.#person.set(person);
  }

  async #ownHubs(): Promise<readonly string[]> {
    const { port, addresses } = await this.#parts.platform.hubStatus();
    if (port === null) return [];
    return addresses.map((address) =>
      address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`,
    );
  }

  #someone(): Person {
    const person = this.#person.get();
    if (person === null) throw new Error("nobody has been introduced yet");
    return person;
  }

  #space(id: SpaceId): ProjectSpace {
    const space = this.#spaces.get().get(id);
    if (space === undefined) throw new Error("this project is not on this computer");
    return space;
  }
}

function toObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}

function summaryOfRecord(record: SpaceRecord): ProjectSummary {
  const { id, title, cover, schools, openedAt, lastPage } = record;
  return { id, title, cover, schools, openedAt, lastPage };
}

function sixDigits(): string {
  // Rejects the few values that would make low codes likelier.
  const most = Math.floor(2 ** 32 / 1_000_000) * 1_000_000;
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value < most ? String(value % 1_000_000).padStart(6, "0") : sixDigits();
}

/** One value over all projects, following each of them as they come and go. */
function gatherStore<Value>(
  spaces: Store<ReadonlyMap<SpaceId, ProjectSpace>>,
  part: "record" | "sync",
  gather: (spaces: readonly ProjectSpace[]) => Value,
): Store<Value> {
  const parts = (): readonly Store<unknown>[] =>
    [...spaces.get().values()].map((space) => space[part]);
  let derived = deriveStore([spaces, ...parts()], () => gather([...spaces.get().values()]));
  let derivedFrom = spaces.get();
  const now = (): Store<Value> => {
    if (derivedFrom !== spaces.get()) {
      derivedFrom = spaces.get();
      derived = deriveStore([spaces, ...parts()], () => gather([...spaces.get().values()]));
    }
    return derived;
  };
  return {
    get: () => now().get(),
    subscribe(listener) {
      let stop = now().subscribe(listener);
      const stopSpaces = spaces.subscribe(() => {
        stop();
        stop = now().subscribe(listener);
        listener();
      });
      return () => {
        stop();
        stopSpaces();
      };
    },
  };
}
