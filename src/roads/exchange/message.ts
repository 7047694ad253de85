import type { BlobHash, MemberId, PageId } from "../../domain/index.ts";
import type { Presence } from "../../domain/index.ts";
import type { Lane } from "../road.ts";

/** SHA-256 of a document's snapshot, in hexadecimal; it stands for all that a copy holds of it. */
export type StateHash = string;

export interface Claim {
  readonly document: string;
  readonly hash: StateHash;
  /** Counts up with every state of the document in a session, so that an old word cannot replace a new one. */
  readonly version: number;
}

/** All that copies say to each other. docs/spec/exchange.md tells when, and what the bytes are. */
export type Message =
  | { readonly kind: "hello"; readonly member: MemberId; readonly session: string }
  | { readonly kind: "bye" }
  /** A hash over the names and hashes of all documents. */
  | { readonly kind: "overview"; readonly digest: string }
  /** What the sender's copy holds now. A listing names every document, in one message or several. */
  | {
      readonly kind: "claims";
      readonly listing: "no" | "more" | "last";
      readonly claims: readonly Claim[];
    }
  | {
      readonly kind: "request";
      readonly request: number;
      readonly document: string;
      readonly stateVector: Uint8Array;
    }
  | { readonly kind: "unavailable"; readonly request: number }
  | UpdatePart
  | PresenceMessage
  | { readonly kind: "seek"; readonly hashes: readonly BlobHash[] }
  | {
      readonly kind: "have";
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

/** A piece of an update; `request` is 0 for a change that nobody asked for. */
export interface UpdatePart {
  readonly kind: "update";
  readonly transfer: number;
  readonly request: number;
  readonly document: string;
  /** What the sender's copy holds, or more; "" when it does not say. Goes with `version` as in a claim. */
  readonly hash: StateHash;
  readonly version: number;
  readonly total: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface PresenceMessage {
  readonly kind: "presence";
  readonly member: MemberId;
  readonly session: string;
  readonly here: boolean;
  readonly page: PageId | null;
  readonly cursor: Presence["cursor"];
}

/** Control first, then text, then pictures. */
export function laneOf(kind: Message["kind"]): Lane {
  switch (kind) {
    case "hello":
    case "bye":
    case "overview":
    case "claims":
    case "request":
    case "unavailable":
    case "presence":
      return 0;
    case "update":
      return 1;
    case "seek":
    case "have":
    case "lack":
    case "fetch":
    case "chunk":
      return 2;
  }
}
