import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import type { SaveFileFailure } from "../../platform/index.ts";

/** null where the person chose not to save after all. */
export function saveFailureWords({ kind }: SaveFileFailure): string | null {
  switch (kind) {
    case "canceled":
      return null;
    case "diskFull":
      return translate("invite.saveDiskFull");
    case "notAllowed":
      return translate("invite.saveNotAllowed");
    case "tooLarge":
    case "unknown":
      return translate("invite.saveUnknown");
    default:
      return assertNever(kind);
  }
}
