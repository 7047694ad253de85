import { app, BrowserWindow, session } from "electron";

app.commandLine.appendSwitch("disable-renderer-backgrounding");

/** A bare window with the permissions that the real shell gives its own page. */
async function openWindow(): Promise<void> {
  await app.whenReady();
  session.defaultSession.setPermissionCheckHandler(
    (_contents, permission) => permission === "media",
  );
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) =>
    answer(false),
  );
  const window = new BrowserWindow({
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  await window.loadURL("about:blank");
}

app.on("window-all-closed", () => app.quit());
void openWindow();
