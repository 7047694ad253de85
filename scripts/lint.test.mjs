import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "./folders.mjs";

const BREACHES = {
  "src/floating.ts": "export function go(work: () => Promise<void>): void {\n  work();\n}",
  "src/open-switch.ts":
    'export function say(kind: "a" | "b"): string {\n  switch (kind) {\n    case "a":\n      return "A";\n  }\n  return "";\n}',
  "src/any.ts": "export const anything: any = 1;",
  "src/default.ts": "export default 1;",
  "src/CamelCase.ts": "export const one = 1;",
  "src/literal.tsx": "export function Hello() {\n  return <p>Hello</p>;\n}",
  "src/picture.tsx": 'export function Picture() {\n  return <img src="a.png" />;\n}',
  "src/hook.tsx":
    'import { useState } from "react";\nexport function Late({ on }: { readonly on: boolean }) {\n  if (!on) return null;\n  const [count] = useState(0);\n  return <p>{count}</p>;\n}',
  "src/console.ts": 'console.log("x");\nexport {};',
  "src/skipped.test.ts": 'import { test } from "vitest";\ntest.skip("later", () => {});',
  "src/fine.ts": "export const fine = 1;",
};

/** @type {string} */
let house;
/** @type {Record<string, string[]>} rules by file */
let found;

beforeAll(() => {
  house = mkdtempSync(path.join(os.tmpdir(), "lint-"));
  for (const file of [".oxlintrc.json", "package.json"])
    cpSync(path.join(ROOT, file), path.join(house, file));
  for (const name of ["", ".pure", ".page", ".shell", ".scripts", ".tests"]) {
    cpSync(path.join(ROOT, `tsconfig${name}.json`), path.join(house, `tsconfig${name}.json`));
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(house, "node_modules"), "junction");
  mkdirSync(path.join(house, "src"));
  for (const [file, source] of Object.entries(BREACHES))
    writeFileSync(path.join(house, file), `${source}\n`);

  const program = path.join(ROOT, "node_modules", "oxlint", "bin", "oxlint");
  const ended = spawnSync(process.execPath, [program, "--format", "json", "src"], {
    cwd: house,
    encoding: "utf8",
  });
  /** @type {{ filename: string, code: string }[]} */
  const diagnostics = JSON.parse(ended.stdout).diagnostics;
  found = {};
  for (const { filename, code } of diagnostics) (found[filename] ??= []).push(code);
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

test.each([
  ["a promise that nobody waits for", "src/floating.ts", "no-floating-promises"],
  ["a switch that forgets a case", "src/open-switch.ts", "switch-exhaustiveness-check"],
  ["any", "src/any.ts", "no-explicit-any"],
  ["a default export", "src/default.ts", "no-default-export"],
  ["a file name that is not kebab-case", "src/CamelCase.ts", "filename-case"],
  ["a text that cannot be translated", "src/literal.tsx", "jsx-no-literals"],
  ["a picture without words", "src/picture.tsx", "alt-text"],
  ["a hook after a return", "src/hook.tsx", "rules-of-hooks"],
  ["talk on the console", "src/console.ts", "no-console"],
  ["a skipped test", "src/skipped.test.ts", "no-disabled-tests"],
])("%s is refused", (_what, file, rule) => {
  expect((found[file] ?? []).join(" ")).toContain(rule);
});

test("a file that keeps the rules passes", () => {
  expect(found["src/fine.ts"]).toBeUndefined();
});
