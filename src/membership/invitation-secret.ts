import { randomBytes } from "../base/index.ts";
import type { SigningKeys, Suite } from "../cryptography/index.ts";
import { memberIdOf } from "./ids.ts";
import type { MemberLog } from "./member-log.ts";
import type { LoggedInvitation, Membership } from "./membership.ts";
import type { BodyOf } from "./operation.ts";
import { joinBytes } from "./operation-codec.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** What an invitation's secret is good for. */
export interface InvitationKeys {
  /** Signs for the one who joins; the public key stands in the log. */
  readonly signing: SigningKeys;
  /** Where an answer is left for one who holds the invitation, on a relay. */
  readonly mailbox: SigningKeys;
  /** 32 bytes; seals what only a holder of the invitation may read. */
  readonly sealing: Bytes;
}

export const SEED_BYTES = 16;
export const makeSeed = (): Bytes => randomBytes(SEED_BYTES);

/** From the seed of a file or a QR code, 16 bytes. */
export async function keysOfSeed(suite: Suite, seed: Uint8Array): Promise<InvitationKeys> {
  return await keysOfRoot(suite, seed);
}

/** From a code as `readInvitationCode` returns it. Takes about a second and 64 MiB, which is what protects 55 bits. */
export async function keysOfCode(suite: Suite, code: string): Promise<InvitationKeys> {
  // The one who types a code knows nothing else yet, so the salt is the same for all codes.
  const salt = suite.sha256(new TextEncoder().encode("twinspan/invitation-code/1")).slice(0, 16);
  return await keysOfRoot(suite, await suite.stretch(code.replaceAll("-", ""), salt));
}

async function keysOfRoot(suite: Suite, root: Uint8Array): Promise<InvitationKeys> {
  const derive = async (use: string): Promise<Bytes> =>
    await suite.deriveKey(root, `twinspan/invitation/1 ${use}`, 32);
  return {
    signing: await suite.makeSigningKeys(await derive("sign")),
    mailbox: await suite.makeSigningKeys(await derive("mailbox")),
    sealing: await derive("seal"),
  };
}

/** The invitation in the log that a secret belongs to; null when it is not there or was void. */
export function invitationOf(
  membership: Membership,
  keys: InvitationKeys,
): LoggedInvitation | null {
  const wanted = keys.signing.publicKey.join();
  const found = [...membership.invitations.values()].find(({ key }) => key.join() === wanted);
  return found ?? null;
}

/** The joiner's own operation, unsigned: their keys, for which the invitation vouches. See `withSignature`. */
export async function composeJoin(
  suite: Suite,
  log: MemberLog,
  invitation: LoggedInvitation,
  keys: InvitationKeys,
  own: { readonly signingKey: Bytes; readonly agreementKey: Bytes },
  at: number,
): Promise<Bytes> {
  const { signingKey, agreementKey } = own;
  const join = { invitation: invitation.id, signingKey, agreementKey };
  const proof = await suite.sign(keys.signing, joinBytes(log.space, join));
  const body: BodyOf<"join"> = { kind: "join", ...join, proof };
  return log.compose(memberIdOf(suite, signingKey), body, at);
}
