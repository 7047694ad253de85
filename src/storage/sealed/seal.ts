import { concatBytes, encodeBase32 } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import { ByteReader, ByteWriter, MalformedBytes } from "../../journal/index.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const PURPOSES = ["names", "records", "journal", "pictures"] as const;
type Purpose = (typeof PURPOSES)[number];

/**
 * Seals what lies on the disk: AES-256-GCM under one key for each purpose, derived from the storage key, and bound to the place
 * where it lies, so that no row can pass for another. Names become keyed hashes.
 */
export class Seal {
  readonly #suite: Suite;
  readonly #keys: Promise<Readonly<Record<Purpose, Bytes>>>;
  readonly #names = new Map<string, string>();

  constructor(suite: Suite, storageKey: Uint8Array) {
    this.#suite = suite;
    this.#keys = keysOf(suite, storageKey);
  }

  async seal(purpose: Purpose, place: string, plain: Uint8Array): Promise<Bytes> {
    return await this.#suite.seal((await this.#keys)[purpose], plain, bound(place));
  }

  /** Null for what was sealed under another key or for another place, and for what the disk changed. */
  async open(purpose: Purpose, place: string, sealed: Uint8Array): Promise<Bytes | null> {
    return await this.#suite.open((await this.#keys)[purpose], sealed, bound(place));
  }

  /** The same for the same name, and nothing to be read from it. */
  async nameOf(kind: string, name: string): Promise<string> {
    const whole = `${kind} ${name}`;
    const known = this.#names.get(whole);
    if (known !== undefined) return known;
    const { names } = await this.#keys;
    const inner = this.#suite.sha256(concatBytes([names, bound(whole)]));
    const hash = this.#suite.sha256(concatBytes([names, inner])).subarray(0, 16);
    const sealed = encodeBase32(hash);
    this.#names.set(whole, sealed);
    return sealed;
  }
}

async function keysOf(suite: Suite, storageKey: Uint8Array): Promise<Record<Purpose, Bytes>> {
  const keys = await Promise.all(
    PURPOSES.map((purpose) => suite.deriveKey(storageKey, `twinspan/at-rest/1 ${purpose}`, 32)),
  );
  const [names, records, journal, pictures] = keys as [Bytes, Bytes, Bytes, Bytes];
  return { names, records, journal, pictures };
}

function bound(place: string): Bytes {
  return new TextEncoder().encode(`twinspan/at-rest/1 ${place}`);
}

/** Several rows as one, for sealing each alone costs twenty times as much. */
export function packList(list: readonly Uint8Array[]): Bytes {
  const writer = new ByteWriter().number(list.length);
  for (const bytes of list) writer.block(bytes);
  return writer.finish();
}

export function unpackList(bytes: Uint8Array): Bytes[] | null {
  try {
    const reader = new ByteReader(bytes);
    const list = Array.from({ length: reader.number(bytes.length) }, () =>
      reader.bytes(reader.number(bytes.length)),
    );
    reader.end();
    return list;
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}
