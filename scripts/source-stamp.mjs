import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./folders.mjs";

/**
 * One hash over everything that `places` (files or folders below the root) hold, by content: a fresh clone has no useful
 * file times. Tests are left out, because they are not built.
 * @param {readonly string[]} places
 */
export function sourceHash(places) {
  const hash = createHash("sha256");
  for (const place of places) {
    for (const file of filesIn(path.join(ROOT, place))) {
      hash
        .update(`${path.relative(ROOT, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/** @param {string} stampFile @param {string} hash */
export function isStamped(stampFile, hash) {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash;
}

/** @param {string} stampFile @param {string} hash */
export function stamp(stampFile, hash) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}

/** @param {string} place @returns {string[]} */
function filesIn(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place)
    .filter((name) => !/\.(test|contract)\.tsx?$/.test(name))
    .toSorted()
    .flatMap((name) => filesIn(path.join(place, name)));
}
