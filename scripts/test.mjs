import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runScript } from "./app.mjs";
import { buildIfChanged } from "./build.mjs";
import { check } from "./check.mjs";
import { withDisplay } from "./display.mjs";
import { electronEnvironment } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { installMissing } from "./install.mjs";
import { packageApp } from "./package.mjs";
import { run } from "./processes.mjs";
import { playwrightTotals, vitestTotals } from "./test-totals.mjs";

/**
 * Every test there is, in order; a stage that fails does not keep the next from running. Arguments choose: names of stages
 * run only those, anything else goes to Vitest and Playwright, such as part of a file's name:
 *   npm test -- unit translate
 * @typedef {import("./test-totals.mjs").Totals} Totals
 * @typedef {{ runtime: import("./electron-runtime.mjs").ElectronRuntime, given: readonly string[], reports: string }} Setting
 * @type {readonly { name: string, run: (setting: Setting) => Promise<Totals> }[]}
 */
const STAGES = [
  { name: "check", run: async () => check() },
  { name: "unit", run: unitTests },
  { name: "e2e", run: endToEndTests },
  { name: "packaged", run: packagedTests },
];

await runScript(async () => {
  const names = STAGES.map(({ name }) => name);
  const chosen = process.argv.slice(2).filter((word) => names.includes(word));
  const given = process.argv.slice(2).filter((word) => !names.includes(word));
  const stages = STAGES.filter(({ name }) => chosen.length === 0 || chosen.includes(name));

  const runtime = await installMissing();
  const reports = mkdtempSync(path.join(os.tmpdir(), "twinspan-reports-"));
  /** @type {Totals} */
  const sum = { passed: 0, failed: 0 };
  for (const stage of stages) {
    process.stdout.write(`\n== ${stage.name}\n`);
    const totals = await stage
      .run({ runtime, given, reports })
      .catch((/** @type {unknown} */ error) => {
        process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
        return { passed: 0, failed: 1 };
      });
    if (totals.passed + totals.failed === 0) {
      process.stdout.write(`The stage ${stage.name} ran no test.\n`);
      totals.failed = 1;
    }
    process.stdout.write(`${stage.name}: ${totals.passed} passed, ${totals.failed} failed\n`);
    sum.passed += totals.passed;
    sum.failed += totals.failed;
  }
  rmSync(reports, { recursive: true, force: true });
  process.stdout.write(`\n${sum.passed} passed, ${sum.failed} failed\n`);
  return sum.failed === 0 ? 0 : 1;
});

/** @param {Setting} setting */
async function unitTests({ given, reports }) {
  const report = path.join(reports, "unit.json");
  const program = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await run(process.execPath, [program, "run", ...reporters, ...given], { cwd: ROOT });
  return vitestTotals(readReport(report), code);
}

/** @param {Setting} setting */
async function endToEndTests(setting) {
  await buildIfChanged();
  return playwrightTests("desktop", setting, {});
}

/** @param {Setting} setting */
async function packagedTests(setting) {
  await buildIfChanged();
  const binary = await packageApp(setting.runtime, { forTests: true });
  return playwrightTests("packaged", setting, { TWINSPAN_PACKAGED_BINARY: binary });
}

/** @param {string} project @param {Setting} setting @param {NodeJS.ProcessEnv} env */
function playwrightTests(project, { runtime, given, reports }, env) {
  const report = path.join(reports, `${project}.json`);
  const program = path.join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  return withDisplay({ width: 1920, height: 1080 }, async (display) => {
    const code = await run(
      process.execPath,
      [program, "test", `--project=${project}`, "--reporter=list,json", ...given],
      {
        cwd: ROOT,
        env: {
          ...process.env,
          ...electronEnvironment(runtime),
          ...display,
          ...env,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        },
      },
    );
    return playwrightTotals(readReport(report), code);
  });
}

/** @param {string} file @returns {any} */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}
