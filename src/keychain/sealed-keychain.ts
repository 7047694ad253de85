import { encodeHex } from "../base/index.ts";
import { type KeychainRecord, decodeHex } from "./keychain-file.ts";
import type { KeychainCryptography, StretchCost, SystemStore } from "./ports.ts";
import { stretchPassphrase } from "./stretch.ts";

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** What the keychain is there for. */
export interface KeychainContents {
  /** 16 bytes: all that the person's keys come from. */
  readonly entropy: Uint8Array<ArrayBuffer>;
  /** 16 bytes. */
  readonly device: Uint8Array<ArrayBuffer>;
  /** 32 bytes. */
  readonly storageKey: Uint8Array<ArrayBuffer>;
}

export interface WaysToOpen {
  readonly passphrase: string | null;
  readonly system: SystemStore | null;
  readonly cost: StretchCost;
}

type Sealing = "passphrase" | "system" | "words" | "entropy" | "device" | "storage";

const bound = (what: Sealing): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`twinspan/keychain/1 ${what}`);

/** Under a new master key each time, so that what opened an older file opens nothing of this one. Throws where the system's store does. */
export async function sealContents(
  cryptography: KeychainCryptography,
  contents: KeychainContents,
  ways: WaysToOpen,
): Promise<KeychainRecord> {
  const master = cryptography.randomBytes(KEY_BYTES);
  const seal = async (key: Uint8Array, plain: Uint8Array, what: Sealing) =>
    encodeHex(await cryptography.seal(key, plain, bound(what)));
  const words = await keyOfWords(cryptography, contents.entropy);
  const record: KeychainRecord = {
    format: "twinspan-keychain",
    version: 1,
    ways: {
      passphrase: await sealByPassphrase(cryptography, master, ways),
      system: await sealBySystem(cryptography, master, ways.system),
      words: { master: await seal(words, master, "words") },
    },
    entropy: await seal(master, contents.entropy, "entropy"),
    device: await seal(master, contents.device, "device"),
    storageKey: await seal(master, contents.storageKey, "storage"),
  };
  master.fill(0);
  return record;
}

/** Null: a wrong passphrase, or a keychain without one. */
export async function masterByPassphrase(
  cryptography: KeychainCryptography,
  { ways }: KeychainRecord,
  passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (ways.passphrase === null) return null;
  const { salt, master, ...cost } = ways.passphrase;
  const key = await stretchPassphrase(passphrase, decodeHex(salt), cost);
  return await cryptography.open(key, decodeHex(master), bound("passphrase"));
}

/** Null where the store fails, or gives what it was not given. */
export async function masterBySystem(
  cryptography: KeychainCryptography,
  { ways }: KeychainRecord,
  store: SystemStore,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (ways.system === null) return null;
  try {
    const key = decodeHex(await store.reveal(decodeHex(ways.system.key)));
    if (key.length !== KEY_BYTES) return null;
    return await cryptography.open(key, decodeHex(ways.system.master), bound("system"));
  } catch {
    // Another user of the PC, another PC, a store that was emptied: its message would say no more than that it failed.
    return null;
  }
}

/** Null when the words are another person's. */
export async function masterByEntropy(
  cryptography: KeychainCryptography,
  { ways }: KeychainRecord,
  entropy: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = await keyOfWords(cryptography, entropy);
  return await cryptography.open(key, decodeHex(ways.words.master), bound("words"));
}

/** Null when the file was put together from several. */
export async function openContents(
  cryptography: KeychainCryptography,
  record: KeychainRecord,
  master: Uint8Array,
): Promise<KeychainContents | null> {
  const open = (text: string, what: Sealing) =>
    cryptography.open(master, decodeHex(text), bound(what));
  const entropy = await open(record.entropy, "entropy");
  const device = await open(record.device, "device");
  const storageKey = await open(record.storageKey, "storage");
  if (entropy === null || device === null || storageKey === null) return null;
  return { entropy, device, storageKey };
}

async function sealByPassphrase(
  cryptography: KeychainCryptography,
  master: Uint8Array,
  { passphrase, cost }: WaysToOpen,
): Promise<KeychainRecord["ways"]["passphrase"]> {
  if (passphrase === null) return null;
  const salt = cryptography.randomBytes(SALT_BYTES);
  const key = await stretchPassphrase(passphrase, salt, cost);
  const sealed = await cryptography.seal(key, master, bound("passphrase"));
  const { memoryKib, passes } = cost;
  return { salt: encodeHex(salt), memoryKib, passes, master: encodeHex(sealed) };
}

/** Stores differ in what they do about changed bytes, so the store keeps a key, and the seal is ours. */
async function sealBySystem(
  cryptography: KeychainCryptography,
  master: Uint8Array,
  store: SystemStore | null,
): Promise<KeychainRecord["ways"]["system"]> {
  if (store === null) return null;
  const key = cryptography.randomBytes(KEY_BYTES);
  const sealed = await cryptography.seal(key, master, bound("system"));
  return { key: encodeHex(await store.protect(encodeHex(key))), master: encodeHex(sealed) };
}

function keyOfWords(
  cryptography: KeychainCryptography,
  entropy: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  return cryptography.deriveKey(entropy, "twinspan/keychain/1 words", KEY_BYTES);
}
