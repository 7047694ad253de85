import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ROOT } from "./folders.mjs";

/** @type {string} */
let house;

beforeEach(() => {
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
  write("src/base/index.ts", 'export { one } from "./one.ts";');
  write("src/base/one.ts", "export const one = 1;");
  write("src/domain/index.ts", 'export { two } from "./two.ts";');
  write(
    "src/domain/two.ts",
    'import { one } from "../base/index.ts";\nexport const two = one + one;',
  );
  write("electron/bridge/contract.ts", "export interface Bridge {}");
});

afterEach(() => rmSync(house, { recursive: true, force: true }));

test("a house that keeps the table passes, and its imports are really read", () => {
  const { broken, imports } = examine();
  expect(broken).toEqual([]);
  expect(imports).toBeGreaterThanOrEqual(3);
});

test.each([
  [
    "an inner folder that imports an outer one",
    "src/base/breach.ts",
    'import "../domain/index.ts";',
    "src/base-folders",
  ],
  [
    "an import of a type alone",
    "src/base/breach.ts",
    'import type { two } from "../domain/index.ts";\nexport type Two = typeof two;',
    "src/base-folders",
  ],
  [
    "a package that the row does not name",
    "src/domain/breach.ts",
    'import "yjs";',
    "src/domain-packages",
  ],
  [
    "Node in a folder of the page",
    "src/domain/breach.ts",
    'import "node:fs";',
    "src/domain-knows-no-node",
  ],
  [
    "a folder entered past its index",
    "src/domain/breach.ts",
    'import "../base/one.ts";',
    "src/base-is-entered-by-its-index",
  ],
  [
    "a folder without a row",
    "src/cellar/breach.ts",
    'import "../base/index.ts";',
    "every-folder-has-a-row",
  ],
  [
    "an import that leads nowhere",
    "src/domain/breach.ts",
    'import "./gone.ts";',
    "every-import-is-found",
  ],
])("%s is refused", (_what, file, source, rule) => {
  write(file, source);
  expect(examine().broken).toContain(rule);
});

test("two features that know each other are refused", () => {
  write("src/features/home/index.ts", "export const home = 1;");
  write("src/features/page/index.ts", 'import "../home/index.ts";');
  expect(examine().broken).toContain("features-do-not-know-each-other");
});

test("a circle is refused", () => {
  write("src/domain/left.ts", 'import "./right.ts";');
  write("src/domain/right.ts", 'import "./left.ts";');
  expect(examine().broken).toContain("no-circles");
});

test("the page may import the bridge's contract and nothing else of the shell", () => {
  write("electron/main/index.ts", "export const shell = 1;");
  write(
    "src/platform/index.ts",
    'import type { Bridge } from "../../electron/bridge/contract.ts";\nexport type Port = Bridge;',
  );
  expect(examine().broken).toEqual([]);
  write("src/platform/breach.ts", 'import "../../electron/main/index.ts";');
  expect(examine().broken).toContain("the-page-knows-the-shell-only-by-the-bridge-contract");
});

test("the editor may import the workspace's types and not its code", () => {
  write("src/workspace/index.ts", "export interface Shared {}\nexport const open = 1;");
  write(
    "src/editor/index.ts",
    'import type { Shared } from "../workspace/index.ts";\nexport type S = Shared;',
  );
  expect(examine().broken).toEqual([]);
  write(
    "src/editor/breach.ts",
    'import { open } from "../workspace/index.ts";\nexport const opened = open;',
  );
  expect(examine().broken).toContain("src/editor-knows-only-types-of");
});

test("the front door alone enters by an adapter", () => {
  write("src/storage/index.ts", "export interface Port {}");
  write("src/storage/dexie/index.ts", "export const adapter = 1;");
  write("src/main.tsx", 'import "./storage/dexie/index.ts";');
  expect(examine().broken).toEqual([]);
  write("src/roads/breach.ts", 'import "../storage/dexie/index.ts";');
  expect(examine().broken).toContain("src/storage-is-entered-by-its-index");
});

test("what ships may not import a test", () => {
  write("src/domain/two.contract.ts", "export const promises = 1;");
  write("src/domain/breach.ts", 'import "./two.contract.ts";');
  expect(examine().broken).toContain("nothing-that-ships-imports-tests");
});

/** @param {string} file @param {string} source */
function write(file, source) {
  mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
  writeFileSync(path.join(house, file), `${source}\n`);
}

/** The names of the rules that the planted house breaks, and how many imports were read at all. */
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
  /** @type {{ rule: { name: string } }[]} */
  const violations = report.summary.violations;
  return {
    broken: violations.map((violation) => violation.rule.name),
    imports: /** @type {number} */ (report.summary.totalDependenciesCruised),
  };
}
