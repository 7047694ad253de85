/** What a frame and its parts may measure. A version number stands for these as much as for the byte format. */
export const JOURNAL_LIMITS = {
  frameBytes: 1_200_000,
  /** More than everything about an entry, or a frame, but its update. */
  entryBytes: 300,
  entriesInRun: 512,
  payloadBytes: 1_000_000,
  compactionBytes: 20_000_000,
  compactedDocuments: 4096,
  documentNameBytes: 128,
  /** Above any honest count of entries, and far below where numbers lose precision. */
  lamport: 2 ** 48,
  /** An entry that leaps further beyond everything known is held until the gap is explained. */
  lamportLeap: 2 ** 20,
  /** A session of 136 years. */
  secondsIn: 2 ** 32,
  sequence: 2 ** 32,
  structsInUpdate: 100_000,
  /** More than one session ever types into one document; comparing takes time and memory by it. */
  clocksInUpdate: 1_000_000,
  deletesInUpdate: 20_000,
  clock: 2 ** 40,
  structLength: 1_000_000,
  nesting: 64,
  keyLength: 512,
  heldBytesOfFeed: 1_000_000,
  heldRunsOfFeed: 64,
  heldBytes: 16_000_000,
  haveFeeds: 20_000,
  /** Of one member in one space: sessions of years. */
  feedsOfMember: 4096,
  /** Those that no compaction stands for: a day and night of typing without a pause. */
  entriesOfMember: 200_000,
  /** Of updates: some hundred books. Pictures are not among them. */
  bytesOfMember: 64_000_000,
} as const;
