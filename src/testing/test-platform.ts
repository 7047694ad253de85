import { fail, succeed } from "../base/index.ts";
import type { AppInfo, HubStatus, MenuCommand, Platform } from "../platform/index.ts";

/** One LAN for several platforms: codes shown on one can be redeemed on another. */
export class TestLan {
  readonly offers = new Map<string, { readonly invitation: string; readonly hub: string }>();
}

const INFO: AppInfo = {
  version: "0.1.0",
  electron: "45.4.1",
  chrome: "156.0.0.0",
  platform: "linux",
  locale: "en-GB",
  profile: "default",
  developmentRuntime: false,
  lastEnd: "clean",
};

/** A machine without a shell, for tests of screens: it remembers what it was asked. */
export class TestPlatform implements Platform {
  readonly copied: string[] = [];
  readonly titles: string[] = [];
  readonly appearances: string[] = [];
  menuLabels: Readonly<Record<string, string>> = {};
  info: AppInfo = INFO;
  readonly #lan: TestLan;
  readonly #menuListeners = new Set<(command: MenuCommand) => void>();
  readonly #hubListeners = new Set<(status: HubStatus) => void>();
  readonly #flushes = new Set<() => Promise<void>>();
  #hub: HubStatus;

  constructor(lan: TestLan = new TestLan(), address = "192.168.1.20") {
    this.#lan = lan;
    this.#hub = { state: "running", port: 4410, addresses: [address], nearby: [], problem: null };
  }

  chooseInMenu(command: MenuCommand): void {
    for (const listener of this.#menuListeners) listener(command);
  }

  setHub(change: Partial<HubStatus>): void {
    this.#hub = { ...this.#hub, ...change };
    for (const listener of this.#hubListeners) listener(this.#hub);
  }

  async closeWindow(): Promise<void> {
    for (const flush of this.#flushes) await flush();
  }

  appInfo = () => Promise.resolve(this.info);
  setAppearance = (appearance: string) => this.#note(() => this.appearances.push(appearance));
  setMenuLabels = (labels: Readonly<Record<string, string>>) =>
    this.#note(() => {
      this.menuLabels = labels;
    });
  setWindowTitle = (title: string) => this.#note(() => this.titles.push(title));
  copyText = (text: string) => this.#note(() => this.copied.push(text));
  saveFile: Platform["saveFile"] = () => Promise.resolve(fail({ kind: "canceled" }));
  savePdf: Platform["savePdf"] = () => Promise.resolve(fail({ kind: "canceled" }));
  print: Platform["print"] = () => Promise.resolve(fail({ kind: "noPrinter" }));
  openExternal: Platform["openExternal"] = () => Promise.resolve(fail({ kind: "refused" }));
  hubStatus = () => Promise.resolve(this.#hub);

  offerInvitation: Platform["offerInvitation"] = ({ code, invitation }) => {
    if (this.#hub.state !== "running") return Promise.resolve(fail({ kind: "hubStopped" }));
    this.#lan.offers.set(code, { invitation, hub: `${this.#hub.addresses[0]}:${this.#hub.port}` });
    return Promise.resolve(succeed(null));
  };
  withdrawInvitation: Platform["withdrawInvitation"] = (code) =>
    this.#note(() => this.#lan.offers.delete(code));
  redeemInvitation: Platform["redeemInvitation"] = ({ code, address }) => {
    const offer = this.#lan.offers.get(code);
    if (offer !== undefined) return Promise.resolve(succeed(offer));
    return Promise.resolve(fail({ kind: address === null ? "nobodyFound" : "wrongCode" }));
  };

  openSocket = () => Promise.reject(new Error("there are no sockets here"));
  sendSocket = () => undefined;
  closeSocket = () => undefined;
  onSocketEvent = () => () => undefined;
  onNetworkChange = () => () => undefined;
  onHubStatus = (listener: (status: HubStatus) => void) => listen(this.#hubListeners, listener);
  onMenuCommand = (listener: (command: MenuCommand) => void) =>
    listen(this.#menuListeners, listener);
  beforeClosing = (flush: () => Promise<void>) => listen(this.#flushes, flush);

  #note(act: () => unknown): Promise<void> {
    act();
    return Promise.resolve();
  }
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
