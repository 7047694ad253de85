/** Small named records (profile, settings, list of projects, last contact), each replaced as a whole. */
export interface RecordStore {
  /** Undefined when there is none; rejects with `DamagedRecord` for one that cannot be read. */
  get(name: string): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  /** Every record whose name begins with `prefix`, sorted by name. In place of a value that cannot be read stands a `DamagedRecord`. */
  list(prefix: string): Promise<readonly { readonly name: string; readonly value: unknown }[]>;
}

/** There is a record, and nobody can read it. */
export class DamagedRecord extends Error {
  constructor() {
    super("a record of this PC does not open");
    this.name = "DamagedRecord";
  }
}
