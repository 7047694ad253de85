import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { electronOnHand, productVersion } from "./electron-runtime.mjs";
import { cacheFolder, ROOT } from "./folders.mjs";
import { missingPackages } from "./install.mjs";
import { isInstalled } from "./processes.mjs";
import { hasDisplay, missingLibraries } from "./system-libraries.mjs";

/** Says what running and testing the program needs, and whether it is there. Changes nothing. */
const { engines, version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
const missing = missingPackages();
const runtime = electronOnHand();
const libraries = runtime === null ? [] : missingLibraries(runtime.binary);

/** @type {readonly { what: string, fine: boolean, words: string }[]} */
const findings = [
  { what: "Twinspan", fine: true, words: version },
  {
    what: "Node",
    fine: isNewEnough(process.versions.node, engines.node),
    words: `${process.versions.node}, wanted ${engines.node}`,
  },
  {
    what: "npm packages",
    fine: missing.length === 0,
    words: missing.length === 0 ? "all there" : `${missing.length} missing`,
  },
  {
    what: "Electron",
    fine: runtime !== null,
    words:
      runtime === null
        ? `none yet; ${productVersion()} is wanted`
        : `${runtime.version} (${runtime.kind}), ${runtime.binary}`,
  },
  {
    what: "system libraries",
    fine: libraries.length === 0,
    words: libraries.length === 0 ? "none missing" : libraries.join(", "),
  },
  {
    what: "display",
    fine: hasDisplay() || process.platform !== "linux" || isInstalled("Xvfb"),
    words:
      hasDisplay() || process.platform !== "linux"
        ? "yes"
        : isInstalled("Xvfb")
          ? "none, Xvfb stands in"
          : "none, and no Xvfb",
  },
  { what: "build", fine: existsSync(path.join(ROOT, "dist", "main", "main.cjs")), words: "dist/" },
  { what: "cache", fine: true, words: cacheFolder() },
];

for (const { what, fine, words } of findings) {
  process.stdout.write(`${fine ? "ok     " : "missing"} ${what}: ${words}\n`);
}
if (findings.some(({ fine }) => !fine))
  process.stdout.write("npm start and npm test install and build what is missing.\n");

/** @param {string} found @param {string} wanted as ">=major.minor" */
function isNewEnough(found, wanted) {
  const [major = 0, minor = 0] = found.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = wanted.replace(/^>=/, "").split(".").map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}
