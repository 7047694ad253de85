import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { breachesIn } from "./check-committed-text.mjs";
import { ROOT } from "./folders.mjs";

test.each([
  ["the folder of this work tree", `const at = "${path.resolve(ROOT)}/src";`],
  ["somebody's home folder", `see ${path.join(os.homedir(), "notes.md")}`],
  ["a folder that only one machine has", `cd "/${"root"}/twinspan"`],
  ["a registry in npm's settings", "fund=false\nregistry=https://packages.example/npm/"],
  ["a secret for a registry", "//packages.example/:_authToken=abc"],
  ["where the lock file's packages came from", '"resolved": "https://packages.example/yjs.tgz"'],
])("%s is found", (_what, text) => {
  expect(breachesIn(text)).toHaveLength(1);
});

test("ordinary text passes", () => {
  expect(
    breachesIn('import "./work/plan.ts"; // https://example.org/root/file, src/root/x'),
  ).toEqual([]);
  expect(breachesIn("fund=false\nignore-scripts=true\n")).toEqual([]);
});
