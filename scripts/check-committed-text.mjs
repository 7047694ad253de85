import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./folders.mjs";

/** What no file of the house may say, because it is true on one machine only. */
const PRIVATE = [
  {
    what: "a folder of one machine",
    pattern: /(?<![\w.~-])\/(?:work|root|home\/\w+|Users\/\w+)\/[\w.-]/,
  },
  { what: "a folder of one machine", pattern: /\b[A-Z]:\\+Users\\+\w/ },
  {
    what: "a package registry of its own",
    pattern: /^\s*(?:\/\/[^\s/]+\/:_\w+|(?:@[\w-]+:)?registry)\s*=/m,
  },
  { what: "where a package was fetched", pattern: /"resolved":\s*"https?:/ },
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

const found = filesIn("").flatMap((file) => {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  return PRIVATE.flatMap(({ what, pattern }) => {
    const match = pattern.exec(text);
    if (match === null) return [];
    const line = text.slice(0, match.index).split("\n").length;
    return [`${file}:${line} names ${what}: ${match[0].trim()}`];
  });
});

for (const line of found) process.stdout.write(`${line}\n`);
process.exitCode = found.length === 0 ? 0 : 1;

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const place = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : filesIn(place);
    return entry.isFile() && TEXT.test(place) && place !== "scripts/check-committed-text.mjs"
      ? [place]
      : [];
  });
}
