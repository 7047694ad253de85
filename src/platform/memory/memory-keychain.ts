import { randomBytes } from "../../base/index.ts";
import { loadSuite } from "../../cryptography/index.ts";
import {
  Keychain,
  type KeychainFileName,
  type KeychainFiles,
  type Question,
  type SystemStore,
} from "../../keychain/index.ts";

/** The least that Argon2id takes: what a test waits for is the rest. */
const CHEAP = { memoryKib: 8, passes: 1 } as const;

/** The keychain's part of a disk in memory. */
export class MemoryKeychainFiles implements KeychainFiles {
  readonly files = new Map<KeychainFileName, Uint8Array>();
  /** What was put aside, oldest first. */
  readonly putAside: { readonly why: "damaged" | "replaced"; readonly bytes: Uint8Array }[] = [];
  /** Writing fails with this error code while it is set. */
  fault: string | null = null;

  async read(name: KeychainFileName): Promise<Uint8Array | null> {
    return this.files.get(name)?.slice() ?? null;
  }

  async write(name: KeychainFileName, bytes: Uint8Array): Promise<void> {
    if (this.fault !== null) throw Object.assign(new Error("no writing"), { code: this.fault });
    this.files.set(name, bytes.slice());
  }

  async setAside(name: KeychainFileName, why: "damaged" | "replaced"): Promise<void> {
    const bytes = this.files.get(name);
    if (bytes !== undefined) this.putAside.push({ why, bytes });
  }
}

interface Situation {
  readonly files: MemoryKeychainFiles;
  readonly hasSystemStore: boolean;
  readonly ask: (question: Question) => Promise<boolean>;
}

/** The keychain of the shell itself, with real keys, on the suite of the page and files in memory. */
export class MemoryKeychain {
  readonly #situation: Situation;
  #keychain: Promise<Keychain> | null = null;

  constructor(situation: Situation) {
    this.#situation = situation;
  }

  async use<Value>(what: (keychain: Keychain) => Promise<Value>): Promise<Value> {
    this.#keychain ??= this.#load();
    return await what(await this.#keychain);
  }

  async #load(): Promise<Keychain> {
    const { files, hasSystemStore, ask } = this.#situation;
    return new Keychain({
      cryptography: { ...(await loadSuite()), randomBytes },
      files,
      systemStore: systemStore(hasSystemStore),
      asker: { ask, tellTooMany: () => {} },
      now: () => Date.now(),
      cost: CHEAP,
    });
  }
}

function systemStore(isThere: boolean): SystemStore {
  return {
    isReal: async () => isThere,
    protect: async (secret) => new TextEncoder().encode(secret),
    reveal: async (bytes) => new TextDecoder().decode(bytes),
  };
}
