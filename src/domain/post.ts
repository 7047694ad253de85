import type { MemberId, PostId } from "./ids.ts";

/** An update on the project's home. Times are what the author's clock claimed. */
export interface Post {
  readonly id: PostId;
  readonly author: MemberId;
  readonly text: string;
  readonly writtenAt: number;
  /** When it reached this PC; equals `writtenAt` for one's own. */
  readonly arrivedAt: number;
}

export const POST_LIMITS = { text: 4000 } as const;
