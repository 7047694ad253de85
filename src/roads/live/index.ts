export { LiveRoad } from "./live-road.ts";
export type { SignallingSockets } from "./signalling-sockets.ts";
