import path from "node:path";
import {
  Menu,
  type WebContents,
  app,
  clipboard,
  nativeTheme,
  powerMonitor,
  session,
  shell,
} from "electron";
import { fail, succeed } from "../../src/base/index.ts";
import type { AppInfo } from "../bridge/contract.ts";
import { type Answers, openDoor, tellPage } from "./bridge/door.ts";
import { externalAddress } from "./bridge/external-address.ts";
import { saveAnswers } from "./files/save-answers.ts";
import { Hub } from "./hub/hub.ts";
import type { Keychain } from "../../src/keychain/index.ts";
import { keychainAnswers, openKeychain } from "./keys/keychain-answers.ts";
import { translatorOf } from "./keys/spoken.ts";
import type { LaunchOptions } from "./launch/launch-options.ts";
import { RunMarker } from "./launch/run-marker.ts";
import { NetworkWatch } from "./network/network-watch.ts";
import { servePage } from "./protocol/app-protocol.ts";
import { report } from "./report.ts";
import { PageSockets } from "./sockets/page-sockets.ts";
import { applicationMenu } from "./window/application-menu.ts";
import { Closing } from "./window/closing.ts";
import { type Labels, mergedLabels } from "./window/labels.ts";
import { MainWindow, windowStateFile } from "./window/main-window.ts";
import { refuseDownloads, restrictPermissions, restrictRequests } from "./window/permissions.ts";
import { stoppedPage } from "./window/stopped-page.ts";

/** RFC 2606: a name that never leads anywhere. */
const NOWHERE = "https://dictionaries.invalid/";

export interface ShellOptions {
  readonly launch: LaunchOptions;
  readonly isDevelopmentRuntime: boolean;
  readonly isForDevelopment: boolean;
}

/** Puts the parts of the main process together: one profile, one window, one hub. */
export class Shell {
  readonly #options: ShellOptions;
  readonly #marker: RunMarker;
  readonly #network = new NetworkWatch();
  readonly #hub: Hub;
  readonly #sockets: PageSockets;
  readonly #keychain: Keychain;
  #labels: Labels = mergedLabels({});
  #translate = translatorOf("en");
  #main: MainWindow | null = null;
  #closing: Closing | null = null;

  constructor(options: ShellOptions) {
    this.#options = options;
    const { profileFolder, hub } = options.launch;
    this.#marker = new RunMarker(profileFolder);
    this.#sockets = new PageSockets((event) => tellPage(this.#page(), "onSocketEvent", event));
    this.#hub = new Hub({
      port: hub.port,
      isDiscoverable: hub.isDiscoverable,
      network: this.#network,
      onError: (error) => report("hub", error),
    });
    this.#keychain = openKeychain(profileFolder, {
      window: () => this.#main?.window ?? null,
      translate: () => this.#translate,
      isSample: options.launch.demo !== null,
    });
    app.on("second-instance", () => this.#main?.focus());
    app.on("activate", () => this.#main?.focus());
    app.on("window-all-closed", () => app.quit());
  }

  async start(): Promise<void> {
    this.#announceRuntime();
    this.#securePage();
    this.#watchNetwork();
    openDoor(this.#answers(), () => this.#page());
    this.#openWindow();
    // Who locks the PC leaves it; Linux does not tell.
    powerMonitor.on("lock-screen", () => tellPage(this.#page(), "onMenuCommand", "lock"));
    const { isOn } = this.#options.launch.hub;
    const hub = isOn ? this.#hub.start() : this.#hub.close();
    hub.catch((error: unknown) => report("the hub does not run", error));
    await this.#main?.load();
  }

  #page(): WebContents | null {
    const window = this.#main?.window;
    return window === undefined || window.isDestroyed() ? null : window.webContents;
  }

  #announceRuntime(): void {
    if (!this.#options.isDevelopmentRuntime) return;
    report(
      `Electron ${process.versions.electron} is not the one of the product: for development and tests only`,
    );
  }

  #securePage(): void {
    const { launch } = this.#options;
    servePage({
      folder: path.join(app.getAppPath(), "dist", "page"),
      developmentServer: launch.developmentServer,
      stoppedPage: () => stoppedPage(this.#labels, this.#details()),
    });
    restrictPermissions(session.defaultSession);
    refuseDownloads(session.defaultSession);
    // Chromium would fetch dictionaries from its maker; spelling is checked where the system itself has them, else not at all.
    session.defaultSession.setSpellCheckerDictionaryDownloadURL(NOWHERE);
    restrictRequests(session.defaultSession, launch.developmentServer);
  }

  #watchNetwork(): void {
    this.#network.subscribe(() => {
      this.#sockets.askForSigns();
      tellPage(this.#page(), "onNetworkChange");
    });
    powerMonitor.on("resume", () => this.#network.wakeUp());
    this.#hub.status.subscribe(() => tellPage(this.#page(), "onHubStatus", this.#hub.status.get()));
  }

  #openWindow(): void {
    const { launch, isForDevelopment } = this.#options;
    const main = new MainWindow({
      stateFile: windowStateFile(launch.profileFolder),
      preload: path.join(app.getAppPath(), "dist", "preload", "preload.cjs"),
      bounds: launch.windowBounds,
      hasDevTools: isForDevelopment,
      labels: () => this.#labels,
      onPageGone: () => {
        this.#sockets.closeAll();
        this.#lock();
      },
    });
    this.#main = main;
    this.#closing = new Closing({
      window: main.window,
      ask: () => {
        this.#keychain.withdrawQuestions();
        const page = this.#page();
        if (page === null || page.isCrashed()) return false;
        tellPage(page, "onClosing");
        return true;
      },
      onClosed: (isClean) => {
        main.saveState();
        this.#lock();
        if (isClean) this.#marker.markClean();
        this.#sockets.end();
        this.#network.close();
        this.#hub.close().catch((error: unknown) => report("the hub did not close", error));
      },
    });
    this.#showMenu();
  }

  /** Keys are there for the page that opened them, and for no other. */
  #lock(): void {
    this.#keychain.lock().catch((error: unknown) => report("the keychain did not lock", error));
  }

  #showMenu(): void {
    Menu.setApplicationMenu(
      applicationMenu({
        labels: this.#labels,
        isMac: process.platform === "darwin",
        isForDevelopment: !app.isPackaged,
        command: (command) => tellPage(this.#page(), "onMenuCommand", command),
        press: ({ key, modifiers }) => {
          for (const type of ["keyDown", "keyUp"] as const) {
            this.#page()?.sendInputEvent({ type, keyCode: key, modifiers: [...modifiers] });
          }
        },
      }),
    );
  }

  #answers(): Answers {
    const { launch } = this.#options;
    return {
      appInfo: async () => this.#appInfo(),
      setAppearance: async (appearance) => {
        nativeTheme.themeSource = appearance;
      },
      setMenuLabels: async (labels, language) => {
        this.#labels = mergedLabels(labels);
        this.#translate = translatorOf(language);
        this.#showMenu();
      },
      setWindowTitle: async (title) => this.#main?.window.setTitle(title),
      ...saveAnswers(() => this.#main?.window ?? null, launch.saveFolder),
      openExternal: async (text) => {
        const address = externalAddress(text);
        if (address === null) return fail({ kind: "refused" });
        await shell.openExternal(address);
        return succeed(null);
      },
      copyText: async (text) => clipboard.writeText(text),
      hubStatus: async () => this.#hub.status.get(),
      offerInvitation: async (offer) => this.#hub.offer(offer),
      withdrawInvitation: async (code) => this.#hub.withdraw(code),
      redeemInvitation: (request) => this.#hub.redeem(request),
      openSocket: async (url) => this.#sockets.open(url),
      sendSocket: (socket, text) => this.#sockets.send(socket, text),
      closeSocket: (socket) => this.#sockets.close(socket),
      ...keychainAnswers(this.#keychain),
      lockKeychain: async () => {
        await this.#keychain.lock();
        // The titles of pages stand in it.
        this.#page()?.clearHistory();
      },
      answerClosing: () => this.#closing?.answer(),
    };
  }

  #appInfo(): AppInfo {
    return {
      version: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      platform: shownPlatform(),
      locale: app.getLocale(),
      profile: this.#options.launch.profile,
      developmentRuntime: this.#options.isDevelopmentRuntime,
      lastEnd: this.#marker.lastEnd,
      demo: this.#options.launch.demo,
    };
  }

  /** What helps to find a fault, without anything of the person or the PC's name. */
  #details(): readonly string[] {
    const { version, electron, chrome } = this.#appInfo();
    return [
      `Twinspan ${version}, Electron ${electron}, Chromium ${chrome}`,
      `${process.platform} ${process.arch} ${process.getSystemVersion()}`,
      this.#main?.crashDetails ?? "",
    ];
  }
}

function shownPlatform(): AppInfo["platform"] {
  const { platform } = process;
  return platform === "linux" || platform === "win32" || platform === "darwin" ? platform : "other";
}
