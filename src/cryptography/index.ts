export { loadSuite } from "./load-suite.ts";
export type { AgreementKeys, SigningKeys, Suite } from "./suite.ts";
