export { assertNever } from "./assert-never.ts";
export type { Brand } from "./brand.ts";
export {
  concatBytes,
  encodeBase32,
  encodeHex,
  equalBytes,
  randomBytes,
  randomId,
} from "./bytes.ts";
export { differ } from "./differ.ts";
export type { Stretch } from "./differ.ts";
export { reportFault } from "./report-fault.ts";
export { fail, succeed } from "./result.ts";
export type { Result } from "./result.ts";
export { createStore, deriveStore } from "./store.ts";
export type { Store, WritableStore } from "./store.ts";
