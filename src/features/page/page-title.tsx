import { useEffect, useRef, useState } from "react";
import { PAGE_LIMITS, type PageEntry } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { shownTitle } from "./page-names.ts";
import styles from "./page.module.css";

/** Writing a title is one change, not one for each letter. */
const KEEP_AFTER_MS = 700;

/** The title on the sheet: kept when the person pauses or goes on; a partner's new title shows unless one is typing. */
export function PageTitle({
  entry,
  isEditable,
  onRename,
  onDone,
}: {
  readonly entry: PageEntry | null;
  readonly isEditable: boolean;
  readonly onRename: (title: string) => void;
  /** Enter was pressed: on to the text. */
  readonly onDone: () => void;
}) {
  const kept = entry?.title ?? "";
  /** null: nobody is typing here. */
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, kept, isEditable, onRename });
  useEffect(() => {
    latest.current = { typed, kept, isEditable, onRename };
  });
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => keep(latest.current), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  useEffect(() => () => keep(latest.current), []);

  return (
    <>
      <h1 className={styles["printedTitle"]} dir="auto">
        {shownTitle(entry)}
      </h1>
      <input
        className={styles["title"]}
        value={isEditable ? (typed ?? kept) : kept}
        dir="auto"
        maxLength={PAGE_LIMITS.title}
        readOnly={!isEditable}
        placeholder={translate("page.untitled")}
        aria-label={translate("page.title")}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => {
          keep(latest.current);
          setTyped(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          onDone();
        }}
      />
    </>
  );
}

function keep({
  typed,
  kept,
  isEditable,
  onRename,
}: {
  readonly isEditable: boolean;
  readonly typed: string | null;
  readonly kept: string;
  readonly onRename: (title: string) => void;
}): void {
  if (isEditable && typed !== null && typed.trim() !== kept) onRename(typed.trim());
}
