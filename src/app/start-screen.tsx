import { Logo, useLanguage } from "../ui/index.ts";
import styles from "./start.module.css";

/** While something is read from the disk, or put away on it. */
export function StartScreen({ words }: { readonly words: string }) {
  useLanguage();
  return (
    <main className={styles["start"]}>
      <Logo size="4rem" />
      <output>{words}</output>
    </main>
  );
}
