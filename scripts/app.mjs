import { electronEnvironment } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { run } from "./processes.mjs";

/**
 * Starts the program as it lies in `dist/` and waits until its last window closes. Gives its exit code.
 * @param {import("./electron-runtime.mjs").ElectronRuntime} runtime
 * @param {readonly string[]} given arguments for the program
 * @param {NodeJS.ProcessEnv} env on top of this process's own
 */
export function openApp(runtime, given, env) {
  return run(runtime.binary, [...sandboxArguments(), ROOT, ...given], {
    cwd: ROOT,
    env: { ...process.env, ...electronEnvironment(runtime), ...env },
  });
}

/** Chromium refuses to start as root with its sandbox on; for everyone else the sandbox stays. */
export function sandboxArguments() {
  return process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];
}

/** Turns what went wrong into one message and a non-zero exit. @param {() => Promise<number>} work */
export async function runScript(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
