import { ask, openBenchPage } from "./scene.mjs";

/** Stands on the home screen once the project's card is there, and nowhere before. */
export const HOME_WORDS = "Rivers between two schools";
export const EMPTY_WORDS = "Nothing but a window";

const SEED = 20;
const PAGE_CHARACTERS = 3000;

/**
 * Makes a person and a project on a fresh profile. Gives the address of one of its pages within the program.
 * @param {import("./scene.mjs").Setting} setting
 * @param {string} profile
 * @returns {Promise<string>}
 */
export async function seedHome(setting, profile) {
  const window = await openBenchPage(setting, { profile });
  const address = await ask(window, "seedHome", HOME_WORDS, SEED, PAGE_CHARACTERS);
  await window.close();
  return address;
}
