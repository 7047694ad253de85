import { afterEach, expect, test } from "vitest";
import {
  compareNames,
  countryName,
  formatAgo,
  formatBytes,
  formatDate,
  formatList,
  formatMoment,
  formatNumber,
  formatTime,
  languageName,
  ownLanguageName,
} from "./format.ts";
import { speak } from "./translate.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Local noon, so that the day is the same in every time zone. */
const NOON = new Date(2026, 9, 12, 12, 5).getTime();

afterEach(() => speak("en"));

test("says how long ago in the words of the language", async () => {
  expect(formatAgo(NOON - 5 * MINUTE, NOON)).toBe("5 minutes ago");
  expect(formatAgo(NOON - 3 * HOUR, NOON)).toBe("3 hours ago");
  expect(formatAgo(NOON - DAY, NOON)).toBe("yesterday");
  expect(formatAgo(NOON - 16 * DAY, NOON)).toBe("16 days ago");
  expect(formatAgo(NOON - 70 * DAY, NOON)).toBe("2 months ago");
  expect(formatAgo(NOON - 800 * DAY, NOON)).toBe("2 years ago");
  await speak("de");
  expect(formatAgo(NOON - 16 * DAY, NOON)).toBe("vor 16 Tagen");
});

test("says now within a minute and for clocks that run ahead", () => {
  expect(formatAgo(NOON - 20_000, NOON)).toBe("now");
  expect(formatAgo(NOON + HOUR, NOON)).toBe("now");
});

test("writes dates in the order of the language", async () => {
  expect(formatDate(NOON)).toBe("12 October 2026");
  await speak("fr");
  expect(formatDate(NOON)).toBe("12 octobre 2026");
});

test("leaves the day out of a moment of today", async () => {
  await speak("de");
  expect(formatTime(NOON)).toBe("12:05");
  expect(formatMoment(NOON, NOON + HOUR)).toBe("12:05");
  expect(formatMoment(NOON, NOON + DAY)).toBe("12.10.2026, 12:05");
});

test("counts bytes in decimal units", async () => {
  expect(formatBytes(0)).toBe("0 byte");
  expect(formatBytes(999)).toBe("999 byte");
  expect(formatBytes(48_200)).toBe("48 kB");
  expect(formatBytes(1_900_000)).toBe("1.9 MB");
  expect(formatBytes(25_000_000)).toBe("25 MB");
  expect(formatBytes(5_000_000_000_000)).toBe("5,000 GB");
  await speak("fr");
  expect(formatBytes(48_200)).toMatch(/^48\sko$/u);
});

test("writes numbers and lists as the language does", async () => {
  await speak("de");
  expect(formatNumber(1234.5)).toBe("1.234,5");
  expect(formatList(["Ana", "Giulia", "Marek"])).toBe("Ana, Giulia und Marek");
});

test("names countries and languages in the language of the program, and a language as its speakers do", async () => {
  await speak("de");
  expect(countryName("GR")).toBe("Griechenland");
  expect(languageName("it")).toBe("Italienisch");
  expect(ownLanguageName("el")).toBe("Ελληνικά");
  expect(ownLanguageName("fr")).toBe("Français");
});

test("sorts names as the language does", async () => {
  await speak("pl");
  expect(["Zofia", "Łucja", "Lena", "Maja"].sort(compareNames)).toEqual([
    "Lena",
    "Łucja",
    "Maja",
    "Zofia",
  ]);
});
