import { openApp, runScript } from "./app.mjs";
import { buildIfChanged } from "./build.mjs";
import { withDisplay } from "./display.mjs";
import { installMissing } from "./install.mjs";

await runScript(async () => {
  const runtime = await installMissing();
  await buildIfChanged();
  return withDisplay({ width: 1366, height: 768 }, (env) =>
    openApp(runtime, process.argv.slice(2), env),
  );
});
