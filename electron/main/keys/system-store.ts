import type { SafeStorage } from "electron";
import type { SystemStore } from "../../../src/keychain/index.ts";

/** Electrons differ: older ones have no asynchronous functions and no word on the backend, newer ones drop the synchronous ones. */
export type ElectronStore = Partial<
  Pick<
    SafeStorage,
    | "isEncryptionAvailable"
    | "encryptString"
    | "decryptString"
    | "isAsyncEncryptionAvailable"
    | "encryptStringAsync"
    | "decryptStringAsync"
    | "getSelectedStorageBackend"
  >
>;

/** On Linux without a keyring, Chromium seals with a password that everybody knows, or does not know yet what it has. */
const PRETENDED = ["basic_text", "unknown"];

/** The operating system's store behind Electron: DPAPI, the Mac's keychain, a Linux keyring. */
export function systemStore(
  store: ElectronStore,
  platform: NodeJS.Platform = process.platform,
): SystemStore {
  return {
    async isReal() {
      if (platform === "linux" && PRETENDED.includes(store.getSelectedStorageBackend?.() ?? ""))
        return false;
      try {
        if (store.isAsyncEncryptionAvailable !== undefined)
          return await store.isAsyncEncryptionAvailable();
        return store.isEncryptionAvailable?.() ?? false;
      } catch {
        // A keyring that does not answer keeps nothing.
        return false;
      }
    },
    async protect(secret) {
      if (store.encryptStringAsync !== undefined) return await store.encryptStringAsync(secret);
      if (store.encryptString !== undefined) return store.encryptString(secret);
      throw new Error("this Electron has no store of secrets");
    },
    async reveal(protectedSecret) {
      const bytes = Buffer.from(protectedSecret);
      if (store.decryptStringAsync !== undefined)
        return (await store.decryptStringAsync(bytes)).result;
      if (store.decryptString !== undefined) return store.decryptString(bytes);
      throw new Error("this Electron has no store of secrets");
    },
  };
}
