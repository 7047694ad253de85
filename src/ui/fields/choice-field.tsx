import { type ReactNode, useId } from "react";
import styles from "./fields.module.css";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown above the label, e.g. a picture. */
  readonly picture?: ReactNode;
}

/** One of a few, all in sight. Arrow keys move between them, as in every group of radio buttons. */
export function ChoiceField<Value extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
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
      >
        {choices.map((choice) => (
          <label key={choice.value} className={styles["choice"]}>
            <input
              type="radio"
              name={group}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.picture}
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
