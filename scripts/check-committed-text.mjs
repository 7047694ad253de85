import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./folders.mjs";

/** What no file of the house may say, because it is true on one machine only. */
const PRIVATE = [
  {
    what: "a folder of one machine",
    pattern: within(["/root", os.homedir(), ROOT]),
  },
  {
    what: "a package registry",
    pattern: /^\s*(?:\/\/[^\s/]+\/:_\w+|(?:@[\w-]+:)?registry)\s*=.*/m,
  },
  { what: "where a package was fetched", pattern: /"resolved":\s*"https?:[^"]*/ },
];
const NOT_OURS = new Set([
  ".git",
  "node_modules",
  "dist",
  "release",
  "test-results",
  "playwright-report",
  "coverage",
  ".cache",
]);
const TEXT =
  /(?:^|\/)(?:\.[\w-]+|LICENSE|run|[^/]+\.(?:[cm]?[jt]sx?|json|ya?ml|md|html|css|svg|sh|nsh|txt))$/;

/**
 * The breaches in one file's text, as sentences.
 * @param {string} text
 */
export function breachesIn(text) {
  return PRIVATE.flatMap(({ what, pattern }) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    const line = text.slice(0, match.index).split("\n").length;
    return [`line ${line} names ${what}: ${match[0].trim()}`];
  });
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesIn(place);
    return entry.isFile() && TEXT.test(place) ? [place] : [];
  });
}

/** A path below one of the folders, and not below another whose name ends alike. @param {readonly string[]} folders */
function within(folders) {
  const names = folders.map((folder) =>
    path.resolve(folder).replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
  );
  return new RegExp(String.raw`(?<![\w.~/-])(?:${names.join("|")})[\\/][\w.-]+`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const breaches = filesIn("")
    .filter((file) => !file.startsWith("scripts/check-committed-text"))
    .flatMap((file) =>
      breachesIn(readFileSync(path.join(ROOT, file), "utf8")).map((breach) => `${file}: ${breach}`),
    );
  for (const breach of breaches) process.stdout.write(`${breach}\n`);
  process.exitCode = breaches.length === 0 ? 0 : 1;
}
