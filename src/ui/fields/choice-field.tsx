import { type ReactNode, useId } from "react";
import styles from "./fields.module.css";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown above the label, e.g. a picture. */
  readonly picture?: ReactNode;
  /** What the choice means; with it the choices stand one below the other. */
  readonly text?: string;
}

/** One of a few, all in sight. Arrow keys move between them, as in every group of radio buttons. */
export function ChoiceField<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  /** null: nothing is chosen yet. */
  readonly value: Value | null;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  const group = useId();
  return (
    <fieldset className={styles["group"]}>
      <legend>{label}</legend>
      <div
        className={styles["choices"]}
        data-pictures={choices.some(({ picture }) => picture !== undefined) || undefined}
        data-texts={choices.some(({ text }) => text !== undefined) || undefined}
      >
        {choices.map((choice) => (
          <label key={choice.value} className={styles["choice"]}>
            <input
              type="radio"
              name={group}
              value={choice.value}
              checked={choice.value === value}
              {...(choice.text === undefined
                ? {}
                : {
                    "aria-labelledby": `${group}-${choice.value}`,
                    "aria-describedby": `${group}-${choice.value}-text`,
                  })}
              onChange={() => onChange(choice.value)}
            />
            {choice.picture}
            <span id={`${group}-${choice.value}`}>{choice.label}</span>
            {choice.text === undefined ? null : (
              <small id={`${group}-${choice.value}-text`}>{choice.text}</small>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
