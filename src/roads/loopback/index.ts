export { LoopbackNetwork } from "./loopback-network.ts";
export type { LoopbackOptions, LoopbackScheduler } from "./loopback-network.ts";
