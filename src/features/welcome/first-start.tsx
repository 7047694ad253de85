import { useEffect, useRef, useState } from "react";
import { translate } from "../../i18n/index.ts";
import {
  Button,
  EMPTY_PASSPHRASE,
  EntranceFrame,
  IconLifebuoy,
  NO_SHEET_WORDS,
  useLanguage,
} from "../../ui/index.ts";
import type { Door, PersonFields } from "../../workspace/index.ts";
import { type BeginFailure, PassphraseStep } from "./passphrase-step.tsx";
import { draftFor, fieldsOf } from "./person-draft.ts";
import { PersonForm } from "./person-form.tsx";
import { SheetStep } from "./sheet-step.tsx";
import styles from "./welcome.module.css";

const STEPS = {
  sheet: { title: "welcome.sheetTitle", text: "welcome.sheetText" },
  who: { title: "welcome.title", text: "welcome.text" },
  passphrase: { title: "welcome.passphraseTitle", text: "welcome.passphraseText" },
} as const;
type Step = keyof typeof STEPS;

export interface FirstStartProps {
  readonly door: Pick<Door, "state" | "begin" | "restore" | "changeSettings">;
  /** Whether the operating system has a store that can open the door. */
  readonly systemStore: boolean;
  /** The operating system's language tag, to guess country and language. */
  readonly locale: string;
  readonly copyText: (text: string) => Promise<void>;
  /** Called when the door is open and the person is known. */
  readonly onDone: () => void;
}

/** The first start: who sits here, and what opens the door. No account, no network; whatever was typed stays until it is kept. */
export function FirstStart({ door, systemStore, locale, copyText, onDone }: FirstStartProps) {
  useLanguage();
  const [person, setPerson] = useState(() => draftFor(locale));
  const [hasSheet, setHasSheet] = useState(false);
  const [words, setWords] = useState(NO_SHEET_WORDS);
  const [passphrase, setPassphrase] = useState(EMPTY_PASSPHRASE);
  const [useSystemStore, setUseSystemStore] = useState(false);
  const [step, setStep] = useState<Step>("who");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<BeginFailure | null>(null);
  const heading = useStartOfStep(step);
  const steps: readonly Step[] = hasSheet ? ["sheet", "who", "passphrase"] : ["who", "passphrase"];
  const wrongWords = failure?.kind === "wrongWords" ? failure : null;

  async function begin(): Promise<void> {
    const fields = fieldsOf(person);
    if (isBusy || fields === null) return;
    setBusy(true);
    setFailure(null);
    const failed = await openAndIntroduce(fields).catch((error: unknown): BeginFailure => ({
      kind: "unexpected",
      detail: String(error),
    }));
    setBusy(false);
    setFailure(failed);
    if (failed === null) onDone();
    else if (failed.kind === "wrongWords") setStep("sheet");
  }

  async function openAndIntroduce(fields: PersonFields): Promise<BeginFailure | null> {
    // The keys may be there already, when only the disk was too full for the rest.
    if (door.state.get().state !== "open") {
      const wish = { passphrase: passphrase.first, useSystemStore };
      const opened = await (hasSheet ? door.restore({ ...wish, words }) : door.begin(wish));
      if (!opened.ok) return opened.failure;
    }
    const state = door.state.get();
    if (state.state !== "open") throw new Error(`the door is ${state.state} after it was opened`);
    await state.workspace.introduce(fields);
    return null;
  }

  function backToWho(): void {
    setHasSheet(false);
    setFailure(null);
    setStep("who");
  }

  return (
    <EntranceFrame
      onLanguage={(language) => void door.changeSettings({ language })}
      beside={
        hasSheet || step !== "who" ? null : (
          <Button
            kind="quiet"
            icon={<IconLifebuoy aria-hidden />}
            onClick={() => {
              setHasSheet(true);
              setStep("sheet");
            }}
          >
            {translate("welcome.haveSheet")}
          </Button>
        )
      }
    >
      <h1 ref={heading} tabIndex={-1}>
        {translate(STEPS[step].title)}
      </h1>
      <p className={styles["lead"]}>
        <b>{translate("welcome.step", { step: steps.indexOf(step) + 1, steps: steps.length })}</b>{" "}
        {translate(STEPS[step].text)}
      </p>
      {step === "sheet" && (
        <SheetStep
          words={words}
          wrong={wrongWords}
          onChange={(next) => {
            setWords(next);
            setFailure(null);
          }}
          onBack={backToWho}
          onDone={() => setStep("who")}
        />
      )}
      {step === "who" && (
        <PersonForm
          draft={person}
          submit={translate("welcome.next")}
          foot={
            <>
              {hasSheet && (
                <Button kind="secondary" onClick={() => setStep("sheet")}>
                  {translate("welcome.back")}
                </Button>
              )}
              <p>{translate("welcome.privacy")}</p>
            </>
          }
          onChange={setPerson}
          onSubmit={() => setStep("passphrase")}
        />
      )}
      {step === "passphrase" && (
        <PassphraseStep
          draft={passphrase}
          personal={[person.name, person.school, person.town]}
          systemStore={systemStore ? { isUsed: useSystemStore, onUse: setUseSystemStore } : null}
          isBusy={isBusy}
          isMade={door.state.get().state === "open"}
          failure={wrongWords === null ? failure : null}
          copyText={copyText}
          onChange={setPassphrase}
          onBack={() => setStep("who")}
          onDone={() => void begin()}
        />
      )}
    </EntranceFrame>
  );
}

/** A new step begins at its heading, for one who hears it; the first is where every page begins. */
function useStartOfStep(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    const field = heading.current?.parentElement?.querySelector<HTMLElement>("form input");
    (field ?? heading.current)?.focus();
  }, [step]);
  return heading;
}
