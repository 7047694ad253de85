import { type SyntheticEvent, useRef, useState } from "react";
import { type Result, assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  type CreateKeychainFailure,
  type NewKeychain,
  PASSPHRASE_LENGTH,
} from "../../platform/index.ts";
import {
  Button,
  EMPTY_PASSPHRASE,
  ErrorNotice,
  NO_SHEET_WORDS,
  NewPassphraseFields,
  SheetWordsField,
  loadSheetList,
  passphraseFault,
  readSheet,
} from "../../ui/index.ts";
import styles from "./door.module.css";

type Failure = CreateKeychainFailure | { readonly kind: "unexpected"; readonly detail: string };

/** The sheet opens the door, and a new passphrase takes the place of the old one. */
export function RestoreForm({
  isRepair,
  restore,
  useSystemStore,
  copyText,
  onBack,
}: {
  /** The file with the keys is damaged or gone, so what was sealed with them stays sealed. */
  readonly isRepair: boolean;
  readonly restore: (wish: NewKeychain) => Promise<Result<null, CreateKeychainFailure>>;
  /** As it was before. */
  readonly useSystemStore: boolean;
  readonly copyText: (text: string) => Promise<void>;
  readonly onBack: () => void;
}) {
  const [words, setWords] = useState(NO_SHEET_WORDS);
  const [passphrase, setPassphrase] = useState(EMPTY_PASSPHRASE);
  const [wrongWord, setWrongWord] = useState<number | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useRef<HTMLFormElement>(null);

  async function send(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setChecked(true);
    setFailure(null);
    const sheet = readSheet(words, await loadSheetList());
    setWrongWord(sheet.ok ? null : sheet.failure);
    if (!sheet.ok) return;
    const fault = passphraseFault(passphrase, PASSPHRASE_LENGTH);
    if (fault !== null) {
      const name = fault === "different" ? "passphraseAgain" : "passphrase";
      form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
      return;
    }
    setBusy(true);
    const restored = await restore({
      passphrase: passphrase.first,
      useSystemStore,
      words: sheet.value,
    }).catch((error: unknown) => ({
      ok: false as const,
      failure: { kind: "unexpected" as const, detail: String(error) },
    }));
    setBusy(false);
    if (restored.ok) return;
    setFailure(restored.failure);
    if (restored.failure.kind === "wrongWords") setWrongWord(restored.failure.word);
  }

  return (
    <form ref={form} className={styles["form"]} noValidate onSubmit={(event) => void send(event)}>
      <h1>{translate("door.restoreTitle")}</h1>
      <p className={styles["soft"]}>
        {translate(isRepair ? "door.repairText" : "door.restoreText")}
      </p>
      <SheetWordsField
        words={words}
        wrong={wrongWord}
        isReadOnly={isBusy}
        hasFirstFocus
        onChange={(next) => {
          setWords(next);
          setWrongWord(null);
          if (failure?.kind === "wrongWords") setFailure(null);
        }}
      />
      {failure?.kind === "wrongWords" && failure.word === null && (
        <p role="alert" className={styles["fault"]}>
          {translate("door.wordsDoNotFit")}
        </p>
      )}
      <NewPassphraseFields
        draft={passphrase}
        limits={PASSPHRASE_LENGTH}
        isChecked={isChecked}
        isReadOnly={isBusy}
        onChange={setPassphrase}
      />
      {failure !== null && <RestoreNotice failure={failure} copyText={copyText} />}
      <output className={styles["soft"]}>{isBusy ? translate("door.opening") : null}</output>
      <div className={styles["actions"]}>
        <Button kind="secondary" isDisabled={isBusy} onClick={onBack}>
          {translate("door.back")}
        </Button>
        <Button type="submit" isBusy={isBusy}>
          {translate("door.restore")}
        </Button>
      </div>
    </form>
  );
}

function RestoreNotice({
  failure,
  copyText,
}: {
  readonly failure: Failure;
  readonly copyText: (text: string) => Promise<void>;
}) {
  switch (failure.kind) {
    case "wrongWords":
      return null;
    case "weakPassphrase":
      return (
        <p role="alert" className={styles["fault"]}>
          {translate("door.tooShort", { count: PASSPHRASE_LENGTH.shortest })}
        </p>
      );
    case "noSystemStore":
      return (
        <ErrorNotice
          title={translate("door.storeFailedTitle")}
          words={translate("door.storeFailedText")}
        />
      );
    case "alreadyThere":
      return (
        <ErrorNotice
          title={translate("door.otherSheetTitle")}
          words={translate("door.otherSheetText")}
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
