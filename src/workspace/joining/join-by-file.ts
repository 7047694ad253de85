import { type Result, fail, succeed } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import { PROJECT_LIMITS } from "../../domain/index.ts";
import {
  type EpochKeys,
  type InvitationFile,
  MemberLog,
  invitationOf,
  isKeyOf,
  keysOfSeed,
  readInvitationFile,
  spaceOfTicket,
} from "../../membership/index.ts";
import type { JoinFailure } from "../contract.ts";
import { mailboxOf } from "../invitation-keys.ts";
import type { Signer } from "../journal/index.ts";
import { acceptInvitation } from "./accept.ts";
import type { NewSpace } from "./lookout.ts";

interface Parts {
  readonly suite: Suite;
  readonly signer: Signer;
  readonly now: () => number;
}

/** With the log and the keys in the file, one is a member as soon as it is read. */
export async function joinByFile(
  parts: Parts,
  bytes: Uint8Array,
): Promise<Result<NewSpace, JoinFailure>> {
  const { suite } = parts;
  const read = await readInvitationFile(suite, bytes);
  if (!read.ok) return read;
  const file = read.value;
  const log = new MemberLog(suite, spaceOfTicket(file));
  for (const operation of file.operations) await log.receive(operation);
  const keys = await keysOfSeed(suite, file.seed);
  const invitation = log.membership === null ? null : invitationOf(log.membership, keys);
  if (invitation === null) return fail({ kind: "damaged" });
  const accepted = await acceptInvitation(parts, log, invitation, keys);
  if (!accepted.ok) return fail(joinFailure(accepted.failure.kind));
  return succeed({
    space: log.space,
    title: file.title.slice(0, PROJECT_LIMITS.title),
    operations: log.missingFrom([]),
    keys: trueKeys(suite, log, file),
    hubs: file.hints,
    // The keys may have changed since the file was written; then the others are met where the file says.
    mailbox: mailboxOf(keys),
  });
}

function joinFailure(kind: "revoked" | "usedUp" | "declined"): JoinFailure {
  return kind === "declined" ? { kind: "notSaved" } : { kind };
}

/** Only keys to which the log is committed: a file that was tampered with opens nothing else. */
function trueKeys(suite: Suite, log: MemberLog, { keys }: InvitationFile): EpochKeys {
  const { membership } = log;
  return new Map(
    [...keys].filter(([id, key]) => {
      const epoch = membership?.epochs.find((one) => one.id === id);
      return epoch !== undefined && isKeyOf(suite, log.space, epoch, key);
    }),
  );
}
