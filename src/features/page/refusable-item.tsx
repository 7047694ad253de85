import { type ReactNode, useId } from "react";
import { Menu } from "../../ui/index.ts";
import styles from "./page.module.css";

/** An entry of a menu that says why it cannot be chosen. It is reached by the arrow keys all the same, or nobody would hear it. */
export function RefusableItem({
  icon,
  refusal,
  isDisabled = false,
  onClick,
  children,
}: {
  readonly icon: ReactNode;
  /** Null: it can be chosen. */
  readonly refusal: string | null;
  /** There is nothing to do, e.g. the first page cannot go further up. */
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  if (refusal === null)
    return (
      <Menu.Item leftSection={icon} disabled={isDisabled} onClick={onClick}>
        {children}
      </Menu.Item>
    );
  return (
    <Menu.Item
      className={styles["refused"]}
      leftSection={icon}
      aria-disabled
      aria-describedby={id}
      closeMenuOnClick={false}
    >
      <span>{children}</span>
      <small id={id}>{refusal}</small>
    </Menu.Item>
  );
}
