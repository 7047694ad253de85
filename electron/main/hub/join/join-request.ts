import { randomBytes } from "node:crypto";
import { type Result, fail, succeed } from "../../../../src/base/index.ts";
import { type HubAddress, postToHub } from "../hub-client.ts";
import { cpaceShare, newScalar } from "./cpace.ts";
import { isSameProof, joinGenerator, joinKeys, openInvitation } from "./join-keys.ts";
import {
  type BeginRequest,
  type FinishRequest,
  beginAnswer,
  finishAnswer,
  fromText,
  toText,
} from "./join-messages.ts";

export type JoinRequestFailure =
  | { readonly kind: "unreachable" }
  | { readonly kind: "wrongCode" }
  | { readonly kind: "tooManyAttempts" };

/** Redeems `code` at one hub. A hub that does not know the code learns only that one guess at it was wrong. */
export async function redeemAt(
  hub: HubAddress,
  code: string,
): Promise<Result<string, JoinRequestFailure>> {
  const session = randomBytes(16);
  const scalar = newScalar();
  const initiatorShare = cpaceShare(scalar, joinGenerator(code, session));
  const request: BeginRequest = { session: toText(session), share: toText(initiatorShare) };
  const begun = await postToHub(hub, "/join/begin", request, beginAnswer);
  if (!begun.ok) return fail(joinFailure(begun.failure.kind));

  for (const [index, answer] of begun.value.answers.entries()) {
    const responderShare = fromText(answer.share);
    const keys = joinKeys(scalar, responderShare, { session, initiatorShare, responderShare });
    if (keys === null || !isSameProof(fromText(answer.proof), keys.hubProof)) continue;
    const proof: FinishRequest = {
      attempt: begun.value.attempt,
      index,
      proof: toText(keys.guestProof),
    };
    const finished = await postToHub(hub, "/join/finish", proof, finishAnswer);
    if (!finished.ok) return fail(joinFailure(finished.failure.kind));
    const invitation = openInvitation(fromText(finished.value.box), keys.boxKey);
    return invitation === null ? fail({ kind: "unreachable" }) : succeed(invitation);
  }
  return fail({ kind: begun.value.isExhausted ? "tooManyAttempts" : "wrongCode" });
}

function joinFailure(kind: "unreachable" | "slowDown" | "refused"): JoinRequestFailure {
  if (kind === "slowDown") return { kind: "tooManyAttempts" };
  return { kind: kind === "refused" ? "wrongCode" : "unreachable" };
}
