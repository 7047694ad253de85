export type { OwnChange, Signer, SpaceJournal, StoredContent, StoredVersion } from "./contract.ts";
export { foundSpaceJournal, openSpaceJournal } from "./open-journal.ts";
export type { FoundingParts, SpaceJournalParts } from "./open-journal.ts";
export type { ScreenFrame } from "./opened-frames.ts";
