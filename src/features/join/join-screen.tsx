import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import type { Result } from "../../base/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  Button,
  Card,
  ChoiceField,
  IconPlugConnected,
  ScreenHeader,
  TextInput,
  Textarea,
  useLanguage,
} from "../../ui/index.ts";
import type { JoinFailure, Workspace } from "../../workspace/index.ts";
import { joinFailureWords } from "./join-failure-words.ts";
import { CODE_LENGTH, SixDigits } from "./six-digits.tsx";
import styles from "./join.module.css";

type Way = "code" | "text";
type Attempt =
  | { readonly state: "idle" }
  | { readonly state: "looking" }
  | { readonly state: "incomplete" }
  | { readonly state: "failed"; readonly failure: JoinFailure };

export function JoinScreen({
  workspace,
  onJoined,
}: {
  readonly workspace: Workspace;
  /** Called only while the person still waits here. */
  readonly onJoined: (project: SpaceId) => void;
}) {
  useLanguage();
  const [way, setWay] = useState<Way>("code");
  const [digits, setDigits] = useState("");
  const [address, setAddress] = useState("");
  const [text, setText] = useState("");
  const [attempt, setAttempt] = useState<Attempt>({ state: "idle" });
  const joinButton = useRef<HTMLButtonElement>(null);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const isLooking = attempt.state === "looking";
  const isIncomplete = attempt.state === "incomplete";
  const isReady = way === "code" ? digits.length === CODE_LENGTH : text.trim() !== "";

  async function join(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (isLooking) return;
    if (!isReady) {
      setAttempt({ state: "incomplete" });
      return;
    }
    setAttempt({ state: "looking" });
    const joined = await attemptJoin();
    if (!isHere.current) return;
    if (joined.ok) onJoined(joined.value);
    else setAttempt({ state: "failed", failure: joined.failure });
  }

  function attemptJoin(): Promise<Result<SpaceId, JoinFailure>> {
    if (way === "text") return workspace.joinByText(text.trim());
    return workspace.joinByCode(digits, address.trim() === "" ? null : address.trim());
  }

  function begin(change: () => void): void {
    change();
    if (!isLooking) setAttempt({ state: "idle" });
  }

  return (
    <div className={styles["screen"]}>
      <ScreenHeader title={translate("invite.joinTitle")} text={translate("invite.joinIntro")} />
      <ChoiceField
        label={translate("invite.joinHow")}
        value={way}
        choices={[
          { value: "code", label: translate("invite.joinByCode") },
          { value: "text", label: translate("invite.joinByText") },
        ]}
        onChange={(choice) => {
          if (!isLooking) begin(() => setWay(choice));
        }}
      />
      <Card padding="wide">
        <form className={styles["form"]} onSubmit={(event) => void join(event)} noValidate>
          {way === "code" ? (
            <>
              <SixDigits
                digits={digits}
                onChange={(next) => begin(() => setDigits(next))}
                onComplete={() => joinButton.current?.focus()}
                error={isIncomplete ? translate("invite.digitsMissing") : null}
              />
              <TextInput
                label={translate("invite.address")}
                description={translate("invite.addressHint")}
                value={address}
                onChange={(event) => {
                  const next = event.currentTarget.value;
                  begin(() => setAddress(next));
                }}
                dir="ltr"
                spellCheck={false}
                autoComplete="off"
              />
            </>
          ) : (
            <Textarea
              label={translate("invite.paste")}
              description={translate("invite.pasteHint")}
              value={text}
              onChange={(event) => {
                const next = event.currentTarget.value;
                begin(() => setText(next));
              }}
              error={isIncomplete ? translate("invite.textMissing") : null}
              rows={6}
              dir="ltr"
              spellCheck={false}
            />
          )}
          <div>
            <Button
              ref={joinButton}
              type="submit"
              icon={<IconPlugConnected aria-hidden />}
              isBusy={isLooking}
            >
              {translate("invite.joinButton")}
            </Button>
          </div>
          <output className={styles["status"]}>
            {isLooking && (
              <>
                <span>{translate(way === "code" ? "invite.looking" : "invite.joining")}</span>
                <span className={styles["soft"]}>{translate("invite.lookingHint")}</span>
              </>
            )}
          </output>
          {attempt.state === "failed" && (
            <div role="alert" className={styles["failure"]} data-kind={attempt.failure.kind}>
              <h2>{translate("invite.failed")}</h2>
              <p>{joinFailureWords(attempt.failure)}</p>
            </div>
          )}
        </form>
      </Card>
    </div>
  );
}
