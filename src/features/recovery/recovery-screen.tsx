import { useState } from "react";
import { translate } from "../../i18n/index.ts";
import type { Platform } from "../../platform/index.ts";
import { Button, Card, IconCheck, ScreenHeader, useLanguage } from "../../ui/index.ts";
import type { KeyCare } from "../../workspace/index.ts";
import { AskStep } from "./ask-step.tsx";
import { CheckStep, twoPlaces } from "./check-step.tsx";
import styles from "./recovery.module.css";
import { useHideWhenLeft } from "./use-hide-when-left.ts";
import { WordsStep } from "./words-step.tsx";

type Step =
  | { readonly state: "asking"; readonly wasHidden: boolean }
  | { readonly state: "showing"; readonly words: readonly string[] }
  | {
      readonly state: "checking";
      readonly words: readonly string[];
      readonly places: readonly number[];
    }
  | { readonly state: "done" };

export interface RecoveryScreenProps {
  readonly keys: KeyCare;
  readonly platform: Pick<Platform, "print" | "savePdf">;
  /** Chooses the words that are asked back. */
  readonly random?: () => number;
  readonly onDone: () => void;
}

/**
 * The twelve words, on the screen and on paper. They live in this component alone: never in a title, a notice, the clipboard
 * or a record, and they go when the screen is left.
 */
export function RecoveryScreen({
  keys,
  platform,
  random = Math.random,
  onDone,
}: RecoveryScreenProps) {
  useLanguage();
  const [step, setStep] = useState<Step>({ state: "asking", wasHidden: false });
  const [isPrinting, setPrinting] = useState(false);
  useHideWhenLeft(step.state === "showing" && !isPrinting, () =>
    setStep({ state: "asking", wasHidden: true }),
  );

  return (
    <div className={styles["screen"]}>
      <ScreenHeader title={translate("recovery.title")} text={translate("recovery.text")} />
      {step.state === "asking" && (
        <AskStep
          keys={keys}
          wasHidden={step.wasHidden}
          onWords={(words) => setStep({ state: "showing", words })}
        />
      )}
      {step.state === "showing" && (
        <WordsStep
          words={step.words}
          platform={platform}
          onPrinting={setPrinting}
          onHide={() => setStep({ state: "asking", wasHidden: false })}
          onReady={() =>
            setStep({ state: "checking", words: step.words, places: twoPlaces(random) })
          }
        />
      )}
      {step.state === "checking" && (
        <CheckStep
          words={step.words}
          places={step.places}
          noteMade={() => keys.noteSheetMade()}
          onBack={() => setStep({ state: "showing", words: step.words })}
          onDone={() => setStep({ state: "done" })}
        />
      )}
      {step.state === "done" && (
        <Card as="section" padding="wide" aria-labelledby="recovery-done">
          <h2 id="recovery-done">
            <IconCheck aria-hidden />
            {translate("recovery.doneTitle")}
          </h2>
          <p>{translate("recovery.doneText")}</p>
          <div className={styles["actions"]}>
            <Button onClick={onDone}>{translate("recovery.done")}</Button>
          </div>
        </Card>
      )}
    </div>
  );
}
