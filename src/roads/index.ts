export {
  GatheredLink,
  InvitationCall,
  PresenceRoom,
  SpaceExchange,
  gatherOne,
  systemClock,
} from "./exchange/index.ts";
export type {
  Audience,
  BlobCopy,
  Challenges,
  Clock,
  InvitationCallParts,
  JournalCopy,
  LogCopy,
  Offence,
  OffenceKind,
  Offences,
  OwnPresence,
  PartnerState,
  Recognition,
  SpaceExchangeParts,
} from "./exchange/index.ts";
export { MESSAGE_LIMITS } from "./road.ts";
export type { Lane, Rendezvous, Road, RoadLink, RoadPeer } from "./road.ts";
export { LiveRoad } from "./live/index.ts";
export type { SignallingSockets } from "./live/index.ts";
export { LoopbackNetwork } from "./loopback/index.ts";
export type { LoopbackOptions, LoopbackScheduler } from "./loopback/index.ts";
