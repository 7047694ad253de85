import type * as Y from "yjs";
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
  BlobHash,
  Cover,
  InterfaceLanguage,
  Member,
  MemberId,
  MemberRole,
  OwnSchool,
  PageEntry,
  PageId,
  PageRights,
  Person,
  PersonRole,
  Picture,
  PictureRefusal,
  Post,
  PostId,
  Presence,
  ProjectCard,
  ProjectSummary,
  RescuedWords,
  SaveState,
  School,
  SchoolId,
  SpaceId,
  SpaceSync,
  Standing,
} from "../domain/index.ts";

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

export interface OfferedCode {
  /** Six digits. */
  readonly code: string;
  readonly endsAt: number;
  /** host:port that a colleague can type when the code alone finds nobody; best first. */
  readonly addresses: readonly string[];
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

/** Who belongs to the project, and everything that changes it. */
export interface PeopleOfProject {
  /** Open ones first, then the newest. Secrets only of those that this PC made. */
  readonly invitations: Store<readonly InvitationView[]>;
  /** Newest first. */
  readonly history: Store<readonly HistoryEntry[]>;
  /** Schools that have not learned of the newest removal yet: until then they go on sharing with whoever was removed. */
  readonly unawareSchools: Store<readonly SchoolId[]>;
  /** Roles that one may give to a newcomer, or to `member`. */
  rolesFor(member: MemberId | null): readonly MemberRole[];
  mayRemove(member: MemberId): boolean;
  invite(wish: NewInvitation): Promise<Result<InvitationView, ActFailure>>;
  revoke(invitation: string): Promise<Result<null, ActFailure>>;
  /** The `.twinspan` file of an open invitation that this PC made. */
  invitationFile(invitation: string): Promise<Uint8Array>;
  /** Six digits that stand for an open invitation on the LAN until `withdrawDigits`, or for ten minutes. */
  offerDigits(
    invitation: string,
  ): Promise<Result<OfferedCode, { readonly kind: "hubStopped" | "tooManyOffers" }>>;
  withdrawDigits(digits: string): Promise<void>;
  /** The four words of someone's keys, the same on every screen. Takes a second of work. */
  wordsOf(member: MemberId): Promise<readonly string[]>;
  /** After the words were compared. */
  confirm(member: MemberId): Promise<Result<null, ActFailure>>;
  changeRole(
    member: MemberId,
    role: MemberRole,
    mentor: MemberId | null,
  ): Promise<Result<null, ActFailure>>;
  remove(member: MemberId): Promise<Result<null, ActFailure>>;
  /** A PC of one's own, or of someone one manages, that was lost: what it writes from now on counts for nothing. */
  withdrawDevice(device: string): Promise<Result<null, ActFailure>>;
  readonly devices: Store<readonly DeviceView[]>;
  /** Takes oneself out; the last founder cannot. */
  leave(): Promise<Result<null, ActFailure>>;
}

/** `declined`: the person thought better of it in the shell's own dialog. */
export type ActFailure = {
  readonly kind: "declined" | "locked" | "noRight" | "lastFounder" | "notSaved";
};

export interface NewInvitation {
  readonly role: MemberRole;
  /** Null: a school that is not in the project yet. */
  readonly school: SchoolId | null;
  readonly mentor: MemberId | null;
  /** `code`: may be read aloud, so whoever joins by it waits for a founder. */
  readonly way: "file" | "code";
  readonly maxUses: number;
  readonly expiresAt: number;
}

export interface InvitationView extends Omit<NewInvitation, "school"> {
  readonly id: string;
  readonly school: SchoolId;
  readonly by: MemberId;
  readonly usedBy: readonly MemberId[];
  readonly state: "open" | "used" | "expired" | "revoked";
  /** Null where another PC made it. `text` is what a QR code says; null for a code. */
  readonly secret: { readonly text: string | null; readonly code: string | null } | null;
}

export interface DeviceView {
  /** As in the log. */
  readonly id: string;
  readonly member: MemberId;
  readonly isThisOne: boolean;
  /** When its last session began, by its own clock. */
  readonly lastSeenAt: number | null;
  readonly isWithdrawn: boolean;
}

/** One signed operation, in the words of a teacher. */
export interface HistoryEntry {
  readonly id: string;
  readonly by: MemberId;
  /** What its author's clock claimed. */
  readonly at: number;
  readonly what:
    | { readonly kind: "founded" | "newKeys" }
    | { readonly kind: "invited"; readonly role: MemberRole; readonly school: SchoolId }
    | { readonly kind: "revoked" }
    | { readonly kind: "joined"; readonly role: MemberRole; readonly way: "file" | "code" }
    | { readonly kind: "added" | "removed" | "left" | "deviceWithdrawn"; readonly member: MemberId }
    | { readonly kind: "confirmed"; readonly member: MemberId }
    | { readonly kind: "roleChanged"; readonly member: MemberId; readonly role: MemberRole }
    | { readonly kind: "pageCreated" | "pageRightsChanged"; readonly page: PageId }
    | { readonly kind: "erased"; readonly member: MemberId }
    | { readonly kind: "attested" };
  /** Null where it counts. Else it stands in the log and changed nothing: on this copy as on every other that knows as much. */
  readonly voidBecause: VoidBecause | null;
}

/** As the member log gives it. */
export type VoidBecause =
  | "notAMember"
  | "pending"
  | "removed"
  | "noRight"
  | "foreignSchool"
  | "pupilsOnlyInClasses"
  | "unknownTarget"
  | "alreadyThere"
  | "revoked"
  | "usedUp"
  | "overruled"
  | "lastFounder"
  | "full";

export interface LateWork {
  readonly id: string;
  readonly page: PageId | null;
  readonly text: string;
  readonly keptAt: number;
}

export type OpenPageFailure = { readonly kind: "unknownPage" };

/** A page while the editor shows it. */
export interface OpenPage {
  readonly id: PageId;
  readonly entry: Store<PageEntry | null>;
  /** "arriving": listed, but its text has not reached this PC. */
  readonly arrival: Store<"here" | "arriving">;
  /** For the editor's binding alone; screens use the commands. */
  readonly content: Y.XmlFragment;
  /**
   * Something that stood here counts no more, so that the page was read anew into another document: `content` takes nothing more, and
   * whoever shows it opens the page again.
   */
  readonly isReplaced: Store<boolean>;
  /** The origin of every change that comes from this window; undo follows it and nothing else. */
  readonly localOrigin: object;
  /** Others in this page, with their cursors. */
  readonly present: Store<readonly Presence[]>;
  showCursor(cursor: Presence["cursor"]): void;
  readonly rescued: Store<readonly RescuedWords[]>;
  /** Puts the words at the end of the page as a paragraph of their own. */
  putBack(rescued: string): void;
  letGo(rescued: string): void;
  blocks(): readonly Block[];
  /** Adds at the end, in one step that undo takes back. */
  append(blocks: readonly Block[]): void;
  /** False where one may only read; the editor then takes no keys. */
  readonly mayEdit: Store<boolean>;
  readonly mayChangeRights: Store<boolean>;
  changeRights(rights: PageRights): Promise<Result<null, ActFailure>>;
  /** Who wrote what stands in `content` under this Yjs clientID; null where no signature says so. */
  authorOf(clientId: number): MemberId | null;
  /** Newest first. */
  versions(): Promise<readonly PageVersion[]>;
  /** The page as it was. */
  readVersion(id: string): Promise<readonly Block[]>;
  /** Makes the page what it was, as a change of today that undo takes back. */
  restoreVersion(id: string): Promise<void>;
  readonly pictures: PictureShelf;
  close(): void;
}

export interface PageVersion {
  readonly id: string;
  /** When the last change before it was written, as its author's clock claimed. */
  readonly writtenAt: number;
  /** Who wrote since the version before. */
  readonly authors: readonly MemberId[];
  readonly words: number;
}

/** Pictures of a project: shrunk on the way in, without place and camera data, kept by their content. */
export interface PictureShelf {
  /** `name` is the file's. Resolves when the picture is kept. */
  add(file: Blob, name: string): Promise<Result<Omit<Picture, "type" | "alt">, PictureFailure>>;
  /** An object URL while anyone uses it, null while the picture is still at the partner's. */
  show(hash: BlobHash): Store<PictureView>;
  bytes(hash: BlobHash): Promise<Blob | null>;
}

export type PictureView =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly url: string }
  | { readonly state: "elsewhere" };

export type PictureFailure = PictureRefusal | { readonly kind: "notSaved" };
