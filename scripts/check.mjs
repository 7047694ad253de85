import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./folders.mjs";

/**
 * Each step is one thing that must hold of the sources; none of them needs a build or a window. `expects` is what a step
 * must say besides ending well.
 * @type {readonly { name: string, program: string, given: readonly string[], expects?: RegExp }[]}
 */
const STEPS = [
  ...["pure", "page", "shell", "scripts", "tests"].map((environment) => ({
    name: `types (${environment})`,
    program: "node_modules/typescript/bin/tsc",
    given: ["-p", `tsconfig.${environment}.json`],
  })),
  { name: "lint", program: "node_modules/oxlint/bin/oxlint", given: [] },
  { name: "format", program: "node_modules/oxfmt/bin/oxfmt", given: ["--check"] },
  {
    name: "imports",
    program: "node_modules/dependency-cruiser/bin/dependency-cruise.mjs",
    given: ["--config", ".dependency-cruiser.cjs", "src", "electron", "e2e", "bench"],
    /** dependency-cruiser passes, and reads nothing, when it does not know the compiler's version. */
    expects: /[1-9]\d* modules, [1-9]\d* dependencies cruised/,
  },
  { name: "nothing dead", program: "node_modules/knip/bin/knip.js", given: [] },
  { name: "messages", program: "scripts/check-messages.mjs", given: [] },
  { name: "lock file", program: "scripts/lock-file.mjs", given: [] },
  { name: "committed text", program: "scripts/check-committed-text.mjs", given: [] },
];

/**
 * Runs every step, also after one has failed, and says what each found.
 * @returns {{ passed: number, failed: number }}
 */
export function check() {
  let failed = 0;
  for (const { name, program, given, expects } of STEPS) {
    const begin = Date.now();
    const ended = spawnSync(process.execPath, [path.join(ROOT, program), ...given], {
      cwd: ROOT,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: "1" },
    });
    const said = `${ended.stdout ?? ""}${ended.stderr ?? ""}`.trim();
    const holds = ended.status === 0 && (expects === undefined || expects.test(said));
    if (!holds) failed += 1;
    process.stdout.write(
      `${holds ? "ok    " : "FAILED"} ${name} (${((Date.now() - begin) / 1000).toFixed(1)} s)\n`,
    );
    if (!holds) process.stdout.write(`${said || "It said nothing."}\n\n`);
  }
  return { passed: STEPS.length - failed, failed };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = check();
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
