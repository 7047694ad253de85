import type { MouseEventHandler, ReactNode, Ref } from "react";
import styles from "./button.module.css";

export interface ButtonProps {
  /** primary: the one thing to do here; secondary: other things; quiet: within lists and bars; danger: what takes away. */
  readonly kind?: "primary" | "secondary" | "quiet" | "danger";
  readonly icon?: ReactNode;
  readonly iconEnd?: ReactNode;
  readonly isFullWidth?: boolean;
  readonly isDisabled?: boolean;
  /** Keeps its place and its focus, but does not answer until the work is done. */
  readonly isBusy?: boolean;
  readonly type?: "button" | "submit";
  /** With an address it is a link that looks like a button. */
  readonly href?: string;
  readonly onClick?: MouseEventHandler<HTMLElement>;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly id?: string;
  /** Has the focus when the dialog around it opens. */
  readonly hasFirstFocus?: boolean;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-expanded"?: boolean;
  readonly "aria-controls"?: string;
  readonly "aria-haspopup"?: "menu" | "dialog" | "listbox";
  readonly "aria-pressed"?: boolean;
  readonly "data-testid"?: string;
}

export function Button({
  kind = "primary",
  icon,
  iconEnd,
  isFullWidth = false,
  isDisabled = false,
  isBusy = false,
  type = "button",
  href,
  onClick,
  children,
  ref,
  hasFirstFocus = false,
  ...rest
}: ButtonProps) {
  const look = {
    className: styles["button"],
    "data-kind": kind,
    "data-full-width": isFullWidth || undefined,
    "data-autofocus": hasFirstFocus || undefined,
  };
  const inside = (
    <>
      {icon}
      <span className={styles["label"]}>{children}</span>
      {iconEnd}
    </>
  );
  if (href !== undefined) {
    return (
      <a {...rest} {...look} href={href} {...(onClick === undefined ? {} : { onClick })}>
        {inside}
      </a>
    );
  }
  return (
    <button
      {...rest}
      {...look}
      ref={ref}
      type={type}
      disabled={isDisabled}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {inside}
    </button>
  );
}
