const KIB = 1024;
const MIB = 1024 * KIB;

/** What one partner may ask of this PC; beyond it the partner is ended. docs/spec/exchange.md, E20. */
export const EXCHANGE_LIMITS = {
  /** Documents in one listing. */
  documents: 10_000,
  /** Claims and seeks in one message. */
  entriesPerMessage: 500,
  nameBytes: 96,
  sessionBytes: 64,
  hashBytes: 32,
  stateVectorBytes: 64 * KIB,
  cursorBytes: 1 * KIB,
  mimeBytes: 100,
  /** A whole document, or what is missing of it. */
  updateBytes: 48 * MIB,
  /** A change that is larger is not sent unasked; the partner asks for it. */
  liveUpdateBytes: 1 * MIB,
  partBytes: 64 * KIB,
  blobBytes: 64 * MIB,
  chunkBytes: 64 * KIB,
  /** Requests of one partner that wait to be served. */
  waitingRequests: 64,
  /** Updates of one partner that wait to be kept; live ones beyond it are asked for again later. */
  waitingUpdates: 256,
  waitingUpdateBytes: 16 * MIB,
  /** Answers among them: more than that was never asked for at once. */
  waitingAnswerBytes: 192 * MIB,
  /** Updates of one partner that are coming in parts. */
  openTransfers: 4,
  /** Live changes that wait for a slow partner; beyond it they are dropped, and the partner asks when there is room. */
  waitingLiveBytes: 1 * MIB,
  presences: 64,
  /** Heard from one partner within a second; more are not looked at. */
  presencesPerSecond: 20,
  soughtBlobs: 1000,
  /** Messages of control and pictures, without presence, from one partner within a second. */
  messagesPerSecond: 2000,
} as const;

export const EXCHANGE_TIMES = {
  /** Copies compare themselves this often, jittered between the two. */
  compareMs: [30_000, 60_000],
  /** One listing to one partner in this time. */
  listMs: 1000,
  /** Changes are in flight: what looks different now is looked at again after this long, jittered. */
  settleMs: [1000, 1500],
  /** However busy a document is, a difference is followed up after this long. */
  longestUnsettledMs: 30_000,
  /** Claims about one's own documents are gathered for this long. */
  claimMs: 400,
  /** A request without progress is given up, and the partner not asked again for that document for a while. */
  requestMs: 60_000,
  /** For so long after text came or was asked for, pictures wait. */
  busyMs: 10_000,
  askAgainMs: 30_000,
  chunkMs: 30_000,
  tickMs: 5000,
  presenceIntervalMs: 100,
  presenceHeartbeatMs: 10_000,
  presenceForgottenMs: 30_000,
  hereMs: 30_000,
} as const;

/**
 * At once: requests to one partner (many, because on a slow line each costs a second or two of waiting), chunks from one
 * source, pictures under way.
 */
export const EXCHANGE_WIDTH = { requests: 32, chunks: 4, blobs: 2 } as const;
