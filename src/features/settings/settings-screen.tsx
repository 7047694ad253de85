import { useState } from "react";
import { closestLanguage, ownLanguageName, translate } from "../../i18n/index.ts";
import { INTERFACE_LANGUAGES } from "../../domain/index.ts";
import type { AppInfo } from "../../platform/index.ts";
import {
  Button,
  Card,
  ErrorNotice,
  ScreenHeader,
  Select,
  notify,
  useLanguage,
  useStore,
} from "../../ui/index.ts";
import type { PersonFields, Settings, Workspace } from "../../workspace/index.ts";
import { PersonForm } from "./person-form.tsx";
import { ReadingSettings } from "./reading-settings.tsx";
import { SafetySettings } from "./safety-settings.tsx";
import styles from "./settings.module.css";

/** Mantine's select wants a text for every choice; this one stands for "as the computer". */
const AS_THE_COMPUTER = "system";

export function SettingsScreen({
  workspace,
  info,
  isForDevelopment,
  aboutHref,
  sheetHref,
}: {
  readonly workspace: Workspace;
  readonly info: AppInfo;
  /** Offers the language that shows what is not translated. */
  readonly isForDevelopment: boolean;
  readonly aboutHref: string;
  /** Where the recovery sheet is made. */
  readonly sheetHref: string;
}) {
  useLanguage();
  const person = useStore(workspace.person);
  const settings = useStore(workspace.settings);
  const [failure, setFailure] = useState<string | null>(null);
  const change = (fields: Partial<Settings>) => void keep(workspace.changeSettings(fields));

  async function changePerson(fields: PersonFields): Promise<void> {
    const isKept = await keep(workspace.changePerson(fields));
    if (isKept) notify({ words: translate("settings.personSaved") });
  }

  async function keep(work: Promise<void>): Promise<boolean> {
    try {
      await work;
      setFailure(null);
      return true;
    } catch (error) {
      setFailure(String(error));
      return false;
    }
  }

  return (
    <div className={styles["screen"]}>
      <ScreenHeader title={translate("settings.title")} />
      {failure !== null && (
        <ErrorNotice
          tone="failed"
          title={translate("settings.notKeptTitle")}
          words={translate("settings.notKeptText")}
          details={failure}
        />
      )}
      {person !== null && (
        <Card as="section" padding="wide" aria-labelledby="settings-you">
          <h2 id="settings-you">{translate("settings.you")}</h2>
          <p className={styles["soft"]}>{translate("settings.youText")}</p>
          <PersonForm person={person} onSave={changePerson} />
        </Card>
      )}
      <SafetySettings
        keys={workspace.keys}
        settings={settings}
        sheetHref={sheetHref}
        onChange={change}
      />
      <Card as="section" padding="wide" aria-label={translate("settings.language")}>
        <Select
          id="settings-language-choice"
          label={translate("settings.language")}
          description={translate("settings.languageText")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          data={languageChoices(info, isForDevelopment)}
          value={settings.language ?? AS_THE_COMPUTER}
          onChange={(choice) => change({ language: asLanguage(choice) })}
          allowDeselect={false}
        />
      </Card>
      <ReadingSettings settings={settings} onChange={change} />
      <Card as="section" padding="wide" aria-labelledby="settings-computer">
        <h2 id="settings-computer">{translate("settings.computer")}</h2>
        <p>{translate("settings.where", { profile: info.profile })}</p>
        <p className={styles["soft"]}>{translate("settings.version", { version: info.version })}</p>
        <div>
          <Button kind="secondary" href={aboutHref}>
            {translate("settings.about")}
          </Button>
        </div>
      </Card>
    </div>
  );
}

function languageChoices(
  info: AppInfo,
  isForDevelopment: boolean,
): readonly { readonly value: string; readonly label: string }[] {
  const system = ownLanguageName(closestLanguage(info.locale));
  return [
    { value: AS_THE_COMPUTER, label: translate("settings.languageSystem", { language: system }) },
    ...INTERFACE_LANGUAGES.map((code) => ({ value: code, label: ownLanguageName(code) })),
    ...(isForDevelopment ? [{ value: "pseudo", label: translate("settings.languagePseudo") }] : []),
  ];
}

function asLanguage(choice: string | null): Settings["language"] {
  if (choice === "pseudo") return "pseudo";
  return INTERFACE_LANGUAGES.find((code) => code === choice) ?? null;
}
