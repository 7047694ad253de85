import type { Member, RescuedWords, School } from "../../domain/index.ts";
import { formatAgo, translate } from "../../i18n/index.ts";
import { Button, Rich, notify, useNow } from "../../ui/index.ts";
import type { OpenPage } from "../../workspace/index.ts";
import { nameOf } from "./page-names.ts";
import styles from "./page.module.css";

/** Words that a merge swallowed, until someone puts them back or lets them go. */
export function RescuedPanel({
  page,
  rescued,
  members,
  schools,
  isEditable,
}: {
  readonly page: OpenPage;
  readonly rescued: readonly RescuedWords[];
  readonly members: readonly Member[];
  readonly schools: readonly School[];
  /** Whoever only reads sees the words and leaves them to those who write. */
  readonly isEditable: boolean;
}) {
  const now = useNow();
  if (rescued.length === 0) return null;
  return (
    <section
      className={styles["panel"]}
      aria-labelledby="rescued-words"
      data-testid="rescued-words"
    >
      <h2 id="rescued-words">{translate("page.rescued")}</h2>
      <p className={styles["soft"]}>{translate("page.rescuedWhy")}</p>
      <ul className={styles["cards"]}>
        {rescued.map(({ id, text, author, foundAt }) => (
          <li key={id} className={styles["card"]}>
            <blockquote dir="auto">{text}</blockquote>
            <p className={styles["soft"]}>
              <Rich
                message="page.rescuedFrom"
                values={{
                  name: nameOf(author, members, schools),
                  ago: formatAgo(foundAt, now),
                }}
              />
            </p>
            {isEditable && (
              <div className={styles["actions"]}>
                <Button
                  kind="secondary"
                  onClick={() => {
                    page.putBack(id);
                    notify({ words: translate("page.putBackDone") });
                  }}
                >
                  {translate("page.putBack")}
                </Button>
                <Button kind="quiet" onClick={() => page.letGo(id)}>
                  {translate("page.letGo")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
