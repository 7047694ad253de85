import type { Result } from "../../src/base/index.ts";

/**
 * All that the page may ask of the shell. One function for each wish, each argument parsed in main by zod and
 * each sender checked; there is no generic channel. Values cross by structured clone.
 */
export interface Bridge {
  appInfo(): Promise<AppInfo>;

  /** Native widgets (menu, dialogs, title bar) follow the page's choice. */
  setAppearance(appearance: Appearance): Promise<void>;
  /**
   * Words of the native menu in the page's language; ids are those of `MenuCommand` and `MENU_LABELS`. In `language` (de, pl) the
   * shell also asks its own questions, with words that it has itself.
   */
  setMenuLabels(labels: Readonly<Record<string, string>>, language: string): Promise<void>;
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

  /** The keys of the person at this PC. They live in the shell; the page gets what a session needs, and signatures. */
  keychainStatus(): Promise<KeychainStatus>;
  /**
   * A new keychain for a profile that has none; with `words`, the same person as on the recovery sheet. Words of the person whose
   * keychain is here open it, and give it new ways to open: all that is kept stays readable. Words of another set it aside, when the
   * person agrees in a dialog of the shell; `alreadyThere` when not.
   */
  createKeychain(wish: NewKeychain): Promise<Result<OpenedKeychain, CreateKeychainFailure>>;
  /** `passphrase` null: by the operating system's store. */
  unlockKeychain(passphrase: string | null): Promise<Result<OpenedKeychain, UnlockFailure>>;
  /** Forgets every key; the page then opens anew. So does a page that reloads, crashes or closes. */
  lockKeychain(): Promise<void>;
  /**
   * Asks for the passphrase again, whatever is open: a pupil may stand at an unlocked PC. `current` null is only good for a keychain
   * without a passphrase; the shell then asks in a dialog of its own, and `systemStoreFailed` may mean that the person said no.
   */
  changePassphrase(change: PassphraseChange): Promise<Result<null, UnlockFailure | WeakPassphrase>>;
  /** The twelve words of the recovery sheet, in English. Null as in `changePassphrase`. */
  recoveryWords(passphrase: string | null): Promise<Result<readonly string[], UnlockFailure>>;
  /** Signs that a session belongs to this person. The shell writes what is signed, from these fields. */
  signFeedHeader(header: FeedHeaderToSign): Promise<Result<Uint8Array, KeychainLocked>>;
  /**
   * Signs an operation of a member log, given as it will be sent but for the signature; null space for a founding. The shell reads it,
   * and where it brings people in, changes or removes them, it asks the person in a dialog of its own, in which `names`
   * only stand beside what the keys themselves say.
   */
  signOperation(request: OperationToSign): Promise<Result<Uint8Array, SignOperationFailure>>;
  /** What only this person and the owner of `theirs` (X25519, 32 bytes) can compute; null for a key that yields nothing secret. */
  agree(theirs: Uint8Array): Promise<Result<Uint8Array | null, KeychainLocked>>;

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
  keychainStatus: true,
  createKeychain: true,
  unlockKeychain: true,
  lockKeychain: true,
  changePassphrase: true,
  recoveryWords: true,
  signFeedHeader: true,
  signOperation: true,
  agree: true,
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

export interface KeychainStatus {
  readonly state: "none" | "locked" | "open";
  /** How this keychain can be unlocked. */
  readonly ways: { readonly passphrase: boolean; readonly system: boolean };
  /** Whether the operating system has a store that keeps secrets from its other users; false where it would only pretend. */
  readonly systemStore: boolean;
}

export interface NewKeychain {
  /** Null: only the operating system's store opens it. */
  readonly passphrase: string | null;
  readonly useSystemStore: boolean;
  readonly words: readonly string[] | null;
}

export interface PassphraseChange {
  readonly current: string | null;
  readonly next: string | null;
  readonly useSystemStore: boolean;
}

/** What the page may hold while the keychain is open. */
export interface OpenedKeychain {
  /** Ed25519, 32 bytes: who this person is in every project. */
  readonly signingKey: Uint8Array;
  /** X25519, 32 bytes. */
  readonly agreementKey: Uint8Array;
  /** 16 bytes: this profile on this PC. */
  readonly device: Uint8Array;
  /** 32 bytes: seals what is kept in the profile's folder. */
  readonly storageKey: Uint8Array;
}

export type KeychainLocked = { readonly kind: "locked" };
/** Shorter than `PASSPHRASE_LENGTH.shortest` or longer than `.longest` characters. */
export type WeakPassphrase = { readonly kind: "weakPassphrase" };
export const PASSPHRASE_LENGTH = { shortest: 8, longest: 200 } as const;

export type CreateKeychainFailure =
  | WeakPassphrase
  | { readonly kind: "alreadyThere" }
  | { readonly kind: "noSystemStore" }
  /** `word` is the first, counted from 0, that is in no list; null when all are, but the sum of them is not right. */
  | { readonly kind: "wrongWords"; readonly word: number | null }
  | { readonly kind: "notSaved"; readonly detail: string };

export type UnlockFailure =
  /** `waitMs`: no other try before that. */
  | { readonly kind: "wrongPassphrase"; readonly waitMs: number }
  | { readonly kind: "systemStoreFailed" }
  | { readonly kind: "damaged"; readonly detail: string }
  | { readonly kind: "newerVersion" }
  | { readonly kind: "none" }
  | { readonly kind: "notSaved"; readonly detail: string };

/** As in the journal's feed header, docs/spec/journal.md J1. */
export interface FeedHeaderToSign {
  readonly space: Uint8Array;
  readonly sessionKey: Uint8Array;
  readonly memberHead: Uint8Array;
  readonly startedAt: number;
}

export interface OperationToSign {
  readonly space: Uint8Array | null;
  readonly unsigned: Uint8Array;
  /** What the page calls the people and schools that the operation speaks of, by their ids, and the project under "". */
  readonly names: Readonly<Record<string, string>>;
}

export type SignOperationFailure =
  | KeychainLocked
  | { readonly kind: "declined" }
  /** Not an operation, not by this person, or longer than any may be. */
  | { readonly kind: "refused" };

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
  "lock",
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
  lock: "Lock",
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
