export { buildHarness, HARNESS_FOLDER } from "./harness-build.ts";
export { HarnessPc } from "./harness-pc.ts";
export { Lan, type LanPc, type LanPlace, whyNoLan } from "./lan.ts";
export { ROAD_PROMISES } from "../../roads/road.contract.ts";
