import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import { assertNever } from "../../base/index.ts";
import type { Result } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  Button,
  Card,
  IconPlugConnected,
  ScreenHeader,
  TextInput,
  Textarea,
  useLanguage,
} from "../../ui/index.ts";
import type { JoinFailure, JoinOutcome, Workspace } from "../../workspace/index.ts";
import { type Meetings, awaitMeeting } from "./await-meeting.ts";
import { InvitationFile } from "./invitation-file.tsx";
import { type FileFailure, asksForAddress, joinFailureWords } from "./join-failure-words.ts";
import { joinByChosenFile } from "./read-invitation-file.ts";
import { type Recognised, recognise } from "./recognise.ts";
import styles from "./join.module.css";

export type Joins = Meetings &
  Pick<Workspace, "joinByFile" | "joinByText" | "joinByCode" | "joinByDigits">;

/** As long as a person looks on before they would rather do something else. */
const MEETING_MS = 12_000;

type Source = "field" | "file";
type Attempt =
  | { readonly state: "idle" | "incomplete" }
  | { readonly state: "working"; readonly words: string; readonly hint: string | null }
  | {
      readonly state: "failed";
      readonly failure: JoinFailure | FileFailure;
      readonly source: Source;
    };

/** Takes whatever a partner gave: file, text, code or digits. */
export function JoinScreen({
  workspace,
  onJoined,
}: {
  readonly workspace: Joins;
  /** Called only while the person still waits here. */
  readonly onJoined: (outcome: JoinOutcome) => void;
}) {
  useLanguage();
  const [typed, setTyped] = useState("");
  const [address, setAddress] = useState("");
  const [isAddressOpen, setAddressOpen] = useState(false);
  const [attempt, setAttempt] = useState<Attempt>({ state: "idle" });
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const isWorking = attempt.state === "working";
  const seen = recognise(typed);

  async function attemptTo(
    source: Source,
    words: string,
    hint: string | null,
    join: () => Promise<Result<JoinOutcome, JoinFailure | FileFailure>>,
  ): Promise<void> {
    if (isWorking) return;
    setAttempt({ state: "working", words, hint });
    const joined = await join();
    if (!isHere.current) return;
    if (joined.ok) {
      const outcome = await met(joined.value);
      if (!isHere.current) return;
      setAttempt({ state: "idle" });
      onJoined(outcome);
      return;
    }
    if (asksForAddress(joined.failure)) setAddressOpen(true);
    setAttempt({ state: "failed", failure: joined.failure, source });
  }

  async function met(outcome: JoinOutcome): Promise<JoinOutcome> {
    if (outcome.kind === "met") return outcome;
    setAttempt({
      state: "working",
      words: translate("join.looking"),
      hint: translate("join.lookingHint"),
    });
    return awaitMeeting(workspace, outcome, MEETING_MS);
  }

  async function joinByField(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const at = address.trim() === "" ? null : address.trim();
    const looking = translate("join.lookingHint");
    switch (seen.kind) {
      case "nothing":
      case "digitsSoFar":
        setAttempt({ state: "incomplete" });
        return;
      case "digits":
        return attemptTo("field", translate("join.looking"), looking, () =>
          workspace.joinByDigits(seen.digits, at),
        );
      case "code":
      case "codeSoFar":
        return attemptTo("field", translate("join.stretching"), looking, () =>
          workspace.joinByCode(typed.trim(), at),
        );
      case "text":
        return attemptTo("field", translate("join.opening"), null, () =>
          workspace.joinByText(seen.text),
        );
      default:
        return assertNever(seen);
    }
  }

  function edit(change: () => void): void {
    change();
    if (!isWorking) setAttempt({ state: "idle" });
  }

  return (
    <div className={styles["screen"]}>
      <ScreenHeader title={translate("join.title")} text={translate("join.intro")} />
      <InvitationFile
        isBusy={isWorking}
        onChoose={(file) =>
          void attemptTo("file", translate("join.opening"), null, () =>
            joinByChosenFile(workspace, file),
          )
        }
      >
        <Card padding="wide">
          <form className={styles["form"]} onSubmit={(event) => void joinByField(event)} noValidate>
            <Textarea
              label={translate("join.field")}
              description={translate("join.fieldHint")}
              classNames={{ input: styles["given"] ?? "" }}
              value={typed}
              onChange={(event) => {
                const next = event.currentTarget.value;
                edit(() => setTyped(next));
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  event.currentTarget.form?.requestSubmit();
                }
              }}
              error={attempt.state === "incomplete" ? translate("join.missing") : null}
              autosize
              minRows={1}
              maxRows={8}
              dir="ltr"
              spellCheck={false}
              autoComplete="off"
              data-autofocus
            />
            <p className={styles["seen"]} aria-live="polite" data-testid="join-seen">
              {seenWords(seen)}
            </p>
            <details
              className={styles["address"]}
              open={isAddressOpen}
              onToggle={(event) => setAddressOpen(event.currentTarget.open)}
            >
              <summary>{translate("join.address")}</summary>
              <TextInput
                label={translate("join.addressField")}
                description={translate("join.addressHint")}
                value={address}
                onChange={(event) => {
                  const next = event.currentTarget.value;
                  edit(() => setAddress(next));
                }}
                dir="ltr"
                spellCheck={false}
                autoComplete="off"
              />
            </details>
            <div>
              <Button type="submit" icon={<IconPlugConnected aria-hidden />} isBusy={isWorking}>
                {translate("join.join")}
              </Button>
            </div>
            <output className={styles["status"]}>
              {attempt.state === "working" && (
                <>
                  <span>{attempt.words}</span>
                  {attempt.hint !== null && <span className={styles["soft"]}>{attempt.hint}</span>}
                </>
              )}
            </output>
            {attempt.state === "failed" && (
              <div role="alert" className={styles["failure"]} data-kind={attempt.failure.kind}>
                <h2>{translate("join.failed")}</h2>
                <p>{joinFailureWords(attempt.failure, attempt.source)}</p>
              </div>
            )}
          </form>
        </Card>
      </InvitationFile>
    </div>
  );
}

function seenWords(seen: Recognised): string {
  switch (seen.kind) {
    case "nothing":
      return translate("join.seenNothing");
    case "digits":
      return translate("join.seenDigits");
    case "code":
      return translate("join.seenCode");
    case "text":
      return translate("join.seenText");
    case "digitsSoFar":
      return translate("join.seenDigitsPart", { count: seen.count });
    case "codeSoFar":
      return translate("join.seenCodePart", { count: seen.count });
    default:
      return assertNever(seen);
  }
}
