import { useEffect, useState } from "react";
import type { InterfaceLanguage } from "../../domain/index.ts";
import { language as spoken, translate, translatorFor } from "../../i18n/index.ts";
import { fileName } from "../../interchange/index.ts";
import type { Platform, SaveFileFailure } from "../../platform/index.ts";
import { Button, Card, IconPrinter, LanguageField, notify, useStore } from "../../ui/index.ts";
import type { InvitationView } from "../../workspace/index.ts";
import { InvitationSheet } from "./invitation-sheet.tsx";
import type { InviteView } from "./invite-view.ts";
import { saveFailureWords } from "./save-failure-words.ts";
import styles from "./invite.module.css";

/** The same as a sheet of paper, in the language of whoever gets it. */
export function PrintPanel({
  project,
  platform,
  invitation,
  onPrint,
}: {
  readonly project: InviteView;
  readonly platform: Pick<Platform, "savePdf">;
  readonly invitation: InvitationView;
  readonly onPrint: () => void;
}) {
  const { title } = useStore(project.card);
  const ours = useStore(spoken);
  const [chosen, setChosen] = useState<InterfaceLanguage | null>(null);
  const language = chosen ?? (ours === "pseudo" ? "en" : ours);
  const say = useTranslator(language);
  const [failure, setFailure] = useState<SaveFileFailure | null>(null);
  const words = failure === null ? null : saveFailureWords(failure);

  async function savePdf(): Promise<void> {
    setFailure(null);
    const saved = await platform.savePdf(
      `${fileName(translate("invite.fileName", { project: title }))}.pdf`,
    );
    if (saved.ok) notify({ words: translate("invite.fileSaved", { name: saved.value.name }) });
    else setFailure(saved.failure);
  }

  return (
    <Card as="section" aria-labelledby="invite-print">
      <div className={styles["parts"]}>
        <h2 id="invite-print">{translate("invite.printTitle")}</h2>
        <p>{translate("invite.printText")}</p>
        <div className={styles["language"]}>
          <LanguageField
            label={translate("invite.printLanguage")}
            value={language}
            onChange={setChosen}
          />
        </div>
        {words !== null && (
          <p role="alert" className={styles["care"]}>
            {words}
          </p>
        )}
        <div className={styles["row"]}>
          <Button
            kind="secondary"
            icon={<IconPrinter aria-hidden />}
            isDisabled={say === null}
            onClick={onPrint}
          >
            {translate("invite.print")}
          </Button>
          <Button kind="secondary" isDisabled={say === null} onClick={() => void savePdf()}>
            {translate("invite.savePdf")}
          </Button>
        </div>
      </div>
      {say !== null && (
        <InvitationSheet project={project} invitation={invitation} language={language} say={say} />
      )}
    </Card>
  );
}

type Say = Awaited<ReturnType<typeof translatorFor>>;

/** null until its messages are read from the disk. */
function useTranslator(language: InterfaceLanguage): Say | null {
  const [loaded, setLoaded] = useState<{ language: InterfaceLanguage; say: Say } | null>(null);
  useEffect(() => {
    let isWanted = true;
    void translatorFor(language).then((say) => {
      if (isWanted) setLoaded({ language, say });
    });
    return () => {
      isWanted = false;
    };
  }, [language]);
  return loaded?.language === language ? loaded.say : null;
}
