import { cpuTimeMs } from "./lib/processes.mjs";
import { DOOR_WORDS, openDoorScript } from "./lib/door.mjs";
import { EMPTY_WORDS, HOME_WORDS, seedHome } from "./lib/home.mjs";
import { BenchWindow, tellWhenShown, withProfiles } from "./lib/scene.mjs";

const RUNS = 9;
const WARM_UP = 2;
/** Kept small, so that a start does not stand in the wake of the one before it. */
const SETTLE_MS = 500;

/**
 * From asking for the process until the door can be used, beside a window with one word in it; and until the home screen stands behind
 * it, with the passphrase typed in no time.
 */
export const startup = {
  name: "startup",
  /** @param {import("./lib/scene.mjs").Setting} setting */
  run: (setting) =>
    withProfiles(async (profile) => {
      await seedHome(setting, profile("ours"));
      const { product, empty } = setting.programs;
      const sides = {
        ours: { program: product, profile: profile("ours"), words: DOOR_WORDS },
        home: {
          program: product,
          profile: profile("ours"),
          words: HOME_WORDS,
          script: openDoorScript(),
        },
        against: { program: empty, profile: profile("empty"), words: EMPTY_WORDS },
      };
      /** @type {Record<"ours" | "home" | "against", Start[]>} */
      const starts = { ours: [], home: [], against: [] };
      const runs = setting.runs ?? RUNS;
      for (let run = -WARM_UP; run < runs; run += 1) {
        const order =
          run % 2 === 0
            ? /** @type {const} */ (["ours", "home", "against"])
            : /** @type {const} */ (["against", "home", "ours"]);
        for (const side of order) {
          const start = await timeStart(sides[side]);
          if (run >= 0) starts[side].push(start);
        }
      }
      return [
        {
          figure: "wall",
          unit: "ms",
          aim: 2,
          ours: starts.ours.map(({ wallMs }) => wallMs),
          against: starts.against.map(({ wallMs }) => wallMs),
        },
        {
          figure: "cpu",
          unit: "ms",
          aim: 2,
          ours: starts.ours.map(({ cpuMs }) => cpuMs),
          against: starts.against.map(({ cpuMs }) => cpuMs),
        },
        {
          figure: "home",
          unit: "ms",
          aim: null,
          ours: starts.home.map(({ wallMs }) => wallMs),
          against: starts.against.map(({ wallMs }) => wallMs),
        },
      ];
    }),
};

/** @typedef {{ wallMs: number, cpuMs: number }} Start */

/**
 * One start; another one, if this was not watched from the beginning.
 * @param {{ program: string, profile: string, words: string, script?: string }} side
 * @returns {Promise<Start>}
 */
async function timeStart(side) {
  const { program, profile, words, script = "" } = side;
  const window = new BenchWindow(program, { profile, script: `${script}${tellWhenShown(words)}` });
  const shownAt = Number(await window.told());
  const cpuMs = cpuTimeMs(window.pid);
  await window.close();
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  if (Number.isNaN(shownAt)) return timeStart(side);
  return { wallMs: shownAt - window.startedAt, cpuMs };
}
