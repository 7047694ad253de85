import { type Result, concatBytes, equalBytes, fail, succeed } from "../base/index.ts";
import type { DeviceId, DocumentId, LoggedFeedId } from "./ids.ts";
import type { MemberId, SchoolId, SpaceId } from "../domain/index.ts";
import {
  ByteReader,
  ByteWriter,
  type ByteCodec,
  MalformedBytes,
  fixed,
  id,
  list,
  number,
  oneOf,
  operationId,
  optional,
  record,
  sortedList,
  text,
} from "./byte-codec.ts";
import { bytesOfId } from "./ids.ts";
import {
  type BodyOf,
  type CutOff,
  DOCUMENT_CLASSES,
  type DocumentRights,
  EDITORS,
  type ErasedPart,
  type GrantedKey,
  INVITATION_WAYS,
  type KeyBox,
  type KeyScope,
  type MemberRecord,
  OPERATION_LIMITS as LIMITS,
  type Operation,
  type OperationBody,
  type OperationKind,
  SPACE_KINDS,
  VISIBILITIES,
} from "./operation.ts";
import { ROLES } from "./roles.ts";

const OPERATION_VERSION = 1;
const SIGNATURE_BYTES = 64;

const key32 = fixed(32);
const nonce16 = fixed(16);
const time = number(6);
const count32 = number(4);
const memberId = id<MemberId>();
const schoolId = id<SchoolId>();
const feedId = id<LoggedFeedId>();
const documentId = id<DocumentId>();
const deviceId = id<DeviceId>();
const role = oneOf(ROLES);

const scopeKind = oneOf(["project", "staff", "private"]);
const keyScope: ByteCodec<KeyScope> = {
  write(out, scope) {
    if (scope === "project" || scope === "staff") scopeKind.write(out, scope);
    else {
      scopeKind.write(out, "private");
      memberId.write(out, scope.slice("private:".length) as MemberId);
    }
  },
  read(input) {
    const kind = scopeKind.read(input);
    return kind === "private" ? `private:${memberId.read(input)}` : kind;
  },
};

const memberRecord = record<MemberRecord>({
  signingKey: key32,
  agreementKey: key32,
  role,
  school: schoolId,
  mentor: optional(memberId),
});
const cutOffs = sortedList(
  record<CutOff>({ feed: feedId, kept: count32 }),
  ({ feed }) => feed,
  0,
  LIMITS.cutOffs,
);
const boxes = sortedList(
  record<KeyBox>({ member: memberId, masked: key32 }),
  ({ member }) => member,
  1,
  LIMITS.boxes,
);
const grantedKeys = sortedList(
  record<GrantedKey>({ epoch: operationId, masked: key32 }),
  ({ epoch }) => epoch,
  1,
  LIMITS.keys,
);
const rights = record<DocumentRights>({
  editors: oneOf(EDITORS),
  listed: sortedList(memberId, (member) => member, 0, LIMITS.listed),
  visibility: oneOf(VISIBILITIES),
});
const parts = list(
  record<ErasedPart>({
    feed: feedId,
    document: text(LIMITS.documentName),
    structures: list(key32, 0, LIMITS.structures),
  }),
  1,
  LIMITS.parts,
);

type Fields<Kind extends OperationKind> = Omit<BodyOf<Kind>, "kind">;

const BODIES: { readonly [Kind in OperationKind]: ByteCodec<Fields<Kind>> } = {
  found: record<Fields<"found">>({
    space: oneOf(SPACE_KINDS),
    nonce: nonce16,
    founder: memberRecord,
  }),
  add: record<Fields<"add">>({ members: list(memberRecord, 1, LIMITS.members) }),
  invite: record<Fields<"invite">>({
    key: key32,
    way: oneOf(INVITATION_WAYS),
    role,
    school: schoolId,
    mentor: optional(memberId),
    maxUses: number(2, 1, LIMITS.uses),
    expiresAt: time,
  }),
  join: record<Fields<"join">>({
    invitation: operationId,
    signingKey: key32,
    agreementKey: key32,
    proof: fixed(SIGNATURE_BYTES),
  }),
  revoke: record<Fields<"revoke">>({ invitation: operationId }),
  role: record<Fields<"role">>({ member: memberId, role, mentor: optional(memberId), cutOffs }),
  remove: record<Fields<"remove">>({ member: memberId, cutOffs }),
  rotate: record<Fields<"rotate">>({
    scope: keyScope,
    ephemeral: key32,
    commitment: key32,
    boxes,
  }),
  create: record<Fields<"create">>({ nonce: nonce16, class: oneOf(DOCUMENT_CLASSES), rights }),
  policy: record<Fields<"policy">>({ document: documentId, rights }),
  device: record<Fields<"device">>({ device: deviceId, agreementKey: key32 }),
  withdraw: record<Fields<"withdraw">>({ member: memberId, device: deviceId, cutOffs }),
  grant: record<Fields<"grant">>({ member: memberId, ephemeral: key32, keys: grantedKeys }),
  erase: record<Fields<"erase">>({ member: memberId, parts }),
  attest: record<Fields<"attest">>({
    document: text(LIMITS.documentName),
    checkpoint: key32,
    covers: key32,
  }),
};

/** The order is part of the byte format. */
const KINDS = [
  "found",
  "add",
  "invite",
  "join",
  "revoke",
  "role",
  "remove",
  "rotate",
  "create",
  "policy",
  "device",
  "withdraw",
  "grant",
  "erase",
  "attest",
] as const satisfies readonly OperationKind[];

const version = number(1, OPERATION_VERSION, OPERATION_VERSION);
const kind = oneOf(KINDS);
const frame = record<Omit<Operation, "body">>({
  author: memberId,
  lamport: time,
  at: time,
  after: sortedList(operationId, (one) => one, 0, LIMITS.after),
});

/** Everything but the signature. */
export function encodeOperation(operation: Operation): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  version.write(out, OPERATION_VERSION);
  kind.write(out, operation.body.kind);
  frame.write(out, operation);
  bodyCodec(operation.body.kind).write(out, operation.body);
  return out.finish();
}

export interface DecodedOperation {
  readonly operation: Operation;
  readonly unsigned: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

export type DecodeFailure = { readonly kind: "malformed" } | { readonly kind: "newerVersion" };

/** One operation with its signature; nothing else may be spelled otherwise, be left over or be out of its limits. */
export function decodeOperation(bytes: Uint8Array): Result<DecodedOperation, DecodeFailure> {
  if (bytes.length > LIMITS.bytes || bytes.length < SIGNATURE_BYTES) {
    return fail({ kind: "malformed" });
  }
  const unsigned = new Uint8Array(bytes.slice(0, bytes.length - SIGNATURE_BYTES));
  const read = decodeUnsignedOperation(unsigned);
  if (!read.ok) return read;
  const signature = new Uint8Array(bytes.slice(unsigned.length));
  return succeed({ operation: read.value, unsigned, signature });
}

/** An operation that waits for its signature, as strictly as one that has it. */
export function decodeUnsignedOperation(unsigned: Uint8Array): Result<Operation, DecodeFailure> {
  if (unsigned.length > LIMITS.bytes - SIGNATURE_BYTES) return fail({ kind: "malformed" });
  if ((unsigned[0] ?? 0) > OPERATION_VERSION) return fail({ kind: "newerVersion" });
  try {
    const input = new ByteReader(unsigned);
    version.read(input);
    const bodyKind = kind.read(input);
    const operation = { ...frame.read(input), body: readBody(bodyKind, input) };
    input.end();
    if (!equalBytes(encodeOperation(operation), unsigned)) return fail({ kind: "malformed" });
    return succeed(operation);
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ kind: "malformed" });
    throw error;
  }
}

/** What a signature of an operation covers: the space too, so that it counts in no other. */
export function signedBytesOfOperation(
  space: SpaceId | null,
  unsigned: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return concatBytes([label("twinspan/operation/1"), spaceBytes(space), unsigned]);
}

/** What the key of an invitation signs for one who joins: their own keys, so that nobody else can use it. */
export function joinBytes(
  space: SpaceId,
  join: Pick<BodyOf<"join">, "invitation" | "signingKey" | "agreementKey">,
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  operationId.write(out, join.invitation);
  return concatBytes([
    label("twinspan/join/1"),
    spaceBytes(space),
    out.finish(),
    join.signingKey,
    join.agreementKey,
  ]);
}

function spaceBytes(space: SpaceId | null): Uint8Array {
  if (space === null) return new Uint8Array(16);
  const bytes = bytesOfId(space);
  if (bytes === null) throw new Error("a space of the journal has an id of 16 bytes");
  return bytes;
}

const label = (name: string): Uint8Array => new TextEncoder().encode(`${name}\0`);

function bodyCodec(of: OperationKind): ByteCodec<object> {
  return BODIES[of] as ByteCodec<object>;
}

function readBody(of: OperationKind, input: ByteReader): OperationBody {
  return { kind: of, ...bodyCodec(of).read(input) } as OperationBody;
}
