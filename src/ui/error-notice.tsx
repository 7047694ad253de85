import { type ReactNode, useEffect, useRef, useState } from "react";
import { translate } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import styles from "./error-notice.module.css";
import { IconAlertTriangle, IconCheck, IconCopy, IconInfoCircle } from "./icons.ts";

export interface ErrorNoticeProps {
  readonly title: string;
  /** What it means, and what the person can do about it. */
  readonly words: ReactNode;
  /** calm: something did not work out; failed: work is not kept. */
  readonly tone?: "calm" | "failed";
  /** For whoever helps: technical, no words of pupils in it. */
  readonly details?: string;
  /** Puts the details on the clipboard. Without it they are only shown. */
  readonly copyText?: (text: string) => Promise<void>;
  readonly actions?: ReactNode;
}

/** Something did not work: what it was, what to do, and details that can be sent to whoever helps. */
export function ErrorNotice({
  title,
  words,
  tone = "calm",
  details,
  copyText,
  actions,
}: ErrorNoticeProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <section ref={section} className={styles["notice"]} data-tone={tone} role="alert">
      {tone === "failed" ? <IconAlertTriangle aria-hidden /> : <IconInfoCircle aria-hidden />}
      <div className={styles["body"]}>
        <h2>{title}</h2>
        <div>{words}</div>
        {actions === undefined ? null : <div className={styles["actions"]}>{actions}</div>}
        {details === undefined ? null : (
          <Details details={details} {...(copyText === undefined ? {} : { copyText })} />
        )}
      </div>
    </section>
  );
}

function Details({
  details,
  copyText,
}: {
  readonly details: string;
  readonly copyText?: (text: string) => Promise<void>;
}) {
  const [isCopied, setCopied] = useState(false);
  return (
    <details className={styles["details"]}>
      <summary>{translate("ui.details")}</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} dir="ltr">
        {details}
      </pre>
      {copyText === undefined ? null : (
        <Button
          kind="secondary"
          icon={isCopied ? <IconCheck aria-hidden /> : <IconCopy aria-hidden />}
          onClick={() => void copyText(details).then(() => setCopied(true))}
        >
          {translate(isCopied ? "ui.copied" : "ui.copyDetails")}
        </Button>
      )}
    </details>
  );
}
