import type { ReactNode } from "react";
import styles from "./card.module.css";

/** A sheet on the page's ground: one thing of a list, or one group of a form. */
export function Card({
  as: Element = "div",
  padding = "normal",
  children,
  ...rest
}: {
  readonly as?: "div" | "section" | "article" | "li";
  readonly padding?: "none" | "normal" | "wide";
  readonly children: ReactNode;
  readonly "aria-label"?: string;
  readonly "aria-labelledby"?: string;
  readonly "data-testid"?: string;
}) {
  return (
    <Element {...rest} className={styles["card"]} data-padding={padding}>
      {children}
    </Element>
  );
}
