import { SUBJECTS, COUNTRIES, PROJECT_LANGUAGES } from "../../domain/index.ts";
import { compareNames, countryName, languageName, translate } from "../../i18n/index.ts";

export interface NamedChoice {
  readonly value: string;
  readonly label: string;
}

/** Countries by their names in the person's language. */
export function countryChoices(): NamedChoice[] {
  return sorted(COUNTRIES.map((value) => ({ value, label: countryName(value) })));
}

/** Languages by their names in the person's language, the ones already chosen included even if we do not list them. */
export function languageChoices(chosen: readonly string[]): NamedChoice[] {
  const codes = new Set<string>([...PROJECT_LANGUAGES, ...chosen]);
  return sorted([...codes].map((value) => ({ value, label: languageName(value) })));
}

export function subjectChoices(): NamedChoice[] {
  return sorted(SUBJECTS.map((value) => ({ value, label: translate(`subjects.${value}`) })));
}

function sorted(choices: NamedChoice[]): NamedChoice[] {
  return choices.sort((a, b) => compareNames(a.label, b.label));
}
