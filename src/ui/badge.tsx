import type { ReactNode } from "react";
import styles from "./badge.module.css";

export type Tone = "good" | "waiting" | "calm" | "brand" | "failed";

/** A short state with an icon. "failed" is for work that could not be kept and for nothing else. */
export function Badge({
  tone = "calm",
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={styles["badge"]} data-tone={tone}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
