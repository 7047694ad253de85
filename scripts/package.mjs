import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runScript } from "./app.mjs";
import { buildIfChanged } from "./build.mjs";
import { ROOT } from "./folders.mjs";
import { installMissing } from "./install.mjs";
import { CommandFailed, run } from "./processes.mjs";

/**
 * The unpacked program, in release/app; or, with `forTests`, in release/test with the one fuse left on that lets tests
 * drive it. Gives the path of its binary.
 * @param {import("./electron-runtime.mjs").ElectronRuntime} runtime
 * @param {{ readonly forTests: boolean }} options
 */
export async function packageApp(runtime, { forTests }) {
  const output = path.join("release", forTests ? "test" : "app");
  rmSync(path.join(ROOT, output), { recursive: true, force: true });
  await electronBuilder(runtime, ["--dir", `-c.directories.output=${output}`], {
    TWINSPAN_TEST_PACKAGE: forTests ? "1" : "0",
  });
  return packagedBinary(path.join(ROOT, output));
}

/**
 * @param {import("./electron-runtime.mjs").ElectronRuntime} runtime
 * @param {readonly string[]} given
 * @param {NodeJS.ProcessEnv} env
 */
export async function electronBuilder(runtime, given, env) {
  const own = runtime.pristine === null ? [] : [`-c.electronDist=${runtime.pristine}`];
  const all = ["--publish", "never", `-c.electronVersion=${runtime.version}`, ...own, ...given];
  const program = path.join(ROOT, "node_modules", "electron-builder", "cli.js");
  const code = await run(process.execPath, [program, ...all], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdout: "stderr",
  });
  if (code !== 0) throw new CommandFailed("electron-builder", code);
}

/** @param {string} output */
export function packagedBinary(output) {
  const places = [
    "linux-unpacked/twinspan",
    "linux-arm64-unpacked/twinspan",
    "win-unpacked/Twinspan.exe",
    "mac/Twinspan.app/Contents/MacOS/Twinspan",
    "mac-arm64/Twinspan.app/Contents/MacOS/Twinspan",
  ];
  const binary = places.map((place) => path.join(output, place)).find((place) => existsSync(place));
  if (binary === undefined) throw new Error(`electron-builder left no program in ${output}`);
  return binary;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runScript(async () => {
    const runtime = await installMissing();
    await buildIfChanged();
    const binary = await packageApp(runtime, { forTests: process.argv.includes("--for-tests") });
    process.stdout.write(`${binary}\n`);
    return 0;
  });
}
