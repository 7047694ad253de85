import { assertNever } from "../base/index.ts";
import { translate } from "../i18n/index.ts";

/** Why something that takes a signature was not done. */
export type ActFailureKind = "declined" | "locked" | "noRight" | "lastFounder" | "notSaved";

/** What happened and what to do; null where the person changed their mind, which needs no words. */
export function actFailureWords(kind: ActFailureKind): string | null {
  switch (kind) {
    case "declined":
      return null;
    case "locked":
      return translate("failure.actLocked");
    case "noRight":
      return translate("failure.actNoRight");
    case "lastFounder":
      return translate("failure.actLastFounder");
    case "notSaved":
      return translate("failure.actNotSaved");
    default:
      return assertNever(kind);
  }
}
