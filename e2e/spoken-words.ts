import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { IntlMessageFormat } from "intl-messageformat";

const MESSAGES = path.resolve(import.meta.dirname, "..", "src", "i18n", "messages");

/** A message of the program in one language, as a person reads it; in English where it is not translated. Keys are "area.name". */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function speakerOf(language: string): Say {
  const areas = new Map<string, Readonly<Record<string, string>>>();
  return (key, values) => {
    const [area = "", name = ""] = key.split(".");
    const messages = areas.get(area) ?? read(language, area);
    areas.set(area, messages);
    const message = messages[name] ?? read("en", area)[name];
    if (message === undefined) throw new Error(`no message ${key} in ${language}`);
    return String(new IntlMessageFormat(message, language).format(values));
  };
}

function read(language: string, area: string): Readonly<Record<string, string>> {
  const file = path.join(MESSAGES, language, `${area}.json`);
  if (!existsSync(file)) return {};
  return JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>;
}
