import { type SchoolMark, initials } from "../domain/index.ts";
import styles from "./avatar.module.css";

/** Initials in the colour of the person's school. The name stands beside it, so it is only decoration. */
export function Avatar({ name, mark }: { readonly name: string; readonly mark?: SchoolMark }) {
  return (
    <span className={styles["avatar"]} data-mark={mark} aria-hidden>
      {initials(name)}
    </span>
  );
}
