import { useState } from "react";
import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import styles from "./fields.module.css";
import {
  type PassphraseAdvice,
  type PassphraseDraft,
  type PassphraseLimits,
  adviceOn,
  passphraseFault,
} from "./passphrase-draft.ts";
import { PassphraseField } from "./passphrase-field.tsx";

/** A new passphrase, typed twice, with advice while it is typed. */
export function NewPassphraseFields({
  draft,
  limits,
  personal = [],
  isChecked,
  isReadOnly = false,
  hasFirstFocus = false,
  onChange,
}: {
  readonly draft: PassphraseDraft;
  readonly limits: PassphraseLimits;
  /** What everyone knows of the person, and so would try. */
  readonly personal?: readonly string[];
  /** Whether the person has said that it is ready: only then a fault is one. */
  readonly isChecked: boolean;
  readonly isReadOnly?: boolean;
  readonly hasFirstFocus?: boolean;
  readonly onChange: (draft: PassphraseDraft) => void;
}) {
  const [isShown, setShown] = useState(false);
  const fault = isChecked ? passphraseFault(draft, limits) : null;
  const advice = adviceOn(draft.first, limits, personal);
  const both = { longest: limits.longest, kind: "new", isShown, isReadOnly } as const;
  return (
    <div className={styles["passphrase"]}>
      <PassphraseField
        {...both}
        name="passphrase"
        label={translate("door.newPassphrase")}
        description={translate("door.howToChoose")}
        value={draft.first}
        onChange={(first) => onChange({ ...draft, first })}
        onShow={setShown}
        error={fault === "tooShort" ? tooShortWords(limits) : null}
        hasFirstFocus={hasFirstFocus}
      />
      <output className={styles["advice"]} data-advice={advice}>
        {fault === "tooShort" ? null : adviceWords(advice, limits)}
      </output>
      <PassphraseField
        {...both}
        name="passphraseAgain"
        label={translate("door.again")}
        value={draft.second}
        onChange={(second) => onChange({ ...draft, second })}
        error={fault === "different" ? translate("door.different") : null}
      />
    </div>
  );
}

function tooShortWords({ shortest }: PassphraseLimits): string {
  return translate("door.tooShort", { count: shortest });
}

function adviceWords(advice: PassphraseAdvice, limits: PassphraseLimits): string | null {
  switch (advice) {
    case "none":
      return null;
    case "tooShort":
      return tooShortWords(limits);
    case "easyToGuess":
      return translate("door.easyToGuess");
    case "fair":
      return translate("door.fair");
    case "strong":
      return translate("door.strong");
    default:
      return assertNever(advice);
  }
}
