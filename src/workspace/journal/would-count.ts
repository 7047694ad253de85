import type { Suite } from "../../cryptography/index.ts";
import { MemberLog, operationIdOf, withSignature } from "../../membership/index.ts";

/** Whether an operation would have an effect here: tried on a log of its own, before anyone is asked to sign it. */
export async function wouldCount(
  suite: Suite,
  log: MemberLog,
  unsigned: Uint8Array,
): Promise<boolean> {
  const trial = new MemberLog({ ...suite, verify: () => Promise.resolve(true) }, log.space);
  for (const bytes of log.missingFrom([])) await trial.receive(bytes);
  const bytes = withSignature(unsigned, new Uint8Array(64));
  const receipt = await trial.receive(bytes);
  if (receipt.kind !== "accepted") return false;
  return trial.membership?.void.has(operationIdOf(suite, bytes)) === false;
}
