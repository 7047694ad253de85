import { type Store, createStore, deriveStore, reportFault } from "../base/index.ts";
import type { ProjectSummary, SpaceId, SpaceSync } from "../domain/index.ts";
import { through } from "./following.ts";
import type { NewSpace } from "./joining/index.ts";
import { type Origin, ProjectSpace } from "./project-space.ts";
import type { SpaceParts } from "./space-parts.ts";
import { RECORDS, type SpaceRecord, spaceRecord } from "./stored-records.ts";

const MOST_HUBS = 8;

interface Held {
  /** As it was kept; the space itself knows better once it is open. */
  readonly record: SpaceRecord;
  readonly opening: Promise<ProjectSpace>;
  readonly space: ProjectSpace | null;
}

/** The projects of this PC: listed at once, opened one after the other in the background. */
export class Spaces {
  /** Last opened first. */
  readonly summaries: Store<readonly ProjectSummary[]>;
  readonly sync: Store<ReadonlyMap<SpaceId, SpaceSync>>;
  readonly #held = createStore<ReadonlyMap<SpaceId, Held>>(new Map());
  readonly #parts: SpaceParts;
  #line: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(parts: SpaceParts) {
    this.#parts = parts;
    this.summaries = gatherStore(this.#held, "record", (held) =>
      held
        .map(({ record, space }) => summaryOfRecord(space?.record.get() ?? record))
        .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1)),
    );
    this.sync = gatherStore(
      this.#held,
      "sync",
      (held) =>
        new Map(
          held.flatMap(({ space }) => (space === null ? [] : [[space.id, space.sync.get()]])),
        ),
    );
  }

  static async open(parts: SpaceParts): Promise<Spaces> {
    const spaces = new Spaces(parts);
    const records = await parts.storage.records.list(RECORDS.spaces);
    const whole = records.flatMap(({ value }) => {
      const record = spaceRecord.safeParse(value);
      if (record.success) return [record.data];
      reportFault("a project's record is damaged and was left as it is", record.error);
      return [];
    });
    for (const record of whole.sort((a, b) => b.openedAt - a.openedAt))
      void spaces.#hold(record, null);
    return spaces;
  }

  /** Null for a project that is not on this PC; rejects when it cannot be read. */
  async find(id: SpaceId): Promise<ProjectSpace | null> {
    return (await this.#held.get().get(id)?.opening) ?? null;
  }

  /** The record is safe before the project exists: a crash in between leaves an empty project that its partners fill. */
  async add(record: SpaceRecord, origin: Origin): Promise<ProjectSpace> {
    await this.#parts.storage.records.put(RECORDS.space(record.id), record);
    return await this.#hold(record, origin);
  }

  /** A project that was joined. One that is here already takes in what is new. */
  async arrive({ space: id, title, operations, keys, hubs, mailbox }: NewSpace): Promise<void> {
    const known = await this.find(id);
    if (known !== null) {
      await known.journal.receiveOperations(operations);
      await this.addHubs(id, hubs);
      return;
    }
    const record: SpaceRecord = {
      id,
      openedAt: this.#parts.clock.now(),
      title,
      cover: "stars",
      schools: [],
      ownSchool: null,
      lastPage: null,
      standing: "active",
      endedAt: null,
      hubs: hubs.slice(0, MOST_HUBS),
      mailbox,
    };
    await this.add(record, { operations, keys });
  }

  /** False when the project is not here. */
  async addHubs(id: SpaceId, hubs: readonly string[]): Promise<boolean> {
    const space = await this.find(id);
    if (space === null) return false;
    const all = [...new Set([...hubs, ...space.record.get().hubs])].slice(0, MOST_HUBS);
    await space.changeRecord({ hubs: all });
    space.refresh();
    return true;
  }

  async remove(id: SpaceId): Promise<void> {
    const held = this.#held.get().get(id);
    if (held === undefined) return;
    const all = new Map(this.#held.get());
    all.delete(id);
    this.#held.set(all);
    const space = await held.opening.catch(() => null);
    await space?.close();
    this.#parts.keeper.drop(id);
    const { journal, records } = this.#parts.storage;
    // The record last: were the power to fail in between, the project would still be listed and could be removed again.
    await journal.removeSpace(id);
    const names = [RECORDS.contacts, RECORDS.arrivals, RECORDS.pageCards, RECORDS.invitations];
    for (const name of [...names, RECORDS.space]) await records.remove(name(id));
  }

  refresh(): void {
    for (const space of this.#open()) space.refresh();
  }

  /** Resolves when every command given so far has reached its document. */
  async settled(): Promise<void> {
    await Promise.all(this.#open().map((space) => space.settled()));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#line;
    for (const space of this.#open()) await space.close();
  }

  #open(): readonly ProjectSpace[] {
    return [...this.#held.get().values()].flatMap(({ space }) => space ?? []);
  }

  #hold(record: SpaceRecord, origin: Origin): Promise<ProjectSpace> {
    const { id } = record;
    const opening = this.#line.then(async () => {
      if (this.#isClosed) throw new Error("the workspace was closed");
      const space = await ProjectSpace.open(this.#parts, record, origin);
      const held = this.#held.get().get(id);
      if (held !== undefined) this.#held.set(new Map(this.#held.get()).set(id, { ...held, space }));
      return space;
    });
    this.#line = opening.catch((error: unknown) => {
      if (!this.#isClosed) reportFault("a project could not be opened", error);
    });
    this.#held.set(new Map(this.#held.get()).set(id, { record, opening, space: null }));
    return opening;
  }
}

function summaryOfRecord(record: SpaceRecord): ProjectSummary {
  const { hubs: _hubs, mailbox: _mailbox, ...summary } = record;
  return summary;
}

/** One value over all projects, following each of them as they come and go. */
function gatherStore<Value>(
  all: Store<ReadonlyMap<SpaceId, Held>>,
  part: "record" | "sync",
  gather: (held: readonly Held[]) => Value,
): Store<Value> {
  const current = deriveStore([all], () => {
    const held = [...all.get().values()];
    const parts = held.flatMap(({ space }) => (space === null ? [] : [space[part]]));
    return deriveStore<Value>(parts, () => gather(held));
  });
  return through(current, (value) => value);
}
