import path from "node:path";
import type { Page } from "@playwright/test";
import { build } from "vite";
import { COUNTRIES, INTERFACE_LANGUAGES, PROJECT_LANGUAGES } from "../src/domain/index.ts";
import type * as Words from "../src/i18n/index.ts";
import { expect, test } from "./fixture.ts";
import { speakerOf } from "./spoken-words.ts";
import { goToPath, walkFirstStart } from "./walk.ts";

/** Monday 12 October 2026, 14:32 here: Europe is behind and ahead of no date line at this hour. */
const MOMENT = new Date(2026, 9, 12, 14, 32).getTime();
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 100] as const;

interface Spoken {
  readonly date: string;
  readonly time: string;
  readonly number: string;
  readonly minutesAgo: string;
  readonly yesterday: string;
  readonly size: string;
  readonly list: string;
  readonly country: string;
  readonly language: string;
  /** "… words" for each of COUNTS. */
  readonly words: readonly string[];
}

const SPOKEN: Readonly<Record<(typeof INTERFACE_LANGUAGES)[number], Spoken>> = {
  en: {
    date: "12 October 2026",
    time: "14:32",
    number: "1,234,567.5",
    minutesAgo: "5 minutes ago",
    yesterday: "yesterday",
    size: "48 kB",
    list: "A, B and C",
    country: "Germany",
    language: "Greek",
    words: "0 words|1 word|2 words|3 words|5 words|11 words|21 words|100 words".split("|"),
  },
  de: {
    date: "12. Oktober 2026",
    time: "14:32",
    number: "1.234.567,5",
    minutesAgo: "vor 5 Minuten",
    yesterday: "gestern",
    size: "48 kB",
    list: "A, B und C",
    country: "Deutschland",
    language: "Griechisch",
    words: "0 Wörter|1 Wort|2 Wörter|3 Wörter|5 Wörter|11 Wörter|21 Wörter|100 Wörter".split("|"),
  },
  fr: {
    date: "12 octobre 2026",
    time: "14:32",
    number: "1 234 567,5",
    minutesAgo: "il y a 5 minutes",
    yesterday: "hier",
    size: "48 ko",
    list: "A, B et C",
    country: "Allemagne",
    language: "grec",
    words: "0 mot|1 mot|2 mots|3 mots|5 mots|11 mots|21 mots|100 mots".split("|"),
  },
  it: {
    date: "12 ottobre 2026",
    time: "14:32",
    number: "1.234.567,5",
    minutesAgo: "5 minuti fa",
    yesterday: "ieri",
    size: "48 kB",
    list: "A, B e C",
    country: "Germania",
    language: "greco",
    words: "0 parole|1 parola|2 parole|3 parole|5 parole|11 parole|21 parole|100 parole".split("|"),
  },
  es: {
    date: "12 de octubre de 2026",
    time: "14:32",
    number: "1.234.567,5",
    minutesAgo: "hace 5 minutos",
    yesterday: "ayer",
    size: "48 kB",
    list: "A, B y C",
    country: "Alemania",
    language: "griego",
    words:
      "0 palabras|1 palabra|2 palabras|3 palabras|5 palabras|11 palabras|21 palabras|100 palabras".split(
        "|",
      ),
  },
  pl: {
    date: "12 października 2026",
    time: "14:32",
    number: "1 234 567,5",
    minutesAgo: "5 minut temu",
    yesterday: "wczoraj",
    size: "48 kB",
    list: "A, B i C",
    country: "Niemcy",
    language: "grecki",
    words: "0 słów|1 słowo|2 słowa|3 słowa|5 słów|11 słów|21 słów|100 słów".split("|"),
  },
  el: {
    date: "12 Οκτωβρίου 2026",
    time: "2:32 μ.μ.",
    number: "1.234.567,5",
    minutesAgo: "πριν από 5 λεπτά",
    yesterday: "χθες",
    size: "48 kB",
    list: "A, B και C",
    country: "Γερμανία",
    language: "Ελληνικά",
    words: "0 λέξεις|1 λέξη|2 λέξεις|3 λέξεις|5 λέξεις|11 λέξεις|21 λέξεις|100 λέξεις".split("|"),
  },
  tr: {
    date: "12 Ekim 2026",
    time: "14:32",
    number: "1.234.567,5",
    minutesAgo: "5 dakika önce",
    yesterday: "dün",
    size: "48 kB",
    list: "A, B ve C",
    country: "Almanya",
    language: "Yunanca",
    words: "0 sözcük|1 sözcük|2 sözcük|3 sözcük|5 sözcük|11 sözcük|21 sözcük|100 sözcük".split("|"),
  },
  uk: {
    date: "12 жовтня 2026 р.",
    time: "14:32",
    number: "1 234 567,5",
    minutesAgo: "5 хвилин тому",
    yesterday: "учора",
    size: "48 кБ",
    list: "A, B і C",
    country: "Німеччина",
    language: "грецька",
    words: "0 слів|1 слово|2 слова|3 слова|5 слів|11 слів|21 слово|100 слів".split("|"),
  },
  ar: {
    date: "12 أكتوبر 2026",
    time: "2:32 م",
    number: "1,234,567.5",
    minutesAgo: "قبل 5 دقائق",
    yesterday: "أمس",
    size: "48 كيلوبايت",
    list: "A وB وC",
    country: "ألمانيا",
    language: "اليونانية",
    words: "لا كلمات|كلمة واحدة|كلمتان|3 كلمات|5 كلمات|11 كلمة|21 كلمة|100 كلمة".split("|"),
  },
};

test("dates, numbers, names and plurals are right in each of the ten languages, in the real Electron", async ({
  pc,
}) => {
  const { page } = pc;
  await page.evaluate(await programWords());
  for (const code of INTERFACE_LANGUAGES) {
    await test.step(code, async () => {
      expect.soft(await spokenIn(page, code), code).toEqual(SPOKEN[code]);
      expect.soft(await namelessIn(page, code), code).toEqual([]);
    });
  }
});

test("the screens follow the language at once, with its date, its names and its direction", async ({
  pc,
}) => {
  const { page } = pc;
  await page.clock.setFixedTime(MOMENT);
  await walkFirstStart({ pc, say: speakerOf("en"), look: () => Promise.resolve() }, "English");
  const [, project = ""] = /#(\/project\/[^/?]+)/u.exec(page.url()) ?? [];
  for (const code of INTERFACE_LANGUAGES) {
    await test.step(code, async () => {
      const say = speakerOf(code);
      await goToPath(page, "/settings");
      await page.locator("#settings-language-choice").click();
      await page
        .getByRole("option")
        .nth(1 + INTERFACE_LANGUAGES.indexOf(code))
        .click();
      const title = page.getByRole("heading", { level: 1, name: say("settings.title") });
      await expect(title).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("dir", code === "ar" ? "rtl" : "ltr");
      await expect(page.locator("html")).toHaveAttribute("lang", code === "en" ? "en-GB" : code);
      await goToPath(page, `${project}/members`);
      await expect(page.getByRole("cell", { name: SPOKEN[code].date, exact: true })).toBeVisible();
      await goToPath(page, project);
      const began = say("project.since", { date: SPOKEN[code].date });
      await expect(page.getByText(began, { exact: true })).toBeVisible();
    });
  }
});

/** The program's own words, its formats and its messages, as one script. */
async function programWords(): Promise<string> {
  const entry = path.resolve(import.meta.dirname, "..", "src", "i18n", "index.ts");
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "chrome114",
      lib: { entry, formats: ["iife"], name: "words" },
      rolldownOptions: { output: { codeSplitting: false, extend: true } },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !("output" in output)) throw new Error("nothing was built");
  return `${output.output[0].code};globalThis.words = words;`;
}

function spokenIn(page: Page, code: Words.Language): Promise<Spoken> {
  return page.evaluate(
    async ({ spoken, now, counts }) => {
      const { words } = globalThis as unknown as { readonly words: typeof Words };
      await words.speak(spoken);
      const minute = 60_000;
      const asText = (text: string) => text.replaceAll(/[\u00A0\u202F]/gu, " ");
      return {
        date: asText(words.formatDate(now)),
        time: asText(words.formatTime(now)),
        number: asText(words.formatNumber(1_234_567.5)),
        minutesAgo: asText(words.formatAgo(now - 5 * minute, now)),
        yesterday: words.formatAgo(now - 1_440 * minute, now),
        size: asText(words.formatBytes(48_200)),
        list: words.formatList(["A", "B", "C"]),
        country: words.countryName("DE"),
        language: words.languageName("el"),
        words: counts.map((count) => asText(words.translate("page.words", { count }))),
      };
    },
    { spoken: code, now: MOMENT, counts: COUNTS },
  );
}

/** Countries and languages that have no name in the language, but stand there as their code. */
function namelessIn(page: Page, code: Words.Language): Promise<readonly string[]> {
  return page.evaluate(
    async ({ spoken, countries, languages }) => {
      const { words } = globalThis as unknown as { readonly words: typeof Words };
      await words.speak(spoken);
      return [
        ...countries.filter((country) => words.countryName(country) === country),
        ...languages.filter((language) => words.languageName(language) === language),
      ];
    },
    { spoken: code, countries: COUNTRIES, languages: PROJECT_LANGUAGES },
  );
}
