import type { Result } from "../../src/base/index.ts";

/**
 * All that the page may ask of the shell. One function for each wish, each argument parsed in main by zod and
 * each sender checked; there is no generic channel. Values cross by structured clone.
 */
export interface Bridge {
  appInfo(): Promise<AppInfo>;

  /** Native widgets (menu, dialogs, title bar) follow the page's choice. */
  setAppearance(appearance: Appearance): Promise<void>;
  /** Words of the native menu in the page's language; ids are those of `MenuCommand` and `MENU_LABELS`. */
  setMenuLabels(labels: Readonly<Record<string, string>>): Promise<void>;
  setWindowTitle(title: string): Promise<void>;

  /** Asks where, then writes the file (temporary file, fsync, rename). `canceled` when the person thinks better of it. */
  saveFile(file: FileToSave): Promise<Result<SavedFile, SaveFileFailure>>;
  /** The page as it stands, through its print style, as a PDF at a place that the person chooses. */
  savePdf(suggestedName: string): Promise<Result<SavedFile, SaveFileFailure>>;
  print(): Promise<Result<null, PrintFailure>>;
  /** Opens https: and mailto: in the person's own browser; everything else is refused. */
  openExternal(address: string): Promise<Result<null, { readonly kind: "refused" }>>;
  copyText(text: string): Promise<void>;

  /** The LAN hub of this PC: signalling for every project, and the door where a join code is redeemed. */
  hubStatus(): Promise<HubStatus>;
  /** Shows `invitation` to whoever types `code` within `lifetimeMs`, on any PC that reaches this one. */
  offerInvitation(offer: InvitationOffer): Promise<Result<null, OfferFailure>>;
  withdrawInvitation(code: string): Promise<void>;
  /** Looks for the PC that offers `code`: at `address` if given, else at every hub found on the LAN. */
  redeemInvitation(request: RedeemRequest): Promise<Result<RedeemedInvitation, RedeemFailure>>;

  /** Signalling sockets live in main, because newer Chromium keeps pages from LAN addresses. Text frames only. */
  openSocket(url: string): Promise<number>;
  sendSocket(socket: number, text: string): void;
  closeSocket(socket: number): void;

  /** Told before the window closes or reloads; the window waits for `answerClosing`, five seconds at most. */
  answerClosing(): void;

  onSocketEvent(listener: (event: SocketEvent) => void): () => void;
  onHubStatus(listener: (status: HubStatus) => void): () => void;
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  onClosing(listener: () => void): () => void;
  /** The PC woke up or a network card came or went: connections are worth trying at once. */
  onNetworkChange(listener: () => void): () => void;
}

/** Held complete by the compiler: preload and main walk this list. */
export const BRIDGE_NAMES = {
  appInfo: true,
  setAppearance: true,
  setMenuLabels: true,
  setWindowTitle: true,
  saveFile: true,
  savePdf: true,
  print: true,
  openExternal: true,
  copyText: true,
  hubStatus: true,
  offerInvitation: true,
  withdrawInvitation: true,
  redeemInvitation: true,
  openSocket: true,
  sendSocket: true,
  closeSocket: true,
  answerClosing: true,
  onSocketEvent: true,
  onHubStatus: true,
  onMenuCommand: true,
  onClosing: true,
  onNetworkChange: true,
} as const satisfies Record<keyof Bridge, true>;

/** Functions whose calls come from main. */
export type EventName = Extract<keyof Bridge, `on${string}`>;
/** Functions that wait for an answer. */
export type AskName = {
  [Name in Exclude<keyof Bridge, EventName>]: ReturnType<Bridge[Name]> extends Promise<unknown>
    ? Name
    : never;
}[Exclude<keyof Bridge, EventName>];
/** Functions that do not wait. */
export type TellName = Exclude<keyof Bridge, EventName | AskName>;

/** What an event's listener receives: at most one value. */
export type EventValue<Name extends EventName> = Parameters<Parameters<Bridge[Name]>[0]>;

const TOLD = { sendSocket: true, closeSocket: true, answerClosing: true } as const satisfies Record<
  TellName,
  true
>;

export const BRIDGE_FUNCTIONS = Object.keys(BRIDGE_NAMES) as readonly (keyof Bridge)[];

export function isEventName(name: keyof Bridge): name is EventName {
  return name.startsWith("on");
}

export function isTellName(name: keyof Bridge): name is TellName {
  return Object.hasOwn(TOLD, name);
}

/** The name under which a function crosses between preload and main. */
export function channel(name: keyof Bridge): string {
  return `twinspan:${name}`;
}

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly platform: "linux" | "win32" | "darwin" | "other";
  /** The operating system's language, as a BCP 47 tag. */
  readonly locale: string;
  /** The profile that `--profile` named; "default" otherwise. */
  readonly profile: string;
  /** Set when the program runs on an Electron that is only fit for development and tests. */
  readonly developmentRuntime: boolean;
  /** How the last run of this profile ended. */
  readonly lastEnd: "clean" | "unclean" | "firstStart";
  /** Set when the program shows one side of the sample project, on a profile of its own. */
  readonly demo: DemoSchool | null;
}

export type DemoSchool = "lisbon" | "izmir";

export type Appearance = "system" | "light" | "dark";

export interface FileToSave {
  readonly suggestedName: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

export interface SavedFile {
  /** File name without its folder. */
  readonly name: string;
  readonly sizeBytes: number;
}

export type SaveFileFailure =
  | { readonly kind: "canceled" }
  | { readonly kind: "diskFull" }
  | { readonly kind: "notAllowed" }
  | { readonly kind: "tooLarge" }
  | { readonly kind: "unknown"; readonly detail: string };

export type PrintFailure =
  | { readonly kind: "canceled" }
  | { readonly kind: "noPrinter" }
  | { readonly kind: "unknown"; readonly detail: string };

export interface HubStatus {
  readonly state: "starting" | "running" | "stopped";
  readonly port: number | null;
  /** LAN addresses that a colleague can type, best first, without the port. */
  readonly addresses: readonly string[];
  /** Other hubs that answered on this LAN, as host:port. */
  readonly nearby: readonly string[];
  /** Why it does not run, for the sync screen. */
  readonly problem: "portTaken" | "noNetwork" | null;
}

export interface InvitationOffer {
  /** Six digits. */
  readonly code: string;
  /** The pasted form of the invitation. */
  readonly invitation: string;
  readonly lifetimeMs: number;
}

export type OfferFailure = { readonly kind: "hubStopped" } | { readonly kind: "tooManyOffers" };

export interface RedeemRequest {
  readonly code: string;
  /** host or host:port; null: look on the LAN. */
  readonly address: string | null;
}

export interface RedeemedInvitation {
  readonly invitation: string;
  /** The hub that answered, as host:port: a good place for signalling. */
  readonly hub: string;
}

export type RedeemFailure =
  | { readonly kind: "nobodyFound" }
  | { readonly kind: "unreachable" }
  | { readonly kind: "wrongCode" }
  | { readonly kind: "tooManyAttempts" }
  | { readonly kind: "badAddress" };

export type SocketEvent =
  | { readonly kind: "open"; readonly socket: number }
  | { readonly kind: "message"; readonly socket: number; readonly text: string }
  | { readonly kind: "close"; readonly socket: number };

export const MENU_COMMANDS = [
  "home",
  "newProject",
  "joinProject",
  "newPage",
  "importFiles",
  "exportPage",
  "print",
  "find",
  "settings",
  "syncCentre",
  "keyboardHelp",
  "about",
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** Every word of the native menu, the context menu and the shell's own dialogs, in English; `menu.json` holds the same. */
export const MENU_LABELS = {
  file: "File",
  edit: "Edit",
  view: "View",
  help: "Help",
  home: "Home",
  newProject: "New project…",
  joinProject: "Join a project…",
  newPage: "New page",
  importFiles: "Import files…",
  exportPage: "Export this page…",
  print: "Print…",
  settings: "Settings",
  quit: "Quit Twinspan",
  undo: "Undo",
  redo: "Redo",
  cut: "Cut",
  copy: "Copy",
  paste: "Paste",
  pastePlain: "Paste without formatting",
  selectAll: "Select all",
  find: "Find in the page",
  syncCentre: "Sync",
  zoomIn: "Larger",
  zoomOut: "Smaller",
  zoomReset: "Normal size",
  fullScreen: "Full screen",
  keyboardHelp: "Keys for quick work",
  about: "About Twinspan",
  addToDictionary: "Add to the dictionary",
  copyLink: "Copy the link",
  crashedTitle: "The window had to be opened again",
  crashedText:
    "Something went wrong in the window, so Twinspan opened it again. What was shown as saved is safe.",
  stoppedTitle: "Twinspan cannot go on by itself",
  stoppedText:
    "The window stopped working several times in a few minutes. What was shown as saved is safe. Try once more; if it happens again, start the computer anew and send the lines below to whoever helps you.",
  tryAgain: "Try again",
  unresponsiveTitle: "Twinspan does not answer",
  unresponsiveText:
    "The window has been busy for a while. You can wait, or open it again. What was shown as saved is safe.",
  wait: "Wait",
  openAgain: "Open again",
  ok: "OK",
} as const satisfies Record<MenuCommand, string> & Record<string, string>;
export type MenuLabel = keyof typeof MENU_LABELS;
