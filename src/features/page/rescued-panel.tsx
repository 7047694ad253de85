import type { Member, RescuedWords } from "../../domain/index.ts";
import { formatAgo, translate } from "../../i18n/index.ts";
import { Button, Rich, notify, useNow } from "../../ui/index.ts";
import type { OpenPage } from "../../workspace/index.ts";
import styles from "./page.module.css";

/** Words that a merge swallowed, until someone puts them back or lets them go. */
export function RescuedPanel({
  page,
  rescued,
  members,
}: {
  readonly page: OpenPage;
  readonly rescued: readonly RescuedWords[];
  readonly members: readonly Member[];
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
                  name:
                    members.find((member) => member.id === author)?.name ??
                    translate("page.someone"),
                  ago: formatAgo(foundAt, now),
                }}
              />
            </p>
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
          </li>
        ))}
      </ul>
    </section>
  );
}
