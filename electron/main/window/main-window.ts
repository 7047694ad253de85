import path from "node:path";
import { BrowserWindow, dialog, screen } from "electron";
import { PAGE_URL } from "../protocol/origin.ts";
import { report } from "../report.ts";
import { showContextMenus } from "./context-menu.ts";
import { CrashBudget } from "./crash-budget.ts";
import type { Labels } from "./labels.ts";
import {
  type Bounds,
  SMALLEST_WINDOW,
  type WindowState,
  ZOOM,
  fitToScreens,
  readWindowState,
  writeWindowState,
} from "./window-state.ts";

const FRESH_SIZE = { width: 1280, height: 720 } as const;

export interface MainWindowOptions {
  readonly stateFile: string;
  readonly preload: string;
  /** Where the command line wants it, whatever was remembered. */
  readonly bounds: Bounds | null;
  readonly hasDevTools: boolean;
  readonly labels: () => Labels;
  /** The page's connections are void: it reloads, crashed or left. */
  readonly onPageGone: () => void;
}

/** The one window of a profile. */
export class MainWindow {
  readonly window: BrowserWindow;
  readonly #options: MainWindowOptions;
  readonly #crashes = new CrashBudget();
  #remembered: WindowState;
  #lastCrash = "";

  constructor(options: MainWindowOptions) {
    this.#options = options;
    this.#remembered = readWindowState(options.stateFile);
    this.window = this.#open();
    this.#remember();
    this.#watchPage();
    showContextMenus(this.window.webContents, options.labels);
  }

  get crashDetails(): string {
    return this.#lastCrash;
  }

  /** A page that cannot be loaded leaves the window there, with what can be said about it. */
  async load(): Promise<void> {
    try {
      await this.window.loadURL(PAGE_URL);
    } catch (error) {
      report("the page did not load", error);
    }
  }

  focus(): void {
    if (this.window.isDestroyed()) return;
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  saveState(): void {
    const { window } = this;
    if (window.isDestroyed()) return;
    const zoom = window.webContents.isCrashed()
      ? this.#remembered.zoom
      : window.webContents.getZoomFactor();
    // Without a window manager the normal bounds are those from before maximizing, for ever.
    const isFilling = window.isMaximized() || window.isFullScreen() || window.isMinimized();
    this.#remembered = {
      bounds: isFilling ? window.getNormalBounds() : window.getBounds(),
      isMaximized: window.isMaximized(),
      zoom,
    };
    try {
      writeWindowState(this.#options.stateFile, this.#remembered);
    } catch (error) {
      report("the window's place could not be remembered", error);
    }
  }

  #open(): BrowserWindow {
    const { bounds, preload, hasDevTools } = this.#options;
    const screens = screen.getAllDisplays().map((display) => display.workArea);
    const wanted = bounds ?? this.#remembered.bounds;
    const place = wanted === null ? null : fitToScreens(wanted, screens);
    const window = new BrowserWindow({
      ...(place ?? FRESH_SIZE),
      minWidth: SMALLEST_WINDOW.width,
      minHeight: SMALLEST_WINDOW.height,
      show: false,
      title: "Twinspan",
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        spellcheck: true,
        backgroundThrottling: false,
        devTools: hasDevTools,
      },
    });
    if (bounds === null && this.#remembered.isMaximized) window.maximize();
    window.once("ready-to-show", () => {
      if (!window.isDestroyed()) window.show();
    });
    return window;
  }

  #remember(): void {
    for (const event of ["resized", "moved", "maximize", "unmaximize"] as const) {
      this.window.on(event as "resized", () => this.saveState());
    }
    const page = this.window.webContents;
    page.on("did-finish-load", () => {
      // It may come when the window is gone already.
      if (!page.isDestroyed()) page.setZoomFactor(this.#remembered.zoom);
    });
    page.on("zoom-changed", (_event, direction) =>
      this.#changeZoom(direction === "in" ? 0.1 : -0.1),
    );
  }

  #changeZoom(step: number): void {
    const page = this.window.webContents;
    page.setZoomFactor(Math.min(ZOOM.max, Math.max(ZOOM.min, page.getZoomFactor() + step)));
  }

  #watchPage(): void {
    const { window } = this;
    const page = window.webContents;
    page.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) this.#options.onPageGone();
    });
    page.on("render-process-gone", (_event, { reason, exitCode }) => {
      this.#options.onPageGone();
      if (reason === "clean-exit" || window.isDestroyed()) return;
      this.#lastCrash = `${reason} ${exitCode} ${new Date().toISOString()}`;
      report(`the page stopped: ${this.#lastCrash}`);
      this.#recover();
    });
    window.on(
      "unresponsive",
      () => void this.#askToWait().catch((error: unknown) => report("no dialog", error)),
    );
  }

  #recover(): void {
    const page = this.window.webContents;
    if (this.#crashes.allowsReload()) {
      page.reload();
      const { crashedTitle, crashedText, ok } = this.#options.labels();
      dialog
        .showMessageBox(this.window, {
          type: "info",
          message: crashedTitle,
          detail: crashedText,
          buttons: [ok],
        })
        .catch((error: unknown) => report("no dialog", error));
    } else {
      // The person decides when to try again; each try has its three crashes.
      this.#crashes.reset();
      page
        .loadURL(`${PAGE_URL}stopped.html`)
        .catch((error: unknown) => report("no page for stops", error));
    }
  }

  async #askToWait(): Promise<void> {
    const { unresponsiveTitle, unresponsiveText, wait, openAgain } = this.#options.labels();
    const { response } = await dialog.showMessageBox(this.window, {
      type: "warning",
      message: unresponsiveTitle,
      detail: unresponsiveText,
      buttons: [wait, openAgain],
      defaultId: 0,
      cancelId: 0,
    });
    // Ends up in render-process-gone, which opens the page again.
    if (response === 1) this.window.webContents.forcefullyCrashRenderer();
  }
}

export function windowStateFile(profileFolder: string): string {
  return path.join(profileFolder, "window.json");
}
