import { translate } from "../../i18n/index.ts";
import { TextInput } from "../../ui/index.ts";
import styles from "./join.module.css";

export const CODE_LENGTH = 6;

/** The zeros of Latin, Arabic, Persian, Devanagari and full-width digits; the other nine follow each. */
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0xff10];

/** The digits of whatever was typed or pasted: "12 34-56" and "١٢٣٤٥٦" are both "123456". */
export function digitsOf(text: string): string {
  const digits = Array.from(text, (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    const zero = ZEROS.find((candidate) => point >= candidate && point <= candidate + 9);
    return zero === undefined ? "" : String(point - zero);
  });
  return digits.join("").slice(0, CODE_LENGTH);
}

export function groupDigits(digits: string): string {
  return digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
}

/** One field rather than six boxes: it reads, pastes, corrects and dictates like any other. */
export function SixDigits({
  digits,
  onChange,
  onComplete,
  error,
}: {
  readonly digits: string;
  readonly onChange: (digits: string) => void;
  readonly onComplete: () => void;
  readonly error: string | null;
}) {
  return (
    <TextInput
      label={translate("invite.digits")}
      description={translate("invite.digitsHint")}
      classNames={{ input: styles["digits"] ?? "" }}
      value={groupDigits(digits)}
      onChange={(event) => {
        const next = digitsOf(event.currentTarget.value);
        onChange(next);
        if (next.length === CODE_LENGTH && digits.length < CODE_LENGTH) onComplete();
      }}
      error={error}
      inputMode="numeric"
      autoComplete="one-time-code"
      dir="ltr"
      spellCheck={false}
      data-autofocus
    />
  );
}
