export {
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
export type { MessageKey } from "./english.ts";
export {
  closestLanguage,
  direction,
  language,
  localeTag,
  speak,
  translate,
  translateRich,
  translatorFor,
} from "./translate.ts";
export type { Language, MessageValues } from "./translate.ts";
