import {
  type AppInfo,
  type Appearance,
  type FeedHeaderToSign,
  type FileToSave,
  type HubStatus,
  type InvitationOffer,
  type MenuCommand,
  type NewKeychain,
  type OfferFailure,
  type OperationToSign,
  type PassphraseChange,
  type PrintFailure,
  type RedeemFailure,
  type RedeemRequest,
  type RedeemedInvitation,
  type SaveFileFailure,
  type SavedFile,
  type SocketEvent,
} from "../../../electron/bridge/contract.ts";
import { type Result, fail, succeed } from "../../base/index.ts";
import type { Question } from "../../keychain/index.ts";
import type { Platform } from "../platform.ts";
import { MemoryKeychain, MemoryKeychainFiles } from "./memory-keychain.ts";
import { MemoryNetwork, type NetworkPlug } from "./memory-network.ts";

const HUB_PORT = 41417;
const OFFERS_MAX = 20;

export interface MemoryPlatformOptions {
  /** PCs that share one can reach each other. */
  readonly network?: MemoryNetwork;
  /** Unlike every other in the network. */
  readonly host?: string;
  readonly info?: Partial<AppInfo>;
  /** Those of an earlier run: the same PC after a restart. */
  readonly keychainFiles?: MemoryKeychainFiles;
  /** Whether the operating system has a store of secrets; without one by default. */
  readonly systemStore?: boolean;
}

/** A PC in memory, for tests and simulations: it keeps what the shell's would, and shows what was asked of it. */
export class MemoryPlatform implements Platform {
  /** What was saved, by file name. */
  readonly saved = new Map<string, Uint8Array>();
  readonly opened: string[] = [];
  /** The next saving or printing ends so; each failure once. */
  nextSaveFailure: SaveFileFailure | null = null;
  nextPrintFailure: PrintFailure | null = null;
  copied = "";
  title = "";
  appearance: Appearance = "system";
  menuLabels: Readonly<Record<string, string>> = {};
  menuLanguage = "en";
  readonly keychainFiles: MemoryKeychainFiles;
  /** What the person was asked before something was signed, oldest first. */
  readonly asked: Question[] = [];
  /** What the person answers. */
  confirm: (question: Question) => boolean | Promise<boolean> = () => true;

  readonly #info: AppInfo;
  readonly #keychain: MemoryKeychain;
  readonly #network: MemoryNetwork;
  readonly #plug: NetworkPlug;
  readonly #offerEnds = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #flushes = new Set<() => Promise<void>>();
  readonly #socketListeners = new Set<(event: SocketEvent) => void>();
  readonly #hubListeners = new Set<(status: HubStatus) => void>();
  readonly #menuListeners = new Set<(command: MenuCommand) => void>();
  readonly #networkListeners = new Set<() => void>();

  constructor({
    network = new MemoryNetwork(),
    host = "10.0.0.1",
    info = {},
    keychainFiles = new MemoryKeychainFiles(),
    systemStore = false,
  }: MemoryPlatformOptions = {}) {
    this.#info = {
      version: "0.0.0",
      electron: "0.0.0",
      chrome: "0.0.0",
      platform: "other",
      locale: "en",
      profile: "default",
      developmentRuntime: true,
      demo: null,
      lastEnd: "firstStart",
      ...info,
    };
    this.keychainFiles = keychainFiles;
    this.#keychain = new MemoryKeychain({
      files: keychainFiles,
      hasSystemStore: systemStore,
      ask: async (question) => {
        this.asked.push(question);
        return await this.confirm(question);
      },
    });
    this.#network = network;
    this.#plug = {
      host,
      port: HUB_PORT,
      offers: new Map(),
      receive: (event) => tellEach(this.#socketListeners, event),
      networkChanged: () => {
        tellEach(this.#hubListeners, this.#status());
        for (const listener of [...this.#networkListeners]) listener();
      },
    };
    network.join(this.#plug);
  }

  readonly appInfo = async (): Promise<AppInfo> => this.#info;
  readonly setAppearance = async (appearance: Appearance): Promise<void> => {
    this.appearance = appearance;
  };
  readonly setMenuLabels = async (
    labels: Readonly<Record<string, string>>,
    language: string,
  ): Promise<void> => {
    this.menuLabels = labels;
    this.menuLanguage = language;
  };
  readonly setWindowTitle = async (title: string): Promise<void> => {
    this.title = title;
  };
  readonly saveFile = async ({
    suggestedName,
    bytes,
  }: FileToSave): Promise<Result<SavedFile, SaveFileFailure>> => {
    const failure = this.nextSaveFailure;
    this.nextSaveFailure = null;
    if (failure !== null) return fail(failure);
    this.saved.set(suggestedName, bytes.slice());
    return succeed({ name: suggestedName, sizeBytes: bytes.byteLength });
  };
  readonly savePdf = (suggestedName: string): Promise<Result<SavedFile, SaveFileFailure>> => {
    const bytes = new TextEncoder().encode("%PDF-1.4\n%%EOF\n");
    return this.saveFile({
      suggestedName: `${suggestedName.replace(/\.pdf$/iu, "")}.pdf`,
      mime: "application/pdf",
      bytes,
    });
  };
  readonly print = async (): Promise<Result<null, PrintFailure>> => {
    const failure = this.nextPrintFailure;
    this.nextPrintFailure = null;
    return failure === null ? succeed(null) : fail(failure);
  };
  readonly openExternal = async (
    address: string,
  ): Promise<Result<null, { readonly kind: "refused" }>> => {
    if (!/^(?:https:\/\/|mailto:)/iu.test(address)) return fail({ kind: "refused" });
    this.opened.push(address);
    return succeed(null);
  };
  readonly copyText = async (text: string): Promise<void> => {
    this.copied = text;
  };

  readonly hubStatus = async (): Promise<HubStatus> => this.#status();
  readonly offerInvitation = async (
    offer: InvitationOffer,
  ): Promise<Result<null, OfferFailure>> => {
    const { offers } = this.#plug;
    if (!offers.has(offer.code) && offers.size >= OFFERS_MAX)
      return fail({ kind: "tooManyOffers" });
    await this.withdrawInvitation(offer.code);
    offers.set(offer.code, offer);
    this.#offerEnds.set(
      offer.code,
      setTimeout(() => offers.delete(offer.code), offer.lifetimeMs),
    );
    return succeed(null);
  };
  readonly withdrawInvitation = async (code: string): Promise<void> => {
    clearTimeout(this.#offerEnds.get(code));
    this.#offerEnds.delete(code);
    this.#plug.offers.delete(code);
  };
  readonly redeemInvitation = async ({
    code,
    address,
  }: RedeemRequest): Promise<Result<RedeemedInvitation, RedeemFailure>> => {
    if (address !== null && !/^[\p{L}\p{N}.-]+(?::\d{1,5})?$/u.test(address))
      return fail({ kind: "badAddress" });
    const hubs = address === null ? this.#network.neighbours(this.#plug) : this.#hubsAt(address);
    if (hubs.length === 0) return fail({ kind: address === null ? "nobodyFound" : "unreachable" });
    for (const hub of hubs) {
      const offer = hub.offers.get(code);
      if (offer !== undefined)
        return succeed({ invitation: offer.invitation, hub: addressOf(hub) });
    }
    return fail({ kind: "wrongCode" });
  };

  readonly openSocket = async (url: string): Promise<number> => {
    const { protocol, host } = new URL(url);
    if (!["ws:", "wss:"].includes(protocol)) throw new Error("openSocket: ws: and wss: only");
    return this.#network.connect(this.#plug, host);
  };
  readonly sendSocket = (socket: number, text: string): void => this.#network.send(socket, text);
  readonly closeSocket = (socket: number): void => this.#network.disconnect(socket);

  readonly keychainStatus = () => this.#keychain.use((keychain) => keychain.status());
  readonly createKeychain = (wish: NewKeychain) =>
    this.#keychain.use((keychain) => keychain.create(wish));
  readonly unlockKeychain = (passphrase: string | null) =>
    this.#keychain.use((keychain) => keychain.unlock(passphrase));
  readonly lockKeychain = () => this.#keychain.use((keychain) => keychain.lock());
  readonly changePassphrase = (change: PassphraseChange) =>
    this.#keychain.use((keychain) => keychain.changePassphrase(change));
  readonly recoveryWords = (passphrase: string | null) =>
    this.#keychain.use((keychain) => keychain.recoveryWords(passphrase));
  readonly signFeedHeader = (header: FeedHeaderToSign) =>
    this.#keychain.use((keychain) => keychain.signFeedHeader(header));
  readonly signOperation = (request: OperationToSign) =>
    this.#keychain.use((keychain) => keychain.signOperation(request));
  readonly agree = (theirs: Uint8Array) => this.#keychain.use((keychain) => keychain.agree(theirs));

  readonly onSocketEvent = (listener: (event: SocketEvent) => void) =>
    addTo(this.#socketListeners, listener);
  readonly onHubStatus = (listener: (status: HubStatus) => void) =>
    addTo(this.#hubListeners, listener);
  readonly onMenuCommand = (listener: (command: MenuCommand) => void) =>
    addTo(this.#menuListeners, listener);
  readonly onNetworkChange = (listener: () => void) => addTo(this.#networkListeners, listener);
  readonly beforeClosing = (flush: () => Promise<void>) => addTo(this.#flushes, flush);

  /** As if the person had chosen it from the menu. */
  choose(command: MenuCommand): void {
    tellEach(this.#menuListeners, command);
  }

  setPlugged(isPlugged: boolean): void {
    this.#network.setPlugged(this.#plug, isPlugged);
  }

  /** As if the person had closed the window. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#flushes].map((flush) => flush()));
    for (const timer of this.#offerEnds.values()) clearTimeout(timer);
    this.#network.leave(this.#plug);
  }

  #hubsAt(address: string): readonly NetworkPlug[] {
    const found = this.#network.find(
      this.#plug,
      address.includes(":") ? address : `${address}:${HUB_PORT}`,
    );
    return found === null || found === this.#plug ? [] : [found];
  }

  #status(): HubStatus {
    const { host, port } = this.#plug;
    const nearby = this.#network.neighbours(this.#plug).map(addressOf);
    return { state: "running", port, addresses: [host], nearby, problem: null };
  }
}

function addressOf({ host, port }: NetworkPlug): string {
  return `${host}:${port}`;
}

function tellEach<Value>(listeners: ReadonlySet<(value: Value) => void>, value: Value): void {
  for (const listener of [...listeners]) listener(value);
}

function addTo<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
