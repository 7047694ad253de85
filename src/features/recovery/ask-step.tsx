import { type SyntheticEvent, useRef, useState } from "react";
import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import { PASSPHRASE_LENGTH, type UnlockFailure } from "../../platform/index.ts";
import { Button, Card, ErrorNotice, IconEye, PassphraseField, useStore } from "../../ui/index.ts";
import type { KeyCare } from "../../workspace/index.ts";
import styles from "./recovery.module.css";

/** Before the words are shown: what to take care of, and once more the passphrase. */
export function AskStep({
  keys,
  wasHidden,
  onWords,
}: {
  readonly keys: Pick<KeyCare, "ways" | "recoveryWords">;
  /** The words were shown, and have gone because the window was left. */
  readonly wasHidden: boolean;
  readonly onWords: (words: readonly string[]) => void;
}) {
  const asks = useStore(keys.ways).passphrase;
  const [passphrase, setPassphrase] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [failure, setFailure] = useState<UnlockFailure | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function show(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setFailure(null);
    setFault(asks && passphrase === "" ? translate("recovery.missing") : null);
    if (asks && passphrase === "") {
      field.current?.focus();
      return;
    }
    setBusy(true);
    const words = await keys.recoveryWords(asks ? passphrase : null);
    setBusy(false);
    if (words.ok) {
      onWords(words.value);
      return;
    }
    if (words.failure.kind === "wrongPassphrase") setFault(wrongWords(words.failure.waitMs));
    else setFailure(words.failure);
    field.current?.focus();
    field.current?.select();
  }

  return (
    <Card as="section" padding="wide" aria-labelledby="recovery-care">
      <h2 id="recovery-care">{translate("recovery.careTitle")}</h2>
      <ul className={styles["care"]}>
        <li>{translate("recovery.careAlone")}</li>
        <li>{translate("recovery.carePaper")}</li>
        <li>{translate("recovery.carePhoto")}</li>
      </ul>
      <form className={styles["form"]} noValidate onSubmit={(event) => void show(event)}>
        {wasHidden && <output>{translate("recovery.hidden")}</output>}
        {asks && (
          <PassphraseField
            ref={field}
            kind="known"
            label={translate("recovery.confirm")}
            description={translate("recovery.confirmText")}
            value={passphrase}
            longest={PASSPHRASE_LENGTH.longest}
            onChange={setPassphrase}
            error={fault}
            isReadOnly={isBusy}
          />
        )}
        {failure !== null && (
          <ErrorNotice
            title={translate("recovery.failedTitle")}
            words={failureWords(failure)}
            {...("detail" in failure ? { details: `${failure.kind}: ${failure.detail}` } : {})}
          />
        )}
        <div className={styles["actions"]}>
          <Button type="submit" isBusy={isBusy} icon={<IconEye aria-hidden />}>
            {translate("recovery.show")}
          </Button>
          <output className={styles["soft"]}>
            {isBusy ? translate("recovery.showing") : null}
          </output>
        </div>
      </form>
    </Card>
  );
}

function wrongWords(waitMs: number): string {
  return waitMs > 0
    ? translate("recovery.waits", { seconds: Math.ceil(waitMs / 1000) })
    : translate("recovery.wrong");
}

function failureWords(failure: UnlockFailure): string {
  switch (failure.kind) {
    case "systemStoreFailed":
      return translate("recovery.declinedText");
    case "wrongPassphrase":
    case "damaged":
    case "newerVersion":
    case "none":
    case "notSaved":
      return translate("recovery.failedText");
    default:
      return assertNever(failure);
  }
}
