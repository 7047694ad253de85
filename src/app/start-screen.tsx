import { translate } from "../i18n/index.ts";
import { Logo, useLanguage } from "../ui/index.ts";
import styles from "./start.module.css";

/** While the program, or the screen where it begins, is being read from the disk. */
export function StartScreen() {
  useLanguage();
  return (
    <main className={styles["start"]}>
      <Logo size="4rem" />
      <output>{translate("app.starting")}</output>
    </main>
  );
}
