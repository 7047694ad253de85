import { type SyntheticEvent, useRef, useState } from "react";
import { translate } from "../../i18n/index.ts";
import { PASSPHRASE_LENGTH } from "../../platform/index.ts";
import {
  Button,
  Dialog,
  DialogActions,
  EMPTY_PASSPHRASE,
  NewPassphraseFields,
  PassphraseField,
  passphraseFault,
  useStore,
} from "../../ui/index.ts";
import type { KeyCare } from "../../workspace/index.ts";
import { KeyChangeNotice, currentFault } from "./key-change-notice.tsx";
import styles from "./settings.module.css";
import { useKeyChange } from "./use-key-change.ts";

/** The passphrase until now, and the new one twice. */
export function PassphraseDialog({
  keys,
  onClose,
  onChanged,
}: {
  readonly keys: Pick<KeyCare, "ways" | "changePassphrase">;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}) {
  const ways = useStore(keys.ways);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState(EMPTY_PASSPHRASE);
  const [isChecked, setChecked] = useState(false);
  const { isBusy, failure, change } = useKeyChange(keys, onChanged);
  const form = useRef<HTMLFormElement>(null);
  const isCurrentMissing = isChecked && ways.passphrase && current === "";

  function send(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    setChecked(true);
    const fault = passphraseFault(next, PASSPHRASE_LENGTH);
    if (ways.passphrase && current === "") focus("current");
    else if (fault !== null) focus(fault === "different" ? "passphraseAgain" : "passphrase");
    else
      void change({
        current: ways.passphrase ? current : null,
        next: next.first,
        useSystemStore: ways.system,
      });
  }

  function focus(name: string): void {
    form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
  }

  return (
    <Dialog isOpen title={translate("settings.changePassphrase")} onClose={onClose}>
      <form ref={form} className={styles["dialog"]} noValidate onSubmit={send}>
        {ways.passphrase && (
          <PassphraseField
            name="current"
            kind="known"
            label={translate("settings.currentPassphrase")}
            value={current}
            longest={PASSPHRASE_LENGTH.longest}
            onChange={setCurrent}
            error={
              isCurrentMissing ? translate("settings.passphraseMissing") : currentFault(failure)
            }
            isReadOnly={isBusy}
            hasFirstFocus
          />
        )}
        <NewPassphraseFields
          draft={next}
          limits={PASSPHRASE_LENGTH}
          isChecked={isChecked}
          isReadOnly={isBusy}
          hasFirstFocus={!ways.passphrase}
          onChange={setNext}
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
            {translate("settings.passphraseChange")}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
