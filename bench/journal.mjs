import { cpuTimeMs, pageProcess } from "./lib/processes.mjs";
import { ask, openBenchPage, withProfiles } from "./lib/scene.mjs";
import { median } from "./lib/statistics.mjs";

const RUNS = 9;
const KEYS = 10_000;
const KB = 1000;
/** Of CPU, before a class is there; before one operation of a partner shows; and the size of new keys for everyone. */
const BUDGET = { loadMs: 500, mergeMs: 50, rotationBytes: 20_000 };

/**
 * What signing and sealing add: to what is kept of 10,000 updates by one author, to catching up with them, to each entry, and to opening
 * through a checkpoint, each beside Yjs alone; and what 20 teachers and 300 pupils cost, beside the cryptography of it alone.
 */
export const journal = {
  name: "journal",
  /** @param {import("./lib/scene.mjs").Setting} setting */
  run: (setting) =>
    withProfiles(async (profile) => {
      const window = await openBenchPage(setting, { profile: profile("journal") });
      const runs = setting.runs ?? RUNS;
      const written = await ask(window, "measureJournal", KEYS, runs);
      const members = await ask(window, "measureMembers", runs);
      const loadMs = await cpuOfLoading(window, runs);
      await window.close();
      sayBudgets(setting, loadMs, members);
      const { stateBytes, rawBytes } = written;
      setting.say(
        `Before it is compacted, the journal has ${rawBytes} bytes (state: ${stateBytes}).`,
      );
      return [...figuresOfJournal(written), ...figuresOfMembers(members)];
    }),
};

/** @typedef {{ readonly ours: readonly number[], readonly floor: readonly number[] }} Pair */

/** Of all threads of the page, whatever else this PC does meanwhile. @param {import("./lib/window.mjs").BenchWindow} window @param {number} runs */
async function cpuOfLoading(window, runs) {
  const pid = pageProcess(window.pid);
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const before = cpuTimeMs(pid);
    await ask(window, "loadMembers");
    times.push(cpuTimeMs(pid) - before);
  }
  return median(times);
}

/** @param {{ stateBytes: number, compactedBytes: number, sealedBytes: number, entry: Pair, catchUp: Pair, compacted: Pair, checkpoint: Pair }} written */
function figuresOfJournal(written) {
  const kept = (/** @type {string} */ figure, /** @type {number} */ bytes) => ({
    figure,
    unit: /** @type {const} */ ("kB"),
    aim: 1.02,
    ours: [bytes / KB],
    against: [written.stateBytes / KB],
  });
  return [
    kept("compacted, not deflated", written.compactedBytes),
    kept("compacted, as kept and sent", written.sealedBytes),
    timed("catch up with every entry", null, written.catchUp),
    timed("catch up with a compaction", null, written.compacted),
    timed("live entry", null, written.entry),
    timed("open by a checkpoint", 1.5, written.checkpoint),
  ];
}

/** @param {{ load: Pair, recall: Pair, merge: Pair, rotate: Pair, judge: Pair, rotationBytes: number, keyBytes: number }} members */
function figuresOfMembers({ load, recall, merge, rotate, judge, rotationBytes, keyBytes }) {
  return [
    timed("320 members from partners", null, load),
    timed("320 members from the disk", null, recall),
    timed("320 members, one operation more", null, merge),
    timed("remove one of 320 and rotate", null, rotate),
    timed("judge 20,000 entries again", null, judge),
    {
      figure: "new keys for 319",
      unit: /** @type {const} */ ("kB"),
      aim: BUDGET.rotationBytes / keyBytes,
      ours: [rotationBytes / KB],
      against: [keyBytes / KB],
    },
  ];
}

/** @param {string} figure @param {number | null} aim @param {Pair} pair */
function timed(figure, aim, { ours, floor }) {
  return { figure, unit: /** @type {const} */ ("ms"), aim, ours, against: floor };
}

/**
 * @param {import("./lib/scene.mjs").Setting} setting
 * @param {number} loadMs
 * @param {{ merge: Pair, rotationBytes: number }} members
 */
function sayBudgets({ say }, loadMs, { merge, rotationBytes }) {
  const rows = [
    ["of CPU to load 320 members", loadMs, BUDGET.loadMs, "ms"],
    ["to merge one operation", median(merge.ours), BUDGET.mergeMs, "ms"],
    ["of new keys", rotationBytes, BUDGET.rotationBytes, "bytes"],
  ];
  for (const [what, value, budget, unit] of rows)
    say(`${Number(value).toFixed(0)} ${unit} ${what}; at most ${budget} are wanted.`);
}
