import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import type { UnlockFailure } from "../../platform/index.ts";
import { Button, ErrorNotice, IconLifebuoy } from "../../ui/index.ts";

type Failure =
  | Exclude<UnlockFailure, { kind: "wrongPassphrase" }>
  | { readonly kind: "unexpected"; readonly detail: string };

/** Why the door stays shut although nobody typed anything wrong, and what to do. */
export function UnlockNotice({
  failure,
  hasPassphrase,
  copyText,
  onRepair,
}: {
  readonly failure: Failure;
  readonly hasPassphrase: boolean;
  readonly copyText: (text: string) => Promise<void>;
  readonly onRepair: () => void;
}) {
  const withSheet = (
    <Button kind="secondary" icon={<IconLifebuoy aria-hidden />} onClick={onRepair}>
      {translate("door.useSheet")}
    </Button>
  );
  switch (failure.kind) {
    case "systemStoreFailed":
      return (
        <ErrorNotice
          title={translate("door.storeFailedTitle")}
          words={translate(hasPassphrase ? "door.storeFailedText" : "door.storeFailedOnlyText")}
        />
      );
    case "damaged":
      return (
        <ErrorNotice
          tone="failed"
          title={translate("door.damagedTitle")}
          words={translate("door.damagedText")}
          details={`damaged: ${failure.detail}`}
          copyText={copyText}
          actions={withSheet}
        />
      );
    case "newerVersion":
      return (
        <ErrorNotice title={translate("door.newerTitle")} words={translate("door.newerText")} />
      );
    case "none":
      return (
        <ErrorNotice
          tone="failed"
          title={translate("door.noneTitle")}
          words={translate("door.noneText")}
          actions={withSheet}
        />
      );
    case "notSaved":
    case "unexpected":
      return (
        <ErrorNotice
          tone="failed"
          title={translate("door.notOpenedTitle")}
          words={translate("door.notOpenedText")}
          details={`${failure.kind}: ${failure.detail}`}
          copyText={copyText}
        />
      );
    default:
      return assertNever(failure);
  }
}
