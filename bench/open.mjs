import { ask, openBenchPage, withProfiles } from "./lib/scene.mjs";

const RUNS = 15;
const WARM_UP = 3;
const PAGE = {
  title: "Rivers between two schools",
  seed: 21,
  characters: 100_000,
  edits: 20_000,
  sessions: 8,
};

/** A page that was written for weeks: from asking for it until it can be shown, and until the editor shows it. */
export const open = {
  name: "open",
  /** @param {import("./lib/scene.mjs").Setting} setting */
  run: (setting) =>
    withProfiles(async (profile) => {
      const seeding = await openBenchPage(setting, { profile: profile("ours") });
      await ask(seeding, "seedEditedPage", PAGE);
      await seeding.close();
      const window = await openBenchPage(setting, {
        profile: profile("ours"),
        args: ["--js-flags=--expose-gc"],
      });
      const opened = await ask(window, "timeOpening", (setting.runs ?? RUNS) + WARM_UP);
      await window.close();
      setting.say(`The page has ${opened.characters} characters in ${opened.stateBytes} bytes.`);
      /** @type {readonly { ours: number, oursShown: number, floor: number, floorShown: number }[]} */
      const times = opened.times.slice(WARM_UP);
      return [
        {
          figure: "page",
          unit: "ms",
          aim: 2,
          ours: times.map(({ ours }) => ours),
          against: times.map(({ floor }) => floor),
        },
        {
          figure: "page in the editor",
          unit: "ms",
          aim: null,
          ours: times.map(({ oursShown }) => oursShown),
          against: times.map(({ floorShown }) => floorShown),
        },
      ];
    }),
};
