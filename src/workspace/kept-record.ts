import { type Store, createStore, reportFault } from "../base/index.ts";
import type { RecordStore } from "../storage/index.ts";
import { RECORDS, type SpaceRecord } from "./stored-records.ts";

/** What this PC remembers of one project: its summary, and where its partners may be found. */
export class KeptRecord {
  readonly record: Store<SpaceRecord>;
  readonly #record;
  readonly #records: RecordStore;

  constructor(records: RecordStore, record: SpaceRecord) {
    this.#records = records;
    this.#record = createStore(record);
    this.record = this.#record;
  }

  async change(change: Partial<SpaceRecord>): Promise<void> {
    const before = this.#record.get();
    const record = { ...before, ...change };
    if (JSON.stringify(record) === JSON.stringify(before)) return;
    this.#record.set(record);
    await this.#records.put(RECORDS.space(record.id), record);
  }

  /** As `change`, for what can be made again: a failure costs nothing. */
  note(change: Partial<SpaceRecord>): void {
    this.change(change).catch((error: unknown) => {
      // A copy of what the documents and the log say; it is made again at the next start.
      reportFault("the project's summary was not kept", error);
    });
  }
}
