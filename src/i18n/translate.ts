import { IntlMessageFormat } from "intl-messageformat";
import { type Store, createStore } from "../base/index.ts";
import { type InterfaceLanguage, INTERFACE_LANGUAGES, isRightToLeft } from "../domain/index.ts";
import { type Area, type MessageKey, english } from "./english.ts";
import { pseudonymise } from "./pseudo.ts";

type Messages = Readonly<Record<string, Readonly<Record<string, string>>>>;
export type Language = InterfaceLanguage | "pseudo";
export type MessageValues = Readonly<Record<string, string | number | Date>>;

const files = import.meta.glob<Readonly<Record<string, string>>>(
  ["./messages/*/*.json", "!./messages/en/*.json"],
  {
    import: "default",
  },
);

const current = createStore<Language>("en");
/** The language that `translate` speaks now. */
export const language: Store<Language> = current;

let messages: Messages = english;
const formats = new Map<string, IntlMessageFormat>();

/** Loads the messages of `next` from the program's own files, then speaks it. */
export async function speak(next: Language): Promise<void> {
  messages = next === "en" || next === "pseudo" ? english : await load(next);
  formats.clear();
  current.set(next);
}

/** The message in the person's language; English where a translation is missing. */
export function translate(key: MessageKey, values?: MessageValues): string {
  return String(format(key).format(values));
}

/** As `translate`, with the parts between `<tag>` and `</tag>` handed to functions, for React nodes. */
export function translateRich<Part>(
  key: MessageKey,
  values: Readonly<Record<string, string | number | Date | Part | ((parts: Part[]) => Part)>>,
): readonly (string | Part)[] {
  const parts = format(key).format<Part>(values as never);
  return (Array.isArray(parts) ? parts : [parts]) as readonly (string | Part)[];
}

/** As `translate`, in a language that the program need not speak now: for what is printed for someone else. */
export async function translatorFor(wanted: InterfaceLanguage): Promise<typeof translate> {
  const theirs = wanted === "en" ? english : await load(wanted);
  return (key, values) =>
    String(new IntlMessageFormat(sourceOf(theirs, key), tagOf(wanted)).format(values));
}

/** The tag for Intl: numbers, dates and plural rules follow it. English is the community's: "12 October 2026, 14:32". */
export function localeTag(): string {
  return tagOf(current.get());
}

function tagOf(spoken: Language): string {
  return spoken === "en" || spoken === "pseudo" ? "en-GB" : spoken;
}

export function direction(): "ltr" | "rtl" {
  return isRightToLeft(current.get()) ? "rtl" : "ltr";
}

/** The best of our languages for what the operating system asked for. */
export function closestLanguage(locale: string): InterfaceLanguage {
  const wanted = locale.toLowerCase().split(/[-_]/u)[0];
  return INTERFACE_LANGUAGES.find((candidate) => candidate === wanted) ?? "en";
}

function format(key: MessageKey): IntlMessageFormat {
  const known = formats.get(key);
  if (known !== undefined) return known;
  const source = sourceOf(messages, key);
  const text = current.get() === "pseudo" ? pseudonymise(source) : source;
  const made = new IntlMessageFormat(text, localeTag());
  formats.set(key, made);
  return made;
}

function sourceOf(spoken: Messages, key: MessageKey): string {
  const dot = key.indexOf(".");
  const area = key.slice(0, dot) as Area;
  const name = key.slice(dot + 1);
  return spoken[area]?.[name] ?? (english as Messages)[area]?.[name] ?? key;
}

async function load(next: InterfaceLanguage): Promise<Messages> {
  const loaded: Record<string, Readonly<Record<string, string>>> = {};
  await Promise.all(
    (Object.keys(english) as Area[]).map(async (area) => {
      const file = files[`./messages/${next}/${area}.json`];
      if (file !== undefined) loaded[area] = await file();
    }),
  );
  return loaded;
}
