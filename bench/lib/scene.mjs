import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { BenchWindow, TELL, tellWhenShown } from "./window.mjs";

const BENCH_PAGE_READY = "Ready to measure";

/**
 * What a bench gets to work with.
 * - `runs`: how often to measure, when the person wants another number than the bench's own
 * - `say`: words for the person
 * @typedef {{
 *   programs: import("./packages.mjs").Programs,
 *   runs: number | null,
 *   say: (line: string) => void,
 * }} Setting
 */

/**
 * Runs `work` with a way to name profile folders, which are gone when it ends, as is every program that it left open.
 * @template Value
 * @param {(profile: (name: string) => string) => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function withProfiles(work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "twinspan-bench-"));
  try {
    return await work((name) => {
      const profile = path.join(folder, name);
      mkdirSync(profile, { recursive: true });
      return profile;
    });
  } finally {
    await BenchWindow.killAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/**
 * Opens the bench's own page on a profile, ready to be asked things.
 * @param {Setting} setting
 * @param {import("./window.mjs").WindowOptions} options
 */
export async function openBenchPage({ programs }, options) {
  const window = new BenchWindow(programs.page, {
    ...options,
    script: `${options.script ?? ""};${tellWhenShown(BENCH_PAGE_READY)}`,
  });
  await window.told();
  return window;
}

/**
 * Asks the bench's page to do something, and gives what it answers.
 * @param {BenchWindow} window
 * @param {string} name
 * @param {...unknown} values plain values
 */
export function ask(window, name, ...values) {
  return window.evaluate(
    `bench.${name}(${values.map((value) => JSON.stringify(value)).join(", ")})`,
  );
}

/** @param {number} ms @returns {Promise<void>} */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A port that nobody listens on now. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, () => {
      const address = server.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export { BenchWindow, TELL, tellWhenShown };
