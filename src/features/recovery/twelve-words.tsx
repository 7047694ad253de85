import styles from "./recovery.module.css";

/** English words whatever the program speaks, numbered down the columns. */
export function TwelveWords({ words }: { readonly words: readonly string[] }) {
  return (
    <ol className={styles["words"]} dir="ltr" lang="en" translate="no" data-testid="sheet-words">
      {words.map((word, place) => (
        <li key={place}>
          <span aria-hidden>{place + 1}</span>
          <b>{word}</b>
        </li>
      ))}
    </ol>
  );
}
