export { systemClock } from "./clock.ts";
export type { Clock } from "./clock.ts";
export type { Offence, OffenceKind, Offences } from "./offence.ts";
export type { PartnerState } from "./partner-board.ts";
export { PresenceRoom } from "./presence-room.ts";
export type { DocumentSummary, SpaceCopy } from "./space-copy.ts";
export { SpaceExchange } from "./space-exchange.ts";
export type { OwnPresence, SpaceExchangeParts } from "./space-exchange.ts";
