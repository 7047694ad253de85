import { useEffect, useId, useRef, useState } from "react";
import type { Member, School } from "../../../domain/index.ts";
import { formatList, formatMoment, translate } from "../../../i18n/index.ts";
import { Button, useNow } from "../../../ui/index.ts";
import type { PageVersion } from "../../../workspace/index.ts";
import { nameOf } from "../page-names.ts";
import styles from "./versions.module.css";

/** As many as one looks through; a page of years has thousands. */
const SHOWN_AT_ONCE = 60;

/** When, who and how many words. One stop for Tab, and the arrow keys go from version to version. */
export function VersionList({
  versions,
  chosen,
  members,
  schools,
  onChoose,
}: {
  readonly versions: readonly PageVersion[];
  readonly chosen: string | null;
  readonly members: readonly Member[];
  readonly schools: readonly School[];
  readonly onChoose: (id: string) => void;
}) {
  const group = useId();
  const now = useNow();
  const [most, setMost] = useState(SHOWN_AT_ONCE);
  const list = useRef<HTMLFieldSetElement>(null);
  // The list comes after the dialog has opened.
  useEffect(() => list.current?.querySelector<HTMLElement>("input:checked")?.focus(), []);
  return (
    <fieldset ref={list} className={styles["list"]}>
      <legend>{translate("page.versionsChoose")}</legend>
      {versions.slice(0, most).map(({ id, writtenAt, authors, words }) => (
        <label key={id} className={styles["version"]}>
          <input type="radio" name={group} checked={id === chosen} onChange={() => onChoose(id)} />
          <time dateTime={new Date(writtenAt).toISOString()}>{formatMoment(writtenAt, now)}</time>
          <small>
            <bdi>
              {translate("page.versionBy", {
                names: formatList(authors.map((author) => nameOf(author, members, schools))),
              })}
            </bdi>
          </small>
          <small>{translate("page.versionWords", { words })}</small>
        </label>
      ))}
      {versions.length > most && (
        <Button kind="quiet" onClick={() => setMost(most + SHOWN_AT_ONCE)}>
          {translate("page.versionsMore", {
            count: Math.min(SHOWN_AT_ONCE, versions.length - most),
          })}
        </Button>
      )}
    </fieldset>
  );
}
