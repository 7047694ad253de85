import { type SyntheticEvent, useRef, useState } from "react";
import { PERSON_LIMITS, PERSON_ROLES } from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";
import {
  Button,
  ChoiceField,
  CountryField,
  ErrorNotice,
  IconArrowRight,
  LanguagesField,
  TextInput,
} from "../../ui/index.ts";
import type { PersonFields } from "../../workspace/index.ts";
import { type PersonDraft, type Required, draftFor, fieldsOf, missingIn } from "./person-draft.ts";
import styles from "./welcome.module.css";

const WORDS = {
  name: { label: "welcome.name", missing: "welcome.nameMissing" },
  school: { label: "welcome.school", missing: "welcome.schoolMissing" },
  town: { label: "welcome.town", missing: "welcome.townMissing" },
  country: { label: "welcome.country", missing: "welcome.countryMissing" },
  languages: { label: "welcome.languages", missing: "welcome.languagesMissing" },
} as const satisfies Record<Required, Record<"label" | "missing", MessageKey>>;

type Step =
  | { readonly state: "filling" }
  | { readonly state: "keeping" }
  | { readonly state: "failed"; readonly details: string };

export function PersonForm({
  locale,
  introduce,
  onIntroduced,
}: {
  readonly locale: string;
  readonly introduce: (fields: PersonFields) => Promise<void>;
  readonly onIntroduced: () => void;
}) {
  const [draft, setDraft] = useState(() => draftFor(locale));
  const [isChecked, setChecked] = useState(false);
  const [step, setStep] = useState<Step>({ state: "filling" });
  const form = useRef<HTMLFormElement>(null);
  const missing = missingIn(draft);
  const change = (part: Partial<PersonDraft>) => setDraft((before) => ({ ...before, ...part }));
  const words = (name: Required) => ({
    label: translate(WORDS[name].label),
    error: isChecked && missing.includes(name) ? translate(WORDS[name].missing) : null,
  });

  async function begin(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (step.state === "keeping") return;
    setChecked(true);
    const fields = fieldsOf(draft);
    if (fields === null) {
      form.current?.querySelector<HTMLElement>(`[data-field="${missing[0] ?? "name"}"]`)?.focus();
      return;
    }
    setStep({ state: "keeping" });
    try {
      await introduce(fields);
      onIntroduced();
    } catch (error) {
      setStep({ state: "failed", details: String(error) });
    }
  }

  return (
    <form ref={form} className={styles["form"]} noValidate onSubmit={(event) => void begin(event)}>
      <TextInput
        {...words("name")}
        data-field="name"
        value={draft.name}
        maxLength={PERSON_LIMITS.name}
        autoComplete="name"
        dir="auto"
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <ChoiceField
        label={translate("welcome.role")}
        value={draft.role}
        choices={PERSON_ROLES.map((value) => ({ value, label: translate(`roles.${value}`) }))}
        onChange={(role) => change({ role })}
      />
      <TextInput
        {...words("school")}
        data-field="school"
        value={draft.school}
        maxLength={PERSON_LIMITS.school}
        autoComplete="organization"
        dir="auto"
        onChange={(event) => change({ school: event.currentTarget.value })}
      />
      <div className={styles["pair"]}>
        <TextInput
          {...words("town")}
          data-field="town"
          value={draft.town}
          maxLength={PERSON_LIMITS.town}
          autoComplete="address-level2"
          dir="auto"
          onChange={(event) => change({ town: event.currentTarget.value })}
        />
        <CountryField
          {...words("country")}
          name="country"
          value={draft.country}
          onChange={(country) => change({ country })}
        />
      </div>
      <LanguagesField
        {...words("languages")}
        name="languages"
        value={draft.languages}
        onChange={(languages) => change({ languages })}
      />
      <output className={styles["missing"]}>
        {isChecked && missing.length > 0
          ? translate("welcome.missing", { count: missing.length })
          : null}
      </output>
      {step.state === "failed" ? (
        <ErrorNotice
          tone="failed"
          title={translate("welcome.notKeptTitle")}
          words={translate("welcome.notKeptText")}
          details={step.details}
        />
      ) : null}
      <div className={styles["foot"]}>
        <p>{translate("welcome.privacy")}</p>
        <Button
          type="submit"
          isBusy={step.state === "keeping"}
          iconEnd={<IconArrowRight aria-hidden />}
        >
          {translate("welcome.begin")}
        </Button>
      </div>
    </form>
  );
}
