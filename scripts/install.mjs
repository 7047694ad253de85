import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { electronRuntime } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { CommandFailed, run } from "./processes.mjs";
import { installSystemLibraries } from "./system-libraries.mjs";

/**
 * Everything that running or testing the program needs: npm packages, an Electron, and what that Electron needs of the
 * system. What is there already is left alone, so a second call takes a moment. Words go to standard error.
 */
export async function installMissing() {
  await installPackages();
  const runtime = await electronRuntime();
  await installSystemLibraries(runtime.binary);
  return runtime;
}

/** `npm ci`, unless node_modules holds just what the lock file asks for. */
export async function installPackages() {
  const missing = missingPackages();
  if (missing.length === 0) return;
  process.stderr.write(
    `Installing npm packages (${missing.length} missing or of another version) ...\n`,
  );
  const given = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  const code = await run("npm", given, { cwd: ROOT, stdout: "stderr" });
  if (code !== 0) throw new CommandFailed(`npm ${given.join(" ")}`, code);
}

/**
 * Packages of package-lock.json that npm's own note of what it installed does not have in that version. Packages for
 * other systems are optional, and may be missing.
 * @returns {string[]}
 */
export function missingPackages() {
  const wanted = packagesIn(path.join(ROOT, "package-lock.json"));
  const there = packagesIn(path.join(ROOT, "node_modules", ".package-lock.json"));
  return Object.entries(wanted)
    .filter(([place, entry]) => place !== "" && entry.optional !== true)
    .filter(([place, entry]) => there[place]?.version !== entry.version)
    .map(([place]) => place);
}

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesIn(file) {
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
