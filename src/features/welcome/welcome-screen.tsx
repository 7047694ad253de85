import { Logo, LanguageField, SpanPicture, useLanguage } from "../../ui/index.ts";
import { closestLanguage, translate } from "../../i18n/index.ts";
import type { Workspace } from "../../workspace/index.ts";
import { PersonForm } from "./person-form.tsx";
import styles from "./welcome.module.css";

export interface WelcomeScreenProps {
  readonly workspace: Workspace;
  /** The operating system's language tag, to guess country and language. */
  readonly locale: string;
  /** Called when the person is known; the home screen then shows how to begin or join. */
  readonly onIntroduced: () => void;
}

/** The first start: who sits here. One calm screen, no account, no network. */
export function WelcomeScreen({ workspace, locale, onIntroduced }: WelcomeScreenProps) {
  const spoken = useLanguage();
  return (
    <div className={styles["welcome"]}>
      <aside className={styles["aside"]}>
        <SpanPicture />
        <div className={styles["promise"]}>
          <p className={styles["brand"]}>
            <Logo size="3rem" />
            {translate("app.name")}
          </p>
          <p>{translate("welcome.promise")}</p>
        </div>
      </aside>
      <main className={styles["main"]}>
        <div className={styles["language"]}>
          <LanguageField
            label={translate("welcome.language")}
            isLabelHidden
            value={closestLanguage(spoken)}
            onChange={(language) => void workspace.changeSettings({ language })}
          />
        </div>
        <div className={styles["sheet"]}>
          <h1>{translate("welcome.title")}</h1>
          <p className={styles["lead"]}>{translate("welcome.text")}</p>
          <PersonForm
            locale={locale}
            introduce={(fields) => workspace.introduce(fields)}
            onIntroduced={onIntroduced}
          />
        </div>
      </main>
    </div>
  );
}
