import { assertNever } from "../base/index.ts";
import type { SaveFailure } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";
import type { StorageOpenFailure } from "../storage/index.ts";
import { Button, ErrorNotice, IconRefresh, useLanguage } from "../ui/index.ts";
import styles from "./start.module.css";

/** Why the program cannot begin. */
export type StartFailure =
  | StorageOpenFailure
  | { readonly kind: "unexpected"; readonly cause: unknown };

export function StartFailureScreen({
  failure,
  copyText,
  onReload,
}: {
  readonly failure: StartFailure;
  readonly copyText: (text: string) => Promise<void>;
  readonly onReload: () => void;
}) {
  useLanguage();
  return (
    <main className={styles["start"]}>
      <h1>{translate("failure.startTitle")}</h1>
      <ErrorNotice
        tone="failed"
        title={translate("failure.startWhatToDo")}
        words={startFailureWords(failure)}
        details={details(failure)}
        copyText={copyText}
        actions={
          <Button icon={<IconRefresh aria-hidden />} onClick={onReload}>
            {translate("failure.tryAgain")}
          </Button>
        }
      />
    </main>
  );
}

function startFailureWords(failure: StartFailure): string {
  switch (failure.kind) {
    case "newerSchema":
      return translate("failure.startNewer");
    case "notOpened":
      return notOpenedWords(failure.reason);
    case "unexpected":
      return translate("failure.startUnknown");
    default:
      return assertNever(failure);
  }
}

function notOpenedWords(reason: SaveFailure): string {
  switch (reason) {
    case "diskFull":
      return translate("failure.startDiskFull");
    case "databaseClosed":
      return translate("failure.startClosed");
    case "unknown":
      return translate("failure.startUnknown");
    default:
      return assertNever(reason);
  }
}

function details(failure: StartFailure): string {
  if (failure.kind === "newerSchema")
    return `newerSchema: found ${failure.found}, known ${failure.known}`;
  const { cause } = failure;
  const said = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return `${failure.kind}${failure.kind === "notOpened" ? `, ${failure.reason}` : ""}\n${said}`;
}
