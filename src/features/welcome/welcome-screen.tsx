import { useState } from "react";
import { translate } from "../../i18n/index.ts";
import { EntranceFrame, ErrorNotice, useLanguage } from "../../ui/index.ts";
import type { PersonFields, Workspace } from "../../workspace/index.ts";
import { draftFor } from "./person-draft.ts";
import { PersonForm } from "./person-form.tsx";
import styles from "./welcome.module.css";

export interface WelcomeScreenProps {
  readonly workspace: Pick<Workspace, "introduce" | "changeSettings">;
  /** The operating system's language tag, to guess country and language. */
  readonly locale: string;
  /** Called when the person is known; the home screen then shows how to begin or join. */
  readonly onIntroduced: () => void;
}

/** Who sits here, where the door is open and nobody has said so yet: the first start was cut short. */
export function WelcomeScreen({ workspace, locale, onIntroduced }: WelcomeScreenProps) {
  useLanguage();
  const [draft, setDraft] = useState(() => draftFor(locale));
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function introduce(fields: PersonFields): Promise<void> {
    setBusy(true);
    try {
      await workspace.introduce(fields);
      onIntroduced();
    } catch (error) {
      setFailure(String(error));
      setBusy(false);
    }
  }

  return (
    <EntranceFrame onLanguage={(language) => void workspace.changeSettings({ language })}>
      <h1>{translate("welcome.title")}</h1>
      <p className={styles["lead"]}>{translate("welcome.text")}</p>
      <PersonForm
        draft={draft}
        submit={translate("welcome.begin")}
        isBusy={isBusy}
        foot={<p>{translate("welcome.privacy")}</p>}
        onChange={setDraft}
        onSubmit={(fields) => void introduce(fields)}
      >
        {failure === null ? null : (
          <ErrorNotice
            tone="failed"
            title={translate("welcome.notKeptTitle")}
            words={translate("welcome.notKeptText")}
            details={failure}
          />
        )}
      </PersonForm>
    </EntranceFrame>
  );
}
