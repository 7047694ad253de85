import type { MemberId, PageId } from "./ids.ts";

/** A page in the list of pages; its text lies in a document of its own. */
export interface PageEntry {
  readonly id: PageId;
  readonly title: string;
  /** A fractional index: pages sort by it, then by id. */
  readonly order: string;
  readonly createdBy: MemberId;
  readonly createdAt: number;
  /** When the page was put into the basket; null while it is in use. */
  readonly deletedAt: number | null;
  readonly rights: PageRights;
}

/** Who may write in a page beside its creator and those who lead the project; a draft is hidden from the others. */
export interface PageRights {
  readonly editors: "creator" | "staff" | "everyone" | "listed";
  /** For `listed`. */
  readonly listed: readonly MemberId[];
  readonly visibility: "draft" | "open";
}

export const PAGE_LIMITS = { title: 120 } as const;

/** Words that a merge would have swallowed, kept so that someone can put them back. */
export interface RescuedWords {
  readonly id: string;
  readonly text: string;
  /** The member who wrote them, if known. */
  readonly author: MemberId | null;
  readonly foundAt: number;
}
