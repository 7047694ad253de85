import { type Store, createStore, deriveStore } from "../base/index.ts";
import { ProfileDocument, type Roster, profileDocument, rosterOf } from "../documents/index.ts";
import type { LoggedPerson, Member, MemberId, Person, Profile, School } from "../domain/index.ts";
import type { DocumentName } from "../journal/index.ts";
import type { Membership, OperationId } from "../membership/index.ts";
import { readingOf, through } from "./following.ts";
import type { SpaceJournal } from "./journal/index.ts";
import type { DocumentHandle, SpaceDocuments } from "./space-documents.ts";

interface OpenProfile {
  readonly profile: Store<Profile | null>;
  readonly handle: DocumentHandle;
  readonly stop: () => void;
}

interface Parts {
  readonly journal: Pick<SpaceJournal, "membership" | "log">;
  readonly documents: SpaceDocuments;
}

/** Who takes part: role, school and standing from the log, names from what each says of themselves. */
export class RosterView {
  readonly roster: Store<Roster>;
  readonly members: Store<readonly Member[]>;
  readonly schools: Store<readonly School[]>;
  readonly #parts: Parts;
  readonly #profiles = createStore<ReadonlyMap<MemberId, Profile>>(new Map());
  readonly #open = new Map<MemberId, OpenProfile>();
  readonly #stop: () => void;
  #following: Promise<void> = Promise.resolve();
  #isClosed = false;

  private constructor(parts: Parts) {
    this.#parts = parts;
    const { membership, log } = parts.journal;
    const people = deriveStore([membership], () => peopleOf(membership.get(), log));
    this.roster = deriveStore([people, this.#profiles], () =>
      rosterOf(people.get(), this.#profiles.get()),
    );
    this.members = deriveStore([this.roster], () => this.roster.get().members);
    this.schools = deriveStore([this.roster], () => this.roster.get().schools);
    this.#stop = membership.subscribe(() => void this.follow());
  }

  static async open(parts: Parts): Promise<RosterView> {
    const view = new RosterView(parts);
    await view.follow();
    return view;
  }

  /** Opens the profiles of those who have come since. */
  follow(): Promise<void> {
    this.#following = this.#following.then(() => this.#openProfiles());
    return this.#following;
  }

  /** Says to the others who one is. */
  async introduce(
    { name, school, languages }: Person,
    me: MemberId,
    origin: object,
  ): Promise<void> {
    const { documents } = this.#parts;
    const handle = await documents.open(profileDocument(me) as DocumentName);
    new ProfileDocument(handle.doc).change({ name, school, languages }, origin);
    handle.close();
  }

  /** What the shell's own question calls people and schools. */
  names(): Readonly<Record<string, string>> {
    const { members, schools } = this.roster.get();
    const named = [
      ...members.map(({ id, name }) => [id, name] as const),
      ...schools.map(({ id, name }) => [id, name] as const),
    ];
    return Object.fromEntries(named.filter(([, name]) => name !== ""));
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
    for (const { handle, stop } of this.#open.values()) {
      stop();
      handle.close();
    }
    this.#open.clear();
  }

  async #openProfiles(): Promise<void> {
    const members = this.#parts.journal.membership.get()?.members.keys() ?? [];
    for (const id of members) {
      if (this.#isClosed) return;
      if (this.#open.has(id)) continue;
      const handle = await this.#parts.documents.open(profileDocument(id) as DocumentName);
      if (this.#isClosed) {
        handle.close();
        return;
      }
      const reading = readingOf(handle, (doc) => new ProfileDocument(doc));
      const profile = through(reading, (read) => read.profile);
      const stop = profile.subscribe(() => this.#gather());
      this.#open.set(id, { profile, handle, stop });
    }
    this.#gather();
  }

  #gather(): void {
    const profiles = new Map<MemberId, Profile>();
    for (const [id, { profile }] of this.#open) {
      const said = profile.get();
      if (said !== null) profiles.set(id, said);
    }
    this.#profiles.set(profiles);
  }
}

/** In the order in which the log let them in. */
function peopleOf(
  membership: Membership | null,
  log: Pick<SpaceJournal["log"], "history">,
): readonly LoggedPerson[] {
  if (membership === null) return [];
  const claimed = new Map<OperationId, number>(
    log.history().map(({ id, operation }) => [id, operation.at]),
  );
  return [...membership.members.values()].map(({ id, role, school, status, mentor, since }) => ({
    id,
    role,
    schoolId: school,
    joinedAt: claimed.get(since) ?? 0,
    standing: status,
    mentor,
  }));
}
