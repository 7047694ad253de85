import { randomBytes } from "node:crypto";
import { open, readFile, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { KeychainFileName, KeychainFiles } from "../../../src/keychain/index.ts";

const NAMES: Readonly<Record<KeychainFileName, string>> = {
  keychain: "keychain.json",
  copy: "keychain-copy.json",
  tries: "keychain-tries.json",
};
/** Only the person's own account reads them, where the file system knows such a thing. */
const OWNER_ONLY = 0o600;

/** The keychain's files in the profile's folder. */
export class DiskFiles implements KeychainFiles {
  readonly #folder: string;
  readonly #today: () => Date;

  constructor(profileFolder: string, today: () => Date = () => new Date()) {
    this.#folder = profileFolder;
    this.#today = today;
  }

  async read(name: KeychainFileName): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#place(NAMES[name]));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
      throw error;
    }
  }

  async write(name: KeychainFileName, bytes: Uint8Array): Promise<void> {
    const beside = this.#place(`.${NAMES[name]}.${randomBytes(6).toString("hex")}.part`);
    try {
      await writeFlushed(beside, bytes);
      await rename(beside, this.#place(NAMES[name]));
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined);
      throw error;
    }
    await this.#flushFolder();
  }

  async setAside(name: KeychainFileName, why: "damaged" | "replaced"): Promise<void> {
    const bytes = await this.read(name);
    if (bytes === null) return;
    const stem = NAMES[name].replace(/\.json$/u, "");
    const day = this.#today().toISOString().slice(0, 10);
    // Never over one that was put aside before.
    const mark = randomBytes(3).toString("hex");
    await writeFlushed(this.#place(`${stem}-${why}-${day}-${mark}.json`), bytes);
    await this.#flushFolder();
  }

  /** What a killed program left half-written. */
  async removeUnfinished(): Promise<void> {
    const names = await readdir(this.#folder);
    const unfinished = names.filter((name) => /^\.keychain.*\.part$/u.test(name));
    await Promise.all(unfinished.map((name) => rm(this.#place(name), { force: true })));
  }

  #place(fileName: string): string {
    return path.join(this.#folder, fileName);
  }

  /** Else a power cut may undo the renaming. */
  async #flushFolder(): Promise<void> {
    try {
      await flush(this.#folder);
    } catch (error) {
      // Windows and some network drives flush no folders; the file itself is flushed.
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!["EPERM", "EISDIR", "EINVAL", "ENOTSUP", "ENOSYS", "EACCES"].includes(code)) throw error;
    }
  }
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeFlushed(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", OWNER_ONLY);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
