import type { MemberId, SchoolId } from "../domain/index.ts";
import type { DeviceId, DocumentId, LoggedFeedId, OperationId } from "./ids.ts";
import type { Role } from "./roles.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Pupils are members of classes only. */
export const SPACE_KINDS = ["project", "class"] as const;
export type SpaceKind = (typeof SPACE_KINDS)[number];

export const DOCUMENT_CLASSES = ["page", "shared", "staff", "private"] as const;
/** The classes whose documents someone creates; `own` and `moderation` are there with every member and space. */
export type CreatedClass = (typeof DOCUMENT_CLASSES)[number];
export type DocumentClass = CreatedClass | "own" | "moderation";

/** `file` and QR carry the whole seed from hand to hand; a `code` is read aloud and may be overheard. */
export const INVITATION_WAYS = ["file", "code"] as const;
export type InvitationWay = (typeof INVITATION_WAYS)[number];

/** Whose content a key opens. */
export type KeyScope = "project" | "staff" | `private:${MemberId}`;

/** The id is the hash of `signingKey`. Names are never here: what the log holds cannot be erased. */
export interface MemberRecord {
  /** Ed25519 public key. */
  readonly signingKey: Bytes;
  /** X25519 public key. */
  readonly agreementKey: Bytes;
  readonly role: Role;
  readonly school: SchoolId;
  /** Of a student teacher. */
  readonly mentor: MemberId | null;
}

/** The first `kept` entries of a feed count; a feed that is not named counts for nothing. */
export interface CutOff {
  readonly feed: LoggedFeedId;
  readonly kept: number;
}

/** A content key for one member: the key masked with what both can compute (rule K2). */
export interface KeyBox {
  readonly member: MemberId;
  readonly masked: Bytes;
}

export interface GrantedKey {
  readonly epoch: OperationId;
  readonly masked: Bytes;
}

/** Who may write beside its creator, in a page or a shared document. */
export const EDITORS = ["creator", "staff", "everyone", "listed"] as const;
export type Editors = (typeof EDITORS)[number];

export const VISIBILITIES = ["draft", "open"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export interface DocumentRights {
  readonly editors: Editors;
  /** Members, for `listed`. */
  readonly listed: readonly MemberId[];
  readonly visibility: Visibility;
}

/** All that a feed says in a document, ever: the words go, whatever form a copy has them in. */
export interface ErasedPart {
  readonly feed: LoggedFeedId;
  readonly document: string;
  /** The journal's hashes of the structures that stay, of entries and compactions alike, so that nobody can slip in others. */
  readonly structures: readonly Bytes[];
}

export type OperationBody =
  | {
      readonly kind: "found";
      readonly space: SpaceKind;
      readonly nonce: Bytes;
      readonly founder: MemberRecord;
    }
  | { readonly kind: "add"; readonly members: readonly MemberRecord[] }
  | {
      readonly kind: "invite";
      /** Ed25519 public key that belongs to the invitation's secret. */
      readonly key: Bytes;
      readonly way: InvitationWay;
      readonly role: Role;
      readonly school: SchoolId;
      readonly mentor: MemberId | null;
      readonly maxUses: number;
      /** Advice for a teacher's device, which then revokes it; decides nothing by itself. */
      readonly expiresAt: number;
    }
  | {
      readonly kind: "join";
      readonly invitation: OperationId;
      readonly signingKey: Bytes;
      readonly agreementKey: Bytes;
      /** By the invitation's key, over space, invitation and both keys. */
      readonly proof: Bytes;
    }
  | { readonly kind: "revoke"; readonly invitation: OperationId }
  | {
      readonly kind: "role";
      readonly member: MemberId;
      readonly role: Role;
      readonly mentor: MemberId | null;
      /** When the role is lower: what was written in the former one. */
      readonly cutOffs: readonly CutOff[];
    }
  | { readonly kind: "remove"; readonly member: MemberId; readonly cutOffs: readonly CutOff[] }
  | {
      readonly kind: "rotate";
      readonly scope: KeyScope;
      /** X25519 public key, used this once. */
      readonly ephemeral: Bytes;
      readonly commitment: Bytes;
      readonly boxes: readonly KeyBox[];
    }
  | {
      readonly kind: "create";
      readonly nonce: Bytes;
      readonly class: CreatedClass;
      readonly rights: DocumentRights;
    }
  | { readonly kind: "policy"; readonly document: DocumentId; readonly rights: DocumentRights }
  | { readonly kind: "device"; readonly device: DeviceId; readonly agreementKey: Bytes }
  | {
      readonly kind: "withdraw";
      readonly member: MemberId;
      readonly device: DeviceId;
      readonly cutOffs: readonly CutOff[];
    }
  | {
      readonly kind: "grant";
      readonly member: MemberId;
      readonly ephemeral: Bytes;
      readonly keys: readonly GrantedKey[];
    }
  | {
      readonly kind: "erase";
      /** Whose words; the feeds must be theirs. */
      readonly member: MemberId;
      readonly parts: readonly ErasedPart[];
    }
  | {
      readonly kind: "attest";
      readonly document: string;
      /** SHA-256 of the checkpoint, and of the have vector that it covers. */
      readonly checkpoint: Bytes;
      readonly covers: Bytes;
    };

export type OperationKind = OperationBody["kind"];
export type BodyOf<Kind extends OperationKind> = Extract<OperationBody, { readonly kind: Kind }>;

export interface Operation {
  readonly author: MemberId;
  /** One more than the highest among `after`; 0 for the founding. */
  readonly lamport: number;
  /** What the author's clock said, in milliseconds since 1970: shown as a claim, never trusted. */
  readonly at: number;
  /** What the author knew and nothing in the log had followed yet; sorted. */
  readonly after: readonly OperationId[];
  readonly body: OperationBody;
}

export const OPERATION_LIMITS = {
  bytes: 262_144,
  after: 64,
  members: 1000,
  cutOffs: 4096,
  boxes: 2000,
  listed: 500,
  keys: 1000,
  parts: 1000,
  structures: 8000,
  uses: 1000,
  documentName: 128,
} as const;
