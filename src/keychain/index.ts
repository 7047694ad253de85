export { Keychain } from "./keychain.ts";
export type { KeychainParts } from "./keychain.ts";
export type {
  Asker,
  KeychainCryptography,
  KeychainFileName,
  KeychainFiles,
  StretchCost,
  SystemStore,
} from "./ports.ts";
export { keyMark } from "./question.ts";
export type { AskedPerson, AskedSchool, Question } from "./question.ts";
export { FULL_COST } from "./stretch.ts";
