import { spawn, spawnSync } from "node:child_process";

/** A command that ended badly; `message` says which and how. */
export class CommandFailed extends Error {
  /** @param {string} line @param {number | null} code @param {string} output */
  constructor(line, code, output = "") {
    super(`${line} ended with ${code ?? "a signal"}${output === "" ? "" : `\n${output}`}`);
    this.name = "CommandFailed";
  }
}

/**
 * Runs a command to its end and gives its standard output.
 * @param {string} command
 * @param {readonly string[]} given
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function outputOf(command, given, options = {}) {
  const ended = spawnSync(command, given, {
    ...options,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: needsShell(command),
  });
  if (ended.error !== undefined) throw ended.error;
  if (ended.status !== 0) {
    throw new CommandFailed([command, ...given].join(" "), ended.status, ended.stderr);
  }
  return ended.stdout;
}

/**
 * Runs a command that talks to the person directly, and gives its exit code. Standard output goes to `stdout`, so that a
 * script whose own output is an answer can keep it clean.
 * @param {string} command
 * @param {readonly string[]} given
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdout?: "inherit" | "stderr" }} [options]
 * @returns {Promise<number>}
 */
export function run(command, given, { stdout = "inherit", ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, given, {
      ...options,
      stdio: ["ignore", stdout === "stderr" ? 2 : "inherit", "inherit"],
      shell: needsShell(command),
    });
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.once("SIGINT", pass);
    process.once("SIGTERM", pass);
    child.once("error", reject);
    child.once("close", (code) => {
      process.off("SIGINT", pass);
      process.off("SIGTERM", pass);
      resolve(code ?? 1);
    });
  });
}

/** @param {string} command */
export function isInstalled(command) {
  const found = spawnSync(process.platform === "win32" ? "where" : "which", [command], {
    stdio: "ignore",
  });
  return found.status === 0;
}

/** On Windows npm is a .cmd file, which only a shell starts. @param {string} command */
function needsShell(command) {
  return process.platform === "win32" && (command === "npm" || command === "npx");
}
