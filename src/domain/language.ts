/** Languages that classes of the community write in (ISO 639-1). */
export const PROJECT_LANGUAGES = [
  "ar",
  "az",
  "bg",
  "bs",
  "ca",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "et",
  "eu",
  "fi",
  "fr",
  "ga",
  "gl",
  "he",
  "hr",
  "hu",
  "hy",
  "is",
  "it",
  "ka",
  "lb",
  "lt",
  "lv",
  "mk",
  "mt",
  "nl",
  "no",
  "pl",
  "pt",
  "ro",
  "ru",
  "sk",
  "sl",
  "sq",
  "sr",
  "sv",
  "tr",
  "uk",
] as const;

/** Languages that the program itself speaks. */
export const INTERFACE_LANGUAGES = [
  "en",
  "de",
  "fr",
  "it",
  "es",
  "pl",
  "el",
  "tr",
  "uk",
  "ar",
] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

export function isRightToLeft(language: string): boolean {
  return /^(ar|he|fa|ur)\b/u.test(language);
}
