import { concatBytes, equalBytes, randomBytes } from "../base/index.ts";
import type { AgreementKeys, SigningKeys, Suite } from "../cryptography/index.ts";
import type { MemberId, SpaceId } from "../domain/index.ts";
import type { LoggedFeedId, OperationId } from "./ids.ts";
import type { Epoch, LoggedMember, Membership } from "./membership.ts";
import type { BodyOf, KeyScope } from "./operation.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Recipient = Pick<LoggedMember, "id" | "agreementKey">;

/** Keys of content, by the operation that began their epoch. 32 bytes each. */
export type EpochKeys = ReadonlyMap<OperationId, Bytes>;

/** A member's agreement key, wherever it is kept: what only the member and the owner of `theirs` can compute, or null. */
export interface KeyAgreement {
  readonly publicKey: Uint8Array;
  agree(theirs: Uint8Array): Promise<Uint8Array | null>;
}

/** A new content key for `recipients`: one ephemeral key, and 48 bytes for each of them (rules K1 to K3). */
export async function makeRotation(
  suite: Suite,
  space: SpaceId,
  scope: KeyScope,
  recipients: readonly Recipient[],
): Promise<{ readonly body: BodyOf<"rotate">; readonly key: Bytes }> {
  const key = randomBytes(32);
  const ephemeral = await suite.makeAgreementKeys();
  const commitment = commitmentTo(suite, space, scope, key);
  const boxes = [];
  for (const { id, agreementKey } of recipients) {
    const mask = await maskFor(suite, ephemeral, agreementKey, rotationLabel(space, scope, id));
    // A member whose key is no key gets nothing; nobody else is kept waiting.
    if (mask !== null) boxes.push({ member: id, masked: xor(key, mask) });
  }
  boxes.sort((one, other) => (one.member < other.member ? -1 : 1));
  return {
    body: { kind: "rotate", scope, ephemeral: ephemeral.publicKey, commitment, boxes },
    key,
  };
}

/** Older keys for a newcomer, or for one whose box was broken. */
export async function makeGrant(
  suite: Suite,
  space: SpaceId,
  recipient: Recipient,
  keys: EpochKeys,
): Promise<BodyOf<"grant"> | null> {
  const ephemeral = await suite.makeAgreementKeys();
  const granted = [];
  for (const [epoch, key] of keys) {
    const label = grantLabel(space, epoch, recipient.id);
    const mask = await maskFor(suite, ephemeral, recipient.agreementKey, label);
    if (mask === null) return null;
    granted.push({ epoch, masked: xor(key, mask) });
  }
  if (granted.length === 0) return null;
  granted.sort((one, other) => (one.epoch < other.epoch ? -1 : 1));
  return { kind: "grant", member: recipient.id, ephemeral: ephemeral.publicKey, keys: granted };
}

/**
 * All keys that the log holds for a member. A box that does not open to what its epoch is committed to is passed over: its
 * member is then among those who lack the key, and another grants it.
 */
export async function openKeys(
  suite: Suite,
  membership: Membership,
  member: MemberId,
  keys: KeyAgreement,
  known: EpochKeys = new Map(),
): Promise<EpochKeys> {
  const opened = new Map(known);
  const { space } = membership;
  for (const epoch of membership.epochs) {
    const box = epoch.boxes.find((one) => one.member === member);
    if (box === undefined || opened.has(epoch.id)) continue;
    const label = rotationLabel(space, epoch.scope, member);
    const mask = await maskOf(suite, keys, epoch.ephemeral, label);
    keep(suite, space, opened, epoch, mask, box.masked);
  }
  for (const grant of membership.grants) {
    if (grant.member !== member) continue;
    for (const { epoch: id, masked } of grant.keys) {
      const epoch = membership.epochs.find((one) => one.id === id);
      if (epoch === undefined || opened.has(id)) continue;
      const mask = await maskOf(suite, keys, grant.ephemeral, grantLabel(space, id, member));
      keep(suite, space, opened, epoch, mask, masked);
    }
  }
  return opened;
}

function keep(
  suite: Suite,
  space: SpaceId,
  opened: Map<OperationId, Bytes>,
  epoch: Epoch,
  mask: Bytes | null,
  masked: Bytes,
): void {
  if (mask === null) return;
  const key = xor(masked, mask);
  if (isKeyOf(suite, space, epoch, key)) opened.set(epoch.id, key);
}

/** Whether this is the key that everyone else of the epoch has. */
export function isKeyOf(suite: Suite, space: SpaceId, epoch: Epoch, key: Uint8Array): boolean {
  return equalBytes(commitmentTo(suite, space, epoch.scope, key), epoch.commitment);
}

/** Seals the entries of one feed. */
export async function contentKey(
  suite: Suite,
  epochKey: Uint8Array,
  feed: LoggedFeedId,
): Promise<Bytes> {
  return await suite.deriveKey(epochKey, `twinspan/content/1 ${feed}`, 32);
}

/** Seals what members say to each other outside the journal, such as signalling. */
export async function roadKey(suite: Suite, epochKey: Uint8Array, road: string): Promise<Bytes> {
  return await suite.deriveKey(epochKey, `twinspan/road/1 ${road}`, 32);
}

/**
 * Where members meet on a road: the public key is the name of the topic, the secret one proves the right to be there. It changes with
 * the epoch, so those who were removed wait where nobody comes. `label` names the use, and the day where it changes daily.
 */
export async function topicKeys(
  suite: Suite,
  epochKey: Uint8Array,
  label: string,
): Promise<SigningKeys> {
  const seed = await suite.deriveKey(epochKey, `twinspan/topic/1 ${label}`, 32);
  return await suite.makeSigningKeys(seed);
}

function commitmentTo(suite: Suite, space: SpaceId, scope: KeyScope, key: Uint8Array): Bytes {
  const label = new TextEncoder().encode(`twinspan/epoch/1 ${space} ${scope} `);
  return suite.sha256(concatBytes([label, key]));
}

const rotationLabel = (space: SpaceId, scope: KeyScope, member: MemberId): string =>
  `twinspan/rotate/1 ${space} ${scope} ${member}`;
const grantLabel = (space: SpaceId, epoch: OperationId, member: MemberId): string =>
  `twinspan/grant/1 ${space} ${epoch} ${member}`;

async function maskFor(
  suite: Suite,
  ephemeral: AgreementKeys,
  theirs: Uint8Array,
  label: string,
): Promise<Bytes | null> {
  const shared = await suite.agree(ephemeral, theirs);
  return await maskFrom(suite, shared, label, ephemeral.publicKey, theirs);
}

async function maskOf(
  suite: Suite,
  own: KeyAgreement,
  ephemeral: Uint8Array,
  label: string,
): Promise<Bytes | null> {
  return await maskFrom(suite, await own.agree(ephemeral), label, ephemeral, own.publicKey);
}

/** Used for one key and never again, so that masking is all the encryption that it takes; the commitment tells a wrong one. */
async function maskFrom(
  suite: Suite,
  shared: Uint8Array | null,
  label: string,
  ephemeral: Uint8Array,
  recipient: Uint8Array,
): Promise<Bytes | null> {
  if (shared === null) return null;
  return await suite.deriveKey(concatBytes([shared, ephemeral, recipient]), label, 32);
}

function xor(one: Uint8Array, other: Uint8Array): Bytes {
  return Uint8Array.from(one, (byte, index) => byte ^ (other[index] ?? 0));
}
