import { openDoorScript } from "./lib/door.mjs";
import { EMPTY_WORDS, HOME_WORDS, seedHome } from "./lib/home.mjs";
import { memoryMb } from "./lib/processes.mjs";
import { BenchWindow, pause, tellWhenShown, withProfiles } from "./lib/scene.mjs";

const RUNS = 3;
const IDLE_MS = 20_000;

/**
 * Memory of all processes after some seconds without a touch, one program at a time: pages of the program file that two
 * running programs share would count half.
 */
export const memory = {
  name: "memory",
  /** @param {import("./lib/scene.mjs").Setting} setting */
  run: (setting) =>
    withProfiles(async (profile) => {
      const address = await seedHome(setting, profile("ours"));
      const { product, empty } = setting.programs;
      const home = { program: product, profile: profile("ours"), words: HOME_WORDS };
      /** @type {{ home: number[], page: number[], empty: number[] }} */
      const found = { home: [], page: [], empty: [] };
      // The first start of each fills its caches.
      await measure({ ...home, idleMs: 0 });
      await measure({ program: empty, profile: profile("empty"), words: EMPTY_WORDS, idleMs: 0 });
      for (let run = 0; run < (setting.runs ?? RUNS); run += 1) {
        found.home.push(await measure(home));
        found.empty.push(
          await measure({ program: empty, profile: profile("empty"), words: EMPTY_WORDS }),
        );
        found.page.push(await measure({ ...home, address }));
      }
      return [
        { figure: "home", unit: "MB", aim: 1.5, ours: found.home, against: found.empty },
        { figure: "page open", unit: "MB", aim: null, ours: found.page, against: found.empty },
      ];
    }),
};

/**
 * @param {{ program: string, profile: string, words: string, address?: string, idleMs?: number }} side `address` is a
 *   screen to go to
 */
async function measure({ program, profile, words, address, idleMs = IDLE_MS }) {
  const window = new BenchWindow(program, {
    profile,
    script: `${openDoorScript()}${tellWhenShown(words)}`,
  });
  await window.told();
  if (address !== undefined) {
    await window.evaluate(`location.hash = ${JSON.stringify(address)}`);
    while (!(await window.evaluate('document.querySelector(".page-text > *") !== null')))
      await pause(100);
  }
  await pause(idleMs);
  const megabytes = memoryMb(window.pid);
  // The next start begins where this one ended, and it shall begin on the home screen.
  if (address !== undefined) await window.evaluate('location.hash = "#/"');
  await pause(200);
  await window.close();
  return megabytes;
}
