import type { DocumentName, FeedId, MemberHead } from "./names.ts";

/** What an entry is judged by, apart from what it says. */
export interface EntryClaim {
  /** 16 bytes each. */
  readonly member: Uint8Array;
  readonly device: Uint8Array;
  readonly feed: FeedId;
  readonly sequence: number;
  readonly memberHead: MemberHead;
  readonly document: DocumentName;
}

/** `void`: it keeps its place in chain and clocks, and is not shown. `unknown`: the log is not that far yet. */
export type EntryVerdict = "counts" | "void" | "unknown";

/** The part of it that differs between the entries of one document in one feed. */
export type Claimed = Pick<EntryClaim, "sequence" | "memberHead">;
