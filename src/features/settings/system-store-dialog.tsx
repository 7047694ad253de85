import { type SyntheticEvent, useRef, useState } from "react";
import { translate } from "../../i18n/index.ts";
import { PASSPHRASE_LENGTH } from "../../platform/index.ts";
import { Button, Dialog, DialogActions, PassphraseField, useStore } from "../../ui/index.ts";
import type { KeyCare } from "../../workspace/index.ts";
import { KeyChangeNotice, currentFault } from "./key-change-notice.tsx";
import styles from "./settings.module.css";
import { useKeyChange } from "./use-key-change.ts";

/** Lets the operating system's store open the door beside the passphrase, or no longer. */
export function SystemStoreDialog({
  keys,
  onClose,
  onChanged,
}: {
  readonly keys: Pick<KeyCare, "ways" | "changePassphrase">;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const { system } = useStore(keys.ways);
  const [passphrase, setPassphrase] = useState("");
  const [isMissing, setMissing] = useState(false);
  const { isBusy, failure, change } = useKeyChange(keys, onChanged);
  const field = useRef<HTMLInputElement>(null);
  const wish = translate(system ? "settings.systemStoreTurnOff" : "settings.systemStoreTurnOn");

  function send(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    setMissing(passphrase === "");
    if (passphrase === "") field.current?.focus();
    else void change({ current: passphrase, next: passphrase, useSystemStore: !system });
  }

  return (
    <Dialog isOpen title={wish} onClose={onClose}>
      <form className={styles["dialog"]} noValidate onSubmit={send}>
        {!system && <p>{translate("door.systemStoreText")}</p>}
        <PassphraseField
          ref={field}
          kind="known"
          label={translate("settings.confirmPassphrase")}
          value={passphrase}
          longest={PASSPHRASE_LENGTH.longest}
          onChange={setPassphrase}
          error={isMissing ? translate("settings.passphraseMissing") : currentFault(failure)}
          isReadOnly={isBusy}
          hasFirstFocus
        />
        {failure !== null && <KeyChangeNotice failure={failure} />}
        <output className={styles["soft"]}>
          {isBusy ? translate("settings.passphraseWorking") : null}
        </output>
        <DialogActions>
          <Button kind="secondary" onClick={onClose}>
            {translate("ui.cancel")}
          </Button>
          <Button type="submit" isBusy={isBusy}>
            {wish}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
