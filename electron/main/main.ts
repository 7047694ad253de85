import inspector from "node:inspector";
import path from "node:path";
import { app } from "electron";
import { launchOptions } from "./launch/launch-options.ts";
import { declarePageScheme } from "./protocol/app-protocol.ts";
import { report } from "./report.ts";
import { Shell } from "./shell.ts";
import { guardNavigation } from "./window/navigation-guards.ts";

const WRONG_ARGUMENTS = 2;

/** The Electron that the product ships with; the build puts it in. */
const isDevelopmentRuntime = process.versions.electron !== process.env["TWINSPAN_PRODUCT_ELECTRON"];
const isForDevelopment = !app.isPackaged || isDevelopmentRuntime;

const options = launchOptions({
  argv: process.argv.slice(1),
  env: process.env,
  dataFolder: path.join(app.getPath("appData"), "Twinspan"),
  isForDevelopment,
});

if (!options.ok) {
  report(options.failure);
  app.exit(WRONG_ARGUMENTS);
} else {
  const { profileFolder } = options.value;
  app.setPath("userData", profileFolder);
  app.setPath("sessionData", profileFolder);
  app.setPath("crashDumps", path.join(profileFolder, "Crashpad"));
  if (app.requestSingleInstanceLock()) start(options.value);
  else app.exit(0);
}

function start(launch: Extract<typeof options, { readonly ok: true }>["value"]): void {
  reportFaults();
  closeSideDoors();
  // Chromium below 137 has Ed25519 and X25519 in WebCrypto, but keeps them back; newer ones know no such switch.
  app.commandLine.appendSwitch("enable-blink-features", "WebCryptoCurve25519");
  declarePageScheme();
  guardNavigation(app);
  const shell = new Shell({ launch, isDevelopmentRuntime, isForDevelopment });
  app
    .whenReady()
    .then(() => shell.start())
    .catch((error: unknown) => {
      report("the program could not start", error);
      app.exit(1);
    });
}

/** Electron would show its own dialog, in English and in the way of whatever the person is doing, also while it ends. */
function reportFaults(): void {
  process.on("uncaughtException", (error) => report(`Uncaught ${error.stack ?? error.message}`));
  process.on("unhandledRejection", (reason) => report("Unhandled rejection", reason));
}

function closeSideDoors(): void {
  // Electron ends every child of a program that root starts with a sandbox.
  if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
  // Whoever may open the inspector of this process needs no other door; in what people get, a fuse keeps it shut.
  if (app.isPackaged && inspector.url() === undefined) {
    app.commandLine.removeSwitch("remote-debugging-port");
    app.commandLine.removeSwitch("remote-debugging-pipe");
  }
}
