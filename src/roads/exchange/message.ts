import type { BlobHash, PageId, Presence } from "../../domain/index.ts";
import type { DocumentName, FeedId, HaveVector } from "../../journal/index.ts";
import type { Lane } from "../road.ts";

/** All that copies say to each other. docs/spec/exchange.md tells when, and what the bytes are. */
export type Message =
  | { readonly kind: "greeting"; readonly challenge: Uint8Array }
  /** With the sender's own challenge once more, over which it is signed too. */
  | {
      readonly kind: "introduction";
      readonly challenge: Uint8Array;
      readonly introduction: Uint8Array;
    }
  /** To one who has left or was removed: nothing more is said to them. */
  | { readonly kind: "dismissal" }
  | { readonly kind: "bye" }
  | HeadsMessage
  | OperationsMessage
  /** A hash over the sender's have vector. */
  | { readonly kind: "overview"; readonly digest: string }
  /** Asks for a listing. */
  | { readonly kind: "recall" }
  /** The whole have vector, in one message or several. */
  | {
      readonly kind: "listing";
      readonly isFirst: boolean;
      readonly isLast: boolean;
      readonly have: HaveVector;
    }
  /** What the sender has of these feeds now. */
  | { readonly kind: "have"; readonly have: HaveVector }
  | AskMessage
  | FramesMessage
  | PresenceMessage
  | { readonly kind: "seek"; readonly hashes: readonly BlobHash[] }
  | {
      readonly kind: "offer";
      readonly hash: BlobHash;
      readonly size: number;
      readonly mime: string;
    }
  | { readonly kind: "lack"; readonly hash: BlobHash }
  | { readonly kind: "fetch"; readonly hash: BlobHash; readonly offset: number }
  | {
      readonly kind: "chunk";
      readonly hash: BlobHash;
      readonly offset: number;
      readonly bytes: Uint8Array;
    };

export type MessageOf<Kind extends Message["kind"]> = Extract<Message, { readonly kind: Kind }>;

/** Ids of operations, 64 hexadecimal digits each. */
export interface HeadsMessage {
  readonly kind: "heads";
  readonly heads: readonly string[];
}

export interface OperationsMessage {
  readonly kind: "operations";
  readonly operations: readonly Uint8Array[];
}

/** Asks for frames that the sender's have vector lacks, those of `first` before others and without those of some feeds. */
export interface AskMessage {
  readonly kind: "ask";
  readonly ask: number;
  readonly first: DocumentName | null;
  readonly without: readonly FeedId[];
}

/** `ask` is 0 for frames that nobody asked for. */
export interface FramesMessage {
  readonly kind: "frames";
  readonly ask: number;
  /** Of the answer. */
  readonly isLast: boolean;
  /** Whether there is more to be asked for after this answer. */
  readonly rest: boolean;
  readonly frames: readonly Uint8Array[];
}

/** About nobody but its sender, and so it names nobody. */
export interface PresenceMessage {
  readonly kind: "presence";
  readonly here: boolean;
  readonly page: PageId | null;
  readonly cursor: Presence["cursor"];
}

/** Control first, then the log and text, then pictures. */
export function laneOf(kind: Message["kind"]): Lane {
  switch (kind) {
    case "greeting":
    case "introduction":
    case "dismissal":
    case "bye":
    case "heads":
    case "overview":
    case "recall":
    case "listing":
    case "have":
    case "ask":
    case "presence":
      return 0;
    case "operations":
    case "frames":
      return 1;
    case "seek":
    case "offer":
    case "lack":
    case "fetch":
    case "chunk":
      return 2;
  }
}
