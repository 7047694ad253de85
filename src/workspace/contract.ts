import type * as Y from "yjs";
import type { Result, Store } from "../base/index.ts";
import type {
  AgeRange,
  Block,
  BlobHash,
  Cover,
  InterfaceLanguage,
  Member,
  MemberId,
  OwnSchool,
  PageEntry,
  PageId,
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
  SpaceId,
  SpaceSync,
} from "../domain/index.ts";

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

  /** The text that a partner pastes to join. It is the key to the project, so it goes only to them. */
  invitationText(id: SpaceId): Promise<string>;
  /** Shows six digits that work on the LAN until `withdrawInvitation`, or for ten minutes. */
  offerCode(
    id: SpaceId,
  ): Promise<Result<OfferedCode, { readonly kind: "hubStopped" | "tooManyOffers" }>>;
  withdrawCode(code: string): Promise<void>;
  joinByText(text: string): Promise<Result<SpaceId, JoinFailure>>;
  /** `address` is host or host:port, null to look on the LAN. */
  joinByCode(code: string, address: string | null): Promise<Result<SpaceId, JoinFailure>>;

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
}
export const TEXT_SIZES = [100, 115, 130, 150, 175] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

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
  | { readonly kind: "notAnInvitation" }
  | { readonly kind: "newerVersion" }
  | {
      readonly kind: "nobodyFound" | "unreachable" | "wrongCode" | "tooManyAttempts" | "badAddress";
    };

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

export type OpenPageFailure = { readonly kind: "unknownPage" };

/** A page while the editor shows it. */
export interface OpenPage {
  readonly id: PageId;
  readonly entry: Store<PageEntry | null>;
  /** "arriving": listed, but its text has not reached this PC. */
  readonly arrival: Store<"here" | "arriving">;
  /** For the editor's binding alone; screens use the commands. */
  readonly content: Y.XmlFragment;
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
  readonly pictures: PictureShelf;
  close(): void;
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
