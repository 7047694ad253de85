import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import type { JoinFailure } from "../../workspace/index.ts";

/** What happened and what the teacher can do about it. */
export function joinFailureWords(failure: JoinFailure): string {
  switch (failure.kind) {
    case "notAnInvitation":
      return translate("failure.joinNotAnInvitation");
    case "newerVersion":
      return translate("failure.joinNewerVersion");
    case "nobodyFound":
      return translate("failure.joinNobodyFound");
    case "unreachable":
      return translate("failure.joinUnreachable");
    case "wrongCode":
      return translate("failure.joinWrongCode");
    case "tooManyAttempts":
      return translate("failure.joinTooManyAttempts");
    case "badAddress":
      return translate("failure.joinBadAddress");
    default:
      return assertNever(failure);
  }
}
