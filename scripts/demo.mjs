import { rmSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { openApp, runScript } from "./app.mjs";
import { buildIfChanged } from "./build.mjs";
import { withDisplay } from "./display.mjs";
import { cacheFolder } from "./folders.mjs";
import { installMissing } from "./install.mjs";
import { isInstalled } from "./processes.mjs";

/** Two partner schools side by side on one PC, each with its own profile. Every demo starts anew, unless `--keep` is given. */
const SCHOOLS = ["lisbon", "izmir"];
const SMALL_SCREEN = { width: 1366, height: 768 };
const VIRTUAL_SCREEN = { width: 1920, height: 1080 };

await runScript(async () => {
  const runtime = await installMissing();
  await buildIfChanged();
  return withDisplay(VIRTUAL_SCREEN, async (env) => {
    const screen = env["DISPLAY"] === undefined ? realScreen() : VIRTUAL_SCREEN;
    const width = Math.floor(screen.width / SCHOOLS.length);
    const codes = SCHOOLS.map((school, at) => {
      const profile = path.join(cacheFolder(), "demo", school);
      if (!process.argv.includes("--keep")) rmSync(profile, { recursive: true, force: true });
      const bounds = [at * width, 0, width, screen.height].join(",");
      const given = ["--profile", `demo-${school}`, "--demo", school, "--window-bounds", bounds];
      return openApp(runtime, given, { ...env, TWINSPAN_PROFILE_DIR: profile });
    });
    return Math.max(...(await Promise.all(codes)));
  });
});

/** The size of the first screen where xrandr can tell, else of the smallest one we know in schools. */
function realScreen() {
  if (process.platform !== "linux" || !isInstalled("xrandr")) return SMALL_SCREEN;
  const told = spawnSync("xrandr", ["--current"], { encoding: "utf8" }).stdout ?? "";
  const found = /current (\d+) x (\d+)/.exec(told);
  return found === null ? SMALL_SCREEN : { width: Number(found[1]), height: Number(found[2]) };
}
