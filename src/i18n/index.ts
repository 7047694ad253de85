export { compareNames, countryName, formatAgo, formatBytes, formatDate, formatList, formatNumber, formatTime, languageName } from "./format.ts";
export type { MessageKey } from "./english.ts";
export { closestLanguage, direction, language, localeTag, speak, translate, translateRich } from "./translate.ts";
export type { Language, MessageValues } from "./translate.ts";
