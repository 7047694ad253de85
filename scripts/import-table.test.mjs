import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "./folders.mjs";

/** A small house that keeps the table, with one import of each kind that it allows. */
const SOUND = {
  "src/base/index.ts": 'export { one } from "./one.ts";',
  "src/base/one.ts": "export const one = 1;",
  "src/domain/index.ts": 'export { two } from "./two.ts";',
  "src/domain/two.ts": 'import { one } from "../base/index.ts";\nexport const two = one + one;',
  "src/domain/two.contract.ts": "export const promises = 1;",
  "src/storage/index.ts": "export interface Port {}",
  "src/storage/dexie/index.ts": "export const adapter = 1;",
  "src/workspace/index.ts": "export interface Shared {}\nexport const open = 1;",
  "src/editor/index.ts":
    'import type { Shared } from "../workspace/index.ts";\nexport type S = Shared;',
  "src/features/home/index.ts": "export const home = 1;",
  "src/features/page/index.ts":
    'import { two } from "../../domain/index.ts";\nexport const page = two;',
  "src/platform/index.ts":
    'import type { Bridge } from "../../electron/bridge/contract.ts";\nexport type Port = Bridge;',
  "src/main.tsx": 'import "./storage/dexie/index.ts";\nimport "./features/home/index.ts";',
  "electron/bridge/contract.ts": "export interface Bridge {}",
  "electron/main/index.ts": "export const shell = 1;",
};

/** What is refused, where it is planted, and the rule that must say so. */
const BREACHES = /** @type {const} */ ([
  [
    "an inner folder that imports an outer one",
    "src/base/outer.ts",
    'import "../domain/index.ts";',
    "src/base-folders",
  ],
  [
    "an import of a type alone",
    "src/base/type.ts",
    'import type { two } from "../domain/index.ts";\nexport type Two = typeof two;',
    "src/base-folders",
  ],
  [
    "a package that the row does not name",
    "src/domain/package.ts",
    'import "yjs";',
    "src/domain-packages",
  ],
  [
    "Node in a folder of the page",
    "src/domain/node.ts",
    'import "node:fs";',
    "src/domain-knows-no-node",
  ],
  [
    "a folder entered past its index",
    "src/domain/past.ts",
    'import "../base/one.ts";',
    "src/base-is-entered-by-its-index",
  ],
  [
    "an adapter chosen elsewhere than at the front door",
    "src/workspace/adapter.ts",
    'import "../storage/dexie/index.ts";',
    "src/storage-is-entered-by-its-index",
  ],
  [
    "code of the workspace in the editor",
    "src/editor/code.ts",
    'import { open } from "../workspace/index.ts";\nexport const opened = open;',
    "src/editor-knows-only-types-of",
  ],
  [
    "a feature that knows another",
    "src/features/page/neighbour.ts",
    'import "../home/index.ts";',
    "features-do-not-know-each-other",
  ],
  [
    "the shell in the page",
    "src/platform/shell.ts",
    'import "../../electron/main/index.ts";',
    "the-page-knows-the-shell-only-by-the-bridge-contract",
  ],
  [
    "a test in what ships",
    "src/domain/tested.ts",
    'import "./two.contract.ts";',
    "nothing-that-ships-imports-tests",
  ],
  [
    "a folder without a row",
    "src/cellar/rat.ts",
    'import "../base/index.ts";',
    "every-folder-has-a-row",
  ],
  [
    "an import that leads nowhere",
    "src/domain/lost.ts",
    'import "./gone.ts";',
    "every-import-is-found",
  ],
  ["a circle", "src/domain/left.ts", 'import "./right.ts";', "no-circles"],
]);
const REST_OF_THE_CIRCLE = { "src/domain/right.ts": 'import "./left.ts";' };

/** @type {string} */
let house;
/** @type {ReturnType<typeof examine>} */
let sound;
/** @type {ReturnType<typeof examine>} */
let breached;

beforeAll(() => {
  house = mkdtempSync(path.join(os.tmpdir(), "import-table-"));
  for (const file of [
    ".dependency-cruiser.cjs",
    "package.json",
    "tsconfig.json",
    "tsconfig.tests.json",
  ]) {
    cpSync(path.join(ROOT, file), path.join(house, file));
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(house, "node_modules"), "junction");
  for (const [file, source] of Object.entries(SOUND)) write(file, source);
  sound = examine();
  for (const [, file, source] of BREACHES) write(file, source);
  for (const [file, source] of Object.entries(REST_OF_THE_CIRCLE)) write(file, source);
  breached = examine();
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

test("a house that keeps the table passes, and its imports are really read", () => {
  expect(sound.broken).toEqual([]);
  expect(sound.imports).toBeGreaterThanOrEqual(7);
});

test.each(BREACHES)("%s is refused", (_what, file, _source, rule) => {
  expect(breached.broken).toContainEqual({ rule, file });
});

/** @param {string} file @param {string} source */
function write(file, source) {
  mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
  writeFileSync(path.join(house, file), `${source}\n`);
}

/** The rules that the house breaks and where, and how many imports were read at all. */
function examine() {
  const program = path.join(
    ROOT,
    "node_modules",
    "dependency-cruiser",
    "bin",
    "dependency-cruise.mjs",
  );
  const given = ["--config", ".dependency-cruiser.cjs", "--output-type", "json", "src", "electron"];
  const ended = spawnSync(process.execPath, [program, ...given], { cwd: house, encoding: "utf8" });
  const report = JSON.parse(ended.stdout);
  /** @type {{ from: string, rule: { name: string } }[]} */
  const violations = report.summary.violations;
  return {
    broken: violations.map(({ from, rule }) => ({ rule: rule.name, file: from })),
    imports: /** @type {number} */ (report.summary.totalDependenciesCruised),
  };
}
