import { expect, test } from "vitest";
import { type ElectronStore, systemStore } from "./system-store.ts";

const reversed = (text: string) => text.split("").reverse().join("");

/** As Electron 25: nothing asynchronous, no word on the backend. */
const OLDER: ElectronStore = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(reversed(text), "utf8"),
  decryptString: (bytes) => reversed(bytes.toString("utf8")),
};
/** As an Electron without the synchronous functions. */
const NEWER: ElectronStore = {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from(reversed(text), "utf8"),
  decryptStringAsync: async (bytes) => ({
    result: reversed(bytes.toString("utf8")),
    shouldReEncrypt: false,
  }),
  getSelectedStorageBackend: () => "gnome_libsecret",
};

test.each([
  ["older", OLDER],
  ["newer", NEWER],
])("a secret goes into the store of an %s Electron and comes out again", async (_age, electron) => {
  const store = systemStore(electron, "linux");
  expect(await store.isReal()).toBe(true);
  expect(await store.reveal(await store.protect("5ec7e7"))).toBe("5ec7e7");
});

test("what an older Electron kept, a newer one reveals", async () => {
  const kept = await systemStore(OLDER, "win32").protect("5ec7e7");
  expect(await systemStore(NEWER, "win32").reveal(kept)).toBe("5ec7e7");
});

test.each(["basic_text", "unknown"] as const)(
  "the backend %s of Linux keeps secrets from nobody",
  async (backend) => {
    const getSelectedStorageBackend = () => backend;
    expect(await systemStore({ ...NEWER, getSelectedStorageBackend }, "linux").isReal()).toBe(
      false,
    );
    // Elsewhere the function means nothing.
    expect(await systemStore({ ...NEWER, getSelectedStorageBackend }, "darwin").isReal()).toBe(
      true,
    );
  },
);

test("a store that is missing, says no or breaks is not real", async () => {
  const broken = () => {
    throw new Error("no bus");
  };
  expect(await systemStore({}, "linux").isReal()).toBe(false);
  expect(await systemStore({ ...OLDER, isEncryptionAvailable: () => false }).isReal()).toBe(false);
  expect(await systemStore({ ...OLDER, isEncryptionAvailable: broken }).isReal()).toBe(false);
  await expect(systemStore({}).protect("5ec7e7")).rejects.toThrow("no store");
});
