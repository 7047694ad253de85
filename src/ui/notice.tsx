import { type ReactNode, useId } from "react";
import styles from "./notice.module.css";

export interface NoticeProps {
  readonly title: string;
  /** calm: good to know; waiting: someone has to do something. */
  readonly tone?: "calm" | "waiting";
  readonly icon?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  readonly "data-testid"?: string;
}

/** Stands on a screen for as long as it is true; what comes and goes is a notice of `notify`. */
export function Notice({ title, tone = "calm", icon, actions, children, ...rest }: NoticeProps) {
  const heading = useId();
  return (
    <section {...rest} className={styles["notice"]} data-tone={tone} aria-labelledby={heading}>
      {icon}
      <div className={styles["body"]}>
        <h2 id={heading}>{title}</h2>
        {children}
      </div>
      {actions === undefined ? null : <div className={styles["actions"]}>{actions}</div>}
    </section>
  );
}
