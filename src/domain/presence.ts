import type { MemberId, PageId } from "./ids.ts";

/** Who is here, and where. Travels live only, is never kept, and a name comes from the roster. */
export interface Presence {
  readonly member: MemberId;
  /** Two windows of one person are two sessions. */
  readonly session: string;
  readonly page: PageId | null;
  /** The selection in the page as encoded relative positions, or null. */
  readonly cursor: { readonly anchor: string; readonly head: string } | null;
  readonly seenAt: number;
}
