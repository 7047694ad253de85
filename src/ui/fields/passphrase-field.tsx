import { TextInput } from "@mantine/core";
import { type KeyboardEventHandler, type ReactNode, type Ref, useState } from "react";
import { translate } from "../../i18n/index.ts";
import { IconEye, IconEyeOff } from "../icons.ts";
import { IconButton } from "../icon-button.tsx";

export interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly longest: number;
  /** new: one that is being chosen; known: one that is asked for. */
  readonly kind: "new" | "known";
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly isReadOnly?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
  readonly name?: string;
  /** Two fields with one eye: the second follows. Without it the field has an eye of its own. */
  readonly isShown?: boolean;
  readonly onShow?: (isShown: boolean) => void;
  readonly hasFirstFocus?: boolean;
  readonly onKeyDown?: KeyboardEventHandler;
}

/** Hidden while it is typed, unless the person wants to see it. */
export function PassphraseField({
  label,
  value,
  onChange,
  longest,
  kind,
  isReadOnly = false,
  isShown: isShownOutside,
  onShow,
  hasFirstFocus = false,
  ...rest
}: PassphraseFieldProps) {
  const [isShownHere, setShownHere] = useState(false);
  const isShown = isShownOutside ?? isShownHere;
  const show = onShow ?? (isShownOutside === undefined ? setShownHere : null);
  return (
    <TextInput
      {...rest}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      type={isShown ? "text" : "password"}
      maxLength={longest}
      readOnly={isReadOnly}
      autoComplete={kind === "new" ? "new-password" : "current-password"}
      autoCapitalize="none"
      spellCheck={false}
      dir="auto"
      data-autofocus={hasFirstFocus || undefined}
      inputWrapperOrder={["label", "description", "input", "error"]}
      rightSectionWidth="2.75rem"
      rightSection={
        show === null ? null : (
          <IconButton
            label={translate(isShown ? "door.hide" : "door.show")}
            icon={isShown ? <IconEyeOff aria-hidden /> : <IconEye aria-hidden />}
            onClick={() => show(!isShown)}
          />
        )
      }
    />
  );
}
