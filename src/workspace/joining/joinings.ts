import { type Store, createStore, deriveStore, reportFault } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { RecordStore } from "../../storage/index.ts";
import type { Clock, Road } from "../../roads/index.ts";
import type { Joining } from "../contract.ts";
import type { Signer } from "../journal/index.ts";
import { type JoiningRecord, RECORDS, joiningRecord } from "../stored-records.ts";
import { Lookout, type NewSpace } from "./lookout.ts";

interface Parts {
  readonly suite: Suite;
  readonly signer: Signer;
  readonly records: RecordStore;
  readonly road: Road;
  readonly clock: Clock;
  /** The space was met, and this person is in its log. */
  readonly arrive: (found: NewSpace) => Promise<void>;
}

/** Invitations that were accepted on this PC and whose project has not been met. Each goes on looking, over restarts too. */
export class Joinings {
  readonly all: Store<readonly Joining[]>;
  readonly #records = createStore<ReadonlyMap<string, JoiningRecord>>(new Map());
  readonly #lookouts = new Map<string, Lookout>();
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.all = deriveStore([this.#records], () =>
      [...this.#records.get().values()]
        .map(({ id, way, startedAt, state }) => ({ id, way, startedAt, state }))
        .sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1)),
    );
  }

  static async open(parts: Parts): Promise<Joinings> {
    const joinings = new Joinings(parts);
    for (const { value } of await parts.records.list(RECORDS.joinings)) {
      const record = joiningRecord.safeParse(value);
      if (record.success) joinings.#follow(record.data);
      else reportFault("an accepted invitation is damaged and was left as it is", record.error);
    }
    return joinings;
  }

  /** The same invitation accepted twice is one. */
  async start(record: JoiningRecord): Promise<string> {
    const same = [...this.#records.get().values()].find(
      ({ seed, code, state }) =>
        state === "looking" && seed === record.seed && code === record.code,
    );
    if (same !== undefined) return same.id;
    await this.#parts.records.put(RECORDS.joining(record.id), record);
    this.#follow(record);
    return record.id;
  }

  async cancel(id: string): Promise<void> {
    this.#stop(id);
    await this.#parts.records.remove(RECORDS.joining(id));
    const records = new Map(this.#records.get());
    records.delete(id);
    this.#records.set(records);
  }

  refresh(): void {
    for (const lookout of this.#lookouts.values()) lookout.refresh();
  }

  close(): void {
    for (const id of [...this.#lookouts.keys()]) this.#stop(id);
  }

  #follow(record: JoiningRecord): void {
    this.#records.set(new Map(this.#records.get()).set(record.id, record));
    if (record.state !== "looking") return;
    const lookout = new Lookout({
      ...this.#parts,
      record,
      // The project first, then the record: a crash in between finds both, and joining again changes nothing.
      arrive: async (found) => {
        await this.#parts.arrive(found);
        await this.cancel(record.id);
      },
      refuse: () => this.#refuse(record),
    });
    this.#lookouts.set(record.id, lookout);
  }

  async #refuse(record: JoiningRecord): Promise<void> {
    this.#stop(record.id);
    const refused: JoiningRecord = { ...record, state: "refused" };
    await this.#parts.records.put(RECORDS.joining(record.id), refused);
    this.#records.set(new Map(this.#records.get()).set(record.id, refused));
  }

  #stop(id: string): void {
    this.#lookouts.get(id)?.close();
    this.#lookouts.delete(id);
  }
}
