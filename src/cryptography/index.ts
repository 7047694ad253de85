export { DIGEST } from "./digest.ts";
export type { Digest } from "./digest.ts";
export { loadSuite } from "./load-suite.ts";
export type { AgreementKeys, SigningKeys, Suite } from "./suite.ts";
export { webcryptoEngine } from "./webcrypto-engine.ts";
