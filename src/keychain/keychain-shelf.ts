import { equalBytes, reportFault } from "../base/index.ts";
import { type KeychainRecord, decodeKeychain, encodeKeychain } from "./keychain-file.ts";
import type { KeychainCryptography, KeychainFileName, KeychainFiles } from "./ports.ts";

export type KeptKeychain =
  | { readonly state: "none" }
  | { readonly state: "readable"; readonly record: KeychainRecord }
  | { readonly state: "damaged"; readonly detail: string }
  | { readonly state: "newerVersion" };

type Copy = KeptKeychain & { readonly bytes: Uint8Array | null };

/** The keychain in two files with the same content. The second mends the first, whichever of them a disk spoils. */
export class KeychainShelf {
  readonly #cryptography: Pick<KeychainCryptography, "sha256">;
  readonly #files: KeychainFiles;

  constructor(cryptography: Pick<KeychainCryptography, "sha256">, files: KeychainFiles) {
    this.#cryptography = cryptography;
    this.#files = files;
  }

  /** The first of the two that can be read; a newer version is never passed over for an older copy. */
  async read(): Promise<KeptKeychain> {
    const keychain = await this.#read("keychain");
    if (keychain.state === "readable" || keychain.state === "newerVersion") return keychain;
    const copy = await this.#read("copy");
    if (copy.state === "readable" || copy.state === "newerVersion") return copy;
    return keychain.state === "damaged" ? keychain : copy;
  }

  /** Throws where the disk does not take it; what was there before then still opens. */
  async write(record: KeychainRecord): Promise<void> {
    const bytes = encodeKeychain(this.#cryptography, record);
    await this.#files.write("keychain", bytes);
    await this.#files.write("copy", bytes);
  }

  /** Makes both files hold what was just opened. A disk that takes nothing is no reason to keep someone out. */
  async mend(record: KeychainRecord): Promise<void> {
    const bytes = encodeKeychain(this.#cryptography, record);
    for (const name of ["keychain", "copy"] as const) {
      try {
        const there = await this.#read(name);
        if (there.bytes !== null && equalBytes(there.bytes, bytes)) continue;
        if (there.state === "damaged") await this.#files.setAside(name, "damaged");
        await this.#files.write(name, bytes);
      } catch (error) {
        reportFault("a copy of the keychain could not be mended", error);
      }
    }
  }

  /** Keeps both files under other names. Throws where the disk does not take them. */
  async setAside(why: "damaged" | "replaced"): Promise<void> {
    for (const name of ["keychain", "copy"] as const) {
      if ((await this.#read(name)).state !== "none") await this.#files.setAside(name, why);
    }
  }

  async #read(name: KeychainFileName): Promise<Copy> {
    try {
      const bytes = await this.#files.read(name);
      if (bytes === null) return { state: "none", bytes };
      const decoded = decodeKeychain(this.#cryptography, bytes);
      if (decoded.ok) return { state: "readable", record: decoded.value, bytes };
      const { failure } = decoded;
      return failure.kind === "newerVersion"
        ? { state: "newerVersion", bytes }
        : { state: "damaged", detail: failure.detail, bytes };
    } catch (error) {
      const { code = "no error code" } = error as { readonly code?: string };
      return { state: "damaged", detail: `cannot be read: ${code}`, bytes: null };
    }
  }
}
