import os from "node:os";
import { electronOnHand } from "../scripts/electron-runtime.mjs";
import { runScript } from "../scripts/app.mjs";
import { figureOf, jsonLine, table } from "./lib/figure.mjs";
import { benchPrograms } from "./lib/packages.mjs";
import { journal } from "./journal.mjs";
import { memory } from "./memory.mjs";
import { open } from "./open.mjs";
import { startup } from "./startup.mjs";
import { typing } from "./typing.mjs";

/**
 * Runs benches, all of them unless some are named:
 *   npm run bench -- startup typing
 *   npm run -s bench -- startup --json      one line of JSON for each figure
 *   npm run bench -- startup --runs 20      another number of runs (of keys, for typing)
 * Figures go to standard output, everything else to standard error.
 */
const BENCHES = [startup, typing, open, memory, journal];

await runScript(async () => {
  if (process.platform !== "linux")
    throw new Error("The benches read CPU time and memory from /proc, which Linux alone has.");
  const { names, isJson, runs } = wishes(process.argv.slice(2));
  const runtime = electronOnHand();
  if (runtime === null) throw new Error("There is no Electron yet: npm run bench fetches it.");
  const programs = await benchPrograms(runtime);
  say(`Electron ${runtime.version} (${runtime.kind}), ${os.cpus().length} cores`);
  const figures = [];
  for (const bench of BENCHES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    say(`${bench.name}: begins at a load average of ${loadAverage()}`);
    const comparisons = await bench.run({ programs, runs, say });
    say(`${bench.name}: ended at a load average of ${loadAverage()}`);
    for (const comparison of comparisons) {
      const figure = figureOf(bench.name, comparison);
      figures.push(figure);
      if (isJson) process.stdout.write(jsonLine(figure));
    }
  }
  if (!isJson) process.stdout.write(`\n${table(figures)}`);
  return 0;
});

/** @param {readonly string[]} given */
function wishes(given) {
  const runsAt = given.indexOf("--runs");
  const runs = runsAt === -1 ? null : Number(given[runsAt + 1]);
  if (runs !== null && !(Number.isInteger(runs) && runs > 0))
    throw new Error("--runs: a number of runs");
  const optional = new Set([given.indexOf("--json"), runsAt, runsAt === -1 ? -1 : runsAt + 1]);
  const names = given.filter((_, at) => !optional.has(at));
  const unknown = names.find((word) => BENCHES.every(({ name }) => name !== word));
  if (unknown !== undefined) {
    const known = BENCHES.map(({ name }) => name).join(", ");
    throw new Error(`There is no bench "${unknown}"; there are: ${known}`);
  }
  return { names, isJson: given.includes("--json"), runs };
}

/** Of the last minute. */
function loadAverage() {
  return (os.loadavg()[0] ?? 0).toFixed(1);
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}
