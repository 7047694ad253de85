import type { UnlockFailure } from "../../electron/bridge/contract.ts";
import { type Result, fail, succeed } from "../base/index.ts";
import type { KeychainRecord } from "./keychain-file.ts";
import type { KeychainShelf } from "./keychain-shelf.ts";
import type { PassphraseTries } from "./passphrase-tries.ts";
import type { KeychainCryptography, SystemStore } from "./ports.ts";
import {
  type KeychainContents,
  masterByEntropy,
  masterByPassphrase,
  masterBySystem,
  openContents,
} from "./sealed-keychain.ts";

interface Means {
  readonly cryptography: KeychainCryptography;
  readonly systemStore: SystemStore;
}

export interface OpenedRecord {
  readonly record: KeychainRecord;
  readonly contents: KeychainContents;
}

/** How what is kept comes open: by the passphrase, which may be tried only so often, by the system's store, by the words. */
export class WaysIn {
  readonly #means: Means;
  readonly #shelf: KeychainShelf;
  readonly #tries: PassphraseTries;

  constructor(means: Means, shelf: KeychainShelf, tries: PassphraseTries) {
    this.#means = means;
    this.#shelf = shelf;
    this.#tries = tries;
  }

  /** `passphrase` null: by the system's store. */
  async open(passphrase: string | null): Promise<Result<OpenedRecord, UnlockFailure>> {
    const kept = await this.#shelf.read();
    if (kept.state === "damaged") return fail({ kind: "damaged", detail: kept.detail });
    if (kept.state !== "readable") return fail({ kind: kept.state });
    const { record } = kept;
    const master =
      passphrase === null
        ? await this.#masterBySystem(record)
        : await this.#masterByPassphrase(record, passphrase);
    if (!master.ok) return master;
    const contents = await this.#contents(record, master.value);
    return contents === null
      ? fail({ kind: "damaged", detail: "sealed contents" })
      : succeed({ record, contents });
  }

  /** Null when the words are another person's. */
  async openByEntropy(
    record: KeychainRecord,
    entropy: Uint8Array,
  ): Promise<KeychainContents | null> {
    const master = await masterByEntropy(this.#means.cryptography, record, entropy);
    return master === null ? null : await this.#contents(record, master);
  }

  async #masterBySystem(
    record: KeychainRecord,
  ): Promise<Result<Uint8Array<ArrayBuffer>, UnlockFailure>> {
    const { cryptography, systemStore } = this.#means;
    const master = await masterBySystem(cryptography, record, systemStore);
    return master === null ? fail({ kind: "systemStoreFailed" }) : succeed(master);
  }

  async #masterByPassphrase(
    record: KeychainRecord,
    passphrase: string,
  ): Promise<Result<Uint8Array<ArrayBuffer>, UnlockFailure>> {
    const waitMs = await this.#tries.waitMs();
    if (waitMs > 0) return fail({ kind: "wrongPassphrase", waitMs });
    await this.#tries.count();
    const master = await masterByPassphrase(this.#means.cryptography, record, passphrase);
    if (master === null)
      return fail({ kind: "wrongPassphrase", waitMs: await this.#tries.waitMs() });
    await this.#tries.forget();
    return succeed(master);
  }

  async #contents(
    record: KeychainRecord,
    master: Uint8Array<ArrayBuffer>,
  ): Promise<KeychainContents | null> {
    const contents = await openContents(this.#means.cryptography, record, master);
    master.fill(0);
    return contents;
  }
}
