import { rmSync } from "node:fs";
import path from "node:path";
import { runScript } from "./app.mjs";
import { buildIfChanged } from "./build.mjs";
import { electronRuntime, productVersion } from "./electron-runtime.mjs";
import { ROOT } from "./folders.mjs";
import { installPackages } from "./install.mjs";
import { electronBuilder } from "./package.mjs";

/** The installers of this platform, in release/dist. What people get runs on the product's own Electron or is not made. */
await runScript(async () => {
  await installPackages();
  const runtime = await electronRuntime();
  if (runtime.kind === "development" || runtime.version !== productVersion()) {
    throw new Error(
      `Installers are made with Electron ${productVersion()} from its official download only; here is ${runtime.version} ` +
        `(${runtime.kind}). For a program to try out, use: npm run package`,
    );
  }
  await buildIfChanged(true);
  rmSync(path.join(ROOT, "release", "dist"), { recursive: true, force: true });
  await electronBuilder(runtime, ["-c.directories.output=release/dist", ...process.argv.slice(2)], {
    TWINSPAN_TEST_PACKAGE: "0",
  });
  return 0;
});
