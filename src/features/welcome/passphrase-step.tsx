import { type SyntheticEvent, useRef, useState } from "react";
import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import { type CreateKeychainFailure, PASSPHRASE_LENGTH } from "../../platform/index.ts";
import {
  Button,
  ErrorNotice,
  IconArrowRight,
  IconRefresh,
  NewPassphraseFields,
  type PassphraseDraft,
  Switch,
  passphraseFault,
} from "../../ui/index.ts";
import styles from "./welcome.module.css";

/** What went wrong at the end: with the keys, or with keeping who one is. */
export type BeginFailure =
  | CreateKeychainFailure
  | { readonly kind: "unexpected"; readonly detail: string };

export function PassphraseStep({
  draft,
  personal,
  systemStore,
  isBusy,
  isMade,
  failure,
  copyText,
  onChange,
  onBack,
  onDone,
}: {
  readonly draft: PassphraseDraft;
  readonly personal: readonly string[];
  /** Null where the operating system has none. */
  readonly systemStore: {
    readonly isUsed: boolean;
    readonly onUse: (isUsed: boolean) => void;
  } | null;
  readonly isBusy: boolean;
  /** The keys are there: the passphrase stands, and only the rest has to be kept. */
  readonly isMade: boolean;
  readonly failure: BeginFailure | null;
  readonly copyText: (text: string) => Promise<void>;
  readonly onChange: (draft: PassphraseDraft) => void;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  function send(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    setChecked(true);
    const fault = passphraseFault(draft, PASSPHRASE_LENGTH);
    if (fault === null) onDone();
    else
      form.current
        ?.querySelector<HTMLElement>(
          fault === "different" ? '[name="passphraseAgain"]' : '[name="passphrase"]',
        )
        ?.focus();
  }

  return (
    <form ref={form} className={styles["form"]} noValidate onSubmit={send}>
      <NewPassphraseFields
        draft={draft}
        limits={PASSPHRASE_LENGTH}
        personal={personal}
        isChecked={isChecked}
        isReadOnly={isBusy || isMade}
        onChange={onChange}
      />
      {systemStore === null ? null : (
        <Switch
          label={translate("door.systemStore")}
          description={translate("door.systemStoreText")}
          checked={systemStore.isUsed}
          disabled={isBusy || isMade}
          onChange={(event) => systemStore.onUse(event.currentTarget.checked)}
        />
      )}
      {failure === null ? null : <Failure failure={failure} copyText={copyText} />}
      <div className={styles["foot"]}>
        <Button kind="secondary" isDisabled={isBusy || isMade} onClick={onBack}>
          {translate("welcome.back")}
        </Button>
        <output className={styles["busy"]}>
          {isBusy ? translate("welcome.makingKeys") : null}
        </output>
        <Button type="submit" isBusy={isBusy} iconEnd={<IconArrowRight aria-hidden />}>
          {translate("welcome.begin")}
        </Button>
      </div>
    </form>
  );
}

function Failure({
  failure,
  copyText,
}: {
  readonly failure: BeginFailure;
  readonly copyText: (text: string) => Promise<void>;
}) {
  switch (failure.kind) {
    case "weakPassphrase":
      return (
        <p role="alert" className={styles["missing"]}>
          {translate("door.tooShort", { count: PASSPHRASE_LENGTH.shortest })}
        </p>
      );
    case "noSystemStore":
      return (
        <ErrorNotice
          title={translate("welcome.noStoreTitle")}
          words={translate("welcome.noStoreText")}
        />
      );
    case "alreadyThere":
      return (
        <ErrorNotice
          title={translate("welcome.alreadyThereTitle")}
          words={translate("welcome.alreadyThereText")}
          actions={
            <Button icon={<IconRefresh aria-hidden />} onClick={() => window.location.reload()}>
              {translate("ui.openAgain")}
            </Button>
          }
        />
      );
    case "wrongWords":
      return null;
    case "notSaved":
    case "unexpected":
      return (
        <ErrorNotice
          tone="failed"
          title={translate("welcome.notKeptTitle")}
          words={translate("welcome.notKeptText")}
          details={failure.detail}
          copyText={copyText}
        />
      );
    default:
      return assertNever(failure);
  }
}
