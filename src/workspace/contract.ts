import type { Result, Store } from "../base/index.ts";
import type {
  CreateKeychainFailure,
  KeychainStatus,
  NewKeychain,
  PassphraseChange,
  UnlockFailure,
  WeakPassphrase,
} from "../platform/index.ts";
import type {
  AgeRange,
  Block,
  Cover,
  InterfaceLanguage,
  Member,
  MemberId,
  MemberRole,
  OwnSchool,
  PageEntry,
  PageId,
  Person,
  PersonRole,
  Post,
  PostId,
  Presence,
  ProjectCard,
  ProjectSummary,
  SaveState,
  School,
  SpaceId,
  SpaceSync,
  Standing,
} from "../domain/index.ts";
import type { OpenPage, OpenPageFailure, PictureShelf } from "./page-contract.ts";
import type { PeopleOfProject } from "./people-contract.ts";

/** Before anything can be read: the keychain of the person at this PC. */
export interface Door {
  readonly state: Store<DoorState>;
  /** Kept unsealed, because the door itself has a language and colours. */
  readonly settings: Store<Settings>;
  changeSettings(change: Partial<Settings>): Promise<void>;
  /** The first start: makes the keys and opens an empty workspace, in which nobody is introduced yet. */
  begin(wish: Omit<NewKeychain, "words">): Promise<Result<null, CreateKeychainFailure>>;
  /** The person of a recovery sheet on a new PC, or on this one after the passphrase was forgotten. */
  restore(wish: NewKeychain): Promise<Result<null, CreateKeychainFailure>>;
  /** `passphrase` null: by the operating system's store. */
  unlock(passphrase: string | null): Promise<Result<null, UnlockFailure>>;
  /** Saves, closes the workspace, and has the shell forget the keys. The page then opens anew, so that nothing stays in memory. */
  lock(): Promise<void>;
}

export type DoorState =
  | { readonly state: "new"; readonly systemStore: boolean }
  | { readonly state: "locked"; readonly ways: KeychainStatus["ways"] }
  | { readonly state: "opening" }
  | { readonly state: "open"; readonly workspace: Workspace };

/** The only door for the screens: everything that a person can do, and everything that a screen can show. */
export interface Workspace {
  /** null until the first start is finished. */
  readonly person: Store<Person | null>;
  readonly settings: Store<Settings>;
  /** Last opened first. */
  readonly projects: Store<readonly ProjectSummary[]>;
  /** Of everything on this PC, whatever project it belongs to. */
  readonly saveState: Store<SaveState>;
  readonly sync: Store<ReadonlyMap<SpaceId, SpaceSync>>;

  /** The first start: who sits here. Once saved, `person` is set. */
  introduce(fields: PersonFields): Promise<void>;
  /** Later changes; every project's roster follows. */
  changePerson(fields: PersonFields): Promise<void>;
  changeSettings(change: Partial<Settings>): Promise<void>;

  createProject(fields: NewProject): Promise<SpaceId>;
  /** The same project opened twice is one; each opening is closed once. */
  openProject(id: SpaceId): Promise<Result<OpenProject, OpenProjectFailure>>;
  /** Takes the project off this PC; the partners keep theirs. */
  removeProject(id: SpaceId): Promise<void>;

  /** Invitations that were accepted here and whose project has not been met yet. */
  readonly joinings: Store<readonly Joining[]>;
  /** With the whole log in it: one is a member at once, with no network at all. */
  joinByFile(file: Uint8Array): Promise<Result<JoinOutcome, JoinFailure>>;
  /** What a QR code says, pasted or scanned. */
  joinByText(text: string): Promise<Result<JoinOutcome, JoinFailure>>;
  /** Twelve characters such as `K7QF-2MXD-9RTH`. Takes a second of work. `address` is host or host:port of a hub, null to look on the LAN. */
  joinByCode(code: string, address: string | null): Promise<Result<JoinOutcome, JoinFailure>>;
  /** Six digits that a colleague's screen shows in the same room. */
  joinByDigits(digits: string, address: string | null): Promise<Result<JoinOutcome, JoinFailure>>;
  cancelJoining(joining: string): Promise<void>;

  readonly keys: KeyCare;

  /** Resolves when everything typed so far is kept. */
  flush(): Promise<void>;
  /** Looks for partners again now, e.g. when the network came back. */
  refreshRoads(): void;
  close(): Promise<void>;
}

export interface PersonFields {
  readonly name: string;
  readonly role: PersonRole;
  readonly school: Omit<OwnSchool, "id">;
  readonly languages: readonly string[];
}

export interface Settings {
  /** null: the operating system's. */
  readonly language: InterfaceLanguage | "pseudo" | null;
  readonly appearance: "system" | "light" | "dark" | "contrast";
  /** 100, 115, 130, 150 or 175 per cent. */
  readonly textSize: TextSize;
  readonly reducedMotion: boolean;
  /** How long nobody may touch mouse or keys before the program locks by itself; 0: it never does. */
  readonly lockAfterMinutes: LockAfterMinutes;
}
export const TEXT_SIZES = [100, 115, 130, 150, 175] as const;
export type TextSize = (typeof TEXT_SIZES)[number];
export const LOCK_AFTER_MINUTES = [0, 5, 15, 30, 60] as const;
export type LockAfterMinutes = (typeof LOCK_AFTER_MINUTES)[number];

export interface NewProject {
  readonly title: string;
  readonly aims: string;
  readonly subjects: readonly string[];
  readonly ages: AgeRange;
  readonly languages: readonly string[];
  readonly cover: Cover;
  /** First pages, already in the person's language. */
  readonly pages: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

export type OpenProjectFailure = { readonly kind: "notHere" } | { readonly kind: "notReadable" };

export type JoinFailure =
  | { readonly kind: "notAnInvitation" | "damaged" | "newerVersion" }
  | { readonly kind: "revoked" | "usedUp" }
  | { readonly kind: "mistyped" | "tooShort" | "tooLong" }
  | { readonly kind: "unknownCharacter"; readonly character: string }
  | { readonly kind: "notSaved" }
  | {
      readonly kind: "nobodyFound" | "unreachable" | "wrongCode" | "tooManyAttempts" | "badAddress";
    };

/** `met`: the project is on this PC. Else it waits among `joinings` until someone of the project is met. */
export type JoinOutcome =
  | { readonly kind: "met"; readonly space: SpaceId }
  | { readonly kind: "waiting"; readonly joining: string };

export interface Joining {
  readonly id: string;
  readonly way: "text" | "code" | "digits";
  readonly startedAt: number;
  /** `refused`: the invitation was revoked or used up before this PC was heard. */
  readonly state: "looking" | "refused";
}

/** What a person does for their own keys. Each asks for the passphrase again; null where the operating system's store opens the keychain. */
export interface KeyCare {
  /** When the recovery sheet was last printed or saved; null: never, so losing this PC would lose the person. */
  readonly sheetMadeAt: Store<number | null>;
  readonly ways: Store<KeychainStatus["ways"]>;
  readonly systemStore: boolean;
  changePassphrase(change: PassphraseChange): Promise<Result<null, UnlockFailure | WeakPassphrase>>;
  recoveryWords(passphrase: string | null): Promise<Result<readonly string[], UnlockFailure>>;
  noteSheetMade(): Promise<void>;
}

/** A project while a screen shows it. */
export interface OpenProject {
  readonly id: SpaceId;
  readonly me: MemberId;
  readonly card: Store<ProjectCard>;
  readonly schools: Store<readonly School[]>;
  readonly members: Store<readonly Member[]>;
  /** In order, without those in the basket. */
  readonly pages: Store<readonly PageEntry[]>;
  /** Deleted pages, last deleted first. */
  readonly basket: Store<readonly PageEntry[]>;
  /** Newest first. */
  readonly posts: Store<readonly Post[]>;
  /** Others who are here now, met within the last half minute. */
  readonly present: Store<readonly Presence[]>;
  readonly sync: Store<SpaceSync>;
  /** What one may do here now. The screens follow it; every copy enforces it. */
  readonly rights: Store<OwnRights>;
  readonly people: PeopleOfProject;
  /** What was written here after one's rights had ended elsewhere: it reaches nobody, and is kept to be copied. */
  readonly lateWork: Store<readonly LateWork[]>;
  forgetLateWork(id: string): Promise<void>;

  changeCard(change: Partial<Omit<ProjectCard, "createdAt">>): void;
  addPage(title: string, blocks?: readonly Block[]): Promise<PageId>;
  renamePage(page: PageId, title: string): void;
  /** Puts the page before `before`; null: at the end. */
  movePage(page: PageId, before: PageId | null): void;
  /** Into the basket; `restorePage` brings it back. */
  deletePage(page: PageId): void;
  restorePage(page: PageId): void;
  addPost(text: string): PostId;
  /** One's own posts only. */
  removePost(post: PostId): void;
  openPage(page: PageId): Promise<Result<OpenPage, OpenPageFailure>>;
  readonly pictures: PictureShelf;
  close(): void;
}

export interface OwnRights {
  readonly role: MemberRole;
  readonly standing: Standing;
  readonly changeCard: boolean;
  readonly createPages: boolean;
  /** Order, rights and basket of pages that others made. */
  readonly changeOthersPages: boolean;
  readonly post: boolean;
  readonly inviteAdults: boolean;
  readonly manageMembers: boolean;
  /** Lets in those who joined by code. */
  readonly confirmMembers: boolean;
}

export interface LateWork {
  readonly id: string;
  readonly page: PageId | null;
  readonly text: string;
  readonly keptAt: number;
}
