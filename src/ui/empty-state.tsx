import type { ReactNode } from "react";
import { translate } from "../i18n/index.ts";
import { Drawing, type DrawingName } from "./drawing.tsx";
import styles from "./empty-state.module.css";
import { IconCircleCheck } from "./icons.ts";

/** Where nothing is yet: what this is, in one sentence, and the one thing to do. */
export function EmptyState({
  drawing,
  title,
  text,
  action,
  worksOffline = false,
}: {
  readonly drawing: DrawingName;
  readonly title: string;
  readonly text: ReactNode;
  readonly action?: ReactNode;
  /** Says that no internet is needed; only where it is true. */
  readonly worksOffline?: boolean;
}) {
  return (
    <section className={styles["empty"]}>
      <Drawing name={drawing} />
      <h2>{title}</h2>
      <p>{text}</p>
      {action === undefined ? null : <div className={styles["action"]}>{action}</div>}
      {worksOffline ? (
        <p className={styles["offline"]}>
          <IconCircleCheck aria-hidden />
          {translate("ui.worksOffline")}
        </p>
      ) : null}
    </section>
  );
}
