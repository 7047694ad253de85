import {
  type Result,
  concatBytes,
  encodeBase32,
  equalBytes,
  fail,
  succeed,
} from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { SpaceId } from "../domain/index.ts";
import {
  type ByteCodec,
  ByteReader,
  ByteWriter,
  MalformedBytes,
  bytes,
  fixed,
  list,
  number,
  operationId,
  record,
  text,
} from "./byte-codec.ts";
import type { EpochKeys } from "./epoch-keys.ts";
import { type OperationId, spaceIdOf } from "./ids.ts";
import { SEED_BYTES, keysOfSeed } from "./invitation-secret.ts";
import { OPERATION_LIMITS } from "./operation.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What a QR code says, and how a file begins. */
export interface InvitationTicket {
  readonly seed: Bytes;
  /** Names the space and pins its founding, so that nobody can pass off another. */
  readonly founding: OperationId;
  /** Where to ask: host:port of hubs and relays. */
  readonly hints: readonly string[];
}

/** With the log and the keys, one can join and read with no network at all. */
export interface InvitationFile extends InvitationTicket {
  /** What the inviter calls the project, for the time until it has arrived; cut to `titleBytes` of UTF-8. */
  readonly title: string;
  readonly operations: readonly Bytes[];
  readonly keys: EpochKeys;
}

export type InvitationFailure =
  | { readonly kind: "notAnInvitation" }
  | { readonly kind: "damaged" }
  | { readonly kind: "newerVersion" };

const INVITATION_LIMITS = {
  hints: 8,
  hintBytes: 120,
  titleBytes: 255,
  operations: 20_000,
  keys: 2000,
  bytes: 64 * 1024 * 1024,
} as const;

const INVITATION_VERSION = 1;
const CHECK_BYTES = 4;
const TEXT_PREFIX = "TWINSPAN2.";
const MAGIC = new TextEncoder().encode("TWINSPAN");

const ticket = record<InvitationTicket>({
  seed: fixed(SEED_BYTES),
  founding: operationId,
  hints: list(text(INVITATION_LIMITS.hintBytes), 0, INVITATION_LIMITS.hints),
});
const version = number(1, INVITATION_VERSION, INVITATION_VERSION);
const sealedContent = bytes(INVITATION_LIMITS.bytes);
const content = record<{
  readonly title: string;
  readonly operations: readonly Bytes[];
  readonly keys: readonly { readonly epoch: OperationId; readonly key: Bytes }[];
}>({
  title: text(INVITATION_LIMITS.titleBytes),
  operations: list(bytes(OPERATION_LIMITS.bytes), 1, INVITATION_LIMITS.operations),
  keys: list(record({ epoch: operationId, key: fixed(32) }), 0, INVITATION_LIMITS.keys),
});

export const spaceOfTicket = ({ founding }: InvitationTicket): SpaceId => spaceIdOf(founding);

/** Capital letters and digits only, which a QR code holds most densely; survives line breaks and small letters. */
export function writeTicket(suite: Suite, invitation: InvitationTicket): string {
  const { seed, founding, hints } = invitation;
  const out = new ByteWriter();
  version.write(out, INVITATION_VERSION);
  ticket.write(out, { seed, founding, hints });
  return `${TEXT_PREFIX}${encodeBase32(checked(suite, out.finish())).toUpperCase()}`;
}

export function readTicket(
  suite: Suite,
  written: string,
): Result<InvitationTicket, InvitationFailure> {
  const compact = written
    .slice(0, 4096)
    .replaceAll(/[\s>"'“”«»<]/gu, "")
    .toUpperCase();
  const body = /TWINSPAN2\.([0-9A-Z]+)/u.exec(compact)?.[1];
  if (body === undefined) return fail({ kind: "notAnInvitation" });
  const whole = bytesOfBase32(body.toLowerCase());
  const plain = whole === null ? null : unchecked(suite, whole);
  if (plain === null) return fail({ kind: "damaged" });
  return decode(plain, ticket);
}

/** The log and the keys are sealed under the seed, so that a file torn out of its place tells less to who has no seed. */
export async function writeInvitationFile(
  suite: Suite,
  invitation: InvitationFile,
): Promise<Bytes> {
  const { seed, founding, hints, title, operations, keys } = invitation;
  const plain = new ByteWriter();
  content.write(plain, {
    title: fitting(title, INVITATION_LIMITS.titleBytes),
    operations,
    keys: [...keys].map(([epoch, key]) => ({ epoch, key })),
  });
  const head = new ByteWriter();
  ticket.write(head, { seed, founding, hints });
  const { sealing } = await keysOfSeed(suite, seed);
  const out = new ByteWriter();
  version.write(out, INVITATION_VERSION);
  out.add(head.finish());
  sealedContent.write(out, await suite.seal(sealing, plain.finish(), head.finish()));
  return checked(suite, concatBytes([MAGIC, out.finish()]));
}

export async function readInvitationFile(
  suite: Suite,
  file: Uint8Array,
): Promise<Result<InvitationFile, InvitationFailure>> {
  const isOurs = equalBytes(file.subarray(0, MAGIC.length), MAGIC);
  if (!isOurs || file.length > INVITATION_LIMITS.bytes) return fail({ kind: "notAnInvitation" });
  const plain = unchecked(suite, file);
  if (plain === null) return fail({ kind: "damaged" });
  const outer = decode(
    plain.subarray(MAGIC.length),
    record<{ head: InvitationTicket; sealed: Bytes }>({ head: ticket, sealed: sealedContent }),
  );
  if (!outer.ok) return outer;
  const { head, sealed } = outer.value;
  const bound = new ByteWriter();
  ticket.write(bound, head);
  const { sealing } = await keysOfSeed(suite, head.seed);
  const opened = await suite.open(sealing, sealed, bound.finish());
  if (opened === null) return fail({ kind: "damaged" });
  const inner = decodeWhole(opened, content);
  if (inner === null) return fail({ kind: "damaged" });
  const keys = new Map(inner.keys.map(({ epoch, key }) => [epoch, key]));
  return succeed({ ...head, title: inner.title, operations: inner.operations, keys });
}

/** As many whole characters as fit. */
function fitting(written: string, most: number): string {
  const { read } = new TextEncoder().encodeInto(written, new Uint8Array(most));
  return written.slice(0, read);
}

function decode<Value>(
  plain: Uint8Array,
  codec: ByteCodec<Value>,
): Result<Value, InvitationFailure> {
  if ((plain[0] ?? 0) > INVITATION_VERSION) return fail({ kind: "newerVersion" });
  const value = decodeWhole(plain, {
    write: codec.write,
    read: (input) => versioned(input, codec),
  });
  return value === null ? fail({ kind: "damaged" }) : succeed(value);
}

function versioned<Value>(input: ByteReader, codec: ByteCodec<Value>): Value {
  version.read(input);
  return codec.read(input);
}

function decodeWhole<Value>(plain: Uint8Array, codec: ByteCodec<Value>): Value | null {
  try {
    const input = new ByteReader(plain);
    const value = codec.read(input);
    input.end();
    return value;
  } catch (error) {
    if (error instanceof MalformedBytes) return null;
    throw error;
  }
}

/** A checksum against accidents: a mail program, a scratched print. Forgery is stopped by signatures. */
function checked(suite: Suite, plain: Uint8Array): Bytes {
  return concatBytes([plain, suite.sha256(plain).subarray(0, CHECK_BYTES)]);
}

function unchecked(suite: Suite, whole: Uint8Array): Uint8Array | null {
  if (whole.length < CHECK_BYTES) return null;
  const plain = whole.subarray(0, -CHECK_BYTES);
  const check = suite.sha256(plain).subarray(0, CHECK_BYTES);
  return equalBytes(check, whole.subarray(-CHECK_BYTES)) ? plain : null;
}

function bytesOfBase32(letters: string): Bytes | null {
  const found: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of letters) {
    const digit = "0123456789abcdefghjkmnpqrstvwxyz".indexOf(letter);
    if (digit < 0) return null;
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      found.push(value >>> bits);
      value &= (1 << bits) - 1;
    }
  }
  return value === 0 && bits < 5 ? Uint8Array.from(found) : null;
}
