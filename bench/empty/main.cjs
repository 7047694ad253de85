const path = require("node:path");
const { app, BrowserWindow } = require("electron");

/** The floor: as little as an Electron program can be, with the settings of the product's window. */
app.setPath("userData", process.env.TWINSPAN_PROFILE_DIR ?? "");
if (!app.commandLine.hasSwitch("no-sandbox")) app.enableSandbox();
app.on("window-all-closed", () => app.quit());
app
  .whenReady()
  .then(() => {
    const window = new BrowserWindow({
      width: 1280,
      height: 720,
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
    });
    window.once("ready-to-show", () => window.show());
    return window.loadFile(path.join(__dirname, "index.html"));
  })
  .catch((error) => {
    process.stderr.write(`${error}\n`);
    app.exit(1);
  });
