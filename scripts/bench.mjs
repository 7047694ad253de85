import path from "node:path";
import { runScript } from "./app.mjs";
import { buildIfChanged } from "./build.mjs";
import { withDisplay } from "./display.mjs";
import { electronEnvironment } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { installMissing } from "./install.mjs";
import { run } from "./processes.mjs";

/** Prepares what a benchmark needs and hands its arguments on. Standard output belongs to the figures alone. */
await runScript(async () => {
  const runtime = await installMissing();
  await buildIfChanged();
  return withDisplay({ width: 1366, height: 768 }, (env) =>
    run(process.execPath, [path.join(ROOT, "bench", "run.mjs"), ...process.argv.slice(2)], {
      cwd: ROOT,
      env: { ...process.env, ...electronEnvironment(runtime), ...env },
    }),
  );
});
