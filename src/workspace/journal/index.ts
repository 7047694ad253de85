export type { OwnChange, Signer, SpaceJournal, StoredContent, StoredVersion } from "./contract.ts";
export { foundSpaceJournal, openSpaceJournal } from "./open-journal.ts";
export type { FoundingParts, SpaceJournalParts } from "./open-journal.ts";
export type { ScreenFrames } from "./opened-frames.ts";
