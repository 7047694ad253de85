export { WorkerScreener } from "./worker-screener.ts";
