import { MultiSelect, Select } from "@mantine/core";
import type { ReactNode } from "react";
import { PROJECT_LIMITS } from "../../domain/index.ts";
import { countryChoices, languageChoices, subjectChoices } from "./choices.ts";

interface FieldWords {
  /** Becomes `data-field` of the input that is seen, so that a form can put the focus there. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** What is wrong, beside the field; null while nothing is. */
  readonly error?: ReactNode;
}

/** One country, found by typing the first letters of its name. */
export function CountryField({
  name,
  value,
  onChange,
  ...words
}: FieldWords & { readonly value: string | null; readonly onChange: (country: string) => void }) {
  return (
    <Select
      {...words}
      data-field={name}
      data={countryChoices()}
      value={value}
      onChange={(choice) => {
        if (choice !== null) onChange(choice);
      }}
      allowDeselect={false}
      searchable
    />
  );
}

type Several = FieldWords & {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
};

/** The languages that someone writes in. */
export function LanguagesField({ name, value, onChange, ...words }: Several) {
  return (
    <MultiSelect
      {...words}
      data-field={name}
      data={languageChoices(value)}
      value={[...value]}
      onChange={onChange}
      maxValues={PROJECT_LIMITS.languages}
      searchable
    />
  );
}

export function SubjectsField({ name, value, onChange, ...words }: Several) {
  return (
    <MultiSelect
      {...words}
      data-field={name}
      data={subjectChoices()}
      value={[...value]}
      onChange={onChange}
      maxValues={PROJECT_LIMITS.subjects}
      searchable
    />
  );
}
