import {
  type KeyboardEvent,
  type SyntheticEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import type { Result } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  type KeychainStatus,
  PASSPHRASE_LENGTH,
  type UnlockFailure,
} from "../../platform/index.ts";
import {
  Button,
  IconDeviceDesktop,
  IconKey,
  IconLifebuoy,
  PassphraseField,
} from "../../ui/index.ts";
import styles from "./door.module.css";
import { UnlockNotice } from "./unlock-notice.tsx";
import { useSecondsLeft } from "./use-seconds-left.ts";

type Failure = UnlockFailure | { readonly kind: "unexpected"; readonly detail: string };
type Work = "none" | "passphrase" | "system";

export function UnlockForm({
  ways,
  isLockedByPerson,
  samplePassphrase,
  unlock,
  copyText,
  onForgotten,
  onRepair,
}: {
  readonly ways: KeychainStatus["ways"];
  readonly isLockedByPerson: boolean;
  readonly samplePassphrase: string | null;
  readonly unlock: (passphrase: string | null) => Promise<Result<null, UnlockFailure>>;
  readonly copyText: (text: string) => Promise<void>;
  readonly onForgotten: () => void;
  readonly onRepair: () => void;
}) {
  const [passphrase, setPassphrase] = useState("");
  const [work, setWork] = useState<Work>("none");
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waitsUntil, setWaitsUntil] = useState<number | null>(null);
  const [isCapsLock, setCapsLock] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const secondsLeft = useSecondsLeft(waitsUntil);
  const asks = ways.passphrase;
  const offersSystem = ways.system && !(isLockedByPerson && asks);

  const tryWith = useCallback(
    async (typed: string | null): Promise<void> => {
      setWork(typed === null ? "system" : "passphrase");
      setFailure(null);
      const opened = await unlock(typed).catch((error: unknown) => ({
        ok: false as const,
        failure: { kind: "unexpected" as const, detail: String(error) },
      }));
      setWork("none");
      if (opened.ok) return;
      setFailure(opened.failure);
      if (opened.failure.kind === "wrongPassphrase" && opened.failure.waitMs > 0)
        setWaitsUntil(Date.now() + opened.failure.waitMs);
      field.current?.focus();
      field.current?.select();
    },
    [unlock],
  );

  const hasTried = useRef(false);
  useEffect(() => {
    field.current?.focus();
    if (hasTried.current || !offersSystem || isLockedByPerson) return;
    hasTried.current = true;
    void tryWith(null);
  }, [offersSystem, isLockedByPerson, tryWith]);

  function send(event: SyntheticEvent): void {
    event.preventDefault();
    if (work !== "none" || secondsLeft > 0) return;
    if (passphrase === "") field.current?.focus();
    else void tryWith(passphrase);
  }

  return (
    <form className={styles["form"]} noValidate onSubmit={send}>
      <h1>{translate("door.title")}</h1>
      {asks && (
        <>
          <p className={styles["soft"]}>{translate("door.text")}</p>
          <PassphraseField
            ref={field}
            kind="known"
            label={translate("door.passphrase")}
            value={passphrase}
            longest={PASSPHRASE_LENGTH.longest}
            onChange={setPassphrase}
            error={failure?.kind === "wrongPassphrase" ? translate("door.wrongPassphrase") : null}
            onKeyDown={(event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"))}
          />
          {isCapsLock && <p className={styles["hint"]}>{translate("door.capsLock")}</p>}
          {samplePassphrase !== null && (
            <p className={styles["hint"]}>
              {translate("door.sample", { passphrase: samplePassphrase })}
            </p>
          )}
        </>
      )}
      {failure !== null && failure.kind !== "wrongPassphrase" && (
        <UnlockNotice
          failure={failure}
          hasPassphrase={asks}
          copyText={copyText}
          onRepair={onRepair}
        />
      )}
      <output className={styles["soft"]}>{progressWords(work, secondsLeft)}</output>
      <div className={styles["actions"]}>
        {asks && (
          <Button
            type="submit"
            icon={<IconKey aria-hidden />}
            isBusy={work === "passphrase"}
            isDisabled={secondsLeft > 0}
          >
            {translate("door.open")}
          </Button>
        )}
        {offersSystem && (
          <Button
            kind={asks ? "secondary" : "primary"}
            icon={<IconDeviceDesktop aria-hidden />}
            isBusy={work === "system"}
            onClick={() => void tryWith(null)}
          >
            {translate("door.openBySystem")}
          </Button>
        )}
      </div>
      <div>
        <Button kind="quiet" icon={<IconLifebuoy aria-hidden />} onClick={onForgotten}>
          {translate("door.forgotten")}
        </Button>
      </div>
    </form>
  );
}

function progressWords(work: Work, secondsLeft: number): string | null {
  if (secondsLeft > 0) return translate("door.waits", { seconds: secondsLeft });
  if (work === "none") return null;
  return translate(work === "system" ? "door.openingBySystem" : "door.opening");
}
