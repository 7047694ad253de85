import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { isRightToLeft } from "../domain/index.ts";
import styles from "./paper.module.css";

/**
 * What comes out of the printer, and into a PDF, in place of the screen: one sheet after another, black on white, whatever the
 * look and the text size of the screen are. Shown nowhere else.
 */
export function Paper({
  language,
  children,
}: {
  /** What the sheet speaks: it may be for a reader of another language than the screen's. */
  readonly language: string;
  readonly children: ReactNode;
}) {
  return createPortal(
    <div
      className={styles["paper"]}
      lang={language}
      dir={isRightToLeft(language) ? "rtl" : "ltr"}
      data-paper
    >
      {children}
    </div>,
    document.body,
  );
}
