import type { MemberId, PageId } from "./ids.ts";

/** A page in the list of pages; its text lies in a document of its own. */
export interface PageEntry extends CreatedPage, PageAbout {
  /** Those who lead put it into the basket: only they can bring it back. */
  readonly isDeletedByLead: boolean;
}

/** What the member log says of a page, and of oneself in it. */
export interface CreatedPage {
  readonly id: PageId;
  readonly createdBy: MemberId;
  readonly rights: PageRights;
  /** Whether one's own words count in it now. */
  readonly mayEdit: boolean;
}

/** What a page says of itself. Whoever may write in it may change this. */
export interface PageAbout {
  /** Empty until someone gives one, or until the page has arrived. */
  readonly title: string;
  /** As its creator's clock claimed; 0 until the page has arrived. */
  readonly createdAt: number;
  /** When the page was put into the basket; null while it is in use. */
  readonly deletedAt: number | null;
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
