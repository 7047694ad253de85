/** Small named records (profile, settings, list of projects, last contact), each replaced as a whole. */
export interface RecordStore {
  get(name: string): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  /** Every record whose name begins with `prefix`, sorted by name. */
  list(prefix: string): Promise<readonly { readonly name: string; readonly value: unknown }[]>;
}
