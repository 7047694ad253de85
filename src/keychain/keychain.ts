import { type Result, fail, succeed } from "../base/index.ts";
import {
  type CreateKeychainFailure,
  type FeedHeaderToSign,
  type KeychainLocked,
  type KeychainStatus,
  type NewKeychain,
  type OpenedKeychain,
  type OperationToSign,
  PASSPHRASE_LENGTH,
  type PassphraseChange,
  type SignOperationFailure,
  type UnlockFailure,
  type WeakPassphrase,
} from "../../electron/bridge/contract.ts";
import { ENTROPY_BYTES } from "./identity.ts";
import { KeychainShelf } from "./keychain-shelf.ts";
import { OpenKeys } from "./open-keys.ts";
import { PassphraseTries } from "./passphrase-tries.ts";
import type {
  Asker,
  KeychainCryptography,
  KeychainFiles,
  StretchCost,
  SystemStore,
} from "./ports.ts";
import type { Question } from "./question.ts";
import { QuestionGate } from "./question-gate.ts";
import { entropyOfWords, wordsOfEntropy } from "./recovery-words.ts";
import { type KeychainContents, sealContents } from "./sealed-keychain.ts";
import { WaysIn } from "./ways-in.ts";

export interface KeychainParts {
  readonly cryptography: KeychainCryptography;
  readonly files: KeychainFiles;
  readonly systemStore: SystemStore;
  readonly asker: Asker;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Of new passphrases; a keychain remembers its own. */
  readonly cost: StretchCost;
}

type NewWays = Pick<NewKeychain, "passphrase" | "useSystemStore">;

/** The keys of one person at one PC: made, kept, opened and used here, and nowhere else. */
export class Keychain {
  readonly #parts: KeychainParts;
  readonly #shelf: KeychainShelf;
  readonly #tries: PassphraseTries;
  readonly #waysIn: WaysIn;
  readonly #gate: QuestionGate;
  #keys: OpenKeys | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: KeychainParts) {
    this.#parts = parts;
    this.#shelf = new KeychainShelf(parts.cryptography, parts.files);
    this.#tries = new PassphraseTries(parts.files, parts.now);
    this.#waysIn = new WaysIn(parts, this.#shelf, this.#tries);
    this.#gate = new QuestionGate(parts.asker, parts.now);
  }

  status(): Promise<KeychainStatus> {
    return this.#inTurn(async () => {
      const kept = await this.#shelf.read();
      const systemStore = await this.#parts.systemStore.isReal();
      if (kept.state === "none")
        return { state: "none", ways: { passphrase: false, system: false }, systemStore };
      // One that cannot be read says so to whoever tries to open it.
      const ways =
        kept.state === "readable"
          ? {
              passphrase: kept.record.ways.passphrase !== null,
              system: kept.record.ways.system !== null,
            }
          : { passphrase: true, system: false };
      return { state: this.#keys === null ? "locked" : "open", ways, systemStore };
    });
  }

  create(wish: NewKeychain): Promise<Result<OpenedKeychain, CreateKeychainFailure>> {
    return this.#inTurn(async () => {
      const problem = await this.#problemOf(wish);
      if (problem !== null) return fail(problem);
      if (wish.words === null) {
        if ((await this.#shelf.read()).state !== "none") return fail({ kind: "alreadyThere" });
        return await this.#keepAndOpen(this.#newContents(null), wish);
      }
      const entropy = entropyOfWords(wish.words);
      return entropy.ok ? await this.#restore(entropy.value, wish) : entropy;
    });
  }

  unlock(passphrase: string | null): Promise<Result<OpenedKeychain, UnlockFailure>> {
    return this.#inTurn(async () => {
      const opened = await this.#waysIn.open(passphrase);
      if (!opened.ok) return opened;
      const { record, contents } = opened.value;
      await this.#shelf.mend(record);
      return succeed(await this.#open(contents));
    });
  }

  /** Forgets every key at once, and those that something under way is about to open. */
  async lock(): Promise<void> {
    this.withdrawQuestions();
    this.#forgetKeys();
    await this.#inTurn(async () => this.#forgetKeys());
  }

  /** Nobody can answer any more what is being asked. */
  withdrawQuestions(): void {
    this.#gate.withdraw();
  }

  changePassphrase({
    current,
    next,
    useSystemStore,
  }: PassphraseChange): Promise<Result<null, UnlockFailure | WeakPassphrase>> {
    return this.#inTurn(async () => {
      const ways = { passphrase: next, useSystemStore };
      const problem = await this.#problemOf(ways);
      if (problem?.kind === "noSystemStore") return fail({ kind: "systemStoreFailed" });
      if (problem !== null) return fail(problem);
      const opened = await this.#openAgain(current, { kind: "changeWays" });
      if (!opened.ok) return opened;
      const kept = await this.#keep(opened.value, ways);
      forget(opened.value);
      return kept;
    });
  }

  recoveryWords(passphrase: string | null): Promise<Result<readonly string[], UnlockFailure>> {
    return this.#inTurn(async () => {
      const opened = await this.#openAgain(passphrase, { kind: "showWords" });
      if (!opened.ok) return opened;
      const words = wordsOfEntropy(opened.value.entropy);
      forget(opened.value);
      return succeed(words);
    });
  }

  async signFeedHeader(
    header: FeedHeaderToSign,
  ): Promise<Result<Uint8Array<ArrayBuffer>, KeychainLocked>> {
    if (this.#keys === null) return fail({ kind: "locked" });
    return succeed(await this.#keys.signFeedHeader(header));
  }

  async signOperation(
    request: OperationToSign,
  ): Promise<Result<Uint8Array<ArrayBuffer>, SignOperationFailure>> {
    const keys = this.#keys;
    if (keys === null) return fail({ kind: "locked" });
    const read = keys.readOperation(request);
    if (!read.ok) return read;
    const { question, message } = read.value;
    if (question !== null && !(await this.#gate.ask(question))) return fail({ kind: "declined" });
    if (this.#keys !== keys) return fail({ kind: "locked" });
    return succeed(await keys.sign(message));
  }

  async agree(theirs: Uint8Array): Promise<Result<Uint8Array<ArrayBuffer> | null, KeychainLocked>> {
    if (this.#keys === null) return fail({ kind: "locked" });
    return succeed(await this.#keys.agree(theirs));
  }

  /** Where the words open what is kept here, only its ways change: device, storage key and all that lies sealed stay. */
  async #restore(
    entropy: Uint8Array<ArrayBuffer>,
    wish: NewKeychain,
  ): Promise<Result<OpenedKeychain, CreateKeychainFailure>> {
    const kept = await this.#shelf.read();
    if (kept.state === "newerVersion") return fail({ kind: "alreadyThere" });
    if (kept.state === "readable") {
      const contents = await this.#waysIn.openByEntropy(kept.record, entropy);
      if (contents !== null) return await this.#keepAndOpen(contents, wish);
      if (!(await this.#gate.ask({ kind: "replaceKeychain" })))
        return fail({ kind: "alreadyThere" });
    }
    if (kept.state !== "none") {
      const put = await attempt(() =>
        this.#shelf.setAside(kept.state === "damaged" ? "damaged" : "replaced"),
      );
      if (!put.ok) return put;
    }
    return await this.#keepAndOpen(this.#newContents(entropy), wish);
  }

  async #keepAndOpen(
    contents: KeychainContents,
    wish: NewWays,
  ): Promise<Result<OpenedKeychain, CreateKeychainFailure>> {
    const kept = await this.#keep(contents, wish);
    return kept.ok ? succeed(await this.#open(contents)) : kept;
  }

  async #keep(
    contents: KeychainContents,
    { passphrase, useSystemStore }: NewWays,
  ): Promise<Result<null, { readonly kind: "notSaved"; readonly detail: string }>> {
    const { cryptography, systemStore, cost } = this.#parts;
    const system = useSystemStore ? systemStore : null;
    const written = await attempt(async () =>
      this.#shelf.write(await sealContents(cryptography, contents, { passphrase, system, cost })),
    );
    if (written.ok) await this.#tries.forget();
    return written;
  }

  #newContents(entropy: Uint8Array<ArrayBuffer> | null): KeychainContents {
    const { cryptography } = this.#parts;
    return {
      entropy: entropy ?? cryptography.randomBytes(ENTROPY_BYTES),
      device: cryptography.randomBytes(16),
      storageKey: cryptography.randomBytes(32),
    };
  }

  /** What an open keychain gives only to who proves again that it is theirs. */
  async #openAgain(
    passphrase: string | null,
    question: Question,
  ): Promise<Result<KeychainContents, UnlockFailure>> {
    const kept = await this.#shelf.read();
    const hasPassphrase = kept.state === "readable" && kept.record.ways.passphrase !== null;
    if (passphrase === null && hasPassphrase)
      return fail({ kind: "wrongPassphrase", waitMs: await this.#tries.waitMs() });
    const opened = await this.#waysIn.open(passphrase);
    if (!opened.ok) return opened;
    const { contents } = opened.value;
    if (passphrase === null && !(await this.#gate.ask(question))) {
      forget(contents);
      return fail({ kind: "systemStoreFailed" });
    }
    return succeed(contents);
  }

  async #open(contents: KeychainContents): Promise<OpenedKeychain> {
    this.#forgetKeys();
    this.#keys = await OpenKeys.of(this.#parts.cryptography, contents);
    const { signingKey, agreementKey } = this.#keys;
    const { device, storageKey, entropy } = contents;
    entropy.fill(0);
    return { signingKey, agreementKey, device, storageKey };
  }

  #forgetKeys(): void {
    this.#keys?.forget();
    this.#keys = null;
  }

  async #problemOf({
    passphrase,
    useSystemStore,
  }: NewWays): Promise<WeakPassphrase | { readonly kind: "noSystemStore" } | null> {
    if (passphrase === null ? !useSystemStore : !isLongEnough(passphrase))
      return { kind: "weakPassphrase" };
    if (useSystemStore && !(await this.#parts.systemStore.isReal()))
      return { kind: "noSystemStore" };
    return null;
  }

  /** One after another: each stretching takes 64 MiB, and each reads what the one before it wrote. */
  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

function isLongEnough(passphrase: string): boolean {
  const { length } = Array.from(passphrase.normalize("NFKC"));
  return length >= PASSPHRASE_LENGTH.shortest && length <= PASSPHRASE_LENGTH.longest;
}

function forget({ entropy, storageKey }: KeychainContents): void {
  entropy.fill(0);
  storageKey.fill(0);
}

async function attempt(
  write: () => Promise<void>,
): Promise<Result<null, { readonly kind: "notSaved"; readonly detail: string }>> {
  try {
    await write();
    return succeed(null);
  } catch (error) {
    // The code, not the message, which would carry the person's folders into reports.
    const { code = "no error code" } = error as { readonly code?: string };
    return fail({ kind: "notSaved", detail: code });
  }
}
