import { type SyntheticEvent, useRef, useState } from "react";
import { PERSON_LIMITS, PERSON_ROLES, type Person, type PersonRole } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, ChoiceField, CountryField, LanguagesField, TextInput } from "../../ui/index.ts";
import type { PersonFields } from "../../workspace/index.ts";
import styles from "./settings.module.css";

type Missing = "name" | "school" | "town" | "languages";

/** Who sits here, to be changed later. */
export function PersonForm({
  person,
  onSave,
}: {
  readonly person: Person;
  readonly onSave: (fields: PersonFields) => Promise<void>;
}) {
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState<PersonRole>(person.role);
  const [school, setSchool] = useState(person.school.name);
  const [town, setTown] = useState(person.school.town);
  const [country, setCountry] = useState(person.school.country);
  const [languages, setLanguages] = useState<readonly string[]>(person.languages);
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [isSaving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const says = (field: Missing, words: string) => (missing.includes(field) ? words : null);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const found = whatIsMissing();
    setMissing(found);
    const first = found[0];
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setSaving(true);
    try {
      await onSave({
        name: name.trim(),
        role,
        school: { name: school.trim(), town: town.trim(), country },
        languages,
      });
    } finally {
      setSaving(false);
    }
  }

  function whatIsMissing(): readonly Missing[] {
    const fields: readonly (readonly [Missing, boolean])[] = [
      ["name", name.trim() === ""],
      ["school", school.trim() === ""],
      ["town", town.trim() === ""],
      ["languages", languages.length === 0],
    ];
    return fields.filter(([, isMissing]) => isMissing).map(([field]) => field);
  }

  return (
    <form ref={form} className={styles["form"]} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        name="name"
        label={translate("settings.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={PERSON_LIMITS.name}
        error={says("name", translate("settings.nameMissing"))}
        autoComplete="name"
      />
      <ChoiceField
        label={translate("settings.role")}
        value={role}
        choices={PERSON_ROLES.map((value) => ({ value, label: translate(`roles.${value}`) }))}
        onChange={setRole}
      />
      <TextInput
        name="school"
        label={translate("settings.school")}
        value={school}
        onChange={(event) => setSchool(event.currentTarget.value)}
        maxLength={PERSON_LIMITS.school}
        error={says("school", translate("settings.schoolMissing"))}
        autoComplete="organization"
      />
      <TextInput
        name="town"
        label={translate("settings.town")}
        value={town}
        onChange={(event) => setTown(event.currentTarget.value)}
        maxLength={PERSON_LIMITS.town}
        error={says("town", translate("settings.townMissing"))}
      />
      <CountryField
        name="country"
        label={translate("settings.country")}
        value={country}
        onChange={setCountry}
      />
      <LanguagesField
        name="languages"
        label={translate("settings.languages")}
        value={languages}
        onChange={setLanguages}
        error={says("languages", translate("settings.languagesMissing"))}
      />
      <div>
        <Button type="submit" isBusy={isSaving}>
          {translate("settings.save")}
        </Button>
      </div>
    </form>
  );
}
