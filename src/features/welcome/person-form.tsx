import { type ReactNode, type SyntheticEvent, useRef, useState } from "react";
import { PERSON_LIMITS, PERSON_ROLES } from "../../domain/index.ts";
import { type MessageKey, translate } from "../../i18n/index.ts";
import {
  Button,
  ChoiceField,
  CountryField,
  IconArrowRight,
  LanguagesField,
  TextInput,
} from "../../ui/index.ts";
import type { PersonFields } from "../../workspace/index.ts";
import { type PersonDraft, type Required, fieldsOf, missingIn } from "./person-draft.ts";
import styles from "./welcome.module.css";

const WORDS = {
  name: { label: "welcome.name", missing: "welcome.nameMissing" },
  school: { label: "welcome.school", missing: "welcome.schoolMissing" },
  town: { label: "welcome.town", missing: "welcome.townMissing" },
  country: { label: "welcome.country", missing: "welcome.countryMissing" },
  languages: { label: "welcome.languages", missing: "welcome.languagesMissing" },
} as const satisfies Record<Required, Record<"label" | "missing", MessageKey>>;

/** Who sits here. The draft belongs to whoever shows the form, so that it outlives going on and coming back. */
export function PersonForm({
  draft,
  submit,
  isBusy = false,
  children,
  foot,
  onChange,
  onSubmit,
}: {
  readonly draft: PersonDraft;
  /** What the button says that hands the fields on. */
  readonly submit: string;
  readonly isBusy?: boolean;
  /** Stands above the button: what went wrong, if anything did. */
  readonly children?: ReactNode;
  /** Beside the button. */
  readonly foot: ReactNode;
  readonly onChange: (draft: PersonDraft) => void;
  readonly onSubmit: (fields: PersonFields) => void;
}) {
  const [isChecked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = missingIn(draft);
  const change = (part: Partial<PersonDraft>) => onChange({ ...draft, ...part });
  const words = (name: Required) => ({
    label: translate(WORDS[name].label),
    error: isChecked && missing.includes(name) ? translate(WORDS[name].missing) : null,
  });

  function send(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    setChecked(true);
    const fields = fieldsOf(draft);
    if (fields !== null) onSubmit(fields);
    else
      form.current?.querySelector<HTMLElement>(`[data-field="${missing[0] ?? "name"}"]`)?.focus();
  }

  return (
    <form ref={form} className={styles["form"]} noValidate onSubmit={send}>
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
      {children}
      <div className={styles["foot"]}>
        {foot}
        <Button type="submit" isBusy={isBusy} iconEnd={<IconArrowRight aria-hidden />}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
