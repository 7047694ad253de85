// What `electron <folder>` runs: finds the folder in the arguments, then behaves as if Electron had been built around it.
// Answers the arguments that Electron's own default app answers and that this project uses: a folder, -r, --version.
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { app } = require("electron");

const required = [];
let folder = null;
const given = process.argv.slice(1);
for (let at = 0; at < given.length && folder === null; at += 1) {
  const argument = given[at];
  if (argument === "--version" || argument === "-v") {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (argument === "-r" || argument === "--require") {
    at += 1;
    required.push(given[at]);
  } else if (!argument.startsWith("-")) {
    folder = path.resolve(argument);
  }
}

if (folder === null) {
  process.stderr.write("Say which folder to run: electron <folder>\n");
  process.exit(2);
}

const manifestPath = path.join(folder, "package.json");
if (fs.existsSync(manifestPath)) {
  const manifest = JSON.parse(fs.readFileSync(manifestPath, "utf8"));
  app.setName(manifest.productName ?? manifest.name ?? app.getName());
  if (manifest.version !== undefined) app.setVersion(manifest.version);
  app.setPath("userData", path.join(app.getPath("appData"), app.getName()));
}
process.defaultApp = true;
app.setAppPath(folder);
if (required.length > 0) Module._preloadModules(required);
Module._load(Module._resolveFilename(folder, null, true), null, true);
