import { Select } from "@mantine/core";
import { INTERFACE_LANGUAGES, type InterfaceLanguage } from "../../domain/index.ts";
import { IconLanguage } from "../icons.ts";

/** Each language in its own words: who looks for hers may not read the one that stands there now. */
const OWN_NAMES: Record<InterfaceLanguage, string> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
  it: "Italiano",
  es: "Español",
  pl: "Polski",
  el: "Ελληνικά",
  tr: "Türkçe",
  uk: "Українська",
  ar: "العربية",
};

/** The language of the program. */
export function LanguageField({
  label,
  isLabelHidden = false,
  value,
  onChange,
}: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly value: InterfaceLanguage;
  readonly onChange: (language: InterfaceLanguage) => void;
}) {
  return (
    <Select
      {...(isLabelHidden ? { "aria-label": label } : { label })}
      leftSection={<IconLanguage aria-hidden />}
      data={INTERFACE_LANGUAGES.map((language) => ({
        value: language,
        label: OWN_NAMES[language],
      }))}
      value={value}
      onChange={(choice) => {
        const chosen = INTERFACE_LANGUAGES.find((language) => language === choice);
        if (chosen !== undefined) onChange(chosen);
      }}
      allowDeselect={false}
    />
  );
}
