import type * as Y from "yjs";
import type { Result, Store } from "../base/index.ts";
import type {
  Block,
  BlobHash,
  MemberId,
  PageEntry,
  PageId,
  PageRights,
  Picture,
  PictureRefusal,
  Presence,
  RescuedWords,
} from "../domain/index.ts";
import type { ActFailure } from "./people-contract.ts";

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
