import { Tooltip } from "@mantine/core";
import type { MouseEventHandler, ReactNode, Ref } from "react";
import styles from "./button.module.css";

export interface IconButtonProps {
  /** What it does: read out, and shown when the pointer or the focus rests on it. */
  readonly label: string;
  /** Keys that do the same, as the person reads them, e.g. "Ctrl+B". */
  readonly keys?: string;
  readonly icon: ReactNode;
  readonly isOutlined?: boolean;
  readonly isDisabled?: boolean;
  /** For buttons that are on or off. */
  readonly isPressed?: boolean;
  readonly onClick?: MouseEventHandler<HTMLButtonElement>;
  readonly onMouseDown?: MouseEventHandler<HTMLButtonElement>;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly tabIndex?: number;
  readonly "aria-expanded"?: boolean;
  readonly "aria-haspopup"?: "menu" | "dialog";
  readonly "aria-controls"?: string;
  readonly "data-testid"?: string;
}

export function IconButton({
  label,
  keys,
  icon,
  isOutlined = false,
  isDisabled = false,
  isPressed,
  ref,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keys})`}>
      <button
        {...rest}
        ref={ref}
        type="button"
        className={styles["iconButton"]}
        data-outlined={isOutlined || undefined}
        aria-label={label}
        aria-pressed={isPressed}
        disabled={isDisabled}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
