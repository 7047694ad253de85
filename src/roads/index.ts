export { MESSAGE_LIMITS } from "./road.ts";
export type { Lane, Rendezvous, Road, RoadLink, RoadPeer } from "./road.ts";
