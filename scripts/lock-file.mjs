import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./folders.mjs";

/**
 * npm leaves a package for another system out of the lock file when the registry at hand does not carry it, and then
 * `npm ci` refuses the lock file. This finds such gaps and, with `--write`, closes them.
 *
 * @typedef {{
 *   version?: string,
 *   optional?: boolean,
 *   dev?: boolean,
 *   os?: string[],
 *   cpu?: string[],
 *   libc?: string[],
 *   optionalDependencies?: Record<string, string>,
 * }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} LockFile
 */

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm",
  "arm64",
  "ia32",
  "loong64",
  "ppc64",
  "riscv64",
  "s390x",
  "wasm32",
  "x64",
];

/**
 * Packages for some system that another one names as optional and the lock file lacks, with the version it asks for.
 * @param {LockFile} lock
 * @returns {Map<string, string>}
 */
export function gapsIn(lock) {
  /** @type {Map<string, string>} */
  const gaps = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isLocked(lock, place, name)) gaps.set(name, version);
    }
  }
  return gaps;
}

/**
 * The lock file with its gaps closed. The new entries say for which system they are, so that npm fetches them there only;
 * their hash is unknown here.
 * @param {LockFile} lock
 * @returns {LockFile}
 */
export function withoutGaps(lock) {
  /** @type {[string, LockEntry][]} */
  const added = [...gapsIn(lock)].map(([name, version]) => [
    `node_modules/${name}`,
    entryFor(name, version),
  ]);
  const [root, ...rest] = Object.entries(lock.packages);
  if (root === undefined) throw new Error("The lock file holds no packages");
  const sorted = [...rest, ...added].sort(([left], [right]) => left.localeCompare(right, "en"));
  return { ...lock, packages: Object.fromEntries([root, ...sorted]) };
}

/** Node looks in the package's own folder, then in those around it. @param {LockFile} lock @param {string} place @param {string} name */
function isLocked(lock, place, name) {
  for (
    let around = place;
    ;
    around = around.slice(0, Math.max(0, around.lastIndexOf("/node_modules/")))
  ) {
    if (lock.packages[`${around === "" ? "" : `${around}/`}node_modules/${name}`] !== undefined)
      return true;
    if (!around.includes("/node_modules/")) {
      return lock.packages[`node_modules/${name}`] !== undefined;
    }
  }
}

/** @param {string} name @param {string} version @returns {LockEntry} */
function entryFor(name, version) {
  if (!/^\d+\.\d+\.\d+$/.test(version))
    throw new Error(`${name} is wanted as ${version}, not as one version`);
  const words = name.split(/[/-]/);
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`For which system is ${name}?`);
  const libc = words.some((word) => word.startsWith("musl")) ? ["musl"] : ["glibc"];
  const hasLibc = words.some((word) => /^(?:musl|gnu)/.test(word));
  return { version, cpu, dev: true, ...(hasLibc ? { libc } : {}), optional: true, os };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = path.join(ROOT, "package-lock.json");
  /** @type {LockFile} */
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const gaps = gapsIn(lock);
  if (gaps.size > 0 && process.argv.includes("--write")) {
    writeFileSync(file, `${JSON.stringify(withoutGaps(lock), null, 2)}\n`);
  } else if (gaps.size > 0) {
    process.stdout.write(
      `package-lock.json lacks ${[...gaps.keys()].join(", ")}; mend it with: node scripts/lock-file.mjs --write\n`,
    );
    process.exitCode = 1;
  }
}
