import { DamagedRecord, type RecordStore } from "../record-store.ts";
import type { Seal } from "./seal.ts";

const OPEN = "settings";
/** Names of one family, such as `space:…`, lie together, so that a family can be listed without opening the others. */
const FAMILY = /^[^:]*:/u;

interface SealedRecord {
  readonly name: string;
  readonly value: unknown;
}

/** Values are JSON. */
export function sealedRecordStore(inner: RecordStore, seal: Seal): RecordStore {
  const familyOf = async (name: string): Promise<string> => {
    const [family = ""] = FAMILY.exec(name) ?? [];
    return `${await seal.nameOf("record family", family)}/`;
  };
  const placeOf = async (name: string): Promise<string> =>
    `${await familyOf(name)}${await seal.nameOf("record", name)}`;
  const open = async (place: string, sealed: unknown): Promise<SealedRecord | null> => {
    const plain = sealed instanceof Uint8Array ? await seal.open("records", place, sealed) : null;
    return plain === null ? null : (JSON.parse(new TextDecoder().decode(plain)) as SealedRecord);
  };
  return {
    async get(name) {
      if (name === OPEN) return inner.get(name);
      const place = await placeOf(name);
      const sealed = await inner.get(place);
      if (sealed === undefined) return undefined;
      const record = await open(place, sealed);
      if (record === null) throw new DamagedRecord();
      return record.value;
    },
    async put(name, value) {
      if (name === OPEN) return inner.put(name, value);
      const place = await placeOf(name);
      const plain = new TextEncoder().encode(JSON.stringify({ name, value }));
      return inner.put(place, await seal.seal("records", place, plain));
    },
    async remove(name) {
      return inner.remove(name === OPEN ? name : await placeOf(name));
    },
    async list(prefix) {
      const found: SealedRecord[] = [];
      const within = FAMILY.test(prefix) ? await familyOf(prefix) : "";
      for (const { name: place, value } of await inner.list(within)) {
        const record = place === OPEN ? { name: place, value } : await open(place, value);
        // Its name is as unreadable as the rest; it is told under the family that was asked for.
        found.push(record ?? { name: prefix, value: new DamagedRecord() });
      }
      return found
        .filter(({ name }) => name.startsWith(prefix))
        .sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
    },
  };
}
