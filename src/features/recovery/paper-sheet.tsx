import { formatDate, translate } from "../../i18n/index.ts";
import { Logo, Paper, QrCode, useLanguage, useNow } from "../../ui/index.ts";
import styles from "./paper-sheet.module.css";
import { TwelveWords } from "./twelve-words.tsx";

/** One page of A4. */
export function PaperSheet({ words }: { readonly words: readonly string[] }) {
  const spoken = useLanguage();
  const now = useNow();
  return (
    <Paper language={spoken === "pseudo" ? "en" : spoken}>
      <article className={styles["sheet"]}>
        <header className={styles["head"]}>
          <Logo size="4.5rem" />
          <h1>{translate("recovery.sheetTitle")}</h1>
          <p>{translate("recovery.sheetDate", { date: formatDate(now) })}</p>
        </header>
        <p className={styles["what"]}>{translate("recovery.sheetWhat")}</p>
        <TwelveWords words={words} />
        <div className={styles["foot"]}>
          <section>
            <h2>{translate("recovery.sheetHow")}</h2>
            <ul>
              <li>
                {translate("recovery.sheetHowNew", { button: translate("welcome.haveSheet") })}
              </li>
              <li>
                {translate("recovery.sheetHowForgotten", { button: translate("door.forgotten") })}
              </li>
              <li>{translate("recovery.sheetHowProjects")}</li>
            </ul>
          </section>
          <figure className={styles["code"]}>
            <QrCode text={words.join(" ")} label={translate("recovery.sheetCode")} />
            <figcaption>{translate("recovery.sheetCode")}</figcaption>
          </figure>
        </div>
        <p className={styles["whose"]}>{translate("recovery.sheetOf")}</p>
        <p className={styles["keep"]}>{translate("recovery.sheetKeep")}</p>
      </article>
    </Paper>
  );
}
