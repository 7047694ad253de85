import type { ReactNode } from "react";
import styles from "./screen-header.module.css";

/** The head of a screen: what it is, one line about it, and what one can do here. */
export function ScreenHeader({
  title,
  text,
  actions,
}: {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={styles["header"]}>
      <div className={styles["words"]}>
        <h1>{title}</h1>
        {text === undefined ? null : <p>{text}</p>}
      </div>
      {actions === undefined ? null : <div className={styles["actions"]}>{actions}</div>}
    </div>
  );
}
