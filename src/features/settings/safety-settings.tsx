import { useState } from "react";
import { formatMoment, translate } from "../../i18n/index.ts";
import type { KeychainStatus } from "../../platform/index.ts";
import {
  Button,
  Card,
  ChoiceField,
  IconKey,
  IconLifebuoy,
  notify,
  useNow,
  useStore,
} from "../../ui/index.ts";
import { type KeyCare, LOCK_AFTER_MINUTES, type Settings } from "../../workspace/index.ts";
import { PassphraseDialog } from "./passphrase-dialog.tsx";
import styles from "./settings.module.css";
import { SystemStoreDialog } from "./system-store-dialog.tsx";

/** What keeps others out, and what lets oneself in again. */
export function SafetySettings({
  keys,
  settings,
  sheetHref,
  onChange,
}: {
  readonly keys: KeyCare;
  readonly settings: Settings;
  /** Where the recovery sheet is made. */
  readonly sheetHref: string;
  readonly onChange: (change: Partial<Settings>) => void;
}) {
  const ways = useStore(keys.ways);
  const sheetMadeAt = useStore(keys.sheetMadeAt);
  const now = useNow();
  const [open, setOpen] = useState<"passphrase" | "system" | null>(null);
  const close = () => setOpen(null);

  return (
    <>
      <Card as="section" padding="wide" aria-labelledby="settings-safety">
        <h2 id="settings-safety">{translate("settings.safety")}</h2>
        <p className={styles["soft"]}>{translate("settings.safetyText")}</p>
        <p>{openingWords(ways, keys.systemStore)}</p>
        <div className={styles["actions"]}>
          <Button
            kind="secondary"
            icon={<IconKey aria-hidden />}
            onClick={() => setOpen("passphrase")}
          >
            {translate("settings.changePassphrase")}
          </Button>
          {ways.passphrase && (ways.system || keys.systemStore) && (
            <Button kind="secondary" onClick={() => setOpen("system")}>
              {translate(
                ways.system ? "settings.systemStoreTurnOff" : "settings.systemStoreTurnOn",
              )}
            </Button>
          )}
        </div>
        <ChoiceField
          label={translate("settings.lockAfter")}
          value={String(settings.lockAfterMinutes)}
          choices={LOCK_AFTER_MINUTES.map((minutes) => ({
            value: String(minutes),
            label:
              minutes === 0
                ? translate("settings.lockNever")
                : translate("settings.lockMinutes", { minutes }),
          }))}
          onChange={(choice) => {
            const lockAfterMinutes = LOCK_AFTER_MINUTES.find((known) => String(known) === choice);
            if (lockAfterMinutes !== undefined) onChange({ lockAfterMinutes });
          }}
        />
      </Card>
      <Card as="section" padding="wide" aria-labelledby="settings-sheet">
        <h2 id="settings-sheet">{translate("settings.sheet")}</h2>
        <p className={styles["soft"]}>{translate("settings.sheetText")}</p>
        <p className={sheetMadeAt === null ? styles["warning"] : undefined}>
          {sheetMadeAt === null
            ? translate("settings.sheetNever")
            : translate("settings.sheetMade", { when: formatMoment(sheetMadeAt, now) })}
        </p>
        <div>
          <Button
            kind={sheetMadeAt === null ? "primary" : "secondary"}
            icon={<IconLifebuoy aria-hidden />}
            href={sheetHref}
          >
            {translate(sheetMadeAt === null ? "settings.sheetMake" : "settings.sheetAgain")}
          </Button>
        </div>
      </Card>
      {open === "passphrase" && (
        <PassphraseDialog
          keys={keys}
          onClose={close}
          onChanged={() => {
            close();
            notify({ words: translate("settings.passphraseChanged") });
          }}
        />
      )}
      {open === "system" && (
        <SystemStoreDialog
          keys={keys}
          onClose={close}
          onChanged={() => {
            close();
            notify({ words: translate("settings.systemStoreChanged") });
          }}
        />
      )}
    </>
  );
}

function openingWords(ways: KeychainStatus["ways"], systemStore: boolean): string {
  if (ways.system)
    return translate(ways.passphrase ? "settings.systemStoreOn" : "settings.systemStoreOnly");
  return translate(systemStore ? "settings.systemStoreOff" : "settings.systemStoreNone");
}
