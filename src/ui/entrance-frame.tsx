import type { ReactNode } from "react";
import type { InterfaceLanguage } from "../domain/index.ts";
import { closestLanguage, translate } from "../i18n/index.ts";
import { SpanPicture } from "./drawing.tsx";
import styles from "./entrance-frame.module.css";
import { LanguageField } from "./fields/language-field.tsx";
import { Logo } from "./logo.tsx";
import { useLanguage } from "./use-store.ts";

/** Around everything that comes before one's own work: the first start, and the locked door. */
export function EntranceFrame({
  onLanguage,
  beside = null,
  children,
}: {
  readonly onLanguage: (language: InterfaceLanguage) => void;
  /** Another way in, in the line of the languages. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}) {
  const spoken = useLanguage();
  return (
    <div className={styles["entrance"]}>
      <aside className={styles["aside"]}>
        <SpanPicture />
        <div className={styles["promise"]}>
          <p className={styles["brand"]}>
            <Logo size="3rem" />
            {translate("app.name")}
          </p>
          <p>{translate("app.aboutWhat")}</p>
        </div>
      </aside>
      <main className={styles["main"]}>
        <div className={styles["top"]}>
          {beside}
          <div className={styles["language"]}>
            <LanguageField
              label={translate("door.language")}
              isLabelHidden
              value={closestLanguage(spoken)}
              onChange={onLanguage}
            />
          </div>
        </div>
        <div className={styles["sheet"]}>{children}</div>
      </main>
    </div>
  );
}
