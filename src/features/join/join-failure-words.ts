import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import type { JoinFailure } from "../../workspace/index.ts";

/** Before the workspace is asked. */
export type FileFailure = { readonly kind: "tooLarge" | "notReadable" };

/** What happened and what the teacher can do about it. */
export function joinFailureWords(
  failure: JoinFailure | FileFailure,
  by: "field" | "file" = "field",
): string {
  switch (failure.kind) {
    case "notAnInvitation":
      return translate(by === "file" ? "join.notAnInvitationFile" : "join.notAnInvitation");
    case "damaged":
      return translate("join.damaged");
    case "newerVersion":
      return translate("join.newerVersion");
    case "revoked":
      return translate("join.revoked");
    case "usedUp":
      return translate("join.usedUp");
    case "mistyped":
      return translate("join.mistyped");
    case "tooShort":
      return translate("join.tooShort");
    case "tooLong":
      return translate("join.tooLong");
    case "unknownCharacter":
      return translate("join.unknownCharacter", { character: failure.character });
    case "notSaved":
      return translate("join.notSaved");
    case "nobodyFound":
      return translate("join.nobodyFound");
    case "unreachable":
      return translate("join.unreachable");
    case "wrongCode":
      return translate("join.wrongCode");
    case "tooManyAttempts":
      return translate("join.tooManyAttempts");
    case "badAddress":
      return translate("join.badAddress");
    case "tooLarge":
      return translate("join.tooLarge");
    case "notReadable":
      return translate("join.notReadable");
    default:
      return assertNever(failure);
  }
}

/** Then an address may help, so its field is opened. */
export function asksForAddress({ kind }: JoinFailure | FileFailure): boolean {
  return kind === "nobodyFound" || kind === "unreachable" || kind === "badAddress";
}
