import { equalBytes } from "../base/index.ts";
import type { Digest } from "../cryptography/index.ts";
import { type Checkpoint, hashesOfCheckpoint } from "../journal/index.ts";
import type { Membership } from "./membership.ts";
import type { BodyOf } from "./operation.ts";

/** What somebody of the staff signs to answer for a checkpoint. */
export function attestationOf(digest: Digest, checkpoint: Checkpoint): BodyOf<"attest"> {
  return {
    kind: "attest",
    document: checkpoint.document,
    ...hashesOfCheckpoint(digest, checkpoint),
  };
}

/** Whether somebody who may has answered for this checkpoint, as the log stands. */
export function isAttested(
  digest: Digest,
  membership: Membership,
  checkpoint: Checkpoint,
): boolean {
  const expected = hashesOfCheckpoint(digest, checkpoint);
  return membership.attestations.some(
    (attestation) =>
      attestation.document === checkpoint.document &&
      equalBytes(attestation.checkpoint, expected.checkpoint) &&
      equalBytes(attestation.covers, expected.covers),
  );
}
