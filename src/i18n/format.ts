import { language, localeTag } from "./translate.ts";

const made = new Map<string, unknown>();

/** Intl objects are dear to make and cheap to keep. */
function once<Formatter>(key: string, make: (tag: string) => Formatter): Formatter {
  const full = `${language.get()} ${key}`;
  const known = made.get(full);
  if (known !== undefined) return known as Formatter;
  const fresh = make(localeTag());
  made.set(full, fresh);
  return fresh;
}

export function formatNumber(value: number): string {
  return once("number", (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** "12 October 2026", in the order and with the words of the language. */
export function formatDate(time: number): string {
  return once("date", (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "long" })).format(time);
}

export function formatTime(time: number): string {
  return once("time", (tag) => new Intl.DateTimeFormat(tag, { timeStyle: "short" })).format(time);
}

/** The time alone for today, otherwise with the day: "14:32", "3 Oct 2026, 14:32". */
export function formatMoment(time: number, now: number): string {
  const isToday = new Date(time).toDateString() === new Date(now).toDateString();
  if (isToday) return formatTime(time);
  return once(
    "moment",
    (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" }),
  ).format(time);
}

const STEPS = [
  { unit: "minute", ms: 60_000, upToMs: 3_600_000 },
  { unit: "hour", ms: 3_600_000, upToMs: 86_400_000 },
  { unit: "day", ms: 86_400_000, upToMs: 30 * 86_400_000 },
  { unit: "month", ms: 30 * 86_400_000, upToMs: 365 * 86_400_000 },
  { unit: "year", ms: 365 * 86_400_000, upToMs: Number.POSITIVE_INFINITY },
] as const;

/** "5 minutes ago", "yesterday"; "now" within a minute, and for clocks that run ahead. */
export function formatAgo(time: number, now: number): string {
  const relative = once("ago", (tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }));
  const passed = now - time;
  if (passed < 60_000) return relative.format(0, "second");
  const step = STEPS.find(({ upToMs }) => passed < upToMs) ?? STEPS[STEPS.length - 1];
  if (step === undefined) return relative.format(0, "second");
  return relative.format(-Math.floor(passed / step.ms), step.unit);
}

/** "48 kB": decimal units, as file managers and data plans count. */
export function formatBytes(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  let size = bytes;
  let index = 0;
  while (size >= 1000 && index < units.length - 1) {
    size /= 1000;
    index += 1;
  }
  const unit = units[index] ?? "byte";
  const digits = size < 10 && index > 1 ? 1 : 0;
  return once(
    `bytes ${unit} ${digits}`,
    (tag) =>
      new Intl.NumberFormat(tag, {
        style: "unit",
        unit,
        unitDisplay: "short",
        maximumFractionDigits: digits,
      }),
  ).format(size);
}

export function formatList(items: readonly string[]): string {
  return once("list", (tag) => new Intl.ListFormat(tag, { type: "conjunction" })).format(items);
}

export function countryName(code: string): string {
  return once("country", (tag) => new Intl.DisplayNames(tag, { type: "region" })).of(code) ?? code;
}

export function languageName(code: string): string {
  return (
    once("language", (tag) => new Intl.DisplayNames(tag, { type: "language" })).of(code) ?? code
  );
}

/** "Deutsch", "Ελληνικά": what the speakers call it, so that they find it whatever the program speaks now. */
export function ownLanguageName(code: string): string {
  const name = new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}

/** For sorting names as the language does. */
export function compareNames(a: string, b: string): number {
  return once("collator", (tag) => new Intl.Collator(tag)).compare(a, b);
}
