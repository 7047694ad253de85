import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import { PASSPHRASE_LENGTH } from "../../platform/index.ts";
import { ErrorNotice } from "../../ui/index.ts";
import type { KeyChangeFailure } from "./use-key-change.ts";

/** What stands at the field of the passphrase until now; null when that is not what was wrong. */
export function currentFault(failure: KeyChangeFailure | null): string | null {
  if (failure?.kind !== "wrongPassphrase") return null;
  return failure.waitMs > 0
    ? translate("settings.passphraseWaits", { seconds: Math.ceil(failure.waitMs / 1000) })
    : translate("settings.passphraseWrong");
}

/** Everything else that can go wrong. */
export function KeyChangeNotice({ failure }: { readonly failure: KeyChangeFailure }) {
  switch (failure.kind) {
    case "wrongPassphrase":
      return null;
    case "weakPassphrase":
      return (
        <p role="alert">{translate("door.tooShort", { count: PASSPHRASE_LENGTH.shortest })}</p>
      );
    case "systemStoreFailed":
      return (
        <ErrorNotice
          title={translate("settings.keysNotChangedTitle")}
          words={translate("settings.keysStoreFailedText")}
        />
      );
    case "damaged":
    case "newerVersion":
    case "none":
    case "notSaved":
    case "unexpected":
      return (
        <ErrorNotice
          tone="failed"
          title={translate("settings.keysNotChangedTitle")}
          words={translate("settings.keysNotChangedText")}
          details={"detail" in failure ? `${failure.kind}: ${failure.detail}` : failure.kind}
        />
      );
    default:
      return assertNever(failure);
  }
}
