import { type Result, type Store, createStore, succeed } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type {
  CreateKeychainFailure,
  KeychainStatus,
  NewKeychain,
  OpenedKeychain,
  Platform,
  UnlockFailure,
} from "../platform/index.ts";
import { type Storage, sealedStorage } from "../storage/index.ts";
import type { Door, DoorState, Settings } from "./contract.ts";
import { type KeptSettings, openSettings } from "./kept-settings.ts";
import { type WorkspaceParts, openWorkspace } from "./local-workspace.ts";

export interface DoorParts extends Omit<
  WorkspaceParts,
  "storage" | "suite" | "keychain" | "platform" | "settings"
> {
  /** As it lies on the disk; what is kept in it is sealed above. */
  readonly storage: Storage;
  readonly suite: Suite;
  readonly platform: WorkspaceParts["platform"] &
    Pick<Platform, "createKeychain" | "unlockKeychain" | "lockKeychain">;
}

/** Looks whether someone lives here. Nothing that they wrote can be read before the keychain is open. */
export async function openDoor(parts: DoorParts): Promise<Door> {
  const { platform, storage } = parts;
  const settings = await openSettings(storage.records);
  // Keys that the shell still holds belong to a page that is gone; whoever sits here now has to open them again.
  if ((await platform.keychainStatus()).state === "open") await platform.lockKeychain();
  return new LocalDoor(parts, settings, await platform.keychainStatus());
}

class LocalDoor implements Door {
  readonly state: Store<DoorState>;
  readonly settings: Store<Settings>;
  readonly #state;
  readonly #parts: DoorParts;
  readonly #kept: KeptSettings;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: DoorParts, kept: KeptSettings, status: KeychainStatus) {
    this.#parts = parts;
    this.#kept = kept;
    this.settings = kept.settings;
    this.#state = createStore<DoorState>(stateOf(status));
    this.state = this.#state;
  }

  changeSettings(change: Partial<Settings>): Promise<void> {
    return this.#kept.change(change);
  }

  begin(wish: Omit<NewKeychain, "words">): Promise<Result<null, CreateKeychainFailure>> {
    return this.restore({ ...wish, words: null });
  }

  restore(wish: NewKeychain): Promise<Result<null, CreateKeychainFailure>> {
    return this.#open(() => this.#parts.platform.createKeychain(wish));
  }

  unlock(passphrase: string | null): Promise<Result<null, UnlockFailure>> {
    return this.#open(() => this.#parts.platform.unlockKeychain(passphrase));
  }

  async lock(): Promise<void> {
    const { platform } = this.#parts;
    const before = this.#state.get();
    if (before.state !== "open") return;
    this.#state.set({ state: "opening" });
    try {
      await before.workspace.flush();
    } catch (error) {
      // What was typed is not kept yet: behind a locked door it would be lost, so the door stays open and the screen says why.
      this.#state.set(before);
      throw error;
    }
    try {
      await before.workspace.close();
    } finally {
      await platform.lockKeychain();
      this.#state.set(stateOf(await platform.keychainStatus()));
    }
  }

  /** One try after another: two at once would open the same workspace twice. */
  #open<Failure>(
    keys: () => Promise<Result<OpenedKeychain, Failure>>,
  ): Promise<Result<null, Failure>> {
    const opened = this.#turn.then(() => this.#openInTurn(keys));
    this.#turn = opened.catch(() => undefined);
    return opened;
  }

  async #openInTurn<Failure>(
    keys: () => Promise<Result<OpenedKeychain, Failure>>,
  ): Promise<Result<null, Failure>> {
    const before = this.#state.get();
    if (before.state === "open") return succeed(null);
    const opened = await keys();
    if (!opened.ok) return opened;
    this.#state.set({ state: "opening" });
    try {
      const { storage, suite } = this.#parts;
      const keychain = opened.value;
      const workspace = await openWorkspace({
        ...this.#parts,
        storage: sealedStorage(storage, suite, new Uint8Array(keychain.storageKey)),
        keychain,
        settings: this.#kept,
      });
      this.#state.set({ state: "open", workspace });
      return succeed(null);
    } catch (error) {
      this.#state.set(before);
      throw error;
    }
  }
}

function stateOf({ state, ways, systemStore }: KeychainStatus): DoorState {
  return state === "none" ? { state: "new", systemStore } : { state: "locked", ways };
}
