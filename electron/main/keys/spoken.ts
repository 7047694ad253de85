import { IntlMessageFormat } from "intl-messageformat";

type Values = Readonly<Record<string, string | number>>;
/** The words for a message, such as `confirm.cancel`. */
export type Translate = (key: string, values?: Values) => string;

/** The program's own files: what the page says about itself never stands in a question of the shell. */
const FILES = import.meta.glob<Readonly<Record<string, string>>>(
  "../../../src/i18n/messages/*/{confirm,roles}.json",
  { eager: true, import: "default" },
);

/** In the language that the page speaks, as far as it is one of ours; English for the rest. */
export function translatorOf(language: string): Translate {
  return (key, values) => {
    const [area = "", name = ""] = key.split(".");
    const own = FILES[file(language, area)]?.[name];
    const text = own ?? FILES[file("en", area)]?.[name];
    if (text === undefined) throw new Error(`no message ${key}`);
    return String(new IntlMessageFormat(text, own === undefined ? "en" : language).format(values));
  };
}

function file(language: string, area: string): string {
  return `../../../src/i18n/messages/${language}/${area}.json`;
}
